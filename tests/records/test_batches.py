import pytest

from clearinghouse.core.errors import NotAllowedError
from clearinghouse.records import batches
from clearinghouse.records.batches import Progress, approve_batch, progress_of, request_batch, return_batch
from clearinghouse.records.cases import withdraw
from clearinghouse.records.errors import (
    BatchTooLargeError,
    CaseClosedError,
    InvalidDraftError,
    ReasonMissingError,
)
from clearinghouse.records.models import Batch, Case, Draft, Record
from tests import factories
from tests.factories import later

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def nobody(_guid: str) -> list[str]:
    return []


def drafts(*slugs: str, by=None) -> list[Draft]:
    by = by or factories.officer("bj")
    return [factories.draft(slug, by=by, owner=factories.owner_of(slug)) for slug in slugs]


def asked(several, by) -> list[Case]:
    return [one.case for one in request_batch(several, by=by, at=later(1), asks="All of them.") if one.case]


def test_several_are_requested_together_each_on_its_own() -> None:
    by = factories.officer("bj")
    good = drafts("authority", "authority", by=by)
    broken = factories.draft("authority", by=by, body={})
    foreign = factories.draft("authority", by=factories.officer("eg"), owner="eg")
    found = list(request_batch([good[0], broken, foreign, good[1]], by=by, at=later(1), asks="All of them."))
    assert [type(one.error) for one in found] == [type(None), InvalidDraftError, NotAllowedError, type(None)]
    batch = Batch.objects.get()
    assert (batch.owner, batch.created_by) == ("bj", by)
    assert [case.asks for case in batch.cases.all()] == ["All of them."] * 2
    assert progress_of(batch) == Progress(2, 2)
    assert {Draft.objects.get(pk=one.pk).state for one in (broken, foreign)} == {"editing"}


def test_drafts_of_two_owners_are_two_batches() -> None:
    by = factories.officer("bj")
    asked(drafts("authority", "organism", by=by), by)
    assert sorted(Batch.objects.values_list("owner", flat=True)) == ["", "bj"]


def test_all_are_approved_but_what_cannot_be() -> None:
    by, authority = factories.officer("bj"), factories.authority("bj")
    cases = asked(drafts("authority", "authority", "authority", "organism", by=by), by)
    withdraw(cases[1], by=by, at=later(2))
    found = list(approve_batch(cases, by=authority, at=later(3), cited_by=nobody))
    assert [type(one.error) for one in found] == [type(None), CaseClosedError, type(None), NotAllowedError]
    assert Record.objects.count() == 2
    assert progress_of(Batch.objects.get(owner="bj")) == Progress(3, 0)
    assert progress_of(Batch.objects.get(owner="")) == Progress(1, 1)


def test_all_are_returned_with_one_reason_and_none_without() -> None:
    by, authority = factories.officer("bj"), factories.authority("bj")
    cases = asked(drafts("authority", "authority", by=by), by)
    with pytest.raises(ReasonMissingError):
        return_batch(cases, by=authority, at=later(2), reason=" \0")
    assert {one.error for one in return_batch(cases, by=authority, at=later(2), reason="Later.")} == {None}
    assert set(Case.objects.values_list("state", "reason")) == {(Case.RETURNED, "Later.")}


def test_too_many_at_once_are_refused_before_anything_is_done(monkeypatch) -> None:
    monkeypatch.setattr(batches, "MOST", 1)
    by = factories.officer("bj")
    several = drafts("authority", "authority", by=by)
    with pytest.raises(BatchTooLargeError):
        request_batch(several, by=by, at=later(1))
    assert not Batch.objects.exists()


def test_the_results_come_as_they_are_made() -> None:
    by, authority = factories.officer("bj"), factories.authority("bj")
    cases = asked(drafts("authority", "authority", by=by), by)
    found = approve_batch(cases, by=authority, at=later(2), cited_by=nobody)
    next(found)
    assert progress_of(Batch.objects.get()) == Progress(2, 1)
