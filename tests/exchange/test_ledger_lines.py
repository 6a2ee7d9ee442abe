"""The ledger as lines of JSON: out of one node, into another, and what cannot be read."""

import io
import json
from contextlib import suppress
from functools import cache
from itertools import islice
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.accounts.person import NOBODY
from clearinghouse.exchange.ledger_lines import lines_after
from clearinghouse.exchange.line_import import State, take_in
from clearinghouse.exchange.line_reading import (
    MAX_LINE_BYTES,
    MalformedLineError,
    OtherEntry,
    numbered_lines,
    read_line,
)
from clearinghouse.ledger import triggers
from clearinghouse.ledger.actions import writing
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.ledger.verifying import findings
from clearinghouse.records.importing import ForeignRevision
from clearinghouse.records.models import Draft, Record
from clearinghouse.records.queries import read_revision
from tests import factories, lived_in

on_the_store = [pytest.mark.store, pytest.mark.django_db(transaction=True)]
ORIGINAL = ("subject", "kind", "public", "publicDigest", "sealed", "effectiveAt", "origin")


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


def exported(*, with_sealed=True, after=0) -> bytes:
    return b"".join(line for _, line in lines_after(after, with_sealed=with_sealed))


@cache
def _lived() -> tuple[bytes, bytes, bytes]:
    """Live a life and leave an empty register: whole ledger, public parts alone, whole after the tenth entry."""
    factories.reference_data()
    with writing() as ledger:
        ledger.append_now("vocabulary.published", "colours", public={"identifier": "colours"})
    lived_in.register()
    found = exported(), exported(with_sealed=False), exported(after=10)
    triggers.remove(connection)
    call_command("flush", verbosity=0, interactive=False)
    return found


@pytest.fixture
def lived(transactional_db, home) -> bytes:
    """Return the ledger of a node in which everything has happened; the register is empty."""
    return _lived()[0]


@pytest.fixture
def elsewhere(lived, settings) -> None:
    """Be another node, which has the reference data and nothing else."""
    settings.NODE = "elsewhere"
    factories.reference_data()


def taken(content: bytes) -> list[State]:
    return [outcome.state for outcome in take_in(io.BytesIO(content))]


def records_in(content: bytes) -> list[dict]:
    lines = [json.loads(line) for line in content.splitlines()]
    return [line for line in lines if line["kind"].startswith("record.")]


def what_is_said(line: dict, *names: str) -> dict:
    return {name: line.get(name) for name in names}


class TestRoundTrip:
    pytestmark = on_the_store

    def test_what_is_imported_says_the_same_in_the_same_order(self, lived, elsewhere):
        numbers = {line["subject"]: line["envelope"].get("documentNumber") for line in reversed(records_in(lived))}
        states = taken(lived)
        assert set(states) == {State.TAKEN, State.SKIPPED}
        there = records_in(exported())
        redacted = {"publicDigest", "sealed"}
        for before, after in zip(records_in(lived), there, strict=True):
            # The text of a redacted part did not come, and its digest is that of what stood in its place.
            names = [name for name in ORIGINAL if "public" in before or name not in redacted]
            assert what_is_said(after, *names) == what_is_said(before, *names)
        assert dict(Record.objects.values_list("guid", "document_number")) == numbers
        assert list(findings()) == []

    def test_retirement_and_redaction_arrive(self, lived, elsewhere):
        taken(lived)
        assert Record.objects.get(pk="THE-RETIRED-ORGANISM").is_retired
        redacted = Record.objects.get(pk="THE-REDACTED-ORGANISM")
        assert read_revision(redacted, NOBODY, number=1).is_redacted
        assert not read_revision(redacted, NOBODY, number=2).is_redacted
        forgotten = Record.objects.get(pk="THE-FORGOTTEN-PERSON").revisions.get()
        assert [part.name for part in Part.objects.filter(entry_id=forgotten.entry_id)] == [Part.PUBLIC]
        assert set(Record.objects.values_list("home_node", flat=True)) == {"local"}

    def test_importing_again_changes_nothing(self, lived, elsewhere):
        taken(lived)
        before = exported()
        assert set(taken(lived)) == {State.HERE, State.SKIPPED}
        assert exported() == before

    @pytest.mark.parametrize("lines", [1, 8, 14])
    def test_an_interrupted_import_is_completed_by_running_it_again(self, lived, elsewhere, lines):
        assert len(list(islice(take_in(io.BytesIO(lived)), lines))) == lines
        taken(lived)
        order = [(line["subject"], line["kind"]) for line in records_in(exported())]
        assert order == [(line["subject"], line["kind"]) for line in records_in(lived)]
        assert list(findings()) == []

    def test_without_sealed_parts_nothing_sealed_leaves_and_nothing_is_missed(self, lived, elsewhere):
        public = _lived()[1]
        assert b"Mensah" in lived
        assert b"Mensah" not in public
        assert b"Checked by telephone" not in public
        assert b'"salt"' not in public
        outcomes = list(take_in(io.BytesIO(public)))
        assert [one.problems for one in outcomes if one.problems] == []
        assert not Part.objects.filter(name=Part.SEALED).exists()

    def test_a_redaction_takes_away_what_was_imported_before_it(self, lived, elsewhere):
        lines = lived.splitlines(keepends=True)
        person = next(n for n, line in enumerate(lines) if b'"subject":"THE-PERSON-TO-CALL"' in line)
        redaction = json.loads(
            next(
                line
                for line in lines
                if b'"THE-FORGOTTEN-PERSON","documentNumber"' not in line
                and b"record.redacted" in line
                and b"THE-FORGOTTEN-PERSON" in line
            )
        )
        redaction["subject"] = redaction["envelope"]["guid"] = "THE-PERSON-TO-CALL"
        taken(lines[person])
        assert Part.objects.filter(text__contains="Mensah").exists()
        assert taken(json.dumps(redaction).encode()) == [State.TAKEN]
        assert not Part.objects.filter(text__contains="Mensah").exists()
        assert list(findings()) == []

    def test_what_was_sealed_at_home_stays_sealed(self, lived, elsewhere):
        line = next(line for line in records_in(lived) if line["subject"] == "THE-ONE-organism")
        line["sealed"] = {"scientificName": line["public"].pop("scientificName")}
        taken(json.dumps(line).encode())
        assert "Zea" not in Part.objects.get(name=Part.PUBLIC, entry__kind="record.published").text

    def test_lines_after_a_sequence_go_on_where_others_ended(self, lived):
        lines = lived.splitlines(keepends=True)
        assert _lived()[2] == b"".join(lines[10:])


class TestRefusals:
    pytestmark = on_the_store

    def test_a_node_of_the_same_name_is_refused(self, lived):
        last = Entry.objects.count()
        outcomes = [one for one in take_in(io.BytesIO(lived)) if one.state is State.REFUSED]
        assert len(outcomes) == len(records_in(lived))
        assert "a name of its own" in outcomes[0].why
        assert Entry.objects.count() == last

    @pytest.mark.parametrize("kind", ["record.retired", "record.redacted"])
    def test_an_end_without_its_record_is_refused_alone(self, lived, elsewhere, kind):
        ends = [line for line in records_in(lived) if line["kind"] == kind]
        assert set(taken(b"".join(json.dumps(line).encode() + b"\n" for line in ends))) == {State.REFUSED}

    @pytest.mark.parametrize("kind", ["record.retired", "record.redacted"])
    def test_only_the_home_of_a_record_ends_it(self, lived, elsewhere, kind):
        taken(lived)
        before = exported()
        line = next(line for line in records_in(lived) if line["kind"] == kind)
        line["origin"] = {**line["origin"], "node": "impostor"}
        assert taken(json.dumps(line).encode()) == [State.REFUSED]
        assert exported() == before

    def test_an_origin_is_used_once(self, lived, elsewhere):
        taken(lived)
        line = next(line for line in records_in(lived) if line["kind"] == "record.retired")
        line["subject"] = "THE-ONE-organism"
        assert taken(json.dumps(line).encode()) == [State.REFUSED]

    def test_a_redaction_waits_until_no_draft_holds_the_text(self, lived, elsewhere):
        lines = lived.splitlines(keepends=True)
        redaction = next(n for n, line in enumerate(lines) if b"record.redacted" in line)
        taken(b"".join(lines[:redaction]))
        # Begun before the record became another node's.
        who = factories.publisher("")
        draft = Draft.objects.create(
            guid="THE-REDACTED-ORGANISM",
            format_slug="organism",
            realm="bch",
            author=who,
            updated_by=who,
            updated_at=factories.NOON,
        )
        assert taken(lines[redaction]) == [State.REFUSED]
        Draft.objects.filter(pk=draft.pk).delete()
        assert taken(lines[redaction]) == [State.TAKEN]

    def test_a_format_that_is_unknown_here_is_refused_alone(self, lived, elsewhere):
        line = records_in(lived)[0]
        line["envelope"]["format"] = "unheardOf"
        states = taken(json.dumps(line).encode() + b"\n" + lived)
        assert states[0] is State.REFUSED
        assert State.REFUSED not in states[1:]


REVISION: dict[str, Any] = {
    "version": 1,
    "kind": "record.published",
    "subject": "THE-ONE-organism",
    "effectiveAt": "2026-03-31T12:00:00+00:00",
    "origin": {"node": "away", "sequence": 7, "digest": "0" * 64},
    "publicDigest": "1" * 64,
    "envelope": {"guid": "THE-ONE-organism", "format": "organism", "formatVersion": 1, "realm": "bch",
                 "documentNumber": 12, "revision": 1, "languages": ["fr"]},
    "public": {"header": {"schema": "organism", "languages": ["fr"]}, "scientificName": "Zea mays"},
}  # fmt: skip


def line_of(**changes) -> bytes:
    content = {**REVISION, **changes}
    return json.dumps({name: value for name, value in content.items() if value is not None}).encode()


def test_a_line_is_read_as_what_it_says():
    found = read_line(line_of(), 1)
    assert isinstance(found, ForeignRevision)
    assert (found.guid, found.owner, found.document_number, found.is_partial) == ("THE-ONE-organism", "", 12, False)
    assert read_line(line_of(kind="governments.loaded"), 1) == OtherEntry("governments.loaded")


def test_a_redacted_revision_keeps_its_languages():
    found = read_line(line_of(public=None), 1)
    assert isinstance(found, ForeignRevision)
    header = {"identifier": "THE-ONE-organism", "schema": "organism", "languages": ["fr"]}
    assert found.body == {"header": header}
    assert found.is_partial


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (b"{", 2),
        (b"[]", 1),
        (b'{"a": \xff}', 7),
        (b'{"version": NaN}', 1),
        (b'{"version": 1e999}', 1),
        (b'{"version": 123456789012345678901234567890}', 1),
        (b'{"text": "a\\u0000"}', 12),
        (b'{"text": "\\ud800"}', 1),
        (b"[" * 100_000, 1),
        (b'{"a":' * 50 + b"1" + b"}" * 50, 1),
        (line_of(version=2), 2),
        (line_of(kind=None), 1),
        (line_of(effectiveAt="2026-03-31"), line_of(effectiveAt="2026-03-31").index(b'"effectiveAt"') + 1),
        (line_of(effectiveAt=5), line_of(effectiveAt=5).index(b'"effectiveAt"') + 1),
        (line_of(origin={"node": "away", "sequence": True, "digest": ""}), line_of().index(b'"sequence"') + 1),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_column(line, column):
    with pytest.raises(MalformedLineError) as caught:
        read_line(line, 12)
    assert caught.value.data["line"] == 12
    assert caught.value.data["column"] == column


def test_a_line_without_end_is_not_read_into_memory():
    with pytest.raises(MalformedLineError):
        list(numbered_lines(io.BytesIO(b"a" * (MAX_LINE_BYTES + 2))))


def test_empty_lines_count_and_say_nothing():
    assert list(numbered_lines(io.BytesIO(b"\n{}\n \n[]"))) == [(2, b"{}\n"), (4, b"[]")]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)


@given(name=st.sampled_from(sorted(REVISION)), value=ANYTHING)
def test_whatever_stands_in_a_line_only_its_own_error_is_raised(name, value):
    with suppress(MalformedLineError):
        read_line(json.dumps({**REVISION, name: value}).encode(), 1)


@given(name=st.sampled_from(sorted(REVISION["envelope"])), value=ANYTHING, raw=st.binary(max_size=30))
def test_whatever_stands_in_an_envelope_only_its_own_error_is_raised(name, value, raw):
    for line in (json.dumps({**REVISION, "envelope": {**REVISION["envelope"], name: value}}).encode(), raw):
        with suppress(MalformedLineError):
            read_line(line, 1)
