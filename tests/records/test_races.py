"""Two people at once about the same request: one wins, the other is told."""

import pytest

from clearinghouse.core.errors import DomainError
from clearinghouse.ledger.verifying import findings
from clearinghouse.records.cases import approve, request_publication, request_retirement, send_back, withdraw
from clearinghouse.records.drafting import save_draft
from clearinghouse.records.errors import CaseClosedError
from clearinghouse.records.models import Case, Draft, Record, Revision
from tests import factories
from tests.factories import body, later
from tests.ledger.test_parallel_writers import together

pytestmark = [pytest.mark.store, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case() -> Case:
    factories.reference_data()
    by = factories.officer("bj")
    return request_publication(factories.draft("authority", by=by), by=by, at=later(1))


def nobody(_guid: str) -> list[str]:
    return []


def told(failures) -> list[type]:
    assert all(isinstance(one, DomainError) for one in failures), failures
    return [type(one) for one in failures]


@pytest.mark.parametrize("_round", range(3))
def test_of_two_deciders_one_approves_and_the_other_is_told(case, _round) -> None:
    deciders = [factories.authority("bj") for _ in range(2)]

    def decide(by) -> None:
        approve(Case.objects.get(), by=by, at=later(2), cited_by=nobody)

    assert told(together(decide, of=deciders)) == [CaseClosedError]
    assert Case.objects.get().decided_by in deciders
    assert Revision.objects.count() == 1
    assert list(findings()) == []


@pytest.mark.parametrize("_round", range(3))
def test_of_an_approval_and_a_return_one_wins(case, _round) -> None:
    authority, other = factories.authority("bj"), factories.authority("bj")
    ways = [
        lambda: approve(Case.objects.get(), by=authority, at=later(2), cited_by=nobody),
        lambda: send_back(Case.objects.get(), by=other, at=later(2), reason="No."),
    ]
    assert told(together(lambda way: way(), of=ways)) == [CaseClosedError]
    is_approved = Case.objects.get().state == Case.APPROVED
    assert Record.objects.exists() == is_approved
    assert Draft.objects.exists() != is_approved


@pytest.mark.parametrize("_round", range(3))
def test_of_a_withdrawal_and_an_approval_one_wins(case, _round) -> None:
    authority = factories.authority("bj")
    ways = [
        lambda: approve(Case.objects.get(), by=authority, at=later(2), cited_by=nobody),
        lambda: withdraw(Case.objects.get(), by=case.requested_by, at=later(2)),
    ]
    assert told(together(lambda way: way(), of=ways)) == [CaseClosedError]
    is_approved = Case.objects.get().state == Case.APPROVED
    assert Record.objects.exists() == is_approved
    assert Draft.objects.exists() != is_approved


def test_a_correction_and_an_approval_lose_nothing(case) -> None:
    authority, other = factories.authority("bj"), factories.authority("bj")

    def correct() -> None:
        save_draft(Draft.objects.get(), body("authority", notes="Corrected."), by=other, at=later(2), version=1)

    def decide() -> None:
        approve(Case.objects.get(), by=authority, at=later(2), cited_by=nobody)

    failures = together(lambda way: way(), of=[correct, decide])
    assert all(isinstance(one, DomainError | Draft.DoesNotExist) for one in failures)
    # Either the approval saw the correction, or one of the two was refused.
    assert len(failures) == 1 or not Draft.objects.exists()


def test_two_who_ask_for_the_same_retirement_ask_once() -> None:
    factories.reference_data()
    record = factories.revision("authority").record
    officers = [factories.officer("bj") for _ in range(2)]
    assert together(lambda by: request_retirement(record, by=by, at=later(1), asks="Merged."), of=officers) == []
    assert Case.objects.count() == 1


def test_two_who_request_the_same_draft_request_once() -> None:
    factories.reference_data()
    draft = factories.draft("authority", by=factories.officer("bj"))
    officers = [factories.officer("bj") for _ in range(2)]
    loaded = {by.pk: Draft.objects.get() for by in officers}
    assert together(lambda by: request_publication(loaded[by.pk], by=by, at=later(1)), of=officers) == []
    assert Case.objects.get().draft == draft
