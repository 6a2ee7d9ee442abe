from typing import Any

import pytest
from django.conf import settings

from clearinghouse.core.canonical import parsed
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.formats.collection import FORMATS
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.ledger.rows import insert
from clearinghouse.ledger.verifying import findings
from clearinghouse.records import actions
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_amendment, delete_draft, save_draft
from clearinghouse.records.ending import redact, retire
from clearinghouse.records.errors import (
    CitedRecordError,
    DraftGoneError,
    DraftOpenError,
    ForeignRecordError,
    InvalidDraftError,
    NothingChangedError,
    NothingToRedactError,
    NumbersExhaustedError,
    ReasonMissingError,
    RecordRetiredError,
    StaleDraftError,
)
from clearinghouse.records.models import Case, Draft, Record, Revision
from tests import factories
from tests.factories import NOON, body, later

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def amended(record, *, at=1, **changes):
    """Return a draft of the next revision with changes."""
    by = factories.publisher(record.owner)
    draft = begin_amendment(record, by=by, at=later(at))
    return save_draft(draft, {**draft.body, **changes}, by=by, at=later(at), version=draft.version)


def next_revision(record, *, at=1, **changes):
    draft = amended(record, at=at, **changes)
    return publish(draft, by=draft.author, at=later(at))


def state() -> dict[str, list]:
    models = (Entry, Part, Record, Revision, Draft, Case)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_the_whole_chain_is_published_and_the_ledger_is_whole() -> None:
    before = Entry.objects.count()
    records = factories.chain()
    numbers = [str(record.printed_number) for record in records.values()]
    assert numbers == [
        f"BCH-{FORMATS[slug].code}-{(factories.owner_of(slug) or 'scbd').upper()}-{settings.NUMBERS_FROM + place}"
        for place, slug in enumerate(records)
    ]
    assert {"BCH-CON-SCBD", "BCH-CNA-BJ", "BCH-DEC-BJ"} <= {number.rpartition("-")[0] for number in numbers}
    assert Entry.objects.count() == before + len(records)
    assert list(findings()) == []


def test_a_revision_says_what_was_published_when_and_from_which_draft() -> None:
    draft = factories.draft("organism")
    uid = draft.pk
    revision = publish(draft, by=draft.author, at=NOON)
    record = revision.record
    assert (revision.number, revision.published_at, revision.format_version, revision.draft_uid) == (1, NOON, 1, uid)
    assert (record.latest, record.latest_sequence, record.home_node) == (1, revision.entry_id, settings.NODE)
    assert record.titles == {"und": "Zea mays"}
    assert not Draft.objects.exists()


def test_the_envelope_names_the_person_by_an_opaque_identifier_only() -> None:
    by = factories.secretariat()
    entry = factories.revision("organism", by=by).entry
    envelope = parsed(entry.envelope)
    assert envelope["by"] == str(by.opaque_id)
    assert by.email not in entry.envelope
    assert by.name not in entry.envelope
    assert (envelope["format"], envelope["revision"], envelope["documentNumber"]) == (
        "organism", 1, Record.objects.get().document_number,
    )  # fmt: skip


def test_notes_and_data_of_persons_are_in_the_sealed_part_alone() -> None:
    answers = body(
        "contact", type="person", organization=None, firstName="Ada", lastName="Bee", notes="calls back",
        designation={"en": "Head"},
    )  # fmt: skip
    entry = factories.revision("contact", body=answers).entry
    parts = {part.name: parsed(part.text) for part in Part.objects.filter(entry=entry)}
    assert set(parts["sealed"]) == {"firstName", "lastName", "emails", "notes"}
    assert set(parts["public"]) == {"header", "type", "designation", "country"}
    for secret in ("Ada", "office@seed.example", "calls back"):
        assert secret not in entry.envelope
        assert secret not in Record.objects.get().titles_text


def test_an_invalid_draft_is_refused_and_nothing_is_changed() -> None:
    draft = factories.draft("organism", body={})
    before = state()
    with pytest.raises(InvalidDraftError) as caught:
        publish(draft, by=draft.author, at=NOON)
    assert [(one.code, one.pointer) for one in caught.value.problems] == [("required", "/scientificName")]
    assert state() == before


def test_a_reference_to_what_is_not_published_or_was_retired_is_refused() -> None:
    records = factories.chain("contact", "organism", "dnaSequence")
    factories.retired(records["organism"], at=later(1), reason="A mistake.")
    draft = factories.draft("modifiedOrganism")
    with pytest.raises(InvalidDraftError) as caught:
        publish(draft, by=draft.author, at=later(2))
    assert [(one.code, one.field) for one in caught.value.problems] == [("dangling-reference", "recipientOrganisms")]


def test_only_who_may_publish_publishes() -> None:
    officer = factories.officer("bj")
    draft = factories.draft("authority", by=officer)
    before = state()
    for stranger in (officer, factories.authority("eg"), factories.secretariat(), factories.account()):
        with pytest.raises(NotAllowedError):
            publish(draft, by=stranger, at=NOON)
    assert {**state(), "Draft": []} == {**before, "Draft": []}


def test_whoever_drafts_a_contact_publishes_it() -> None:
    anyone = factories.account()
    assert factories.revision("contact", by=anyone).number == 1


def test_a_second_publication_returns_the_first() -> None:
    draft = factories.draft("organism")
    again = Draft.objects.get(pk=draft.pk)
    first = publish(draft, by=draft.author, at=NOON)
    before = state()
    assert publish(draft, by=draft.author, at=later(1)) == first
    assert publish(again, by=draft.author, at=later(1)) == first
    assert state() == before


def test_a_deleted_draft_is_gone_not_published() -> None:
    draft = factories.draft("organism")
    mine = Draft.objects.get(pk=draft.pk)
    delete_draft(draft, by=draft.author)
    with pytest.raises(DraftGoneError):
        publish(mine, by=mine.author, at=NOON)
    assert not Record.objects.exists()


def test_what_was_saved_after_it_was_read_is_not_published_unread() -> None:
    draft = factories.draft("organism")
    read = Draft.objects.get(pk=draft.pk)
    save_draft(draft, body("organism", genus="Zea"), by=draft.author, at=later(1), version=1)
    with pytest.raises(StaleDraftError):
        publish(read, by=read.author, at=later(2))
    assert not Record.objects.exists()


def test_a_revision_that_changes_nothing_is_refused() -> None:
    record = factories.revision("authority", body=body("authority", notes="x")).record
    draft = begin_amendment(record, by=factories.authority("bj"), at=later(1))
    before = state()
    with pytest.raises(NothingChangedError):
        publish(draft, by=draft.author, at=later(1))
    assert state() == before


def test_a_change_of_the_notes_alone_is_a_change() -> None:
    record = factories.revision("authority", body=body("authority", notes="x")).record
    assert next_revision(record, notes="y").number == 2


def test_the_next_revision_takes_the_place_of_the_last_and_both_stay() -> None:
    record = factories.revision("organism").record
    second = next_revision(record, scientificName="Zea mays L.")
    record.refresh_from_db()
    assert (second.number, record.latest, record.titles) == (2, 2, {"und": "Zea mays L."})
    assert [revision.number for revision in record.revisions.all()] == [1, 2]
    assert Record.objects.count() == 1
    assert list(findings()) == []


def test_a_draft_based_on_an_older_revision_is_not_published() -> None:
    record = factories.revision("organism").record
    draft = amended(record, genus="Zea")
    # What another node or an import may have done meanwhile.
    Record.objects.filter(pk=record.pk).update(latest=2)
    with pytest.raises(StaleDraftError):
        publish(draft, by=draft.author, at=later(2))


def test_numbers_begin_where_the_node_begins_and_go_on(settings) -> None:
    settings.NUMBERS_FROM = 500
    numbers = [factories.revision("organism").record.document_number for _ in range(3)]
    assert numbers == [500, 501, 502]
    settings.NUMBERS_FROM = 1000
    assert factories.revision("organism").record.document_number == 1000


def test_retirement_needs_a_reason_and_a_right() -> None:
    record = factories.revision("authority").record
    with pytest.raises(ReasonMissingError):
        factories.retired(record, at=later(1), reason="  ")
    for stranger in (factories.officer("bj"), factories.authority("eg"), factories.secretariat()):
        with pytest.raises(NotAllowedError):
            factories.retired(record, by=stranger, at=later(1), reason="Closed.")
    record.refresh_from_db()
    assert not record.is_retired


def test_what_was_retired_stays_readable_and_is_changed_no_more() -> None:
    record = factories.revision("organism").record
    draft = amended(record, genus="Zea")
    entry = factories.retired(record, by=draft.author, at=later(2), reason=" A duplicate. ")
    assert record.is_retired
    assert record.latest_sequence == entry.sequence
    assert parsed(entry.parts.get().text) == {"reason": "A duplicate."}
    with pytest.raises(RecordRetiredError):
        publish(draft, by=draft.author, at=later(3))
    with pytest.raises(RecordRetiredError):
        factories.retired(record, by=draft.author, at=later(3), reason="Again.")
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert record.revisions.count() == 1
    assert list(findings()) == []


def test_a_redacted_text_is_gone_and_the_chain_still_verifies() -> None:
    revision = factories.revision("organism", body=body("organism", scientificName="Secretum nomen"))
    entry = factories.redacted(revision, part="public", at=later(1), reason="A court ordered it.")
    record = Record.objects.get()
    assert record.titles == {}
    assert record.latest_sequence == entry.sequence
    assert not any("Secretum" in str(row) for rows in state().values() for row in rows)
    assert list(findings()) == []


def test_a_redaction_takes_one_part_of_one_revision() -> None:
    first = factories.revision("authority", body=body("authority", notes="first secret"))
    second = next_revision(first.record, name={"en": "New Agency"}, notes="second secret")
    factories.redacted(first, part="sealed", at=later(2), reason="A slip.")
    left = set(Part.objects.filter(entry__in=[first.entry_id, second.entry_id]).values_list("entry_id", "name"))
    assert left == {(first.entry_id, "public"), (second.entry_id, "public"), (second.entry_id, "sealed")}
    assert Record.objects.get(pk=first.record_id).titles == {"en": "New Agency"}
    assert list(findings()) == []


def test_redacting_an_older_revision_leaves_the_title_of_the_latest() -> None:
    first = factories.revision("organism")
    next_revision(first.record, scientificName="Zea mays L.")
    stale = Revision.objects.get(pk=first.pk)
    stale.record.latest = 1
    factories.redacted(stale, part="public", at=later(2), reason="A slip.")
    record = Record.objects.get()
    assert (record.titles, record.latest) == ({"und": "Zea mays L."}, 2)
    assert stale.record.titles == record.titles


def test_a_part_is_taken_away_once() -> None:
    revision = factories.revision("organism")
    factories.redacted(revision)
    before = state()
    for part in ("public", "sealed"):
        with pytest.raises(NothingToRedactError):
            factories.redacted(revision, part=part)
    assert {**state(), "Account": []} == {**before, "Account": []}


def test_nothing_is_redacted_while_a_draft_holds_a_copy() -> None:
    revision = factories.revision("organism")
    draft = begin_amendment(revision.record, by=factories.secretariat(), at=later(1))
    with pytest.raises(DraftOpenError):
        factories.redacted(revision)
    delete_draft(draft, by=factories.secretariat())
    assert factories.redacted(revision).kind == "record.redacted"


def test_what_others_cite_is_ended_only_by_those_who_know() -> None:
    revision = factories.revision("organism")
    by, record = factories.secretariat(), revision.record
    before = state()
    reasons: dict[str, Any] = {"by": by, "at": later(1), "reason": "A slip.", "cited_by": lambda _: ["CITING-RECORD-1"]}
    with pytest.raises(CitedRecordError) as caught:
        retire(record, **reasons)
    assert caught.value.data == {"count": 1}
    with pytest.raises(CitedRecordError):
        redact([revision], part="public", **reasons)
    assert state() == before
    retire(record, despite_citations=True, **reasons)
    redact([revision], part="public", despite_citations=True, **reasons)
    assert list(findings()) == []


def test_a_record_of_another_node_is_changed_there_alone() -> None:
    record = factories.revision("organism").record
    draft = amended(record, genus="Zea")
    Record.objects.filter(pk=record.pk).update(home_node="elsewhere")
    with pytest.raises(ForeignRecordError):
        publish(draft, by=draft.author, at=later(2))
    with pytest.raises(ForeignRecordError):
        factories.retired(record)


def test_when_all_numbers_are_given_nothing_is_published(settings) -> None:
    settings.NUMBERS_FROM, settings.NUMBERS_TO = 500, 501
    for _ in range(2):
        factories.revision("organism")
    draft = factories.draft("organism")
    before = state()
    with pytest.raises(NumbersExhaustedError):
        publish(draft, by=draft.author, at=NOON)
    assert state() == before


def test_redaction_needs_a_reason_and_a_right() -> None:
    revision = factories.revision("authority")
    before = state()
    with pytest.raises(ReasonMissingError):
        factories.redacted(revision, part="public", at=later(1), reason="")
    for stranger in (factories.officer("bj"), factories.authority("eg"), factories.secretariat()):
        with pytest.raises(NotAllowedError):
            factories.redacted(revision, part="public", by=stranger, at=later(1), reason="Because.")
    assert state() == before


@pytest.mark.parametrize("where", ["_append", "_record_of"])
def test_a_publication_that_breaks_off_leaves_no_trace(monkeypatch, where) -> None:
    draft = factories.draft("organism")
    before = state()
    real = getattr(actions, where)

    def breaks_off(*args, **kwargs):
        real(*args, **kwargs)
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(actions, where, breaks_off)
    with pytest.raises(RuntimeError):
        publish(draft, by=draft.author, at=NOON)
    assert state() == before
    monkeypatch.undo()
    assert publish(draft, by=draft.author, at=NOON).number == 1
    assert list(findings()) == []


@pytest.mark.parametrize("model", [Record, Revision])
def test_a_publication_that_the_store_refuses_leaves_no_trace(monkeypatch, model) -> None:
    draft = factories.draft("organism")
    before = state()

    def refuses(row):
        if isinstance(row, model):
            raise OSError("the disk is full")
        insert(row)

    monkeypatch.setattr(actions, "insert", refuses)
    with pytest.raises(OSError, match="disk"):
        publish(draft, by=draft.author, at=NOON)
    assert state() == before
