from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser

from clearinghouse.accounts.person import NOBODY, person_of
from clearinghouse.core.multilingual import Spoken
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.records.errors import RecordNotFoundError
from clearinghouse.records.models import Record
from clearinghouse.records.queries import (
    card_of,
    cards_for,
    find_record,
    read_revision,
    surroundings_of,
)
from clearinghouse.records.words import current_vocabulary
from tests import factories
from tests.factories import NOON, body, guid, later
from tests.records.test_publishing import next_revision

pytestmark = [pytest.mark.store, pytest.mark.django_db]
ANONYMOUS = AnonymousUser()


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def person_record() -> Record:
    answers = body(
        "contact", type="person", organization=None, firstName="Ada", lastName="Bee", notes="calls back",
        government={"identifier": "bj"},
    )  # fmt: skip
    return factories.revision("contact", owner="bj", body=answers).record


def sees(visitor, record) -> set[str]:
    read = read_revision(record, person_of(visitor))
    assert read.sealed <= read.body.keys()
    return set(read.sealed)


def test_no_one_unknown_sees_anything_sealed() -> None:
    record = person_record()
    assert sees(ANONYMOUS, record) == set()
    assert set(read_revision(record, NOBODY).body) == {"header", "type", "government", "country"}


def test_personal_data_is_for_those_who_signed_in() -> None:
    record = person_record()
    for visitor in (factories.account(), factories.officer("eg"), factories.secretariat()):
        assert sees(visitor, record) == {"firstName", "lastName", "emails"}


def test_notes_are_for_the_officers_of_the_owner() -> None:
    record = person_record()
    for visitor in (factories.officer("bj"), factories.authority("bj")):
        assert sees(visitor, record) == {"firstName", "lastName", "emails", "notes"}


def test_notes_on_reference_records_are_for_the_secretariat() -> None:
    record = factories.revision("organism", body=body("organism", notes="x")).record
    assert sees(factories.secretariat(), record) == {"notes"}
    assert sees(factories.officer("bj"), record) == set()


def test_a_field_that_the_format_does_not_know_any_more_is_for_the_owner_alone(monkeypatch) -> None:
    """Sealed by an older version of the format, whatever it was."""
    record = factories.revision("authority", body=body("authority", notes="x")).record
    fmt = record.format
    sections = tuple(section for section in fmt.sections if section.name != "notes")
    monkeypatch.setitem(FORMATS, "authority", replace(fmt, sections=sections))
    assert "notes" not in record.format.fields
    assert sees(factories.account(), record) == set()
    assert sees(factories.officer("bj"), record) == {"notes"}


@pytest.mark.parametrize("typed", [str, str.lower, lambda number: f"{number}-1", lambda number: f" {number} "])
def test_a_record_is_found_by_its_number_in_any_case(typed) -> None:
    record = factories.revision("organism").record
    found, revision = find_record(typed(str(record.printed_number)), ANONYMOUS)
    assert found == record
    assert revision == (1 if typed(str(record.printed_number)).endswith("-1") else None)


def test_a_record_is_found_by_its_guid_and_a_revision_by_what_stands_behind() -> None:
    record = factories.revision("organism").record
    assert find_record(record.guid, ANONYMOUS) == (record, None)
    assert find_record(f"{record.guid}@3", ANONYMOUS) == (record, 3)


@pytest.mark.parametrize(
    "identifier", ["", "no such record", "NO-SUCH-RECORD", "BCH-ORGA-SCBD-1", "x" * 5000, "\0", "@1"]
)
def test_what_is_not_there_is_not_found(identifier) -> None:
    with pytest.raises(RecordNotFoundError) as caught:
        find_record(identifier, ANONYMOUS)
    assert len(str(caught.value.data["identifier"])) <= 128


def test_a_number_with_another_code_or_owner_is_another_number() -> None:
    number = factories.revision("organism").record.document_number
    for wrong in (f"BCH-LMO-SCBD-{number}", f"BCH-ORGA-BJ-{number}", f"ABSCH-ORGA-SCBD-{number}"):
        with pytest.raises(RecordNotFoundError):
            find_record(wrong, ANONYMOUS)


def test_a_revision_is_read_by_number_by_day_or_as_the_latest() -> None:
    record = factories.revision("organism", at=NOON).record
    next_revision(record, at=24, genus="Zea")
    record.refresh_from_db()
    assert read_revision(record, NOBODY).revision.number == 2
    assert read_revision(record, NOBODY, number=1).revision.number == 1
    assert read_revision(record, NOBODY, as_of=later(23)).revision.number == 1
    assert read_revision(record, NOBODY, as_of=later(24)).revision.number == 2
    for missing in ({"number": 3}, {"number": 0}, {"as_of": later(-1)}):
        with pytest.raises(RecordNotFoundError):
            read_revision(record, NOBODY, **missing)


def test_a_redacted_revision_says_so_and_the_others_are_read_as_before() -> None:
    first = factories.revision("organism")
    next_revision(first.record, genus="Zea")
    factories.redacted(first, part="public", at=later(2), reason="A slip.")
    record = Record.objects.get()
    old, new = (read_revision(record, NOBODY, number=number) for number in (1, 2))
    assert (old.is_redacted, old.body) == (True, {})
    assert (new.is_redacted, new.body["genus"]) == (False, "Zea")


def test_a_retired_record_is_still_read_but_no_longer_referred_to() -> None:
    record = factories.chain("organism")["organism"]
    factories.retired(record, at=later(1), reason="A duplicate.")
    assert find_record(record.guid, ANONYMOUS)[0].is_retired
    answers = body("organism", compatibleSpecies=[factories.reference("organism")])
    assert surroundings_of(answers, record.format, Circumstances()).records == {}


def test_a_card_shows_a_record_where_another_refers_to_it() -> None:
    records = factories.chain("contact", "organism", "dnaSequence")
    found = cards_for(body("modifiedOrganism"), FORMATS["modifiedOrganism"], "fr", ANONYMOUS)
    assert set(found) == {guid(slug) for slug in records}
    card = found[guid("organism")]
    assert (card.title, card.number) == (Spoken("Zea mays", "und"), str(records["organism"].printed_number))


def test_a_card_without_a_title_shows_the_number() -> None:
    record = factories.revision("organism").record
    factories.redacted(record.revisions.get(), part="public", at=later(1), reason="A slip.")
    record.refresh_from_db()
    assert card_of(record, "en").title == Spoken(str(record.printed_number), "und")


def test_the_words_are_those_of_the_store(django_assert_num_queries) -> None:
    first = current_vocabulary()
    assert first.term("countries", "bj")
    assert {scheme.identifier for scheme in first} == {scheme.identifier for scheme in factories.vocabulary()}
    with django_assert_num_queries(2):
        assert current_vocabulary() is first
