"""Following from the pages."""

import pytest

from clearinghouse.alerts.models import Follow
from clearinghouse.config.projections import projections
from clearinghouse.notices.kinds import Group
from clearinghouse.notices.preferences import stop, stop_token
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    yield
    engine().close()


@pytest.fixture
def reader(client):
    account = factories.account()
    client.force_login(account)
    return account


def test_a_search_is_followed_listed_changed_stopped_and_taken_up_again(client, reader) -> None:
    factories.revision("organism")
    follow_once(projections())
    page = client.get("/en/search/?q=zea").text
    assert "/en/desk/follows/new/?q=zea" in page
    form = client.get("/en/desk/follows/new/?q=zea&format=organism&page=4").text
    assert 'value="format=organism&amp;q=zea"' in form
    assert 'value="zea · Organisms"' in form
    sent = {"params": "format=organism&q=zea", "name": "Maize & kin", "often": "weekly"}
    listed = client.post("/en/desk/follows/new/", sent, follow=True).text
    assert "You follow this now: Maize &amp; kin" in listed
    factories.revision("organism", body=factories.body("organism", scientificName="Zea luxurians"))
    follow_once(projections())
    listed = client.get("/en/desk/follows/").text
    assert "Zea luxurians" in listed
    assert "You were told of 1 entry." in listed
    one = Follow.objects.get()
    client.post(f"/en/desk/follows/{one.pk}/", {"often": "never", "do": "save"})
    assert Follow.objects.get().often == "never"
    gone = client.post(f"/en/desk/follows/{one.pk}/", {"do": "stop"}, follow=True).text
    assert "/en/desk/follows/new/?format=organism&amp;q=zea" in gone
    assert "You follow nothing yet" in gone


def test_whoever_is_not_signed_in_comes_back_to_it_after_signing_in(client) -> None:
    answer = client.get("/en/desk/follows/new/?guid=SOME-RECORD-1")
    assert answer.status_code == 302
    assert "next=%2Fen%2Fdesk%2Ffollows%2Fnew%2F%3Fguid%3DSOME-RECORD-1" in answer["Location"]


def test_a_record_a_country_and_a_concept_offer_to_be_followed(client) -> None:
    record = factories.chain("organism")["organism"]
    follow_once(projections())
    assert f"/en/desk/follows/new/?guid={record.guid}" in client.get(f"/en/records/{record.printed_number}/").text
    assert "/en/desk/follows/new/?government=bj" in client.get("/en/countries/bj/").text


def test_a_name_that_is_none_is_refused_with_its_field_and_nothing_is_lost(client, reader) -> None:
    answer = client.post("/en/desk/follows/new/", {"params": "q=zea", "name": " ", "often": "weekly"})
    assert answer.status_code == 422
    assert "aria-invalid" in answer.text
    assert 'value="weekly" checked' in answer.text
    assert not Follow.objects.exists()


def test_odd_parameters_break_nothing(client, reader) -> None:
    for params in ("", "%00=%00", "q=" + "x" * 5_000, "=&&=", "q=a&q=b&sort=newest&nothing=known"):
        assert client.get(f"/en/desk/follows/new/?{params}").status_code == 200
        answer = client.post("/en/desk/follows/new/", {"params": params, "name": "x", "often": "now"})
        assert answer.status_code in (302, 422)
    follow_once(projections())


def test_stopped_mail_is_said_and_resumed(client, reader) -> None:
    stop(stop_token(reader, Group.FOLLOWING))
    assert "You stopped all mail about what you follow." in client.get("/en/desk/follows/").text
    page = client.post("/en/desk/follows/mail/", follow=True).text
    assert "You stopped all mail" not in page
