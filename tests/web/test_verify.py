"""An identifier on a document is valid, superseded, revoked, expired, retired or unknown, and says so on both doors."""

from contextlib import suppress

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.config.projections import projections
from clearinghouse.core.identifiers import identifiers_in, identifiers_listed
from clearinghouse.projections.following import follow_once
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.search.opening import engine
from tests import factories
from tests.factories import later

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    yield lambda: follow_once(projections())
    engine().close()


def certificate(**answers):
    factories.chain("contact", "authority")
    body = factories.body("absPermit", dateOfIssuance="2020-01-31", **answers)
    return factories.revision("absPermit", body=body).record


def amended(record, **answers):
    by = factories.authority("bj")
    draft = begin_amendment(record, by=by, at=later(1))
    change = {"amendmentIntent": "Update", "amendmentDescription": {"en": "<p>Another user.</p>"}, **answers}
    draft = save_draft(draft, {**draft.body, **change}, by=by, at=later(1), version=draft.version)
    return publish(draft, by=by, at=later(1)).record


def verdicts(client, text):
    answer = client.get("/api/v1/verify", {"identifier": text})
    assert answer.status_code == 200, answer.content
    assert client.get("/en/verify/", {"q": text}).status_code == 200
    return [(one["identifier"], one["verdict"]) for one in answer.json()]


def test_a_certificate_in_force_is_valid_by_its_number_its_guid_and_its_address(client, index) -> None:
    number = str(certificate().printed_number)
    index()
    for text in (number, number.lower(), f"{number}-1", f"https://chm.example/fr/records/{number}/?x=1"):
        assert [verdict for _, verdict in verdicts(client, text)] == ["valid"], text
    page = client.get("/fr/verify/", {"q": number}).text
    assert number in page


def test_a_certificate_that_was_updated_is_superseded_and_the_new_one_valid(client, index) -> None:
    record = amended(certificate())
    index()
    number = record.printed_number
    assert verdicts(client, f"{number}-1, {number}-2") == [(f"{number}-1", "superseded"), (f"{number}-2", "valid")]
    [first, _second] = client.get("/api/v1/verify", {"identifier": f"{number}-1 {number}-2"}).json()
    assert first["successor"] == 2
    assert [step["revision"] for step in first["history"]] == [1, 2]


def test_a_certificate_that_was_revoked_is_revoked_in_every_revision(client, index) -> None:
    number = amended(certificate(), amendmentIntent="Revoke").printed_number
    index()
    assert {verdict for _, verdict in verdicts(client, f"{number}-1 {number}-2 {number}")} == {"revoked"}


def test_a_certificate_past_its_day_is_expired_and_one_before_it_not_yet_valid(client, index) -> None:
    expired = certificate(dateOfExpiry="2021-01-31").printed_number
    body = factories.body("absPermit", dateOfIssuance="2999-01-31")
    early = factories.revision("absPermit", body=body).record.printed_number
    index()
    assert verdicts(client, f"{expired} {early}") == [(str(expired), "expired"), (str(early), "not-yet-valid")]


def test_lists_and_the_page_say_too_that_a_certificate_does_not_hold(client, index) -> None:
    record = certificate(dateOfExpiry="2021-01-31")
    index()
    number = record.printed_number

    def statuses(address, **query):
        page = client.get(address, query).text
        return [word for word in ("Published", "Expired", "Revoked") if f"</svg>{word}</span>" in page]

    assert statuses("/en/search/", format="absPermit") == ["Expired"]
    assert statuses("/en/search/", format="contact") == ["Published"]
    assert statuses(f"/en/records/{number}/") == ["Expired"]
    amended(record, amendmentIntent="Revoke")
    index()
    assert statuses("/en/search/", format="absPermit") == ["Revoked"]
    assert statuses(f"/en/records/{number}/") == ["Revoked"]


def test_what_was_taken_out_of_force_is_retired_also_by_the_identifier_of_its_organism(client, index) -> None:
    record = factories.chain("contact", "organism", "dnaSequence", "modifiedOrganism")["modifiedOrganism"]
    index()
    for text in ("MON-ØØ81Ø-6", "MON-00810-6", "mon-00810-6"):
        assert [verdict for _, verdict in verdicts(client, text)] == ["valid"], text
    factories.retired(record)
    index()
    assert [verdict for _, verdict in verdicts(client, "MON-ØØ81Ø-6")] == ["retired"]


def test_what_nobody_published_is_unknown_and_a_misread_digit_is_named(client, index) -> None:
    number = certificate().printed_number
    index()
    assert verdicts(client, "ABSCH-IRCC-BJ-99999999-1") == [("ABSCH-IRCC-BJ-99999999-1", "unknown")]
    assert verdicts(client, f"{number}-7") == [(f"{number}-7", "unknown")]
    [misread] = client.get("/api/v1/verify", {"identifier": "MON-00810-7"}).json()
    assert (misread["verdict"], misread["is_misread"]) == ("unknown", True)
    assert "misread or mistyped" in client.get("/en/verify/", {"q": "MON-00810-7"}).text


@pytest.mark.parametrize("text", ["MON-00810-5", "MON-ØØ81Ø-9", "mon-00810-5"])
def test_a_false_check_digit_verifies_nothing_though_the_event_is_registered(client, index, text) -> None:
    factories.chain("contact", "organism", "dnaSequence", "modifiedOrganism")
    index()
    [misread] = client.get("/api/v1/verify", {"identifier": text}).json()
    assert (misread["verdict"], misread["is_misread"], misread["record"]) == ("unknown", True, "")
    assert "misread or mistyped" in client.get("/en/verify/", {"q": text}).text
    assert verdicts(client, "MON810") == [("MON810", "valid")]


def test_each_identifier_of_a_list_has_a_verdict_also_one_that_nobody_knows(client, index) -> None:
    number = str(certificate().printed_number)
    factories.chain("organism", "dnaSequence", "modifiedOrganism")
    index()
    assert verdicts(client, f"{number}, XX-1") == [(number, "valid"), ("XX-1", "unknown")]
    assert verdicts(client, "MON-00810-6 XX-1") == [("MON-00810-6", "valid"), ("XX-1", "unknown")]
    assert verdicts(client, "XX-1 YY-2 MON810") == [("XX-1", "unknown"), ("YY-2", "unknown"), ("MON810", "valid")]
    assert "3 identifiers" in client.get("/en/verify/", {"q": "XX-1 YY-2 MON810"}).text


def test_a_draft_is_unknown(client, index) -> None:
    draft = factories.draft("organism", guid="4A4F0C5E-0000-4000-8000-00000000ABCD")
    index()
    assert verdicts(client, draft.guid) == [(draft.guid, "unknown")]


@given(st.text(max_size=200))
def test_any_text_is_read(text) -> None:
    for found in (identifiers_in(text), identifiers_listed(text)):
        assert len(found) == len(set(found))


def test_nothing_typed_shows_the_form_alone_and_too_much_is_cut(client, index) -> None:
    index()
    assert "record-card" not in client.get("/ar/verify/").text
    assert client.get("/en/verify/", {"q": "MON-00810-6 " * 2_000}).status_code == 200
    assert client.get("/api/v1/verify").status_code == 422
    assert client.get("/api/v1/verify", {"identifier": "x" * 5_001}).status_code == 422


def test_an_event_comes_before_the_stacks_that_hold_it(client, index) -> None:
    factories.chain("contact", "organism", "dnaSequence", "modifiedOrganism")
    stack = factories.body(
        "modifiedOrganism", uniqueIdentification="MON-ØØ81Ø-6 × MON-ØØ6Ø3-6", transformationEvent="S"
    )
    factories.revision("modifiedOrganism", body=stack, at=later(5))
    index()
    titles = [one["title"].get("en") for one in client.get("/api/v1/verify", {"identifier": "MON-00810-6"}).json()]
    assert titles[0] == "Maize MON810"
    assert len(titles) == 2


def test_of_all_pages_only_this_one_may_use_the_camera(client, index) -> None:
    index()
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    may_use = set()
    for name in names:
        with suppress(NoReverseMatch):
            policy = client.get(reverse(name))["Permissions-Policy"]
            assert "microphone=()" in policy, name
            if "camera=(self)" in policy:
                may_use.add(name)
            else:
                assert "camera=()" in policy, name
    assert len(names) > 50
    assert may_use == {"verify"}
    assert "camera=(self)" in client.get("/ar/verify/", {"q": "MON-00810-6"})["Permissions-Policy"]
