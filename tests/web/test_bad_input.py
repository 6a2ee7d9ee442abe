"""Bad input on pages: a clear answer in the language of the page, and nothing lost or half done."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from clearinghouse.records.models import Draft, Record
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    """A browser in which an officer of Benin is signed in."""
    account = factories.officer()
    client.force_login(account)
    client.account = account
    return client


@pytest.fixture
def draft(officer):
    """A draft of that officer."""
    factories.reference_data()
    return factories.draft("biosafetyDecision", by=officer.account, owner="bj")


def address(name: str, *args: object, language: str = "fr") -> str:
    with translation.override(language):
        return reverse(name, args=args)


def sent(draft: Draft, **answers: object) -> dict[str, object]:
    """A form of the editor with a title in French."""
    return {
        "version": str(draft.version),
        "languages": ["fr"],
        "fields": ["title"],
        "f.title.fr": "Décision",
        "do": "save",
        **answers,
    }


def test_a_form_made_from_an_older_version_is_refused_and_shows_what_was_typed(officer, draft):
    form = sent(draft)
    officer.post(address("draft", draft.pk), {**form, "f.title.fr": "Première"})
    answer = officer.post(address("draft", draft.pk), {**form, "f.title.fr": "Seconde"})
    assert answer.status_code == 409
    assert "Seconde" in answer.content.decode()
    assert Draft.objects.get().body["title"] == {"fr": "Première"}


def test_a_session_that_ended_asks_to_sign_in_and_hands_back_what_was_typed(client, draft):
    client.logout()
    answer = Client().post(address("draft", draft.pk), sent(draft, **{"f.title.fr": "Rien ne se perd"}))
    assert answer.status_code == 401
    assert "Rien ne se perd" in answer.content.decode()
    again = Client()
    draft.author.set_password("a-long-password")
    draft.author.save()
    answer = again.post(
        address("sign-in"),
        {
            "email": draft.author.email,
            "password": "a-long-password",
            "next": address("draft", draft.pk),
            "kept.f.title.fr": "Rien ne se perd",
        },
    )
    assert answer.status_code == 200
    assert "Rien ne se perd" in answer.content.decode()
    assert "a-long-password" not in answer.content.decode()


def test_a_form_whose_token_expired_is_handed_back_with_a_new_one(draft):
    browser = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
    browser.force_login(draft.author)
    answer = browser.post(address("draft", draft.pk), sent(draft, **{"f.title.fr": "Gardé"}))
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Gardé" in page
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    answer = browser.post(
        address("draft", draft.pk), {**sent(draft, **{"f.title.fr": "Gardé"}), "csrfmiddlewaretoken": token[1]}
    )
    assert answer.status_code == 302
    assert Draft.objects.get().body["title"] == {"fr": "Gardé"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/http://testserver/"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_never_handed_back_with_a_token_of_ours(draft, headers):
    browser = Client(enforce_csrf_checks=True, headers=headers)
    browser.force_login(draft.author)
    answer = browser.post(address("draft", draft.pk), sent(draft, **{"f.title.fr": "Glissé", "do": "publish"}))
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Glissé" not in page
    assert 'value="publish"' not in page


def test_five_megabytes_of_text_are_refused_with_a_page(officer, draft):
    answer = officer.post(address("draft", draft.pk), sent(draft, **{"f.title.fr": "x" * 5_000_000}))
    assert answer.status_code in (400, 413)
    assert "<h1" in answer.content.decode()
    assert Draft.objects.get().version == draft.version


def test_a_record_above_two_megabytes_is_refused_and_what_was_typed_comes_back(officer, draft):
    answer = officer.post(address("draft", draft.pk), sent(draft, **{"f.title.fr": "x" * 3_000_000}))
    assert answer.status_code == 413
    assert "x" * 1000 in answer.content.decode()
    assert Draft.objects.get().version == draft.version


def test_a_wrong_date_stays_in_the_form_and_is_explained_in_french(officer, draft):
    form = sent(draft, **{"fields": ["title", "date"], "f.date.day": "31", "f.date.month": "2", "f.date.year": "2026"})
    answer = officer.post(address("draft", draft.pk), {**form, "do": "check"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "2026-02-31" in page
    assert 'href="#answer-date"' in page
    assert "is not a date" not in page


def test_an_unknown_term_and_a_dangling_reference_are_named_and_kept(officer, draft):
    form = sent(
        draft,
        **{
            "fields": ["title", "decisionTypes", "authorities"],
            "f.decisionTypes": "NO-SUCH-TERM",
            "f.authorities": "00000000-0000-0000-0000-000000000000",
        },
    )
    answer = officer.post(address("draft", draft.pk), {**form, "do": "request"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#answer-decisionTypes"' in page
    assert 'href="#answer-authorities"' in page
    assert Draft.objects.get().body["authorities"] == [{"identifier": "00000000-0000-0000-0000-000000000000"}]
    assert not Draft.objects.awaiting_approval().exists()


def test_a_second_submit_of_a_published_draft_leads_to_its_record(client):
    records = factories.chain("organism")
    assert records
    author = factories.secretariat()
    draft = factories.draft("organism", by=author)
    client.force_login(author)
    form = {"version": str(draft.version), "do": "publish"}
    first = client.post(address("draft", draft.pk), form)
    second = client.post(address("draft", draft.pk), form)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert Record.objects.filter(pk=draft.guid).count() == 1


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_refusals_are_pages_in_the_language(client, language):
    for path, status in (("records/NO-SUCH-RECORD/", 404), ("nowhere/", 404), ("formats/noSuchFormat/", 404)):
        answer = client.get(f"/{language}/{path}")
        assert answer.status_code == status
        assert f'lang="{"zh-Hans" if language == "zh" else language}"' in answer.content.decode()


def test_someone_elses_draft_is_refused(client, draft):
    client.force_login(factories.officer("eg"))
    assert client.get(address("draft", draft.pk)).status_code == 403
    assert client.post(address("draft", draft.pk), sent(draft)).status_code == 403
    assert Draft.objects.get().version == draft.version


def test_a_day_that_is_none_is_explained(client):
    factories.chain("organism")
    number = str(Record.objects.get().printed_number)
    assert client.get(f"/en/records/{number}/?as-of=yesterday").status_code == 422


def test_the_language_switch_keeps_the_page_and_its_query(client):
    page = client.get("/fr/formats/contact/?x=1").content.decode()
    assert 'href="/zh/formats/contact/?x=1"' in page
    assert 'href="/ar/formats/contact/?x=1"' in page


@pytest.mark.parametrize("name", ["my-records", "usage", "trail", "team"])
@pytest.mark.parametrize("owner", ["country:", "organization:", "nowhere:bj", "b\0j", "'"])
def test_an_owner_that_is_none_is_refused_with_a_page(officer, name, owner):
    factories.reference_data()
    answer = officer.get(address(name), {"owner": owner})
    assert answer.status_code == 403
    assert 'lang="fr"' in answer.content.decode()
