"""The pages on which the Secretariat changes what is known of governments."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from clearinghouse.accounts.models import AuditEvent, Role
from clearinghouse.core.canonical import parsed
from clearinghouse.ledger.models import Entry
from clearinghouse.parties.loading import load_all
from clearinghouse.parties.queries import current_parties
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]
AFRICA = "D50FE62D-8A5E-4407-83F8-AFCAAF708EA4"
LANDLOCKED = "x-lldc"
DEED = {"signature": "1993-06-04", "deposit": "2020-01-10", "kind": "ratification", "in_force": ""}


@pytest.fixture(autouse=True)
def _loaded():
    """Words and governments as a node has them."""
    factories.reference_data()
    list(load_all())


@pytest.fixture
def officer():
    """Somebody of the Secretariat."""
    return factories.secretariat()


@pytest.fixture
def desk(client, officer):
    """A browser in which they are signed in."""
    client.force_login(officer)
    return client


def text(response, status=200):
    """Return the text of an answer with this status."""
    assert response.status_code == status, response.status_code
    return response.content.decode()


PATHS = ["", "us/", "us/treaties/CBD/", "us/groups/", "us/name/"]


@pytest.mark.parametrize("path", PATHS)
def test_nobody_else_sees_these_pages(client, path):
    assert client.get(f"/en/desk/parties/{path}").status_code == 302
    for other in (factories.authority("us"), factories.account(Role.VOCABULARY_EDITOR)):
        client.force_login(other)
        assert client.get(f"/en/desk/parties/{path}").status_code == 403


@pytest.mark.parametrize("path", [*PATHS[2:], "us/groups/remove/"])
def test_nobody_else_changes_anything(client, path):
    client.force_login(factories.authority("us"))
    entries = Entry.objects.count()
    answers = {**DEED, "step": "save", "group": LANDLOCKED, "since": "2020-01-01"}
    assert client.post(f"/en/desk/parties/{path}", answers).status_code == 403
    assert Entry.objects.count() == entries


def test_a_form_of_another_site_is_refused(officer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)
    assert strict.post("/en/desk/parties/us/treaties/CBD/", {**DEED, "step": "save"}).status_code == 403


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
@pytest.mark.parametrize("path", PATHS)
def test_the_secretariat_sees_them_in_every_script(desk, language, path):
    text(desk.get(f"/{language}/desk/parties/{path}"))


def test_the_way_there_is_on_their_desk(desk):
    assert "/en/desk/parties/" in text(desk.get("/en/desk/"))
    other = Client()
    other.force_login(factories.authority("us"))
    assert "/en/desk/parties/" not in text(other.get("/en/desk/"))


def test_a_treaty_action_is_looked_at_before_it_is_saved(desk, officer):
    entries = Entry.objects.count()
    preview = text(desk.post("/en/desk/parties/us/treaties/CBD/", DEED))
    assert "9 April 2020" in preview
    assert "Kind of instrument" in preview
    assert "<strong><bdi>Ratification</bdi></strong>" in preview
    assert "<bdi>197</bdi>" in preview
    assert Entry.objects.count() == entries
    assert not AuditEvent.objects.filter(action="parties-changed").exists()
    assert not current_parties().status("us", "CBD", date(2021, 1, 1)).is_party
    saved = desk.post("/en/desk/parties/us/treaties/CBD/", {**DEED, "step": "save"})
    assert saved["Location"] == "/en/desk/parties/us/"
    assert current_parties().status("us", "CBD", date(2021, 1, 1)).is_party
    entry = Entry.objects.order_by("sequence").last()
    assert entry is not None
    assert parsed(entry.envelope)["by"] == str(officer.opaque_id)
    noted = AuditEvent.objects.get(action="parties-changed")
    assert (noted.account, noted.owner) == (officer, "us")


def test_a_preview_counts_the_parties_on_the_day_on_which_it_enters_into_force(desk):
    today = timezone.now().date()
    preview = text(desk.post("/en/desk/parties/us/treaties/CBD/", {**DEED, "deposit": today.isoformat()}))
    assert preview.count("Number of Parties on") == 2
    assert "<strong><bdi>197</bdi></strong>" in preview


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"deposit": "1980-01-01"}, "deposit"),
        ({"deposit": "2999-01-01"}, "deposit"),
        ({"deposit": "yesterday"}, "deposit"),
        ({"deposit": ""}, "kind"),
        ({"kind": "hearsay"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk, changes, field):
    entries = Entry.objects.count()
    for step in ({}, {"step": "save"}):
        page = text(desk.post("/en/desk/parties/us/treaties/CBD/", {**DEED, **changes, **step}), 422)
        assert f'id="{field}-problem"' in page
    assert Entry.objects.count() == entries


def test_a_membership_is_added_changed_and_taken_back(desk):
    today = timezone.now().date()
    path = "/en/desk/parties/bj/groups/"
    answers = {"group": LANDLOCKED, "since": "2020-01-01", "until": "", "instead_of": ""}
    assert "2020-01-01 – …" in text(desk.post(path, answers))
    assert desk.post(path, {**answers, "step": "save"}).status_code == 302
    assert "bj" in current_parties().members(LANDLOCKED, today)
    assert 'value="2020-01-01"' in text(desk.get(path, {"group": LANDLOCKED, "since": "2020-01-01"}))
    changed = {**answers, "since": "2021-01-01", "instead_of": "2020-01-01", "step": "save"}
    assert desk.post(path, changed).status_code == 302
    assert "bj" not in current_parties().members(LANDLOCKED, date(2020, 6, 1))
    named = {"group": LANDLOCKED, "since": "2021-01-01"}
    assert "Save as a ledger entry" in text(desk.post(f"{path}remove/", named))
    assert "bj" in current_parties().members(LANDLOCKED, today)
    assert desk.post(f"{path}remove/", {**named, "step": "save"}).status_code == 302
    assert "bj" not in current_parties().members(LANDLOCKED, today)
    assert desk.post(f"{path}remove/", named).status_code == 404


def test_a_membership_that_overlaps_is_refused_at_its_field(desk):
    answers = {"group": AFRICA, "since": "2020-01-01", "until": "", "instead_of": ""}
    assert 'id="since-problem"' in text(desk.post("/en/desk/parties/bj/groups/", answers), 422)


def test_a_government_is_renamed_and_its_former_name_stays(desk):
    language_codes = ("ar", "zh", "en", "fr", "ru", "es")
    answers = {f"name-{code}": f"New name {code}" for code in language_codes} | {"since": "2026-01-01"}
    path = "/en/desk/parties/bj/name/"
    assert "New name fr" in text(desk.post(path, answers))
    assert 'id="name-fr-problem"' in text(desk.post(path, {**answers, "name-fr": ""}), 422)
    assert desk.post(path, {**answers, "step": "save"}).status_code == 302
    page = text(desk.get("/en/countries/bj/"))
    assert "New name en" in page
    assert "Former names" in page
    assert "<h1><bdi>Benin</bdi></h1>" in text(desk.get("/en/countries/bj/?as-of=2025-12-31"))


def test_what_stands_already_is_said_and_makes_no_entry(desk):
    same = {"group": AFRICA, "since": "", "until": "", "instead_of": ""}
    desk.post("/en/desk/parties/bj/groups/", {**same, "step": "save"})
    entries = Entry.objects.count()
    assert "it stands so already" in text(desk.post("/en/desk/parties/bj/groups/", same))
    desk.post("/en/desk/parties/bj/groups/", {**same, "step": "save"})
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("path", ["zz/", "zz/groups/", "us/treaties/XX/", "us/groups/?group=x&since=never"])
def test_what_there_is_not_is_not_found(desk, path):
    assert desk.get(f"/en/desk/parties/{path}").status_code == 404
