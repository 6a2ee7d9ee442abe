"""The commands about governments, through the front door."""

import json

import pytest

from clearinghouse.config.command import main
from clearinghouse.ledger.models import Entry
from clearinghouse.parties.loading import load_all
from clearinghouse.parties.tables import FILES

pytestmark = pytest.mark.django_db


def test_the_parties_are_counted_on_a_day_and_a_gap_is_named(capsys) -> None:
    list(load_all())
    assert main(["parties", "--on", "2026-11-21"]) == 0
    said = capsys.readouterr().out
    assert "CBD     196 Parties,  168 signatories on 2026-11-21" in said
    assert "CPB     173 Parties" in said
    assert "NP: 131 parties are held for 2026-11-21, others state 142." in said


def test_the_counts_can_be_read_by_machines(capsys) -> None:
    list(load_all())
    assert main(["parties", "--on", "2010-01-01", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["instrument"] for row in told["totals"]] == ["CBD", "CPB", "NP", "NKLSP"]
    assert [row["parties"] for row in told["totals"]][2:] == [0, 0]


def test_the_parties_to_one_instrument_are_listed_as_of_a_day(capsys) -> None:
    list(load_all())
    assert main(["parties", "--instrument", "CPB", "--on", "2017-08-29", "--json"]) == 0
    rows = {row["government"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["kw"]["isParty"], rows["kw"]["inForceSince"]) == (False, "2017-08-30")
    assert rows["tr"]["name"] == "Turkey"
    assert main(["parties", "--instrument", "NKLSP"]) == 0
    said = capsys.readouterr().out
    assert "fr  unknown" in said
    assert "55 Parties to NKLSP on " in said


@pytest.mark.parametrize("sort", ["former-names", "groups", "memberships", "treaties"])
def test_a_table_is_loaded_and_what_changed_is_told_row_by_row(capsys, sort) -> None:
    assert main(["load", "governments", str(FILES["governments"])]) == 0
    assert main(["load", "groups", str(FILES["groups"])]) == 0
    capsys.readouterr()
    assert main(["load", sort, str(FILES[sort])]) == 0
    said = capsys.readouterr().out
    assert "unchanged." in said
    assert main(["load", sort, str(FILES[sort])]) == 0
    assert "0 added, 0 changed" in capsys.readouterr().out


def test_a_broken_table_ends_with_1_and_the_line_and_column(tmp_path, capsys) -> None:
    list(load_all())
    entries = Entry.objects.count()
    path = tmp_path / "memberships.csv"
    path.write_text("group,government,since,until,confidence,source\nx-lldc,xx,,,checked,m49\n", encoding="utf-8")
    assert main(["load", "memberships", str(path)]) == 1
    said = capsys.readouterr().err
    assert "Line 2, column government" in said
    assert Entry.objects.count() == entries
