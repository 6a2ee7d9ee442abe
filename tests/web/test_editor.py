"""The editor over the wire: what each button does, and that nothing typed is lost."""

import pytest
from django.test import Client

from clearinghouse.records.models import Draft
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]
RECORD = "11111111-2222-3333-4444-555555555555"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    factories.reference_data()


def signed_in(account, **options):
    client = Client(**options)
    client.force_login(account)
    return client


def decision(**body):
    by = factories.officer()
    return factories.draft("biosafetyDecision", by=by, owner="bj", body=body), by


def press(draft, by, do, *, path="", version=None, **answers):
    """Send the editor's form by one of its buttons; the names of inputs are written with `__` for a dot."""
    form = {name.replace("__", "."): value for name, value in answers.items()}
    form |= {"version": draft.version if version is None else version, "do": do}
    return signed_in(by).post(f"/en/desk/drafts/{draft.pk}/{path}", form)


def saved(draft):
    return Draft.objects.get(pk=draft.pk).body


def test_a_record_is_picked_and_dropped_without_scripts_and_the_page_comes_back_to_its_field():
    draft, by = decision()
    answer = press(draft, by, f"pick.modifiedOrganisms.{RECORD}", fields="modifiedOrganisms")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/desk/drafts/{draft.pk}/#field-modifiedOrganisms")
    assert saved(draft)["modifiedOrganisms"] == [{"identifier": RECORD}]
    draft.refresh_from_db()
    sent = {"fields": "modifiedOrganisms", "f__modifiedOrganisms": RECORD}
    press(draft, by, f"drop.modifiedOrganisms.{RECORD}", **sent)
    assert "modifiedOrganisms" not in saved(draft)


def test_a_button_names_no_address_of_its_own():
    draft, by = decision()
    answer = press(draft, by, "pick.x y/../z.1")
    assert answer["Location"].endswith("/#field-")


def test_enter_saves_and_a_row_is_added():
    draft, by = decision()
    answer = press(draft, by, "enter", fields="title", f__title__en="A title")
    assert answer.status_code == 302
    assert saved(draft)["title"] == {"en": "A title"}
    draft.refresh_from_db()
    answer = press(draft, by, "add.documents", fields="documents", f__documents__0__url="https://example.org/a.pdf")
    assert b'name="f.documents.2.url"' in answer.content


def test_lines_end_in_one_way_whoever_sent_them():
    draft, by = decision()
    press(draft, by, "save", fields="notes", f__notes="one\r\ntwo")
    assert saved(draft)["notes"] == "one\ntwo"


def test_a_paragraph_typed_is_a_paragraph_kept():
    draft, by = decision()
    press(draft, by, "save", fields="relevantInformation", f__relevantInformation__en="One & all\r\n\r\nTwo")
    assert saved(draft)["relevantInformation"] == {"en": "<p>One &amp; all</p><p>Two</p>"}
    page = signed_in(by).get(f"/en/desk/drafts/{draft.pk}/").content.decode()
    assert ">\nOne &amp; all\n\nTwo</textarea>" in page


def test_a_save_over_an_old_version_shows_what_was_typed_and_what_it_would_replace():
    draft, by = decision(title={"en": "Here"})
    press(draft, by, "save", fields="title", f__title__en="Saved elsewhere")
    answer = press(draft, by, "save", version=draft.version, fields="title", f__title__en="Typed here")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Typed here"' in page
    assert "Saved elsewhere" in page
    assert " data-unsaved" in page
    assert saved(draft)["title"] == {"en": "Saved elsewhere"}


def test_autosave_answers_with_the_form_as_the_answers_now_shape_it():
    draft, by = decision()
    answer = press(draft, by, "save", path="autosave/", fields="isAmendment", f__isAmendment="yes").json()
    assert answer["version"] == draft.version + 1
    assert 'id="field-amendedRecords"' in answer["form"]
    assert 'id="problems"' not in answer["form"]


def test_autosave_renews_the_problems_once_they_were_looked_for():
    draft, by = decision()
    answer = press(draft, by, "save", path="autosave/", checked="1").json()
    assert 'href="#answer-title"' in answer["form"]


def test_autosave_over_a_version_that_nobody_knows_is_refused_in_a_sentence():
    draft, by = decision()
    answer = press(draft, by, "save", path="autosave/", version=99, fields="title", f__title__en="x")
    assert answer.status_code == 409
    assert answer.json()["code"] == "draft-conflict"
    assert answer.json()["sentence"]


def test_what_was_sent_without_a_session_is_sent_again_after_signing_in():
    draft, by = decision()
    by.set_password("a long enough password")
    by.save()
    client = Client()
    form = {"version": draft.version, "do": "save", "fields": "title", "f.title.en": "Not lost"}
    asked = client.post(f"/en/desk/drafts/{draft.pk}/", form)
    assert asked.status_code == 401
    kept = {f"kept.{name}": value for name, value in form.items()}
    assert 'name="kept.f.title.en" value="Not lost"' in asked.content.decode()
    target = f"/en/desk/drafts/{draft.pk}/"
    again = client.post(
        "/en/sign-in/", {"email": by.email, "password": "a long enough password", "next": target, **kept}
    )
    assert 'name="f.title.en" value="Not lost"' in again.content.decode()
    assert f'action="{target}"' in again.content.decode()


def test_a_token_that_expired_hands_back_what_was_sent():
    draft, by = decision()
    client = signed_in(by, enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    answer = client.post(f"/en/desk/drafts/{draft.pk}/", {"do": "save", "fields": "title", "f.title.en": "Not lost"})
    assert answer.status_code == 403
    assert 'name="f.title.en" value="Not lost"' in answer.content.decode()


def test_a_request_is_returned_with_a_reason_and_never_without():
    draft = factories.draft("organism")
    by, decider = draft.author, factories.secretariat()
    press(draft, by, "request")
    refused = press(draft, decider, "return", reason=" ")
    assert refused.status_code == 422
    assert 'id="reason-problem"' in refused.content.decode()
    assert press(draft, decider, "return", reason="Name the source.").status_code == 302
    assert "Name the source." in signed_in(by).get(f"/en/desk/drafts/{draft.pk}/").content.decode()


def test_the_desk_shows_what_became_of_a_request():
    draft = factories.draft("organism", by=factories.officer())
    by, decider = draft.author, factories.secretariat()
    press(draft, by, "request")
    assert "Read and decide" in signed_in(decider).get("/en/desk/").content.decode()
    press(draft, decider, "publish")
    desk = signed_in(by).get("/en/desk/").content.decode()
    assert "Approved" in desk
    assert "/en/records/" in desk


def test_nobody_begins_a_record_that_is_not_offered():
    by = factories.officer("bj")
    client = signed_in(by)
    for owner in ("", "eg", "xx"):
        assert client.post("/en/desk/new/", {"format": "biosafetyDecision", "owner": owner}).status_code == 403
    assert client.post("/en/desk/new/", {"format": "biosafetyDecision", "owner": "bj"}).status_code == 302
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_every_page_of_a_draft_is_made_in_languages_of_other_scripts(language):
    draft, by = decision(title={"ar": "قرار", "zh": "决定"})
    client = signed_in(by)
    for path in ("", "preview/", "changes/", "delete/"):
        assert client.get(f"/{language}/desk/drafts/{draft.pk}/{path}").status_code == 200
    for path in ("desk/", "desk/new/"):
        assert client.get(f"/{language}/{path}").status_code == 200


def test_a_record_of_several_clearing_houses_begins_in_the_one_that_was_chosen():
    client = signed_in(factories.secretariat())
    asked = {"format": "resource", "owner": ""}
    assert client.post("/en/desk/new/", {**asked, "realm": "abs"}).status_code == 302
    assert Draft.objects.get().realm == "abs"
    assert client.post("/en/desk/new/", {**asked, "realm": "ort"}).status_code == 403
    page = client.get("/en/desk/new/").content.decode()
    # Once among those shared by all, once among one's own.
    assert page.count('name="format" value="resource"') == 2
