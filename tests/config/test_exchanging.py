"""The commands `export` and `import`: what they say, and how they end."""

import argparse
import json
import stat
from pathlib import Path

import pytest

from clearinghouse.config.commands import exchanging
from clearinghouse.ledger.errors import StoreUnavailableError
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.records import file_store
from clearinghouse.records.attachments import store_attachment
from clearinghouse.records.drafting import delete_draft
from tests import factories, files

pytestmark = [pytest.mark.store, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path / "home"


def exported(file: Path, *, after=0, public_only=False) -> int:
    return exchanging.export(argparse.Namespace(file=file, after=after, public_only=public_only))


def imported(file: Path) -> int:
    return exchanging.import_lines(argparse.Namespace(file=file))


def line(number: int, **changes) -> bytes:
    """Return one foreign organism."""
    guid = f"FOREIGN-ORGANISM-{number}"
    envelope = {"guid": guid, "format": "organism", "formatVersion": 1, "realm": "bch", "revision": 1}
    content = {
        "version": 1,
        "kind": "record.published",
        "subject": guid,
        "effectiveAt": "2026-03-31T12:00:00+00:00",
        "origin": {"node": "away", "sequence": number, "digest": "0" * 64},
        "envelope": {**envelope, "documentNumber": number},
        "public": {"header": {"schema": "organism", "languages": ["en"]}, "scientificName": "Zea mays"},
        **changes,
    }
    return json.dumps(content).encode() + b"\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lines.jsonl"


@pytest.mark.parametrize(("public_only", "mode"), [(False, 0o600), (True, 0o644)])
def test_an_export_says_where_the_next_begins_and_is_not_written_over(file, capsys, public_only, mode):
    for _ in range(2):
        factories.revision("organism")
    assert exported(file, after=1, public_only=public_only) == 0
    said = capsys.readouterr().out
    assert "Exported 1 entries" in said
    assert "--after 2" in said
    assert ("sealed" in said) is not public_only
    assert stat.S_IMODE(file.stat().st_mode) & ~mode == 0
    assert [json.loads(one)["sequence"] for one in file.read_bytes().splitlines()] == [2]
    assert exported(file) == 1
    assert "is there already" in capsys.readouterr().err


def test_problems_are_listed_with_line_guid_code_and_pointer(file, capsys):
    wrong = {"header": {"schema": "organism", "languages": ["en"]}, "rank": 3}
    file.write_bytes(line(1) + b"\n" + line(2, public=wrong))
    assert imported(file) == 0
    said = capsys.readouterr().out.splitlines()
    assert "line 3: FOREIGN-ORGANISM-2: required /scientificName" in said
    assert said[-1] == f"2 entries taken in with {len(said) - 1} problems, 0 were here, 0 refused."


def test_what_is_about_no_record_is_counted(file, capsys):
    file.write_bytes(line(1, kind="governments.loaded") + line(2, kind="vocabulary.published") + line(3))
    assert imported(file) == 0
    said = capsys.readouterr().out
    assert "2 entries that are about no record were skipped (1 governments.loaded, 1 vocabulary.published)." in said


def test_a_line_that_cannot_be_read_ends_the_import_and_running_it_again_goes_on(file, capsys):
    file.write_bytes(line(1) + line(2)[:-30] + b"\n" + line(3))
    assert imported(file) == 1
    said = capsys.readouterr()
    assert "Line 2, column" in said.err
    assert "run the command again" in said.err
    assert "1 entries taken in" in said.out
    file.write_bytes(line(1) + line(2) + line(3))
    assert imported(file) == 0
    assert "2 entries taken in with 0 problems, 1 were here" in capsys.readouterr().out


def test_what_is_refused_is_listed_and_the_rest_is_taken_in(file, capsys):
    twin = {**json.loads(line(1))["envelope"], "guid": "FOREIGN-ORGANISM-9"}
    file.write_bytes(line(1) + line(2, envelope=twin) + line(3))
    assert imported(file) == 1
    said = capsys.readouterr().out
    assert "line 2: FOREIGN-ORGANISM-9: refused: " in said
    assert "2 entries taken in with 0 problems, 0 were here, 1 refused." in said


def test_a_file_that_is_not_there_is_said(file, capsys):
    assert imported(file) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_store_that_cannot_be_written_ends_the_import(file, monkeypatch, capsys):
    # Not one refusal for each of a million lines.
    file.write_bytes(line(1) + line(2))

    def broken(_arriving):
        raise StoreUnavailableError

    monkeypatch.setattr("clearinghouse.exchange.line_import.import_revision", broken)
    assert imported(file) == 1
    said = capsys.readouterr()
    assert "Run the command again" in said.err
    assert "0 refused" in said.out
    assert not Entry.objects.exists()


def test_a_redaction_leaves_no_byte_in_the_files_of_the_store(file, settings):
    secret = {"header": {"schema": "organism", "languages": ["en"]}, "scientificName": "Unspeakable maize"}
    envelope = {"guid": "FOREIGN-ORGANISM-1", "revision": 1, "part": "public"}
    file.write_bytes(
        line(1, public=secret) + line(2, kind="record.redacted", envelope=envelope, public={"reason": "x"})
    )
    assert imported(file) == 0
    assert not Part.objects.filter(text__contains="Unspeakable").exists()
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        path = Path(str(database["NAME"]))
        for kept in path.parent.glob(f"{path.name}*"):
            assert b"Unspeakable" not in kept.read_bytes()


def test_a_redaction_takes_the_file_that_only_its_part_named(file, settings):
    draft = factories.draft("organism", guid="ANOTHER-ORGANISM")
    kept = store_attachment(draft, "a note.txt", chunks=[files.TEXT], by=draft.author, at=factories.NOON)
    delete_draft(draft, by=draft.author)
    link = {"url": f"attachment:{kept.pk}", "name": "a note.txt"}
    named = {"header": {"schema": "organism", "languages": ["en"]}, "relevantDocuments": [link]}
    envelope = {"guid": "FOREIGN-ORGANISM-1", "revision": 1, "part": "public"}
    redaction = line(2, kind="record.redacted", subject="FOREIGN-ORGANISM-1", envelope=envelope, public={"reason": "x"})
    file.write_bytes(line(1, public=named))
    assert imported(file) == 0
    assert file_store.holds(kept.pk)
    file.write_bytes(redaction)
    assert imported(file) == 0
    assert not file_store.holds(kept.pk)
