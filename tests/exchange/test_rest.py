import json

import jsonschema_rs
import pytest

from clearinghouse.config.projections import projections
from clearinghouse.formats.collection import FORMATS
from clearinghouse.ledger.models import Entry
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
from tests import factories
from tests.factories import NOON, body, guid, introduction, later
from tests.records.test_publishing import next_revision

pytestmark = [pytest.mark.store, pytest.mark.django_db]
SECRETS = {"notes": "the roof leaks", "firstName": "Ada", "lastName": "Byron", "emails": ["ada@seed.example"]}


@pytest.fixture(autouse=True)
def _words(settings, tmp_path) -> None:
    settings.INDEX_FOLDER = tmp_path / "index"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    factories.reference_data()


@pytest.fixture
def index():
    """Bring the index of this test to the head of the ledger; close it behind it."""
    yield lambda: follow_once(projections())
    engine().close()


def answered(client, address, status=200, **params):
    response = client.get(f"/api/v1/{address}", params)
    assert response.status_code == status, response.content
    return response.json()


def problem(response, status, code):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    content = response.json()
    assert (content["status"], content["code"]) == (status, code)
    assert content["type"].endswith(code)
    assert content["title"]
    return content


def check(client, slug, content, **params):
    query = "&".join(f"{name}={value}" for name, value in params.items())
    sent = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(f"/api/v1/formats/{slug}/check?{query}", sent, content_type="application/json")


def person():
    answers = {**SECRETS, "type": "person", "organization": None}
    return factories.revision("contact", body=body("contact", **answers)).record


def test_a_record_is_answered_by_guid_and_by_number(client) -> None:
    revision = factories.revision("organism")
    record = revision.record
    answer = answered(client, f"records/{record.guid}")
    assert answer == answered(client, f"records/{str(record.printed_number).lower()}")
    assert answer["number"] == f"{record.printed_number}-1"
    assert answer["body"]["scientificName"] == "Zea mays"
    assert answer["body"]["header"]["identifier"] == answer["identifier"] == record.guid
    assert (answer["format"], answer["format_version"], answer["state"], answer["revision"]) == (
        "organism", 1, "published", 1,
    )  # fmt: skip
    assert (answer["sequence"], answer["digest"]) == (revision.entry_id, revision.entry.digest)
    assert answer["is_redacted"] is answer["is_demonstration"] is False


def test_a_revision_is_answered_by_its_number_and_by_a_day(client) -> None:
    record = factories.revision("organism", at=NOON).record
    next_revision(record, at=24, genus="Zea")

    def revision_of(address, **params):
        return answered(client, f"records/{address}", **params)["revision"]

    assert revision_of(record.guid) == 2
    assert revision_of(f"{record.guid}@1") == 1
    assert revision_of(f"{record.printed_number}-1") == 1
    assert revision_of(record.guid, **{"as-of": "2026-03-31"}) == 1
    assert revision_of(record.guid, **{"as-of": "2026-04-01"}) == 2
    assert answered(client, f"records/{record.guid}@1")["latest_revision"] == 2


def test_a_retired_record_says_so(client) -> None:
    record = factories.revision("organism").record
    factories.retired(record)
    assert answered(client, f"records/{record.guid}")["state"] == "retired"


def test_a_redacted_record_says_so_and_says_nothing_else(client) -> None:
    revision = factories.revision("organism")
    factories.redacted(revision)
    answer = answered(client, f"records/{revision.record.guid}")
    assert (answer["is_redacted"], answer["body"]) == (True, {})


@pytest.mark.parametrize(
    "identifier", ["NO-SUCH-RECORD", "BCH-ORGA-SCBD-1", "no such", "NO-SUCH-RECORD@7", "%00", "x" * 500]
)
def test_what_is_not_there_is_a_problem(client, identifier) -> None:
    problem(client.get(f"/api/v1/records/{identifier}"), 404, "record-not-found")


def test_a_revision_that_is_not_there_is_a_problem(client) -> None:
    record = factories.revision("organism", at=NOON).record
    problem(client.get(f"/api/v1/records/{record.guid}@2"), 404, "record-not-found")
    problem(client.get(f"/api/v1/records/{record.guid}", {"as-of": "2026-03-30"}), 404, "record-not-found")


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "2026-13-01", "1e9", "0000-00-00"])
def test_a_day_that_is_none_is_a_problem(client, day) -> None:
    record = factories.revision("organism").record
    problem(client.get(f"/api/v1/records/{record.guid}", {"as-of": day}), 422, "parameter-invalid")


def test_formats_are_listed_with_the_address_of_their_schema(client) -> None:
    listed = {row["slug"]: row for row in answered(client, "formats")}
    assert set(listed) == set(FORMATS)
    assert listed["organism"]["fields"] == len(FORMATS["organism"].fields)
    schema = client.get(listed["organism"]["schema_url"])
    assert schema["Content-Type"] == "application/schema+json"
    assert jsonschema_rs.Draft202012Validator(schema.json()).is_valid(body("organism"))
    assert schema.json()["$id"] == listed["organism"]["schema_url"]


def test_an_unknown_format_is_a_problem(client) -> None:
    problem(client.get("/api/v1/formats/no-such/schema"), 404, "format-unknown")
    problem(check(client, "no-such", {}), 404, "format-unknown")


def test_a_good_body_is_told_so_and_nothing_is_stored(client) -> None:
    before = Entry.objects.count()
    response = check(client, "organism", body("organism"))
    assert response.status_code == 200
    assert response.json() == {"is_valid": True, "problems": []}
    assert Entry.objects.count() == before


def test_problems_of_a_body_have_code_place_and_sentence(client) -> None:
    factories.chain()
    answers = introduction(date="soon", expires=None, authorities=[{"identifier": "NO-SUCH-RECORD"}])
    content = check(client, "biosafetyDecision", answers, government="BJ").json()
    assert not content["is_valid"]
    assert [(one["code"], one["pointer"], one["field"]) for one in content["problems"]] == [
        ("malformed-date", "/date", "date"),
        ("required", "/expires", "expires"),
        ("dangling-reference", "/authorities", "authorities"),
    ]
    assert "2026-03-31" in content["problems"][0]["sentence"]
    assert check(client, "biosafetyDecision", introduction(), government="bj").json()["is_valid"]


def test_a_body_is_checked_for_the_realm_that_is_named(client) -> None:
    codes = [one["field"] for one in check(client, "authority", body("authority"), realm="abs").json()["problems"]]
    assert "responsibleForAll" in codes


NESTED = b'{"commonNames":' * 900 + b"1" + b"}" * 900


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"{}", b"null", b'"text"', b"\xff\xfe", b'{"a": NaN}', b'{"a": 1e999}', b'{"a": "\\ud800"}',
        b'{"a": 123456789012345678901234567890}', b'{"a": ' + b"9" * 5000 + b"}", NESTED, b"[" * 100_000,
        b'{"habitat": {"en": "' + b"x" * 2_100_000 + b'"}}', b'{"habitat": {"en": "' + b"x" * 5_000_000 + b'"}}',
    ],
    ids=lambda content: f"{content[:20]!r} {len(content)}",
)  # fmt: skip
def test_what_is_no_body_is_a_problem(client, content) -> None:
    problem(check(client, "organism", content), 422, "body-malformed")


ODD_ANSWERS = [[], {}, "x", 5, True, [[]], {"en": {"en": 5}}, {"identifier": []}, [{"url": 5}], "\0"]


@pytest.mark.parametrize("slug", FORMATS)
def test_no_answer_of_another_shape_breaks_the_check(client, slug) -> None:
    for answer in ODD_ANSWERS:
        answers = {"header": answer, **dict.fromkeys(FORMATS[slug].fields, answer)}
        if any(answers.values()):
            response = check(client, slug, answers)
            assert response.status_code == 200
            assert not response.json()["is_valid"]


def test_the_search_finds_what_was_published_and_counts_it(client, index) -> None:
    records = factories.chain()
    index()
    found = answered(client, "records", q="maize")
    assert found["total"] == len(found["records"]) > 0
    hit = next(row for row in found["records"] if row["identifier"] == guid("modifiedOrganism"))
    assert hit["number"] == str(records["modifiedOrganism"].printed_number)
    assert hit["title"] == {"en": "Maize MON810", "fr": "Maïs MON810"}
    assert hit["body"]["transformationEvent"] == "MON810"
    assert {row["code"]: row["count"] for row in found["facets"]["format"]}["modifiedOrganism"] == 1


def test_the_search_is_filtered_parted_and_says_what_it_could_not_use(client, index) -> None:
    factories.chain()
    index()
    assert [row["format"] for row in answered(client, "records", government="bj", format="authority")["records"]] == [
        "authority"
    ]
    assert len(answered(client, "records", size=2)["records"]) == 2
    assert answered(client, "records", size=2, page=2)["page"] == 2
    odd = answered(client, "records", **{"from": "soon", "sort": "by-chance"})
    assert len(odd["problems"]) == 2
    assert odd["total"] == 7


def test_the_search_says_what_words_were_understood_as(client, index) -> None:
    factories.chain()
    index()
    found = answered(client, "records", q='Benin since 2020 "Kenya"')["understood"]
    nothing = {"since": None, "until": None, "code": "", "record": "", "format": ""}
    assert found[0] == {**nothing, "words": "since 2020", "since": "2020-01-01"}
    assert {**nothing, "words": "Benin", "code": "country:bj"} in found
    assert not [one for one in found if "Kenya" in one["words"]]


@pytest.mark.parametrize(
    "params", [{"page": "-1"}, {"page": "0"}, {"page": "x"}, {"page": "99999999"}, {"size": "0"}, {"size": "101"}]
)
def test_a_page_that_cannot_be_is_refused_not_exchanged_for_the_first(client, index, params) -> None:
    factories.chain("organism")
    index()
    content = problem(client.get("/api/v1/records", params), 422, "parameter-invalid")
    assert [one["pointer"] for one in content["problems"]] == [f"/{name}" for name in params]


def test_a_value_that_is_in_no_list_is_refused(client, index) -> None:
    factories.chain("organism")
    index()
    content = problem(client.get("/api/v1/records", {"format": ["organism", "x"]}), 422, "parameter-invalid")
    assert [one["pointer"] for one in content["problems"]] == ["/format"]


def test_a_search_without_an_index_is_a_problem(client) -> None:
    problem(client.get("/api/v1/records"), 503, "search-unavailable")


def test_what_was_retired_is_no_longer_found(client, index) -> None:
    record = factories.chain("organism")["organism"]
    index()
    factories.retired(record)
    index()
    assert answered(client, "records", q="zea")["total"] == 0


def test_changes_come_in_order_and_from_where_the_reader_is(client) -> None:
    factories.chain("organism", "contact")
    first = answered(client, "changes", limit=1)
    assert (first["head"], [entry["sequence"] for entry in first["entries"]]) == (2, [1])
    rest = answered(client, "changes", after=1)
    assert [entry["sequence"] for entry in rest["entries"]] == [2]
    assert rest["entries"][0]["previous_digest"] == first["entries"][0]["digest"]
    assert rest["entries"][0]["public"]["scientificName"] == "Zea mays"
    assert answered(client, "changes", after=2)["entries"] == []


def test_a_reader_far_ahead_is_told_that_nothing_changed(client) -> None:
    factories.chain("organism")
    assert answered(client, "changes", after=10**30) == {"head": 1, "entries": []}


@pytest.mark.parametrize("params", [{"after": -1}, {"after": "x"}, {"limit": 0}, {"limit": 1001}])
def test_a_cursor_that_is_none_is_a_problem(client, params) -> None:
    problem(client.get("/api/v1/changes", params), 422, "parameter-invalid")


def test_a_redaction_is_a_change_and_takes_the_text_out_of_the_feed(client) -> None:
    revision = factories.revision("organism")
    factories.redacted(revision, at=later(1), reason="A slip.")
    feed = answered(client, "changes")["entries"]
    assert feed[0]["public"] is None
    assert feed[1]["public"] == {"reason": "A slip."}


@pytest.mark.parametrize("visitor", ["anonymous", "officer"])
def test_no_answer_holds_anything_sealed(client, index, visitor) -> None:
    """Whoever asks: what machines are told is copied on."""
    record = person()
    if visitor == "officer":
        client.force_login(factories.secretariat())
    index()
    addresses = [f"records/{record.guid}", "records", "records?q=Ada", "records?q=byron", "changes", "formats"]
    for address in addresses:
        response = client.get(f"/api/v1/{address}")
        assert response.status_code == 200
        text = response.content.decode()
        assert not any(secret in text for secret in ("the roof leaks", "Ada", "Byron", "ada@seed.example")), address
    assert answered(client, "records", q="byron")["total"] == 0


def test_addresses_that_are_not_there_are_not_found(client) -> None:
    assert client.get("/api/v1/no-such-address").status_code == 404
    refused = client.post("/api/v1/records")
    problem(refused, 405, "method-unknown")
    assert refused["Allow"] == "GET"


@pytest.mark.parametrize("address", ["", "nothing", "formats/contact/nothing"])
def test_an_address_without_anything_is_refused_as_a_problem(client, address):
    problem(client.get(f"/api/v1/{address}"), 404, "address-unknown")
