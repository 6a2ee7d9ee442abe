"""Beginning a record from an earlier one, over the wire."""

import pytest
from django.test import Client

from clearinghouse.records.models import Draft
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]
HERE = "/en/desk/new/earlier/"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    factories.reference_data()


@pytest.fixture
def record():
    return factories.chain()["biosafetyDecision"]


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def test_a_record_begins_with_a_copy_and_says_what_was_left_out(record):
    officer = factories.officer()
    client = signed_in(officer)
    assert "desk/new/earlier/?owner=bj&amp;format=biosafetyDecision" in client.get("/en/desk/new/").content.decode()
    listed = client.get(HERE, {"owner": "bj", "format": "biosafetyDecision"}).content.decode()
    assert f'name="from" value="{record.printed_number}"' in listed
    answer = client.post(HERE, {"from": str(record.printed_number)}, follow=True)
    draft = Draft.objects.get(author=officer)
    assert draft.body["title"] == {"en": factories.body("biosafetyDecision")["title"]["en"]}
    shown = answer.content.decode()
    assert f"began with a copy of {record.printed_number}" in shown
    assert "Left empty" in shown


def test_where_nothing_was_published_nothing_is_offered(record):
    client = signed_in(factories.officer("tg"))
    assert "desk/new/earlier" not in client.get("/en/desk/new/").content.decode()
    listed = client.get(HERE, {"owner": "bj", "format": "biosafetyDecision"}).content.decode()
    assert str(record.printed_number) not in listed
    assert "No earlier record" in listed


def test_nobody_begins_from_the_records_of_others(record):
    client = signed_in(factories.officer("tg"))
    assert client.post(HERE, {"from": str(record.printed_number)}).status_code == 403
    assert client.post(HERE, {"from": "no such"}).status_code == 404
    assert client.get(HERE, {"format": "no such"}).status_code == 404
    assert not Draft.objects.exists()
