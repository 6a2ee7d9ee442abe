"""Formats that are closed: no new records, but those of older systems are taken in, shown and found."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from clearinghouse.accounts.permissions import SCOPES
from clearinghouse.accounts.tokens import issue
from clearinghouse.config.command import main
from clearinghouse.config.projections import projections
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.exchange.ledger_lines import lines_after
from clearinghouse.exchange.line_import import State, take_in
from clearinghouse.formats.collection import FORMATS
from clearinghouse.ledger import triggers
from clearinghouse.ledger.actions import Origin
from clearinghouse.projections.following import follow_once
from clearinghouse.records.errors import FormatClosedError
from clearinghouse.records.importing import ForeignRevision, Imported, import_revision
from clearinghouse.records.models import Draft, Record
from clearinghouse.search.opening import engine
from tests import factories
from tests.factories import NOON, body, guid, owner_of

CLOSED = [fmt for fmt in FORMATS.values() if not fmt.is_open]
LATER_THAN_WHAT_IT_REFERS_TO = sorted(CLOSED, key=lambda fmt: fmt.slug != "nationalTarget")
TARGET = "/en/formats/nationalTarget/"


@pytest.fixture(autouse=True)
def home(settings, tmp_path) -> None:
    settings.HOME = tmp_path
    settings.INDEX_FOLDER = tmp_path / "index"


@pytest.fixture
def index():
    """Bring the index of this test to the head of the ledger; close it behind it."""
    yield lambda: follow_once(projections())
    engine().close()


def arrived(slug: str, place: int = 1, **changes: Any) -> Imported:
    """Take in the one record of a closed format as an older system published it."""
    return import_revision(
        ForeignRevision(
            guid=guid(slug),
            number=1,
            format=slug,
            format_version=1,
            realm=FORMATS[slug].realms[0],
            owner=owner_of(slug),
            document_number=4700 + place,
            published_at=NOON,
            body=body(slug, **changes),
            origin=Origin("older", place, f"{place:064x}"),
        )
    )


@pytest.mark.store
@pytest.mark.django_db
def test_a_record_of_every_closed_format_is_taken_in_shown_and_found(client, index) -> None:
    factories.reference_data()
    for place, fmt in enumerate(LATER_THAN_WHAT_IT_REFERS_TO, start=1):
        imported = arrived(fmt.slug, place)
        assert (fmt.slug, imported.problems) == (fmt.slug, ())
    index()
    for fmt in CLOSED:
        record = Record.objects.get(pk=guid(fmt.slug))
        for language in LANGUAGES:
            page = client.get(f"/{language.code}/records/{record.printed_number}/")
            assert (fmt.slug, page.status_code) == (fmt.slug, 200)
            assert f'lang="{language.tag}"' in page.text
        page = client.get(f"/en/records/{record.printed_number}/").text
        assert "It follows a common format that is closed." in page
        assert "It does not follow its common format" not in page
        assert not fmt.superseded_by or f'href="/en/formats/{fmt.superseded_by}/"' in page
        found = client.get("/api/v1/records", {"format": fmt.slug}).json()["records"]
        assert [row["identifier"] for row in found] == [record.guid]


@pytest.mark.store
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "missing"),
    [("nationalTarget", "title"), ("resourceMobilisation", "respondentOrganization"), ("caseStudy", "summary")],
)
def test_what_breaks_a_closed_format_is_taken_in_and_marked(client, slug, missing) -> None:
    factories.reference_data()
    imported = arrived(slug, 1, **{missing: None})
    assert not imported.revision.is_conforming
    assert [(one.code, one.field) for one in imported.problems] == [("required", missing)]
    page = client.get(f"/en/records/{imported.revision.record.printed_number}/").text
    assert "It does not follow its common format in everything." in page
    assert f"differs in: {FORMATS[slug].fields[missing].label}<" in page


@pytest.mark.store
@pytest.mark.django_db(transaction=True)
def test_records_of_closed_formats_come_from_node_to_node_as_lines(settings, home) -> None:
    factories.reference_data()
    slugs = ["nationalTarget", "nationalReport6", "absNationalReport", "lwProject", "bbiRequest"]
    for place, slug in enumerate(slugs, start=1):
        arrived(slug, place)
    lines = b"".join(line for _, line in lines_after(0, with_sealed=True))
    triggers.remove(connection)
    call_command("flush", verbosity=0, interactive=False)
    settings.NODE = "elsewhere"
    factories.reference_data()
    outcomes = list(take_in(io.BytesIO(lines)))
    assert [(one.state, one.problems) for one in outcomes] == [(State.TAKEN, ())] * len(slugs)
    assert {record.format_slug for record in Record.objects.all()} == set(slugs)


@pytest.mark.django_db
@pytest.mark.parametrize("fmt", CLOSED, ids=lambda fmt: fmt.slug)
def test_no_new_record_of_a_closed_format_is_begun(fmt) -> None:
    with pytest.raises(FormatClosedError) as refused:
        factories.draft(fmt.slug)
    assert f"“{fmt.slug}” is closed" in str(refused.value)
    assert f"“{fmt.superseded_by}”" in str(refused.value) or not fmt.superseded_by
    assert not Draft.objects.exists()


@pytest.mark.store
@pytest.mark.django_db
def test_every_door_refuses_to_begin_one_and_says_what_took_its_place(client, capsys, monkeypatch) -> None:
    factories.reference_data()
    officer = factories.officer("bj")

    client.force_login(officer)
    page = client.post("/en/desk/new/", {"format": "nationalTarget", "owner": "bj", "realm": "chm"})
    assert page.status_code == 409
    assert "“nationalTarget” is closed" in page.text
    assert "“nationalTarget7”" in page.text
    assert 'value="nationalTarget"' not in client.get("/en/desk/new/").text

    _token, secret = issue(officer, "a test", frozenset(SCOPES), None)
    answer = client.post(
        "/api/v1/drafts",
        json.dumps({"format": "nationalTarget", "owner": "bj", "body": body("nationalTarget")}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "format-closed")
    assert "“nationalTarget7”" in str(answer.json())

    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(body("nationalTarget"))))
    assert main(["act", "draft", "nationalTarget", "--owner", "bj", "--as", officer.email]) == 1
    assert "“nationalTarget” is closed" in capsys.readouterr().err
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_the_page_of_a_closed_format_says_so_and_what_took_its_place(client) -> None:
    factories.reference_data()
    page = client.get(TARGET).text
    assert "This common format is closed." in page
    assert "Begin a record" not in page.partition("<main")[2].partition("</main>")[0]
    assert 'href="/en/formats/nationalTarget7/"' in page
    alone = client.get("/en/formats/lwProject/").text
    assert ("This common format is closed." in alone, "took its place" in alone) == (True, False)
    for fmt in CLOSED:
        assert client.get(f"/zh/formats/{fmt.slug}/").status_code == 200
    assert "This common format is closed." not in client.get("/en/formats/nationalTarget7/").text


@pytest.mark.django_db
def test_machines_are_told_which_formats_are_closed(client, capsys) -> None:
    listed = {row["slug"]: row for row in client.get("/api/v1/formats").json()}
    assert (listed["nationalTarget"]["is_open"], listed["nationalTarget"]["superseded_by"]) == (
        False,
        "nationalTarget7",
    )
    assert (listed["nationalTarget7"]["is_open"], listed["nationalTarget7"]["superseded_by"]) == (True, "")
    assert main(["formats", "--json"]) == 0
    described = {row["slug"]: row for row in json.loads(capsys.readouterr().out)}
    assert (described["nationalTarget"]["open"], described["nationalTarget"]["supersededBy"]) == (
        False,
        "nationalTarget7",
    )
    assert main(["formats"]) == 0
    assert "(closed, see nationalTarget7)" in capsys.readouterr().out
