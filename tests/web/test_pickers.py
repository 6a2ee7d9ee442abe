"""Pickers and rows of the editor over the wire: everything without scripts."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from clearinghouse.records.actions import publish
from clearinghouse.records.models import Draft, Record
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    factories.reference_data()


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def drafted(slug="trainingEvent", **body):
    by = factories.officer()
    return factories.draft(slug, by=by, owner="bj", realm="chm", body=body), by


def press(draft, by, do, answers, *, path="", language="en"):
    draft.refresh_from_db()
    form = {**answers, "version": draft.version, "do": do}
    return signed_in(by).post(f"/{language}/desk/drafts/{draft.pk}/{path}", form)


def saved(draft):
    return Draft.objects.get(pk=draft.pk).body


ROWS = {
    "fields": "participants",
    "f.participants.0.sex": "female",
    "f.participants.0.count": "5",
    "f.participants.1.sex": "male",
    "f.participants.1.count": "7",
}


def test_the_editor_holds_no_long_list_until_it_is_asked_for():
    draft, by = drafted()
    page = signed_in(by).get(f"/en/desk/drafts/{draft.pk}/").content.decode()
    assert len(page) < 100_000
    assert page.count("<option") < 200
    answer = press(draft, by, "browse.spokenLanguages", {})
    assert answer.status_code == 200
    assert answer.content.decode().count('name="f.spokenLanguages"') > 100


def test_a_term_is_found_in_another_language_and_picked_without_scripts():
    draft, by = drafted()
    answer = press(draft, by, "find.spokenLanguages", {"q.spokenLanguages": "Французский"}, language="ar")
    page = answer.content.decode()
    [value] = {part.split('"')[0] for part in page.split('value="pick.spokenLanguages.')[1:]}
    assert 'lang="ru"' in page
    answer = press(draft, by, f"pick.spokenLanguages.{value}", {"fields": "spokenLanguages"})
    assert answer["Location"].endswith("#field-spokenLanguages")
    assert saved(draft)["spokenLanguages"] == [{"identifier": value}]
    press(draft, by, f"drop.spokenLanguages.{value}", {"fields": "spokenLanguages", "f.spokenLanguages": value})
    assert "spokenLanguages" not in saved(draft)


def test_scripts_get_suggestions_and_the_tree_alone():
    client = Client()
    found = client.get("/zh/desk/terms/trainingEvent/", {"field": "spokenLanguages", "q": "French"}).content.decode()
    assert "data-pick=" in found
    assert "<html" not in found
    tree = client.get("/zh/desk/terms/trainingEvent/", {"field": "spokenLanguages", "tree": "1"}).content.decode()
    assert tree.count("data-tick=") > 100
    assert "name=" not in tree
    for field in ("title", "none", "", "participants.0.nothing"):
        assert client.get("/en/desk/terms/trainingEvent/", {"field": field, "q": "x"}).status_code == 200
    assert client.get("/en/desk/terms/nonsense/", {"field": "x"}).status_code == 404


def test_a_country_typed_by_name_in_a_cell_becomes_its_code():
    draft, by = drafted()
    press(draft, by, "save", {**ROWS, "t.participants.0.country": "贝宁", "t.participants.1.country": "Atlantis"})
    first, second = saved(draft)["participants"]
    assert first["country"] == {"identifier": "bj"}
    assert second["country"] == {"identifier": "Atlantis"}
    answer = press(draft, by, "check", ROWS)
    assert answer.status_code == 422


def test_what_a_row_lacks_is_listed_with_its_row_counted_in_its_section_and_led_to():
    draft, by = drafted()
    page = press(draft, by, "check", ROWS).content.decode()
    assert '<a href="#answer-participants.1.country">Participants, row 2: An answer is needed: Country</a>' in page
    assert '<td id="answer-participants.1.country"' in page
    section = page.partition('href="#section-results"')[2].partition("</li>")[0]
    assert "2 to mend" in section


@pytest.mark.parametrize(
    ("do", "counts"),
    [("up.participants.1", [7, 5]), ("down.participants.0", [7, 5]), ("copy.participants.0", [5, 5, 7]),
     ("remove.participants.0", [7]), ("up.participants.99", [5, 7]), ("up.participants", [5, 7]),
     ("up.participants.x", [5, 7]), ("up", [5, 7])],
)  # fmt: skip
def test_rows_are_moved_by_buttons(do, counts):
    draft, by = drafted()
    answer = press(draft, by, do, ROWS)
    assert answer.status_code == 302
    assert [row["count"] for row in saved(draft)["participants"]] == counts


def test_a_row_is_inserted_where_the_button_stands():
    draft, by = drafted()
    page = press(draft, by, "insert.participants.0", ROWS).content.decode()
    assert 'name="f.participants.1.count" value=""' in page
    assert 'name="f.participants.2.count" value="7"' in page
    assert [row["count"] for row in saved(draft)["participants"]] == [5, 7]


def test_a_block_pasted_without_scripts_is_added_and_what_was_left_out_is_named():
    draft, by = drafted()
    block = "Benin\tfemale\t\t12\t3\r\nAtlantis\tmale\t\tmany\t"
    page = press(draft, by, "paste.participants", {**ROWS, "paste.participants": block}).content.decode()
    rows = saved(draft)["participants"]
    assert [row.get("count") for row in rows] == [5, 7, 12, None]
    assert rows[2]["country"] == {"identifier": "bj"}
    assert "2 rows were added." in page
    assert "Line 2:" in page
    assert "Atlantis" in page
    assert "many" in page


def test_scripts_get_what_each_input_is_to_hold():
    draft, by = drafted()
    sent = {"field": "participants", "column": "0", "text": "بنن\tfemale\nnowhere\t"}
    answer = press(draft, by, "", sent, path="paste/").json()
    cells = {(one["stem"], one["name"]): one["value"] for one in answer["rows"][0]}
    assert cells[("f.", "country")] == "bj"
    assert cells[("t.", "country")] == "Benin"
    assert cells[("f.", "sex")] == "female"
    assert len(answer["refused"]) == 1
    assert press(draft, by, "", {"field": "title", "text": "x"}, path="paste/").status_code == 404
    stranger = factories.officer("eg")
    assert press(draft, stranger, "", sent, path="paste/").status_code == 403


CONTACT = {
    "languages": "en",
    "fields": ["type", "organization", "emails", "country"],
    "f.type": "organization",
    "f.organization.en": "Seed Institute",
    "f.emails.0": "office@seed.example",
    "f.country": "bj",
}


def test_a_contact_is_created_where_it_is_referred_to_and_published_at_once():
    by = factories.officer()
    draft = factories.draft("trainingEvent", by=by, owner="bj", realm="chm", body={"title": {"en": "A course"}})
    client = signed_in(by)
    name = "contacts"
    start = press(draft, by, f"create.{name}.contact", {"fields": "title", "f.title.en": "Kept"})
    assert saved(draft)["title"] == {"en": "Kept"}
    page = client.get(start["Location"]).content.decode()
    assert 'name="f.type"' in page
    assert 'name="f.phones.0"' not in page
    shaped = client.post(
        start["Location"], {"do": "shape", "fields": "type", "f.type": "organization"}
    ).content.decode()
    assert 'name="f.organization.en"' in shaped
    refused = client.post(start["Location"], {"do": "create", "fields": "type", "f.type": "organization"})
    assert refused.status_code == 422
    assert not Draft.objects.filter(format_slug="contact").exists()
    made = client.post(start["Location"], {**CONTACT, "do": "create"})
    assert made["Location"].endswith(f"/desk/drafts/{draft.pk}/#field-{name}")
    record = Record.objects.get(format_slug="contact")
    assert json.dumps(saved(draft)[name]).count(record.guid) == 1
    assert record.titles == {"en": "Seed Institute"}


def test_a_record_that_others_publish_is_kept_as_a_draft_shown_as_one_and_leads_back():
    by = factories.officer()
    draft = factories.draft("contact", by=by, owner="bj", body={"type": "person"})
    other = factories.draft("biosafetyDecision", by=by, owner="bj")
    name, slug = _draft_field(other)
    client = signed_in(by)
    address = f"/en/desk/drafts/{other.pk}/create/?field={name}&format={slug}"
    assert client.get(address).status_code == 200
    made = client.post(address, {"do": "begin", "languages": "en"})
    begun = Draft.objects.exclude(pk__in=[draft.pk, other.pk]).get()
    assert made["Location"].endswith(f"/desk/drafts/{begun.pk}/")
    assert begun.guid in json.dumps(saved(other)[name])
    assert f"/en/desk/drafts/{other.pk}/#field-{name}" in client.get(made["Location"]).content.decode()
    assert "it must be published before this record" in client.get(f"/en/desk/drafts/{other.pk}/").content.decode()
    assert press(other, by, "check", {}).status_code == 422


def _draft_field(draft):
    return next((name, "authority") for name in draft.format.fields if _takes(draft, name, "authority"))


def _takes(draft, name, slug):
    one = draft.format.find(name)
    is_always_asked = one is not None and one.shown_when is None
    return is_always_asked and slug in getattr(one.kind, "formats", ())


def test_nobody_creates_what_the_field_cannot_take_or_they_may_not_draft():
    by = factories.officer()
    draft = factories.draft("biosafetyDecision", by=by, owner="bj")
    client = signed_in(by)
    for query in ("field=title&format=contact", "field=&format=", "field=modifiedOrganisms&format=contact", "format=x"):
        assert client.get(f"/en/desk/drafts/{draft.pk}/create/?{query}").status_code == 403
    name = "exporters"
    stranger = signed_in(factories.officer("eg"))
    assert stranger.get(f"/en/desk/drafts/{draft.pk}/create/?field={name}&format=contact").status_code == 403


def test_an_empty_search_offers_ones_own_and_the_newest_records_first():
    by = factories.officer()
    theirs = factories.draft("contact", by=factories.officer("eg"), owner="eg", body=factories.body("contact"))
    publish(theirs, by=theirs.author, at=timezone.now())
    own = factories.draft("contact", by=by, owner="bj", body=factories.body("contact"))
    publish(own, by=by, at=timezone.now())
    later = factories.draft("contact", by=factories.officer("eg"), owner="eg", body=factories.body("contact"))
    publish(later, by=later.author, at=timezone.now())
    draft = factories.draft("biosafetyDecision", by=by, owner="bj")
    page = signed_in(by).get(f"/en/desk/drafts/{draft.pk}/find/", {"field": "exporters", "q": ""}).content.decode()
    places = [page.index(guid) for guid in (own.guid, later.guid, theirs.guid)]
    assert places == sorted(places)


def test_elements_and_cassettes_of_a_construct_are_moved_by_buttons():
    by = factories.secretariat()
    draft = factories.draft("modifiedOrganism", by=by, body={})
    sent = {"fields": "geneConstructs"}
    for place, names in enumerate((("A", "B"), ("C",))):
        for position, name in enumerate(names):
            sent[f"f.geneConstructs.{place}.{position}.identifier"] = f"GENE-{name}"
            sent[f"f.geneConstructs.{place}.{position}.type"] = "sense"

    def order():
        return [[one["identifier"]["identifier"][-1] for one in row] for row in saved(draft)["geneConstructs"]]

    press(draft, by, "up.geneConstructs.0.1", sent)
    assert order() == [["B", "A"], ["C"]]
    press(draft, by, "down.geneConstructs.0", sent)
    assert order() == [["C"], ["A", "B"]]
    page = press(draft, by, "insert.geneConstructs.0.0", sent)
    assert page.status_code == 200
