"""Two editors of one draft: merged and told, or asked once; and the way back to what was saved before."""

import json
import re

import pytest

from clearinghouse.records.drafting import save_draft
from clearinghouse.records.models import Draft
from tests import factories
from tests.factories import NOON, body
from tests.web.test_editor import press, saved, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.store]
ROW = re.compile(r'name="f\.needs\.(\d+)\.rowkey" value="(\w*)"')


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    factories.reference_data()


@pytest.fixture
def draft():
    """A draft that two people work on; the second has saved over what the first still sees."""
    by = factories.officer()
    made = factories.draft("authority", by=by, body=body("authority", emails=["a@b.example"], phones=["1"]))
    elsewhere = {**made.body, "name": {"en": "Agency saved elsewhere"}}
    save_draft(made, elsewhere, by=factories.authority(), at=NOON, version=1)
    return made


def test_changes_of_both_are_merged_and_whose_they_were_is_said(draft):
    sent = {"fields": "phones", "f__phones__0": "2"}
    answer = press(draft, draft.author, "save", version=1, **sent)
    assert answer.status_code == 302
    assert saved(draft)["phones"] == ["2"]
    assert saved(draft)["name"] == {"en": "Agency saved elsewhere"}
    client = signed_in(draft.author)
    form = {"version": 1, "do": "check", "fields": "phones", "f.phones.0": "3"}
    page = client.post(f"/en/desk/drafts/{draft.pk}/", form).content.decode()
    assert "Merged with changes by publishing-authority" in page


def ask(draft, **answers):
    return press(draft, draft.author, "save", version=1, fields="name", f__name__en="Agency typed here", **answers)


def test_the_same_answer_is_asked_once_on_the_page_and_mine_is_chosen(draft):
    answer = ask(draft)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Agency typed here"' in page
    assert "Agency saved elsewhere" in page
    assert "That of publishing-authority" in page
    assert 'name="version" value="2"' in page
    assert re.search(r'name="answer\.0" value="mine" checked', page)
    path = json.dumps(["name", "en"])
    assert f'name="conflict.0" value="{path.replace(chr(34), "&quot;")}"' in page


@pytest.mark.parametrize(("choice", "name"), [("mine", "Agency typed here"), ("theirs", "Agency saved elsewhere")])
def test_the_answer_goes_with_the_next_save(draft, choice, name):
    ask(draft)
    chosen = {"conflict__0": json.dumps(["name", "en"]), "answer__0": choice}
    answer = press(draft, draft.author, "save", version=2, fields="name", f__name__en="Agency typed here", **chosen)
    assert answer.status_code == 302
    assert saved(draft)["name"] == {"en": name}
    listed = signed_in(draft.author).get(f"/en/desk/drafts/{draft.pk}/saves/").content.decode()
    assert listed.count("/saves/") >= 2


@pytest.mark.parametrize("path", ["", "[", '{"a":1}', '["no"]', '["name", 5]', "[" * 3000, '["data","x","y","z"]'])
def test_an_answer_about_no_place_changes_nothing(draft, path):
    chosen = {"conflict__0": path, "answer__0": "theirs", "fields": "name", "f__name__en": "Mine"}
    assert press(draft, draft.author, "save", version=2, **chosen).status_code == 302
    assert saved(draft)["name"] == {"en": "Mine"}


def test_autosave_brings_what_was_merged(draft):
    answer = press(draft, draft.author, "save", path="autosave/", version=1, fields="phones", f__phones__0="2").json()
    assert answer["taken"] == ["name"]
    assert answer["merged"].startswith("Merged with changes by publishing-authority")
    assert "Agency saved elsewhere" in answer["form"]
    again = press(
        draft, draft.author, "save", path="autosave/", version=answer["version"], fields="phones", f__phones__0="3"
    )
    assert (again.json()["taken"], again.json()["merged"]) == ([], "")


def test_autosave_sends_the_form_only_to_a_page_that_has_another(draft):
    first = press(draft, draft.author, "save", path="autosave/", version=2, fields="phones", f__phones__0="2").json()
    sent = {"fields": "phones", "shape": first["shape"]}
    again = press(draft, draft.author, "save", path="autosave/", version=3, f__phones__0="3", **sent).json()
    assert again["shape"] == first["shape"]
    assert "form" not in again
    more = press(draft, draft.author, "save", path="autosave/", version=4, f__phones__0="3", f__phones__1="4", **sent)
    assert "form" in more.json()


def test_autosave_says_that_a_person_must_decide(draft):
    answer = press(draft, draft.author, "save", path="autosave/", version=1, fields="name", f__name__en="Typed")
    assert answer.status_code == 409
    assert answer.json()["code"] == "draft-conflict"
    assert saved(draft)["name"] == {"en": "Agency saved elsewhere"}


def test_a_save_is_restored_from_its_page(draft):
    client = signed_in(draft.author)
    listed = client.get(f"/en/desk/drafts/{draft.pk}/saves/").content.decode()
    (address,) = re.findall(r'href="(/en/desk/drafts/[^"]+/saves/\d+/)"', listed)
    assert "1 field changed" in listed
    shown = client.get(address).content.decode()
    assert "Agency saved elsewhere" in shown
    assert client.post(address).status_code == 302
    assert saved(draft)["name"] == {"en": "Biosafety Agency"}
    assert client.get(f"/en/desk/drafts/{draft.pk}/saves/{10**6}/").status_code == 302
    assert signed_in(factories.officer("eg")).get(address).status_code == 403
    assert signed_in(factories.officer("eg")).post(address).status_code == 403


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_the_question_and_the_saves_are_shown_in_other_scripts(draft, language):
    client = signed_in(draft.author)
    form = {"version": 1, "do": "save", "fields": "name", "f.name.en": "Typed"}
    assert client.post(f"/{language}/desk/drafts/{draft.pk}/", form).status_code == 409
    assert client.get(f"/{language}/desk/drafts/{draft.pk}/saves/").status_code == 200


def test_a_row_keeps_its_key_through_the_form():
    by = factories.officer()
    needs = [{"need": {"en": name}} for name in ("a", "b")]
    draft = factories.draft("capacityNeedsAssessment", by=by, owner="bj", body={"needs": needs})
    keys = list(draft.keyed.keys["needs"])
    page = signed_in(by).get(f"/en/desk/drafts/{draft.pk}/").content.decode()
    assert [key for _, key in ROW.findall(page)][:2] == keys
    sent = {
        "fields": ["needs", "needs.0.need", "needs.1.need", "needs.2.need"],
        "f__needs__0__rowkey": "brandnew1",
        "f__needs__0__need__en": "new",
        "f__needs__1__rowkey": keys[1],
        "f__needs__1__need__en": "b1",
        "f__needs__2__rowkey": keys[0],
        "f__needs__2__need__en": "",
    }
    press(draft, by, "save", **sent)
    after = Draft.objects.get()
    assert list(after.keyed.keys["needs"]) == ["brandnew1", keys[1]]
    assert [row["need"]["en"] for row in after.body["needs"]] == ["new", "b1"]


def test_a_published_body_has_no_keys():
    by = factories.officer()
    needs = [{"need": {"en": "a"}}]
    draft = factories.draft("capacityNeedsAssessment", by=by, owner="bj", body={"needs": needs})
    assert "rowkey" not in draft.body_text
    press(draft, by, "save", fields="needs", f__needs__0__rowkey="brandnew1", f__needs__0__need__en="a2")
    assert "rowkey" not in Draft.objects.get().body_text
