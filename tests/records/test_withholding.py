"""A draft of somebody who may not see all of the record: nothing sealed comes into it, and nothing sealed is lost."""

import pytest

from clearinghouse.accounts.models import Account
from clearinghouse.core.canonical import canonical, parsed
from clearinghouse.ledger.models import Part
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import approve, request_publication
from clearinghouse.records.checking import examined
from clearinghouse.records.drafting import begin_amendment, problems_of, save_draft
from clearinghouse.records.errors import InvalidDraftError, NothingChangedError
from clearinghouse.records.models import Draft, Record
from tests import factories
from tests.factories import NOON, body, later

pytestmark = [pytest.mark.store, pytest.mark.django_db]
SECRET = "Seen by the secretariat alone."


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


@pytest.fixture
def record() -> Record:
    return factories.revision("organism", body=body("organism", notes=SECRET)).record


@pytest.fixture
def somebody() -> Account:
    return factories.account()


def part(record: Record, name: str, number: int = 2) -> dict:
    entry = record.revisions.get(number=number).entry_id
    return parsed(Part.objects.filter(entry_id=entry, name=name).values_list("text", flat=True).first() or "{}")


def published(draft: Draft) -> Record:
    return publish(draft, by=factories.secretariat(), at=later(3)).record


def test_what_may_not_be_seen_is_left_off_the_draft(record, somebody) -> None:
    draft = begin_amendment(record, by=somebody, at=later(1))
    assert (set(draft.withheld), draft.author) == ({"notes"}, somebody)
    assert SECRET not in canonical({key: str(value) for key, value in vars(draft).items()})
    assert begin_amendment(record, by=somebody, at=later(2)) == draft


def test_whoever_sees_all_gets_all(record) -> None:
    draft = begin_amendment(record, by=factories.secretariat(), at=later(1))
    assert (draft.withheld, draft.body["notes"]) == (frozenset(), SECRET)


def test_what_was_left_off_is_kept_when_it_is_published(record, somebody) -> None:
    draft = begin_amendment(record, by=somebody, at=later(1))
    draft = save_draft(draft, {**draft.body, "scientificName": "Zea mays L."}, by=somebody, at=later(1), version=1)
    assert SECRET not in draft.body_text
    case = request_publication(draft, by=somebody, at=later(2))
    assert SECRET not in case.titles_text
    approve(case, by=factories.secretariat(), at=later(3), cited_by=lambda _: ())
    assert part(record, Part.SEALED) == {"notes": SECRET}
    assert part(record, Part.PUBLIC)["scientificName"] == "Zea mays L."
    assert SECRET not in canonical(part(record, Part.PUBLIC))


def test_an_answer_to_what_was_left_off_is_not_taken(record, somebody) -> None:
    draft = begin_amendment(record, by=somebody, at=later(1))
    typed = {**draft.body, "scientificName": "Zea mays L.", "notes": "Overwritten."}
    draft = save_draft(draft, typed, by=somebody, at=later(1), version=1)
    assert "notes" not in draft.body
    Draft.objects.filter(pk=draft.pk).update(body_text=canonical({**draft.body, "notes": "Forced in."}))
    published(Draft.objects.get(pk=draft.pk))
    assert part(record, Part.SEALED) == {"notes": SECRET}


def test_a_draft_that_changes_nothing_is_still_found_out(record, somebody) -> None:
    with pytest.raises(NothingChangedError):
        published(begin_amendment(record, by=somebody, at=later(1)))


def test_nobody_is_told_of_problems_in_what_they_may_not_see(somebody) -> None:
    record = factories.revision("organism").record
    sealed = canonical({"notes": {"not": "a text"}, "unheardOf": SECRET})
    # As an import may have left it.
    Part.objects.filter(entry_id=record.revisions.get().entry_id, name=Part.SEALED).delete()
    Part.objects.create(entry_id=record.revisions.get().entry_id, name=Part.SEALED, text=sealed)
    draft = begin_amendment(record, by=somebody, at=later(1))
    assert draft.withheld == {"notes", "unheardOf"}
    assert (problems_of(draft), draft.problem_count) == ([], 0)
    draft = save_draft(draft, {**draft.body, "scientificName": "Zea mays L."}, by=somebody, at=later(1), version=1)
    published(draft)
    assert part(record, Part.SEALED) == parsed(sealed)


def test_what_an_import_sealed_stays_sealed_though_the_format_would_show_it(somebody) -> None:
    record = factories.revision("organism").record
    entry = record.revisions.get().entry_id
    Part.objects.create(entry_id=entry, name=Part.SEALED, text=canonical({"habitat": {"en": SECRET}}))
    draft = begin_amendment(record, by=factories.secretariat(), at=later(1))
    assert draft.withheld == {"habitat"}
    assert not draft.body.get("habitat")
    found = examined(draft)
    assert "habitat" not in found.public
    assert found.sealed["habitat"] == {"en": SECRET}


def test_problems_of_what_was_typed_are_told_as_ever(record, somebody) -> None:
    draft = begin_amendment(record, by=somebody, at=later(1))
    draft = save_draft(draft, {**draft.body, "scientificName": ""}, by=somebody, at=later(1), version=1)
    assert draft.problem_count == 1
    with pytest.raises(InvalidDraftError):
        published(draft)


def test_the_count_is_kept_with_every_save_and_never_costs_one(monkeypatch) -> None:
    draft = factories.draft("organism", body={})
    assert draft.problem_count == 1
    draft = save_draft(draft, body("organism"), by=draft.author, at=later(1), version=1)
    assert Draft.objects.get().problem_count == 0

    def fail(*_arguments):
        raise RuntimeError("a fault in counting")

    monkeypatch.setattr("clearinghouse.records.draft_texts.examined", fail)
    draft = save_draft(draft, body("organism", genus="Zea"), by=draft.author, at=later(2), version=2)
    assert (Draft.objects.get().body["genus"], draft.problem_count) == ("Zea", None)
    assert factories.draft("organism", by=draft.author).problem_count is None


def test_a_save_of_the_same_text_counts_anew() -> None:
    records = factories.chain("contact", "organism", "dnaSequence")
    draft = factories.draft("modifiedOrganism")
    assert draft.problem_count == 0
    factories.retired(records["organism"], at=NOON)
    saved = save_draft(draft, draft.body, by=draft.author, at=later(1), version=1)
    assert (saved.version, Draft.objects.get().problem_count) == (1, 1)
