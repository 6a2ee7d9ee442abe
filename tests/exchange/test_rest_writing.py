"""The write side of the API: every act with its answer, every refusal as problem+json, and the description of both."""

import json
from datetime import timedelta

import jsonschema_rs
import pytest
from django.utils import timezone

from clearinghouse.accounts.models import AuditEvent, Role
from clearinghouse.accounts.permissions import SCOPES
from clearinghouse.accounts.tokens import issue, revoke
from clearinghouse.exchange.rest.api import api
from clearinghouse.ledger.models import Entry
from clearinghouse.records.models import Case, Draft, Record
from tests import factories
from tests.factories import body, guid
from tests.files import TEXT

pytestmark = [pytest.mark.store, pytest.mark.django_db]
ALL = frozenset(SCOPES)


@pytest.fixture(autouse=True)
def _words(settings, tmp_path) -> None:
    settings.HOME = tmp_path
    factories.reference_data()


@pytest.fixture(scope="module")
def description():
    return json.loads(json.dumps(api.get_openapi_schema()))


class Machine:
    """A client with a token. Compares every answer with the description of the API."""

    def __init__(self, client, description, account, scopes=ALL) -> None:
        self.client, self.description, self.account = client, description, account
        self.token, self.secret = issue(account, "a test", scopes, None)

    def ask(self, method, address, content=None, **headers):
        sent = content if isinstance(content, bytes) else b"" if content is None else json.dumps(content).encode()
        response = self.client.generic(
            method,
            f"/api/v1/{address}",
            sent,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}", **headers},
        )
        conform(self.description, method, address, response)
        return response

    def done(self, method, address, content=None, status=200, **headers):
        response = self.ask(method, address, content, **headers)
        assert response.status_code == status, response.content
        return response.json() if response.content else None

    def refused(self, status, code, method, address, content=None, **headers):
        response = self.ask(method, address, content, **headers)
        assert (response.status_code, response.json()["code"]) == (status, code), response.content
        assert response["Content-Type"] == "application/problem+json"
        return response


def conform(description, method, address, response) -> None:
    """Compare an answer with what the description says of the operation and the status."""
    steps = f"api/v1/{address.partition('?')[0]}".split("/")
    operation = next(
        operations[method.lower()]
        for path, operations in description["paths"].items()
        if method.lower() in operations
        and len(path.strip("/").split("/")) == len(steps)
        and all(said in (step, "*") for said, step in zip(_parts(path), steps, strict=True))
    )
    said = operation["responses"].get(str(response.status_code), operation["responses"]["default"])
    if not response.content:
        assert "content" not in said
        return
    schema = said["content"][response["Content-Type"].partition(";")[0]]["schema"]
    whole = {**schema, "components": description["components"]}
    jsonschema_rs.validator_for(whole).validate(response.json())


def _parts(path):
    return ["*" if step.startswith("{") else step for step in path.strip("/").split("/")]


@pytest.fixture
def as_(client, description):
    return lambda account, scopes=ALL: Machine(client, description, account, scopes)


@pytest.fixture
def officer(as_):
    return as_(factories.officer("bj"))


@pytest.fixture
def authority(as_):
    return as_(factories.authority("bj"))


LAW = {"format": "authority", "realm": "bch", "owner": "bj", "body": body("authority")}


def begun(machine, **changes):
    return machine.done("POST", "drafts", {**LAW, **changes}, status=201)


def test_a_record_goes_from_draft_to_publication_and_out_of_force(officer, authority) -> None:
    draft = begun(officer, body={})
    address = f"drafts/{draft['uid']}"
    assert (draft["state"], draft["version"], draft["problem_count"] > 0) == ("editing", 1, True)
    refused = officer.refused(422, "draft-invalid", "POST", f"{address}/request").json()
    assert {"/name", "/city"} <= {one["pointer"] for one in refused["problems"]}
    saved = officer.done("PUT", address, body("authority"), **{"If-Match": '"1"'})
    assert (saved["version"], saved["problem_count"]) == (2, 0)
    case = officer.done("POST", f"{address}/request", {"asks": "Please."})
    assert (case["state"], case["asks"], case["draft"]) == ("requested", "Please.", draft["uid"])
    assert authority.done("GET", "cases")["cases"] == [case]
    assert officer.done("GET", "cases?box=sent")["cases"] == [case]
    assert officer.done("GET", "cases")["total"] == 0
    record = authority.done("POST", f"{address}/publish")
    assert (record["revision"], record["state"], record["identifier"]) == (1, "published", draft["identifier"])
    assert authority.done("POST", f"{address}/publish") == record
    assert Entry.objects.filter(kind="record.published", subject=draft["identifier"]).count() == 1
    there = f"records/{record['identifier']}"
    assert officer.done("POST", f"{there}/confirm")["revision"] == 1
    asked = officer.done("POST", f"{there}/request-retirement", {"reason": "Closed down."})
    retired = authority.done("POST", f"cases/{asked['id']}/approve")
    assert retired["state"] == "retired"
    officer.refused(409, "record-retired", "POST", f"{there}/amend")


def test_what_is_done_is_noted_as_done_through_the_api(officer) -> None:
    draft = begun(officer)
    event = AuditEvent.objects.get(action="draft-begun", about=draft["identifier"])
    assert (event.door, event.address, event.account) == ("api", "127.0.0.1", officer.account)


def test_a_draft_is_read_with_its_text_its_problems_and_its_tag(officer) -> None:
    draft = begun(officer, body={**body("authority"), "name": None})
    response = officer.ask("GET", f"drafts/{draft['uid']}")
    whole = response.json()
    assert response["ETag"] == '"1"'
    assert response["Cache-Control"] == "private, no-store"
    assert whole["body"]["city"] == {"en": "Cotonou"}
    assert [one["pointer"] for one in whole["problems"]] == ["/name"]
    assert "request-publication" in whole["may"]
    assert "publish" not in whole["may"]


def test_a_save_names_the_version_it_saw(officer) -> None:
    address = f"drafts/{begun(officer)['uid']}"
    officer.refused(428, "version-missing", "PUT", address, body("authority"))
    assert (
        officer.done("PUT", address, body("authority", emails=["a@b.example"]), **{"If-Match": 'W/"1"'})["version"] == 2
    )
    stale = body("authority", emails=["c@d.example"])
    officer.refused(412, "draft-stale", "PUT", address, stale, **{"If-Match": '"1"'})
    officer.refused(412, "draft-stale", "PUT", address, stale, **{"If-Match": '"abc"'})
    officer.refused(409, "draft-stale", "PUT", f"{address}?version=1", stale)
    assert officer.done("GET", address)["body"]["emails"] == ["a@b.example"]
    assert officer.done("PUT", address, stale, **{"If-Match": "*"})["version"] == 3
    assert officer.done("PUT", f"{address}?version=3", body("authority"))["version"] == 4


def test_a_save_is_merged_with_what_came_between_for_whoever_asks_for_it(officer, authority) -> None:
    address = f"drafts/{begun(officer)['uid']}"
    authority.done("PUT", f"{address}?version=1", body("authority", emails=["a@b.example"], name={"en": "Theirs"}))
    mine = body("authority", phones=["1"])
    saved = officer.done("PUT", f"{address}?version=1&merge=true", mine)
    assert (saved["version"], saved["merged"]) == (3, ["emails", "name"])
    now = officer.done("GET", address)["body"]
    assert (now["emails"], now["phones"], now["name"]) == (["a@b.example"], ["1"], {"en": "Theirs"})
    clash = {**mine, "name": {"en": "Mine"}}
    refused = officer.refused(
        409, "draft-conflict", "PUT", f"{address}?merge=true", clash, **{"If-Match": '"1"'}
    ).json()
    conflict = {"field": "name", "path": ["name", "en"], "yours": "Mine", "theirs": "Theirs"}
    assert (refused["version"], refused["conflicts"]) == (3, [conflict])
    assert officer.done("GET", address)["version"] == 3


def test_nothing_is_decided_over_a_version_that_was_not_seen(officer, authority) -> None:
    address = f"drafts/{begun(officer)['uid']}"
    stale = {"If-Match": '"7"'}
    officer.refused(412, "draft-stale", "POST", f"{address}/request", **stale)
    authority.refused(412, "draft-stale", "POST", f"{address}/publish", **stale)
    officer.refused(412, "draft-stale", "DELETE", address, **stale)
    assert officer.done("DELETE", address, status=204, **{"If-Match": '"1"'}) is None
    officer.refused(404, "draft-gone", "DELETE", address)
    officer.refused(404, "draft-gone", "GET", address)


def test_a_request_is_withdrawn_returned_and_given_to_somebody(officer, authority) -> None:
    address = f"drafts/{begun(officer)['uid']}"
    officer.done("POST", f"{address}/request")
    assert officer.done("POST", f"{address}/withdraw")["state"] == "editing"
    officer.refused(409, "case-closed", "POST", f"{address}/withdraw")
    case = officer.done("POST", f"{address}/request", {})
    chosen = authority.done("POST", f"{address}/reassign", {"to": str(authority.account.opaque_id)})
    assert chosen["assigned_to"]["name"] == authority.account.name
    authority.refused(
        422, "not-a-decider", "POST", f"cases/{case['id']}/reassign", {"to": str(officer.account.opaque_id)}
    )
    assert authority.done("POST", f"cases/{case['id']}/reassign", {"to": None})["assigned_to"] is None
    authority.refused(422, "reason-missing", "POST", f"{address}/return", {"reason": " "})
    assert authority.done("POST", f"{address}/return", {"reason": "Name the city."})["state"] == "returned"
    back = officer.done("GET", f"cases/{case['id']}")
    assert (back["state"], back["reason"]) == ("returned", "Name the city.")
    second = officer.done("POST", f"{address}/request")
    assert officer.done("POST", f"cases/{second['id']}/withdraw")["state"] == "withdrawn"
    third = officer.done("POST", f"{address}/request")
    assert authority.done("POST", f"cases/{third['id']}/return", {"reason": "No."})["state"] == "returned"
    authority.refused(409, "case-closed", "POST", f"cases/{third['id']}/approve")
    authority.refused(404, "case-gone", "GET", "cases/999999")


def test_an_approval_is_given_once_and_answered_twice(officer, authority, as_) -> None:
    draft = begun(officer)
    case = officer.done("POST", f"drafts/{draft['uid']}/request")
    first = authority.done("POST", f"cases/{case['id']}/approve")
    assert authority.done("POST", f"cases/{case['id']}/approve") == first
    late = as_(factories.authority("bj"))
    late.refused(409, "case-closed", "POST", f"cases/{case['id']}/approve")
    late.refused(404, "draft-gone", "POST", f"drafts/{draft['uid']}/publish")
    assert Case.objects.get(pk=case["id"]).decided_by == authority.account


def test_a_record_is_amended_retired_and_redacted(authority) -> None:
    record = factories.revision("authority", by=authority.account).record
    there = f"records/{record.printed_number}"
    draft = authority.done("POST", f"{there}/amend")
    assert (draft["based_on"], draft["identifier"]) == (1, record.guid)
    assert authority.done("POST", f"{there}/amend")["uid"] == draft["uid"]
    authority.refused(422, "nothing-changed", "POST", f"drafts/{draft['uid']}/publish")
    redaction = {"part": "public", "revisions": [1], "reason": "A slip."}
    authority.refused(409, "draft-open", "POST", f"{there}/redact", redaction)
    authority.done("PUT", f"drafts/{draft['uid']}", body("authority", emails=["n@b.example"]), **{"If-Match": "*"})
    assert authority.done("POST", f"drafts/{draft['uid']}/publish")["revision"] == 2
    authority.done("POST", f"{there}/redact", redaction)
    assert authority.done("GET", f"records/{record.guid}@1")["is_redacted"]
    authority.refused(422, "nothing-to-redact", "POST", f"{there}/redact", {**redaction, "revisions": [9]})
    authority.refused(422, "reason-missing", "POST", f"{there}/retire", {"reason": ""})
    assert authority.done("POST", f"{there}/retire", {"reason": "A duplicate."})["state"] == "retired"
    authority.refused(404, "record-not-found", "POST", "records/NO-SUCH/retire", {"reason": "x"})


def test_files_come_in_as_they_are_and_are_named_in_the_body(officer, authority) -> None:
    draft = begun(officer)
    address = f"drafts/{draft['uid']}"
    stored = officer.done("PUT", f"{address}/files/charter.txt", TEXT, status=201)
    assert (stored["media_type"], stored["size"]) == ("text/plain", len(TEXT))
    officer.refused(422, "attachment-type", "PUT", f"{address}/files/x.exe", b"MZ\0\0")
    officer.refused(422, "attachment-empty", "PUT", f"{address}/files/x.pdf")
    link = {"url": stored["url"], "name": "charter.txt"}
    officer.done("PUT", address, body("authority", relevantDocuments=[link]), **{"If-Match": "*"})
    record = authority.done("POST", f"{address}/publish")
    assert record["revision"] == 1
    authority.refused(404, "draft-gone", "PUT", f"{address}/files/late.txt", TEXT)


def test_only_drafts_of_ones_own_are_listed_a_page_at_a_time(officer, as_) -> None:
    begun(as_(factories.officer("bj")))
    uids = [begun(officer)["uid"] for _ in range(3)]
    listed = officer.done("GET", "drafts?size=2")
    assert (listed["total"], len(listed["drafts"])) == (3, 2)
    assert {one["uid"] for one in listed["drafts"] + officer.done("GET", "drafts?size=2&page=2")["drafts"]} == set(uids)
    for wrong in ("size=0", "size=101", "page=0", "page=x"):
        officer.refused(422, "parameter-invalid", "GET", f"drafts?{wrong}")
    officer.refused(422, "parameter-invalid", "GET", "cases?box=letters")


def test_a_token_says_whom_it_speaks_for(as_) -> None:
    account = factories.account(Role.AUTHORIZED_USER, "bj")
    answer = as_(account, {"read", "draft"}).done("GET", "me")
    assert answer["scopes"] == ["draft", "read"]
    assert answer["roles"] == [{"role": "authorized-user", "owner": "bj", "realm": "", "format": "", "instrument": ""}]
    assert answer["owner"] == f"user:{account.opaque_id}"


# Refusals


WRITES = [
    ("GET", "me"), ("GET", "drafts"), ("POST", "drafts"), ("GET", "cases"), ("GET", "cases/1"),
    ("POST", "cases/1/approve"), ("POST", "cases/1/return"), ("POST", "cases/1/withdraw"),
    ("POST", "cases/1/reassign"), ("POST", "records/x/amend"),
    ("POST", "records/x/retire"), ("POST", "records/x/request-retirement"), ("POST", "records/x/redact"),
    ("POST", "records/x/confirm"), ("POST", "records/x/withdraw"),
]  # fmt: skip
UID = "00000000-0000-4000-8000-000000000000"
OF_DRAFT = [("GET", ""), ("PUT", ""), ("DELETE", ""), ("PUT", "/files/x.pdf")] + [
    ("POST", f"/{doing}") for doing in ("request", "withdraw", "return", "reassign", "publish")
]
OF_DRAFT += [("GET", "/comments"), ("POST", "/comments"), ("GET", "/sections")] + [
    ("POST", f"/comments/1/{doing}") for doing in ("answer", "resolve", "reopen")
]
OF_DRAFT += [("POST", f"/sections/x/{doing}") for doing in ("give", "take-back", "done")]
EVERYTHING = [*WRITES, *((method, f"drafts/{UID}{rest}") for method, rest in OF_DRAFT)]


def test_nobody_does_anything_without_a_token_whatever_their_browser_says(client, description) -> None:
    client.force_login(factories.authority("bj"))
    for method, address in EVERYTHING:
        response = client.generic(method, f"/api/v1/{address}", b"{}", content_type="application/json")
        conform(description, method, address, response)
        assert (response.status_code, response.json()["code"]) == (401, "not-signed-in"), (method, address)
        assert response["WWW-Authenticate"] == 'Bearer realm="clearinghouse"'


def test_every_operation_with_a_token_is_looked_at(description) -> None:
    asking = {
        (method.upper(), path.removeprefix("/api/v1/"))
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
        if "security" in operation
    }
    assert len(asking) == len(EVERYTHING)


@pytest.mark.parametrize("secret", ["clr_no-such", "", "nonsense", "clr_" + "x" * 5000, "clr_ü"])
def test_a_token_that_is_none_is_told_so(client, secret) -> None:
    response = client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert response.status_code == 401
    assert 'error="invalid_token"' in response["WWW-Authenticate"]


def test_a_token_that_ended_or_whose_account_was_closed_opens_nothing(officer) -> None:
    officer.done("GET", "me")
    officer.account.is_active = False
    officer.account.save()
    officer.refused(401, "not-signed-in", "GET", "me")
    officer.account.is_active = True
    officer.account.save()
    revoke(officer.token, by=officer.account, at=timezone.now())
    officer.refused(401, "not-signed-in", "GET", "me")


def test_an_expired_token_opens_nothing(client) -> None:
    now = timezone.now()
    _token, secret = issue(factories.officer("bj"), "old", ALL, now + timedelta(seconds=1), now - timedelta(days=1))
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    _token, secret = issue(factories.officer("bj"), "old", ALL, now - timedelta(seconds=1), now - timedelta(days=1))
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_a_token_reaches_as_far_as_its_scopes(as_) -> None:
    account = factories.authority("bj")
    draft = factories.draft("authority", by=account)
    reader, drafter, publisher = (as_(account, {scope}) for scope in ("read", "draft", "publish"))
    address = f"drafts/{draft.pk}"
    response = reader.refused(403, "out-of-scope", "PUT", f"{address}?version=1", body("authority"))
    assert response["WWW-Authenticate"].endswith('error="insufficient_scope", scope="draft"')
    assert reader.done("GET", address)["may"] == ["see-draft"]
    drafter.refused(403, "out-of-scope", "GET", address)
    for address_of_list in ("drafts", "cases"):
        drafter.refused(403, "out-of-scope", "GET", address_of_list)
    drafter.done("PUT", f"{address}?version=1", body("authority", emails=["x@y.example"]))
    drafter.refused(403, "out-of-scope", "POST", f"{address}/publish")
    publisher.done("POST", f"{address}/publish")


def test_what_the_roles_do_not_allow_is_refused(officer, as_) -> None:
    stranger = as_(factories.authority("eg"))
    draft = begun(officer)
    address = f"drafts/{draft['uid']}"
    officer.refused(403, "not-allowed", "POST", f"{address}/publish")
    stranger.refused(403, "not-allowed", "POST", "drafts", LAW)
    stranger.refused(403, "not-allowed", "GET", address)
    stranger.refused(403, "not-allowed", "PUT", f"{address}?version=1", body("authority"))
    stranger.refused(403, "not-allowed", "POST", f"{address}/publish")
    officer.done("POST", f"{address}/request")
    officer.refused(409, "wrong-state", "DELETE", address)


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"format": "no-such"}, 404, "format-unknown"),
        ({"format": 5}, 422, "parameter-invalid"),
        ({"colour": "red"}, 422, "parameter-invalid"),
        ({"body": []}, 422, "parameter-invalid"),
        ({"realm": "ort"}, 422, "realm-unfit"),
        ({"identifier": "no good"}, 422, "identifier-malformed"),
        ({"identifier": guid("authority")}, 409, "identifier-taken"),
        ({"owner": ""}, 403, "not-allowed"),
        ({"owner": "bj\0"}, 403, "not-allowed"),
        ({"body": {"name": {"en": "\ud800"}}}, 422, "body-malformed"),
    ],
)
def test_a_draft_that_cannot_begin_is_refused_and_nothing_is_kept(officer, changes, status, code) -> None:
    factories.chain("authority")
    content = officer.refused(status, code, "POST", "drafts", {**LAW, **changes}).json()
    assert not Draft.objects.exists()
    if code == "parameter-invalid":
        assert [one["pointer"] for one in content["problems"]] == [f"/body/{next(iter(changes))}"] or [
            one["pointer"] for one in content["problems"]
        ] == [f"/{next(iter(changes))}"]


def test_a_record_begins_with_a_copy_of_an_earlier_one_of_its_owner(officer) -> None:
    record = factories.chain("authority")["authority"]
    wanted = {**LAW, "from": str(record.printed_number), "body": {"name": {"en": "Another"}}}
    draft = officer.done("POST", "drafts", wanted, status=201)
    whole = officer.done("GET", f"drafts/{draft['uid']}")["body"]
    assert whole["name"] == {"en": "Another"}
    assert whole["header"]["identifier"] == draft["identifier"] != record.guid
    assert whole.keys() >= set(body("authority")) - {"header"}
    officer.refused(422, "copy-unfit", "POST", "drafts", {**wanted, "format": "biosafetyDecision", "body": {}})
    officer.refused(404, "record-not-found", "POST", "drafts", {**wanted, "from": "BCH-LAW-BJ-99"})


@pytest.mark.parametrize("content", [b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"asks": NaN}'])
def test_what_is_no_json_object_is_refused(officer, content) -> None:
    address = f"drafts/{begun(officer)['uid']}"
    officer.refused(422, "body-malformed", "POST", f"{address}/request", content)
    officer.refused(422, "body-malformed", "PUT", f"{address}?version=1", content)


def test_an_address_takes_the_methods_it_takes(officer) -> None:
    response = officer.client.delete("/api/v1/me")
    assert (response.status_code, response.json()["code"]) == (405, "method-unknown")
    assert response["Allow"] == "GET"
    response = officer.client.patch(f"/api/v1/drafts/{UID}")
    assert response["Allow"] == "DELETE, GET, PUT"
    assert officer.client.get("/api/v1/drafts/no-uid").json()["code"] == "address-unknown"


def test_so_many_requests_in_a_minute_and_no_more(settings, client, officer) -> None:
    settings.API_PER_TOKEN, settings.API_PER_ADDRESS = 3, 2
    for _ in range(3):
        officer.done("GET", "me")
    response = officer.refused(429, "too-many-requests", "GET", "me")
    assert 0 < int(response["Retry-After"]) <= 60
    codes = [client.get("/api/v1/formats").status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_whoever_guesses_tokens_is_limited_by_their_address(settings, client) -> None:
    settings.API_PER_ADDRESS = 2
    codes = [
        client.get("/api/v1/me", headers={"Authorization": f"Bearer clr_{guess}"}).status_code for guess in range(3)
    ]
    assert codes == [401, 401, 429]


def test_what_is_public_needs_no_token_and_takes_none(client) -> None:
    record = factories.revision("organism").record
    for headers in ({}, {"Authorization": "Bearer nonsense"}):
        assert client.get(f"/api/v1/records/{record.guid}", headers=headers).status_code == 200


def test_no_answer_about_a_record_shows_its_sealed_part(as_) -> None:
    machine = as_(factories.secretariat())
    person = body("contact", type="person", organization=None, firstName="Ada", lastName="Byron")
    record = factories.revision("contact", by=machine.account, body=person).record
    for doing, content in (("confirm", None), ("retire", {"reason": "Gone."})):
        assert "Byron" not in json.dumps(machine.done("POST", f"records/{record.guid}/{doing}", content))
    assert Record.objects.get(pk=record.pk).is_retired
