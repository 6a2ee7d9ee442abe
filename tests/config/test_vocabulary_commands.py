"""Loading vocabularies from files by the command line, and what the software brings."""

import json
from dataclasses import replace

import pytest

from clearinghouse.config.command import main
from clearinghouse.ledger.models import Entry
from clearinghouse.vocabularies.concepts import Term
from clearinghouse.vocabularies.editing import term_in, with_term
from clearinghouse.vocabularies.loading import store_scheme, take_in
from clearinghouse.vocabularies.queries import history, standing_scheme
from clearinghouse.vocabularies.skos_parsing import TURTLE
from clearinghouse.vocabularies.skos_writing import to_skos
from tests.vocabularies.samples import AGRICULTURAL, COLOURS

pytestmark = [pytest.mark.django_db, pytest.mark.store]

NAME = COLOURS.identifier


@pytest.fixture
def agro(tmp_path):
    path = tmp_path / "agro.ttl"
    path.write_text(AGRICULTURAL)
    return str(path)


def test_a_foreign_file_is_tried_then_stored_with_its_report(agro, capsys) -> None:
    assert main(["load", "vocabulary", agro, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "agro: 5 terms (5 added, 0 changed, 0 of them no longer used, 0 as before), not stored." in said
    assert "Terms without any label: 1 (c_4)." in said
    assert not Entry.objects.exists()
    assert main(["load", "vocabulary", agro]) == 0
    assert "stored." in capsys.readouterr().out
    assert main(["load", "vocabulary", agro]) == 0
    assert "5 as before), unchanged." in capsys.readouterr().out
    assert history("agro")[0].reason == "Loaded from the file agro.ttl."


def test_the_report_is_told_to_machines(agro, capsys) -> None:
    assert main(["load", "vocabulary", agro, "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    [scheme] = told["schemes"]
    assert (scheme["scheme"], scheme["stored"], len(scheme["added"])) == ("agro", False, 5)
    assert {problem["code"] for problem in scheme["problems"]} >= {"cycle", "no-label", "orphan"}
    assert [problem["code"] for problem in told["problems"]] == ["collection"]


def test_what_an_editor_changed_stays_when_the_software_brings_its_version_again() -> None:
    assert take_in(COLOURS)
    edited = with_term(COLOURS, replace(term_in(COLOURS, "pink"), labels={"en": "Rosy"}), instead_of="pink")
    store_scheme(edited, change={"by": "ann", "reason": "Better."})
    assert not take_in(COLOURS)
    assert standing_scheme(NAME) == edited
    newer = with_term(COLOURS, Term("blue", NAME, {"en": "Blue"}, position=9))
    assert take_in(newer)
    found = standing_scheme(NAME)
    assert found is not None
    assert term_in(found, "blue").labels == {"en": "Blue"}
    assert term_in(found, "pink").labels == {"en": "Rosy"}
    assert not take_in(newer)
    assert standing_scheme(NAME) == found


def test_what_nobody_edited_is_as_the_software_brings_it() -> None:
    assert take_in(COLOURS)
    newer = with_term(COLOURS, Term("blue", NAME, {"en": "Blue"}, position=9))
    assert take_in(newer)
    assert standing_scheme(NAME) == newer
    assert take_in(COLOURS)
    assert standing_scheme(NAME) == COLOURS


def test_what_an_operator_loaded_stands(tmp_path) -> None:
    take_in(COLOURS)
    own = replace(COLOURS, labels={"en": "Hues"})
    path = tmp_path / "own.ttl"
    path.write_text(to_skos(own, TURTLE))
    assert main(["load", "vocabulary", str(path)]) == 0
    assert not take_in(COLOURS)
    assert standing_scheme(NAME) == own
