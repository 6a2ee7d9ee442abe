"""Any search as Atom, as a JSON Feed, and its dates as a calendar."""

import json
from xml.etree import ElementTree as ET

import pytest

from clearinghouse.config.projections import projections
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
from tests import factories

pytestmark = [pytest.mark.store, pytest.mark.django_db]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    yield
    engine().close()


def published(slug, **answers):
    record = factories.revision(slug, body=factories.body(slug, **answers)).record
    follow_once(projections())
    return record


def feed(client, form, language="en", **params):
    answer = client.get(f"/feeds/{language}/search.{form}", params)
    assert answer.status_code == 200, answer.content
    return answer


def events(client, **params):
    """Return each event of the calendar as its unfolded lines by name."""
    text = feed(client, "ics", **params).content.decode()
    assert all(len(line) <= 75 for line in feed(client, "ics", **params).content.split(b"\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    found: list[dict[str, str]] = []
    here: dict[str, str] = {}
    for line in lines:
        if line == "BEGIN:VEVENT":
            here = {}
        elif line == "END:VEVENT":
            found.append(here)
        else:
            here[line.partition(":")[0]] = line.partition(":")[2]
    return found


@pytest.mark.parametrize(
    ("language", "site", "titles"),
    [
        ("zh", "信息交换所", ("信息交换所：“zea”", "信息交换所：最新记录")),
        ("ar", "غرفة تبادل المعلومات", ("غرفة تبادل المعلومات: البحث عن «zea»", "غرفة تبادل المعلومات: أحدث السجلات")),
    ],
)
def test_a_feed_bears_the_name_of_the_site_in_its_language(client, language, site, titles) -> None:
    published("organism", scientificName="Zea mays")
    assert feed(client, "json", language, q="zea").json()["title"] == titles[0]
    assert feed(client, "json", language).json()["title"] == titles[1]
    root = ET.fromstring(feed(client, "atom", language, q="zea").content)
    assert (root.findtext("a:title", "", ATOM), root.findtext("a:author/a:name", "", ATOM)) == (titles[0], site)


def test_a_search_is_an_atom_feed_and_a_json_feed_in_each_language(client) -> None:
    record = published("organism", scientificName="Zea mays")
    for language in LANGUAGES:
        root = ET.fromstring(feed(client, "atom", language.code, q="zea").content)
        [entry] = root.findall("a:entry", ATOM)
        assert entry.findtext("a:title", "", ATOM) == "Zea mays"
        [link] = entry.findall("a:link", ATOM)
        assert str(record.printed_number) in str(link.get("href"))
        content = json.loads(feed(client, "json", language.code, q="zea").content)
        assert content["items"][0]["_clearinghouse"]["identifier"] == record.guid
        assert content["language"] == language.tag
    assert json.loads(feed(client, "json", q="oryza").content)["items"] == []


def test_a_feed_is_sent_again_only_when_something_came(client) -> None:
    published("organism")
    tag = feed(client, "atom")["ETag"]
    assert client.get("/feeds/en/search.atom", headers={"if-none-match": tag}).status_code == 304
    published("organism", scientificName="Oryza sativa")
    assert client.get("/feeds/en/search.atom", headers={"if-none-match": tag}).status_code == 200


def test_times_and_deadlines_of_records_stand_in_the_calendar(client) -> None:
    title = {"en": "Meeting; with, signs\\ " + "and a very long title of many words " * 4}
    published("meeting", title=title, startDate="2026-10-30", endDate="2026-11-02", registrationDeadline="2026-09-01")
    found = {event["DTSTART;VALUE=DATE"]: event for event in events(client)}
    meeting = found["20261030"]
    assert meeting["DTEND;VALUE=DATE"] == "20261103"
    assert meeting["SUMMARY"].startswith("Meeting\\; with\\, signs\\\\ and a very")
    assert found["20260901"]["SUMMARY"].startswith("Deadline for registration: ")
    assert len({event["UID"] for event in found.values()}) == 2


def test_records_without_days_are_not_in_the_calendar(client) -> None:
    published("organism")
    assert events(client) == []


def test_what_is_sealed_is_in_no_feed(client) -> None:
    published("organism", notes="The roof leaks")
    for form in ("atom", "json", "ics"):
        assert "roof" not in feed(client, form).content.decode()


def test_what_is_no_feed_is_refused(client, settings, tmp_path) -> None:
    assert client.get("/feeds/en/search.exe").status_code == 404
    assert client.get("/feeds/xx/search.atom").status_code == 404
    assert client.post("/feeds/en/search.atom").status_code == 405
    settings.INDEX_FOLDER = tmp_path / "elsewhere"
    assert client.get("/feeds/en/search.atom").status_code == 503


@pytest.mark.parametrize("params", [{"from": "20x"}, {"sort": "bad"}, {"format": "x"}, {"at": "0"}, {"q": "(("}])
def test_a_feed_of_a_search_that_cannot_be_is_refused_not_made_of_another(client, params) -> None:
    published("organism")
    answer = client.get("/feeds/en/search.atom", params)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-search")
    assert next(iter(params.values())) in answer.json()["title"]
