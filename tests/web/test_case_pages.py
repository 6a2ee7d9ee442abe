"""Requests as pages: who sees what of them, and what each button does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.notices.models import Notice
from clearinghouse.records.cases import request_publication, request_retirement, withdraw
from clearinghouse.records.confirming import remind_of_stale
from clearinghouse.records.models import Case, Draft, Record, Revision
from tests import factories
from tests.factories import body, later

pytestmark = [pytest.mark.django_db, pytest.mark.store]
LANGUAGES = ["ar", "zh"]


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    factories.reference_data()


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def requested(by: Account | None = None, asks: str = "") -> Case:
    by = by or factories.officer("bj")
    return request_publication(factories.draft("authority", by=by), by=by, at=later(1), asks=asks)


def point(instrument: str) -> Account:
    made = factories.account()
    held = {"role": Role.FOCAL_POINT, "owner": "bj", "instrument": instrument, "confirmed_at": timezone.now()}
    RoleHeld.objects.create(account=made, **held)
    return made


def editor(case: Case, account: Account, /, **form: str) -> tuple[int, str]:
    client, address = client_of(account), f"/en/desk/drafts/{case.draft_uid}/"
    answer = client.post(address, form, follow=True) if form else client.get(address)
    return answer.status_code, answer.content.decode()


# The editor


def test_whoever_asks_may_add_a_message_and_sees_who_decides():
    draft, authority = factories.draft("authority", by=factories.officer("bj")), factories.authority("bj")
    client, address = client_of(draft.author), f"/en/desk/drafts/{draft.pk}/"
    page = client.get(address).content.decode()
    assert f"\u2068{authority.name}\u2069 decides." in page
    assert 'name="asks"' in page
    assert client.post(address, {"do": "request", "version": "1", "asks": "By Friday."}).status_code == 302
    assert Case.objects.get().asks == "By Friday."


def test_nobody_to_decide_is_said_before_it_is_asked():
    draft = factories.draft("authority", by=factories.officer("bj"))
    page = client_of(draft.author).get(f"/en/desk/drafts/{draft.pk}/").content.decode()
    assert "Nobody who could decide has an account yet." in page


def test_a_requested_draft_is_read_by_its_editors_and_taken_back():
    authority = factories.authority("bj")
    case = requested(asks="By Friday.")
    _, page = editor(case, case.requested_by)
    assert "Biosafety Agency" in page
    assert authority.name in page
    assert "By Friday." in page
    assert 'value="withdraw"' in page
    for gone in ('value="save"', 'value="publish"', 'value="return"', 'value="reassign"', "Delete draft", "f.name"):
        assert gone not in page
    status, page = editor(case, case.requested_by, do="withdraw")
    assert status == 200
    assert 'value="save"' in page


def test_what_an_editor_typed_while_it_was_requested_is_shown_and_not_saved():
    case = requested()
    client, address = client_of(case.requested_by), f"/en/desk/drafts/{case.draft_uid}/"
    answer = client.post(address, {"do": "save", "version": "1", "fields": "notes", "f.notes": "Typed meanwhile."})
    assert answer.status_code == 409
    assert "Typed meanwhile." in answer.content.decode()
    assert "notes" not in Draft.objects.get().body
    autosaved = client.post(f"{address}autosave/", {"version": "1", "fields": "notes", "f.notes": "x"})
    assert (autosaved.status_code, autosaved.json()["code"]) == (409, "wrong-state")


def test_whoever_decides_corrects_and_approves_in_one_go():
    case, authority = requested(), factories.authority("bj")
    _, page = editor(case, authority)
    assert 'value="withdraw"' not in page
    for there in ('value="publish"', 'value="return"', 'value="reassign"', f'name="case" value="{case.pk}"', "f.notes"):
        assert there in page
    typed = {"fields": "notes", "f.notes": "Corrected.", "version": "1", "case": str(case.pk)}
    status, page = editor(case, authority, do="publish", **typed)
    assert (status, Revision.objects.count()) == (200, 1)
    assert Case.objects.get().decided_by == authority


def test_an_approval_of_what_was_withdrawn_is_refused_with_what_was_typed():
    case, authority = requested(), factories.authority("bj")
    withdraw(case, by=case.requested_by, at=later(2))
    typed = {"fields": "notes", "f.notes": "Corrected.", "version": "1", "case": str(case.pk)}
    status, page = editor(case, authority, do="publish", **typed)
    assert status == 409
    assert "This request was already decided." in page
    assert "Corrected." in page
    assert not Record.objects.exists()


def test_a_return_without_a_reason_opens_the_form_again():
    case, authority = requested(), factories.authority("bj")
    status, page = editor(case, authority, do="return", version="1", case=str(case.pk), reason="  ")
    assert status == 422
    assert 'aria-describedby="reason-problem"' in page
    assert Case.objects.get().state == Case.REQUESTED


def test_a_focal_point_who_cannot_decide_hands_the_request_on():
    case, authority, nfp = requested(), factories.authority("bj"), point("CPB")
    _, page = editor(case, nfp)
    assert 'value="reassign"' in page
    assert 'value="publish"' not in page
    status, page = editor(case, nfp, do="reassign", to=str(authority.opaque_id))
    assert status == 200
    assert Case.objects.get().assigned_to == authority
    for to in (str(case.requested_by.opaque_id), "not-a-uuid"):
        assert editor(case, nfp, do="reassign", to=to)[0] == 422
    editor(case, nfp, do="reassign", to="")
    assert Case.objects.get().assigned_to is None


def test_whoever_may_only_read_decides_nothing():
    case = requested()
    assert editor(case, case.requested_by, do="return", reason="No.")[0] == 403
    assert editor(case, case.requested_by, do="reassign", to="")[0] == 403
    assert editor(case, factories.officer("eg"), do="withdraw")[0] == 403
    assert Case.objects.get().state == Case.REQUESTED


def test_a_draft_from_which_something_is_withheld_says_so_and_shows_nothing_of_it():
    record = factories.revision("organism", body=body("organism", notes="Secret words.")).record
    client = client_of(factories.account())
    assert "Amend record" in client.get(f"/en/records/{record.printed_number}/").content.decode()
    address = client.post(f"/en/records/{record.printed_number}/amend/")["Location"]
    for path in ("", "preview/", "changes/"):
        page = client.get(f"{address}{path}").content.decode()
        assert "Secret words." not in page
        assert "f.notes" not in page
    assert "Some fields are not shown to you." in client.get(address).content.decode()


# Retiring


def test_a_retirement_is_requested_and_granted_on_pages():
    record, officer, authority = (
        factories.revision("authority").record,
        factories.officer("bj"),
        factories.authority("bj"),
    )
    address = f"/en/records/{record.printed_number}/"
    client, decider = client_of(officer), client_of(authority)
    assert "ask-to-retire" in client.get(address).content.decode()
    assert "ask-to-retire" not in decider.get(address).content.decode()
    assert client.post(f"{address}ask-to-retire/", {"reason": " "}).status_code == 422
    assert client.post(f"{address}ask-to-retire/", {"reason": "Merged."}).status_code == 302
    case = Case.objects.get()
    page = decider.get(address).content.decode()
    assert f"/en/desk/cases/{case.pk}/" in page
    assert "Merged." in decider.get(f"/en/desk/cases/{case.pk}/").content.decode()
    assert decider.post(f"/en/desk/cases/{case.pk}/", {"do": "return", "reason": ""}).status_code == 422
    done = decider.post(f"/en/desk/cases/{case.pk}/", {"do": "approve", "public": "Merged with another."})
    assert done.status_code == 302
    record.refresh_from_db()
    assert record.is_retired
    assert decider.get(f"/en/desk/cases/{case.pk}/").status_code == 302


def test_strangers_see_no_request_to_retire():
    record = factories.revision("authority").record
    case = request_retirement(record, by=factories.officer("bj"), at=later(1), asks="Merged.")
    for stranger in (factories.officer("eg"), factories.account()):
        client = client_of(stranger)
        assert "Merged." not in client.get(f"/en/records/{record.printed_number}/").content.decode()
        assert client.get(f"/en/desk/cases/{case.pk}/").status_code == 403
        assert client.get(f"/en/records/{record.printed_number}/ask-to-retire/").status_code == 403
    assert client_of(factories.account()).get("/en/desk/cases/999999/").status_code == 404


def test_a_request_to_publish_is_shown_with_its_draft():
    case = requested()
    client = client_of(case.requested_by)
    assert client.get(f"/en/desk/cases/{case.pk}/")["Location"] == f"/en/desk/drafts/{case.draft_uid}/"
    withdraw(case, by=case.requested_by, at=later(2))
    Draft.objects.all().delete()
    assert client.get(f"/en/desk/cases/{case.pk}/")["Location"] == "/en/desk/requests/"


# Several at once


def test_what_whoever_asked_says_is_read_before_several_are_decided():
    case = requested()
    Case.objects.filter(pk=case.pk).update(asks="Please, before Friday.")
    page = client_of(factories.authority("bj")).get("/en/desk/batches/").content.decode()
    assert "Please, before Friday." in page


def test_several_are_approved_and_each_says_what_became_of_it():
    authority, cases = factories.authority("bj"), [requested() for _ in range(3)]
    client = client_of(authority)
    page = client.get("/en/desk/batches/").content.decode()
    assert page.count('name="cases"') == 3
    withdraw(cases[1], by=cases[1].requested_by, at=later(2))
    answer = client.post("/en/desk/batches/", {"do": "approve", "cases": [str(case.pk) for case in cases]})
    page = answer.content.decode()
    assert Record.objects.count() == 2
    assert page.count("Approved") == 2
    assert "This request was already decided." in page


def test_several_are_returned_with_one_reason_and_none_without():
    authority, cases = factories.authority("bj"), [requested() for _ in range(2)]
    client, keys = client_of(authority), [str(case.pk) for case in cases]
    refused = client.post("/en/desk/batches/", {"do": "return", "cases": keys[:1], "reason": ""})
    assert refused.status_code == 422
    assert f'value="{keys[0]}" checked' in refused.content.decode()
    assert client.post("/en/desk/batches/", {"do": "return", "cases": keys, "reason": "Later."}).status_code == 200
    assert set(Case.objects.values_list("state", flat=True)) == {Case.RETURNED}


def test_nobody_decides_on_what_is_not_theirs():
    case = requested()
    client = client_of(factories.authority("eg"))
    assert "Nothing waits for your decision" in client.get("/en/desk/batches/").content.decode()
    client.post("/en/desk/batches/", {"do": "approve", "cases": [str(case.pk), "x", "9" * 30]})
    assert Case.objects.get().state == Case.REQUESTED


def test_several_drafts_are_requested_at_once():
    officer = factories.officer("bj")
    whole = [factories.draft("authority", by=officer) for _ in range(2)]
    factories.draft("authority", by=officer, body={})
    client = client_of(officer)
    page = client.get("/en/desk/batches/request/").content.decode()
    assert page.count('name="drafts"') == 2
    sent = {"drafts": [str(draft.pk) for draft in whole], "asks": "Both, please."}
    assert client.post("/en/desk/batches/request/", sent).content.decode().count("Requested") >= 2
    assert list(Case.objects.values_list("asks", flat=True)) == ["Both, please."] * 2
    assert "No draft is ready" in client_of(factories.authority("eg")).get("/en/desk/batches/request/").content.decode()


# Confirming


def test_a_record_is_confirmed_and_says_so():
    record = factories.revision("authority", at=timezone.now() - timedelta(days=800)).record
    client, address = client_of(factories.officer("bj")), f"/en/records/{record.printed_number}/"
    assert "Biosafety Agency" in client.get("/en/desk/to-confirm/").content.decode()
    assert client.post(f"{address}confirm/", {"back": "list"})["Location"] == "/en/desk/to-confirm/"
    assert "Nothing to confirm" in client.get("/en/desk/to-confirm/").content.decode()
    assert "Confirmed as current on" in Client().get(address).content.decode()
    assert client_of(factories.officer("eg")).post(f"{address}confirm/").status_code == 403


def test_a_notice_of_several_records_lists_them_and_leads_to_those_of_their_owner():
    benin = factories.authority("bj")
    records = [factories.revision("authority", at=timezone.now() - timedelta(days=800)).record for _ in range(2)]
    organism = factories.revision("organism", at=timezone.now() - timedelta(days=800)).record
    RoleHeld.objects.create(account=benin, role=Role.SECRETARIAT_OFFICER)
    Notice.objects.all().delete()
    remind_of_stale(timezone.now())
    client = client_of(benin)
    shown = client.get("/en/desk/notices/").text
    assert "Nobody has confirmed <bdi>2</bdi> records" in shown
    assert shown.count("<li><bdi>Biosafety Agency</bdi></li>") == 2
    notice = next(one for one in Notice.objects.filter(account=benin) if one.about.owner == "bj")
    assert client.get(f"/en/desk/notices/{notice.pk}/")["Location"] == "/en/desk/to-confirm/bj/"
    page = client.get("/en/desk/to-confirm/bj/").text
    assert page.count('<li class="task">') == 2
    assert str(organism.printed_number) not in page
    assert str(organism.printed_number) in client.get("/en/desk/to-confirm/secretariat/").text
    assert client.get("/en/desk/to-confirm/").text.count('<li class="task">') == 3
    sent = {"back": "list", "owner": "bj"}
    done = client.post(f"/en/records/{records[0].printed_number}/confirm/", sent)
    assert done["Location"] == "/en/desk/to-confirm/bj/"
    assert client.get("/en/desk/to-confirm/eg/").status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_made_in_languages_of_other_scripts(language):
    case, authority = requested(asks="مرحبا"), factories.authority("bj")
    record = factories.revision("authority", at=timezone.now() - timedelta(days=800)).record
    retirement = request_retirement(record, by=factories.officer("bj"), at=later(1), asks="合并")
    client = client_of(authority)
    for path in (
        f"drafts/{case.draft_uid}/",
        f"cases/{retirement.pk}/",
        "batches/",
        "batches/request/",
        "to-confirm/",
        "to-confirm/bj/",
        "trail/?owner=bj",
    ):
        assert client.get(f"/{language}/desk/{path}").status_code == 200
    asked = client_of(case.requested_by).get(f"/{language}/records/{record.printed_number}/ask-to-retire/")
    assert asked.status_code == 200


def test_pages_of_requests_take_few_queries(django_assert_max_num_queries):
    authority = factories.authority("bj")
    case = requested()
    for _ in range(10):
        requested()
    client = client_of(authority)
    for address in ("batches/", f"drafts/{case.draft_uid}/", "to-confirm/", "trail/?owner=bj"):
        client.get(f"/en/desk/{address}")
        with django_assert_max_num_queries(17):
            client.get(f"/en/desk/{address}")
