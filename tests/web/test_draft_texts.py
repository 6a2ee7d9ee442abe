"""Writing texts in several languages, over the wire: copies, translations, and what readers will see."""

import pytest
from django.test import Client

from clearinghouse.config.projections import projections
from clearinghouse.projections.following import follow_once
from clearinghouse.records.models import Draft
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]
TEXT = "relevantInformation"
BOTH = {"languages": ["en", "fr"], "fields": TEXT}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    factories.reference_data()


@pytest.fixture
def officer():
    return factories.officer()


@pytest.fixture
def client(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def draft(officer):
    return factories.draft("biosafetyDecision", by=officer, owner="bj", body={})


@pytest.fixture
def press(client, draft):
    def send(do, *, path="", **answers):
        draft.refresh_from_db()
        form = {**BOTH, **{name.replace("__", "."): value for name, value in answers.items()}}
        return client.post(f"/en/desk/drafts/{draft.pk}/{path}", {**form, "version": draft.version, "do": do})

    return send


def page(client, draft, language="en"):
    return client.get(f"/{language}/desk/drafts/{draft.pk}/").content.decode()


def test_a_text_is_copied_to_another_language_and_known_as_a_translation(press, client, draft):
    answer = press(f"translate.{TEXT}.en.fr", f__relevantInformation__en="**Maize**\n\n- one")
    assert answer["Location"].endswith(f"#texts-{TEXT}")
    draft = Draft.objects.get(pk=draft.pk)
    assert draft.body[TEXT]["fr"] == draft.body[TEXT]["en"] == "<p><strong>Maize</strong></p><ul><li>one</li></ul>"
    shown = page(client, draft)
    assert '<option value="en" lang="en" selected>English</option>' in shown
    assert "data-copy-text" not in shown.partition(f'id="panel-f.{TEXT}.fr"')[2].partition("</fieldset>")[0]


def test_a_text_that_stands_is_not_copied_over(press, draft):
    press(f"translate.{TEXT}.en.fr", f__relevantInformation__en="New", f__relevantInformation__fr="Texte")
    assert Draft.objects.get(pk=draft.pk).body[TEXT] == {"en": "New", "fr": "Texte"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_change_of_the_source_is_shown_until_the_translation_is_said_to_be_right(press, client, draft, language):
    french = {"f__relevantInformation__fr": "Maïs sec", "o__relevantInformation__fr": "en"}
    press("save", f__relevantInformation__en="Dry maize", **french)
    assert "data-stale" not in page(client, draft, language)
    press("save", f__relevantInformation__en="Wet maize", **french)
    shown = page(client, draft, language)
    assert "data-stale" in shown
    assert "<del>Dry </del><ins>Wet </ins>maize" in shown
    answer = press(f"right.{TEXT}.fr", f__relevantInformation__en="Wet maize", **french)
    assert answer.status_code == 302
    assert "data-stale" not in page(client, draft, language)


def test_the_texts_written_are_counted_by_language(press, client, draft):
    press("save", f__relevantInformation__en="Dry maize")
    assert '<bdi lang="fr">Français</bdi> 0 of 1' in page(client, draft)
    press("save", languages="en", f__relevantInformation__en="Dry maize")
    assert "Texts written so far" not in page(client, draft)


def test_a_preview_shows_a_text_as_readers_will_see_it_and_nothing_that_runs(press):
    answer = press("", path="text/", text="# Maize\n\n*dry* <script>alert(1)</script> [x](https://example.org)")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert html.startswith("<h3>Maize</h3><p><em>dry</em> ")
    assert "<script" not in html


def test_a_preview_is_for_whoever_sees_the_draft(draft):
    other = Client()
    other.force_login(factories.officer("tg"))
    assert other.post(f"/en/desk/drafts/{draft.pk}/text/", {"text": "x"}).status_code == 403
    assert Client().post(f"/en/desk/drafts/{draft.pk}/text/", {"text": "x"}).status_code == 401


def test_earlier_translations_and_terms_stand_beside_a_text(press, client, draft, settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    words = {
        "en": "<p>Resistance to drought.</p><p>Kept dry.</p>",
        "fr": "<p>Résistance à la sécheresse.</p><p>Sec.</p>",
    }
    header = {"schema": "organism", "languages": ["en", "fr"]}
    factories.revision("organism", body=factories.body("organism", header=header, habitat=words))
    follow_once(projections())
    press("save", f__relevantInformation__en="Resistance to drought.\n\nAn organism of Benin")
    asked = {"text": TEXT, "from": "en", "to": "fr"}
    shown = client.get(f"/en/desk/drafts/{draft.pk}/translating/", asked).content.decode()
    assert 'data-insert="Résistance à la sécheresse."' in shown
    assert "the same text" in shown
    assert '<bdi lang="fr">Bénin</bdi>' in shown
    shown = client.get(f"/ar/desk/drafts/{draft.pk}/translating/", {**asked, "from": "ru"}).content.decode()
    assert "data-insert" not in shown


@pytest.mark.parametrize("asked", [{}, {"text": "no.such", "from": "x", "to": "y"}, {"text": "date", "from": "en"}])
def test_whatever_is_asked_has_an_answer(client, draft, asked):
    assert client.get(f"/en/desk/drafts/{draft.pk}/translating/", asked).status_code == 200


# A language more, beside a text


def test_beside_a_text_a_language_is_asked_for_and_added_and_nothing_typed_is_lost(press, client, draft):
    asked = press(f"language.{TEXT}", f__relevantInformation__en="Maize").content.decode()
    assert "Maize" in asked
    buttons = asked.partition(f'id="texts-{TEXT}"')[2].partition('<ul class="cluster"')[2].partition("</ul>")[0]
    assert f'value="language.{TEXT}.ar"' in buttons
    assert f'value="language.{TEXT}.fr"' not in buttons
    assert asked.count(f'value="language.{TEXT}.') == 4
    added = press(f"language.{TEXT}.ar", f__relevantInformation__en="Dry maize")
    assert added["Location"] == f"/en/desk/drafts/{draft.pk}/#texts-{TEXT}"
    draft = Draft.objects.get(pk=draft.pk)
    assert draft.body["header"]["languages"] == ["en", "fr", "ar"]
    assert draft.body[TEXT] == {"en": "Dry maize"}
    assert f'name="f.{TEXT}.ar"' in page(client, draft)


def test_what_is_no_language_adds_none(press, client, draft):
    press(f"language.{TEXT}.xx", f__relevantInformation__en="Maize")
    press("language.nothing.ru")
    assert Draft.objects.get(pk=draft.pk).body["header"]["languages"] == ["en", "fr", "ru"]
    press(f"language.{TEXT}.ru", languages=["ru", "en"])
    assert Draft.objects.get(pk=draft.pk).body["header"]["languages"] == ["ru", "en"]


def test_a_text_of_several_asks_in_its_place(officer, client):
    draft = factories.draft("organism", by=officer, body={"commonNames": [{"en": "Maize"}, {"en": "Corn"}]})
    sent = {"version": draft.version, "languages": "en", "fields": "commonNames"}
    names = {"f.commonNames.0.en": "Maize", "f.commonNames.1.en": "Corn"}
    address = f"/en/desk/drafts/{draft.pk}/"
    shown = client.post(address, {**sent, **names, "do": "language.commonNames.1"}).content.decode()
    assert 'value="language.commonNames.1.fr"' in shown
    assert 'value="language.commonNames.0.fr"' not in shown
    sent["version"] = Draft.objects.get(pk=draft.pk).version
    added = client.post(address, {**sent, **names, "do": "language.commonNames.1.fr"})
    assert added["Location"].endswith("#texts-commonNames-1")


def test_with_all_languages_chosen_there_is_none_to_add(press, client, draft):
    press("save", languages=["ar", "zh", "en", "fr", "ru", "es"])
    shown = page(client, draft)
    assert '<div class="more-languages" hidden>' in shown
    assert '<div class="more-languages">' not in shown
