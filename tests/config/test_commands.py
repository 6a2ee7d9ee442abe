"""Commands, run as a person would: what they say and the status they end with."""

import io
import json

import pytest
from django.db import connection

from clearinghouse.accounts.models import Account, Role
from clearinghouse.config.command import main
from clearinghouse.config.commands import serving
from clearinghouse.demonstration.loading import sign_ins
from clearinghouse.formats.collection import FORMATS
from clearinghouse.ledger import triggers
from clearinghouse.ledger.models import Entry
from clearinghouse.parties.loading import GOVERNMENTS_FILE
from clearinghouse.projections.following import follow_once
from clearinghouse.projections.links import LinksProjection
from clearinghouse.projections.models import Link
from clearinghouse.vocabularies.loading import DATA
from tests import factories

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _home(settings, tmp_path) -> None:
    settings.INDEX_FOLDER = tmp_path / "index"


@pytest.fixture
def supervised(monkeypatch) -> list[str]:
    """Neither set anything up nor start processes; remember what would have been served."""
    started: list[str] = []
    monkeypatch.setattr(serving, "setup", lambda _options: 0)

    def supervise(options) -> int:
        started.append(options.host)
        return 0

    monkeypatch.setattr(serving, "_supervise", supervise)
    return started


def type_in(monkeypatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.parametrize("arguments", [["no-such-command"], ["load", "colours", "x"], ["serve", "--port", "many"], []])
def test_misuse_ends_with_2(monkeypatch, capsys, arguments) -> None:
    for name in ("CLEARINGHOUSE_MODE", "SECRET_KEY"):
        # Help sets them; this takes them back.
        monkeypatch.setenv(name, "development")
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: clearinghouse" in capsys.readouterr().err


def test_formats_are_listed_for_people_and_for_machines(capsys) -> None:
    assert main(["formats"]) == 0
    assert "modifiedOrganism" in capsys.readouterr().out
    assert main(["formats", "--json"]) == 0
    rows = {row["slug"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows.keys() == FORMATS.keys()
    assert (rows["modifiedOrganism"]["code"], len(rows["modifiedOrganism"]["fields"])) == ("LMO", 35)
    law = {field["name"]: field for field in rows["biosafetyLaw"]["fields"]}
    assert law["cpbSubjectAreas"] == {
        "name": "cpbSubjectAreas",
        "label": "Subject areas covered",
        "kind": "Concept",
        "repeated": True,
        "mandatory": True,
        "section": "legislation",
        "audience": "everyone",
        "obsolete": False,
        "scheme": "Subject Areas",
        "other": True,
    }
    assert law["authorities"]["formats"] == ["authority", "supplementaryAuthority"]
    resource = {field["name"]: field["mandatory"] for field in rows["resource"]["fields"]}
    assert (resource["nagoya.subjects"], resource["source"]) == ("conditional", False)
    ratings = next(field for field in rows["biosafetyExpert"]["fields"] if field["name"] == "languageRating")
    assert [field["kind"] for field in ratings["fields"]] == ["Concept", "Choice"]


def test_a_whole_ledger_ends_with_0_and_a_changed_one_with_1(capsys) -> None:
    factories.reference_data()
    factories.chain("organism", "contact")
    assert main(["verify-ledger"]) == 0
    assert "2 entries is whole" in capsys.readouterr().out

    triggers.remove(connection)
    Entry.objects.filter(pk=1).update(envelope="{}")
    triggers.install(connection)
    assert main(["verify-ledger"]) == 1
    assert "entry 1: digest-mismatch" in capsys.readouterr().out
    assert main(["verify-ledger", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "entries": 2,
        "findings": [{"sequence": 1, "code": "digest-mismatch", "detail": ""}],
    }


def test_an_empty_ledger_is_whole(capsys) -> None:
    assert main(["verify-ledger", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"entries": 0, "findings": []}


def test_files_are_loaded_and_what_changed_is_told(capsys) -> None:
    assert main(["load", "governments", str(GOVERNMENTS_FILE)]) == 0
    assert " added, 0 changed, 0 unchanged." in capsys.readouterr().out
    colours = str(DATA / "genders.ttl")
    assert main(["load", "vocabulary", colours]) == 0
    assert "stored." in capsys.readouterr().out
    assert main(["load", "vocabulary", colours]) == 0
    assert "unchanged." in capsys.readouterr().out


@pytest.mark.parametrize("what", ["vocabulary", "governments"])
def test_a_file_that_cannot_be_read_ends_with_1_and_a_sentence(tmp_path, capsys, what) -> None:
    assert main(["load", what, str(tmp_path / "missing")]) == 1
    assert "There is no file" in capsys.readouterr().err
    (tmp_path / "broken").write_text("code,iso3\nxa,\n" if what == "governments" else "no Turtle")
    assert main(["load", what, str(tmp_path / "broken")]) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert not Entry.objects.exists()


def test_a_projection_is_built_anew(capsys) -> None:
    factories.reference_data()
    factories.chain()
    follow_once([LinksProjection()])
    Link.objects.all().delete()
    assert main(["rebuild", "links"]) == 0
    assert Link.objects.exists()
    assert "7" in capsys.readouterr().err


def test_an_account_is_made_with_the_password_that_was_typed(monkeypatch, capsys) -> None:
    factories.reference_data()
    type_in(monkeypatch, "a-long-password\n")
    arguments = ["--name", "Officer", "--role", "authorized-user", "--government", "bj"]
    assert main(["create-account", "Officer@Benin.Example", *arguments]) == 0
    account = Account.objects.get()
    assert account.check_password("a-long-password")
    assert list(account.roles_held.values_list("role", "owner")) == [(Role.AUTHORIZED_USER.value, "bj")]
    assert not account.is_demonstration
    type_in(monkeypatch, "a-long-password\n")
    assert main(["create-account", "officer@benin.example", *arguments]) == 1
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("government", "password", "said"),
    [
        ([], "a-long-password\n", "--government"),
        (["--government", "zz"], "a-long-password\n", "--government"),
        (["--government", "bj"], "short\n", "12 characters"),
        (["--government", "bj"], "", "12 characters"),
    ],
)
def test_an_account_that_could_not_be_used_is_not_made(monkeypatch, capsys, government, password, said) -> None:
    factories.reference_data()
    type_in(monkeypatch, password)
    assert main(["create-account", "a@b.example", "--name", "A", "--role", "publishing-authority", *government]) == 1
    assert said in capsys.readouterr().err
    assert not Account.objects.exists()


def test_an_officer_of_the_secretariat_has_no_government(monkeypatch) -> None:
    type_in(monkeypatch, "a-long-password\n")
    arguments = ["--name", "A", "--role", "secretariat-officer", "--government", "bj"]
    assert main(["create-account", "a@b.example", *arguments]) == 0
    assert Account.objects.get().roles_held.get().owner == ""


def test_a_production_node_does_not_serve_while_anyone_knows_a_password(settings, supervised, capsys) -> None:
    settings.MODE = "production"
    account = factories.account(is_demonstration=True)
    assert main(["serve"]) == 1
    assert "demonstration accounts" in capsys.readouterr().err
    assert supervised == []
    account.delete()
    assert main(["serve", "--host", "0.0.0.0"]) == 0
    assert supervised == ["0.0.0.0"]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "localhost.example", "::"])
def test_the_demonstration_is_served_on_this_machine_only(supervised, capsys, host) -> None:
    assert main(["demo", "--host", host]) == 1
    assert "127.0.0.1 only" in capsys.readouterr().err
    assert supervised == []
    assert not Account.objects.exists()


def test_the_demonstration_is_not_served_in_production(settings, supervised, capsys) -> None:
    settings.MODE = "production"
    assert main(["demo"]) == 1
    assert "production" in capsys.readouterr().err
    assert supervised == []


def test_the_demonstration_prints_how_to_sign_in(monkeypatch, supervised, capsys) -> None:
    # Its records are the business of tests/demonstration.
    monkeypatch.setattr(serving, "load_demonstration", lambda: iter(()))
    assert main(["demo"]) == 0
    said = capsys.readouterr().out
    for one in sign_ins():
        assert one.email in said
        assert one.password in said
    assert supervised == ["127.0.0.1"]
