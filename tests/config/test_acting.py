"""Acting from the command line: what is said, the status, and in whose name."""

import io
import json

import pytest

from clearinghouse.accounts.models import AuditEvent
from clearinghouse.config.command import main
from clearinghouse.records.models import Draft, Record
from tests import factories
from tests.factories import body

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _words(settings, tmp_path) -> None:
    settings.HOME = tmp_path
    factories.reference_data()


@pytest.fixture
def run(monkeypatch, capsys):
    """Run one act; return its status, what it printed, and what it said of errors."""

    def act(*arguments: str, by, typed=None) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("" if typed is None else typed))
        status = main(["act", *arguments, "--as", by.email])
        said = capsys.readouterr()
        return status, said.out.strip(), said.err.strip()

    return act


def test_a_record_is_begun_requested_published_confirmed_and_retired(run) -> None:
    officer, authority = factories.officer("bj"), factories.authority("bj")
    answers = json.dumps(body("authority"))
    status, out, err = run("draft", "authority", "--owner", "bj", "--realm", "bch", "--json", by=officer, typed=answers)
    draft = json.loads(out)
    assert (status, err, draft["state"], draft["problems"]) == (0, "", "editing", 0)
    assert run("request", draft["draft"], "--reason", "Please.", by=officer)[:2] == (
        0, f"Publication was requested. {draft['draft']}",
    )  # fmt: skip
    assert run("publish", draft["draft"], by=officer)[0] == 1
    status, out, _err = run("publish", draft["draft"], "--json", by=authority)
    record = json.loads(out)
    assert (status, record["revision"]) == (0, 1)
    assert run("confirm", record["number"], by=officer)[0] == 0
    assert run("request-retirement", record["number"], "--reason", "Old.", by=officer)[0] == 0
    status, out, _err = run("retire", record["number"], "--reason", "Old.", by=authority)
    assert (status, out) == (0, f"The record was retired. {record['number']}")
    assert Record.objects.get(pk=record["identifier"]).is_retired
    doors = AuditEvent.objects.filter(about=record["identifier"]).values_list("door", "address")
    assert set(doors) == {("command", "")}


def test_answers_are_read_from_a_file_and_saved_over_the_version_they_were_made_from(run, tmp_path) -> None:
    officer = factories.officer("bj")
    draft = factories.draft("authority", by=officer)
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(body("authority", emails=["new@b.example"])))
    assert run("save", str(draft.pk), "--file", str(file), "--version", "1", by=officer)[0] == 0
    assert json.loads(run("show", str(draft.pk), "--json", by=officer)[1])["body"]["emails"] == ["new@b.example"]
    status, out, _err = run("save", str(draft.pk), "--version", "1", "--json", by=officer, typed='{"a": 1}')
    assert (status, json.loads(out)["code"]) == (1, "draft-stale")
    status, _out, err = run("save", str(draft.pk), "--file", str(tmp_path / "none.json"), by=officer)
    assert (status, "cannot be read" in err) == (1, True)


def test_what_stands_in_the_way_is_listed(run) -> None:
    officer = factories.officer("bj")
    draft = factories.draft("authority", by=officer, body={})
    status, out, err = run("request", str(draft.pk), by=officer)
    assert (status, out) == (1, "")
    assert "/name: " in err
    refused = json.loads(run("request", str(draft.pk), "--json", by=officer)[1])
    assert refused["code"] == "draft-invalid"
    assert {"/name", "/city"} <= {one["pointer"] for one in refused["problems"]}


@pytest.mark.parametrize("typed", ["", "{", "[]", "null", '{"a": NaN}', "[" * 100_000, '{"a": "\\ud800"}'])
def test_what_is_no_json_object_is_refused(run, typed) -> None:
    officer = factories.officer("bj")
    status, _out, err = run("draft", "authority", "--owner", "bj", by=officer, typed=typed)
    assert (status, err) == (1, "The record could not be read: a JSON object is needed, of at most 2 MB.")
    assert not Draft.objects.exists()


def test_what_is_not_there_is_told_in_a_sentence(run) -> None:
    officer = factories.officer("bj")
    assert run("publish", "no-uid", by=officer)[0] == 1
    assert "no longer exists" in run("withdraw", "00000000-0000-4000-8000-000000000000", by=officer)[2]
    assert "no published record" in run("retire", "BCH-CNA-BJ-1", "--reason", "x", by=officer)[2]
    assert run("draft", "no-such", by=officer, typed="{}")[0] == 1
    officer.is_active = False
    officer.save()
    assert run("draft", "authority", by=officer)[2] == f"There is no account {officer.email} in use."


def test_a_request_is_returned_given_to_somebody_and_the_draft_deleted(run) -> None:
    officer, authority = factories.officer("bj"), factories.authority("bj")
    draft = str(factories.draft("authority", by=officer).pk)
    run("request", draft, by=officer)
    assert run("reassign", draft, "--to", authority.email, by=authority)[0] == 0
    assert "may decide" in run("reassign", draft, by=authority)[1]
    assert run("reassign", draft, "--to", "nobody@example.org", by=authority)[0] == 1
    assert run("return", draft, by=authority)[2] == "Give a reason: the people concerned will read it."
    assert run("return", draft, "--reason", "No.", by=authority)[0] == 0
    assert run("delete", draft, by=officer)[0] == 0
    assert not Draft.objects.exists()


def test_a_record_is_amended_and_redacted(run) -> None:
    authority = factories.authority("bj")
    record = factories.revision("authority", by=authority).record
    amended = json.loads(run("amend", str(record.printed_number), "--json", by=authority)[1])
    run("delete", amended["draft"], by=authority)
    status, _out, err = run("redact", record.guid, "--reason", "A slip.", "--revision", "1", by=authority)
    assert (status, err) == (0, "")
    assert run("redact", record.guid, "--reason", "A slip.", by=authority)[0] == 1
