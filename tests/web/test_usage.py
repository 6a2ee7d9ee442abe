"""What people look at is counted without a trace of who, and shown to owners and the secretariat."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clearinghouse.accounts.models import Role, RoleHeld
from clearinghouse.config.projections import projections
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
from clearinghouse.usage import counting
from clearinghouse.usage.models import Counted
from tests import factories

pytestmark = [pytest.mark.store, pytest.mark.django_db]
BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(autouse=True)
def _index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    counting._waiting.taken()
    yield
    counting._waiting.taken()
    engine().close()


def counts():
    counting.flush()
    return {(one.kind, one.subject): one.count for one in Counted.objects.all()}


def test_reading_a_record_is_counted_once_each_time_and_programs_are_not(client) -> None:
    record = factories.revision("organism").record
    address = f"/en/records/{record.printed_number}/"
    for agent in (BROWSER, BROWSER, {"user-agent": "Googlebot/2.1"}, {"user-agent": "curl/8"}, {}):
        client.get(address, headers=agent)
    assert counts() == {("view", record.guid): 2}


def test_a_search_in_vain_is_counted_by_its_words_unless_they_may_be_somebodys(client) -> None:
    factories.revision("organism")
    follow_once(projections())
    for text in ("Zzzz  QQQQ", "zzzz qqqq", "somebody@example.org", "call 0123456789", "x" * 90, "zea"):
        client.get("/en/search/", {"q": text}, headers=BROWSER)
    assert counts() == {("nothing", "zzzz qqqq"): 2}


def test_nothing_is_written_until_some_time_has_passed(client, monkeypatch) -> None:
    monkeypatch.setattr(counting, "_FLUSH_S", 1000.0)
    for _ in range(5):
        counting.count(Counted.VIEW, "SOME-RECORD-1")
    assert not Counted.objects.exists()
    assert counts() == {("view", "SOME-RECORD-1"): 5}
    counting.count(Counted.VIEW, "SOME-RECORD-1")
    assert counts() == {("view", "SOME-RECORD-1"): 6}


def test_owners_see_their_own_and_the_secretariat_sees_all_and_what_was_sought_in_vain(client) -> None:
    mine, other = factories.revision("database").record, factories.revision("organism").record
    for guid in (mine.guid, mine.guid, other.guid):
        counting.count(Counted.VIEW, guid)
    for _ in range(3):
        counting.count_nothing_found("lost words")
    counting.count_nothing_found("only once")
    client.force_login(factories.officer("bj"))
    page = client.get("/en/desk/usage/?owner=bj").text
    assert str(mine.printed_number) in page
    assert str(other.printed_number) not in page
    assert "lost words" not in page
    assert client.get("/en/desk/usage/?owner=fr").status_code == 403
    assert client.get("/en/desk/usage/?owner=").status_code == 403
    client.force_login(factories.secretariat())
    page = client.get("/en/desk/usage/?days=90").text
    assert str(mine.printed_number) in page
    assert str(other.printed_number) in page
    assert "lost words" in page
    assert "only once" not in page


def test_old_counts_are_forgotten() -> None:
    now = timezone.now()
    counting.count(Counted.VIEW, "OLD-RECORD-01", at=now - timedelta(days=500))
    counting.count(Counted.VIEW, "NEW-RECORD-01", at=now)
    counts()
    assert counting.forget_old_counts(now) == 1
    assert [one.subject for one in Counted.objects.all()] == ["NEW-RECORD-01"]


@pytest.mark.parametrize("who", [factories.officer, factories.authority, factories.focal_point])
def test_without_an_owner_the_first_of_the_person_is_shown(client, who) -> None:
    record = factories.revision("database").record
    counting.count(Counted.VIEW, record.guid)
    client.force_login(who("bj"))
    page = client.get("/en/desk/usage/")
    assert page.status_code == 200
    assert str(record.printed_number) in page.text
    assert 'id="owners"' not in page.text


def test_who_looks_after_several_owners_chooses_among_them(client) -> None:
    account = factories.officer("bj")
    RoleHeld.objects.create(account=account, role=Role.AUTHORIZED_USER, owner="fr")
    client.force_login(account)
    page = client.get("/en/desk/usage/").text
    assert "/en/desk/usage/?owner=fr&amp;days=30" in page
    assert 'href="/en/desk/usage/?owner=bj&amp;days=30" aria-current="true"' in page


def test_who_looks_after_nobody_is_refused_with_and_without_an_owner(client) -> None:
    client.force_login(factories.account())
    for address in ("/en/desk/usage/", "/en/desk/usage/?owner=", "/en/desk/usage/?owner=bj"):
        assert client.get(address).status_code == 403
