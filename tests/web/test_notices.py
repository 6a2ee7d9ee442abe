"""Notices on the desk, how often mail tells them, and mail that could not be sent."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from clearinghouse.accounts.models import Role
from clearinghouse.notices.actions import notify, unread_count
from clearinghouse.notices.bouncing import MOST_BOUNCES, count_bounce, is_stopped
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.notices.models import MailPreference, Notice, Outgoing
from tests import factories
from tests.factories import NOON
from tests.notices.letters import about, posted, text_of, told

pytestmark = [pytest.mark.store, pytest.mark.django_db]
LANGUAGES = ("en", "ar", "zh")


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    cache.clear()


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_was_told_nothing_learns_what_would_be_here(language):
    page = signed_in(factories.account()).get(f"/{language}/desk/notices/")
    assert page.status_code == 200
    assert 'class="empty"' in page.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_stands_on_the_desk_in_every_language(language, kind):
    account = factories.account()
    notify([account], kind, about=about(titles={"ar": "<i>ذرة"}), at=NOON)
    page = signed_in(account).get(f"/{language}/desk/notices/").content.decode()
    assert "%(" not in page
    assert "<i>" not in page


def test_a_list_of_any_length_takes_few_queries(django_assert_max_num_queries):
    account = factories.account()
    for _ in range(60):
        told(account, link="desk")
    client = signed_in(account)
    with django_assert_max_num_queries(15):
        first = client.get("/en/desk/notices/").content.decode()
    assert "?page=2" in first
    assert "60 unread" in first


def test_a_notice_leads_to_its_page_and_is_read_then():
    account, other = factories.account(), factories.account()
    notice = told(account, link="realm", link_arguments=("bch",))
    assert signed_in(other).get(f"/en/desk/notices/{notice.pk}/").status_code == 404
    assert unread_count(account) == 1
    answer = signed_in(account).get(f"/en/desk/notices/{notice.pk}/")
    assert answer["Location"] == "/en/bch/"
    assert unread_count(account) == 0
    nowhere = told(account, link="no-such-page")
    assert signed_in(account).get(f"/en/desk/notices/{nowhere.pk}/")["Location"] == "/en/desk/notices/"


def test_one_is_put_away_or_all():
    account = factories.account()
    first, _second = told(account), told(account)
    client = signed_in(account)
    client.post("/en/desk/notices/read/", {"notice": first.pk})
    assert unread_count(account) == 1
    for nonsense in ("", "x", "9" * 40, "-1"):
        assert client.post("/en/desk/notices/read/", {"notice": nonsense}).status_code == 302
    assert unread_count(account) == 1
    answer = client.post("/en/desk/notices/read/", {"notice": "all"}, follow=True)
    assert "1 notice was marked as read." in answer.content.decode()
    assert unread_count(account) == 0
    assert client.get("/en/desk/notices/read/").status_code == 405


def test_a_visitor_is_asked_to_sign_in():
    for path in ("", "settings/", "1/"):
        assert "/sign-in/" in Client().get(f"/en/desk/notices/{path}")["Location"]
    assert "/sign-in/" in Client().get("/en/desk/mail/")["Location"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_chosen_is_kept_and_nonsense_changes_nothing(language):
    account = factories.account()
    client = signed_in(account)
    address = f"/{language}/desk/notices/settings/"
    assert re.search(r'name="tasks" value="at-once" checked', client.get(address).content.decode())
    client.post(address, {"tasks": "weekly", "people": "never", "records": "hourly", "account": "never"})
    chosen = MailPreference.objects.get(account=account)
    assert [chosen.tasks, chosen.requests, chosen.records, chosen.people] == ["weekly", "daily", "daily", "never"]
    assert re.search(r'name="tasks" value="weekly" checked', client.get(address).content.decode())


def test_who_gets_no_mail_any_more_starts_it_again():
    account = factories.account()
    client = signed_in(account)
    assert "was stopped" not in client.get("/en/desk/notices/settings/").content.decode()
    for _ in range(MOST_BOUNCES):
        count_bounce(account.email, "5.1.1", at=NOON)
    assert "Mail to this address was stopped." in client.get("/en/desk/notices/settings/").content.decode()
    client.post("/en/desk/notices/settings/confirm/")
    (letter,) = posted(days=(timezone.now() - NOON).days + 1)
    token = text_of(letter).partition("/mail/confirm/")[2].partition("/")[0]
    anybody = Client()
    assert account.email in anybody.get(f"/en/mail/confirm/{token}/").content.decode()
    assert is_stopped(account.email)
    assert anybody.post(f"/en/mail/confirm/{token}/").status_code == 200
    assert not is_stopped(account.email)
    assert anybody.get("/en/mail/confirm/nonsense/").status_code == 404


def test_outside_production_people_read_their_own_mail_and_nobody_elses(settings):
    settings.EMAIL_BACKEND = "clearinghouse.notices.written.WrittenMail"
    account, other = factories.account(), factories.account()
    told(account, titles={"en": "Gene of Awa"})
    posted()
    assert "Gene of Awa" in signed_in(account).get("/en/desk/mail/").content.decode()
    assert "Gene of Awa" not in signed_in(other).get("/en/desk/mail/").content.decode()
    settings.MAIL_TRANSPORT = "smtp"
    assert signed_in(account).get("/en/desk/mail/").status_code == 404


def test_administrators_see_what_could_not_be_sent_and_send_it_again(settings):
    settings.MAIL_TRANSPORT = "smtp"
    account, administrator = factories.account(), factories.account(Role.ADMINISTRATOR)
    told(account)
    Outgoing.objects.update(state=Outgoing.FAILED, attempts=14, last_error="550 <b>No such user")
    mail = Outgoing.objects.get()
    client = signed_in(administrator)
    page = client.get("/en/desk/mail/").content.decode()
    assert account.email in page
    assert "550 &lt;b&gt;No such user" in page
    again = f"/en/desk/mail/{mail.pk}/again/"
    assert signed_in(account).post(again).status_code == 404
    assert client.post(again).status_code == 302
    assert client.post(again).status_code == 404
    mail.refresh_from_db()
    assert mail.state == Outgoing.WAITING


def test_notices_go_with_the_account():
    account = factories.account()
    told(account)
    account.delete()
    assert not Notice.objects.exists()
    assert not Outgoing.objects.exists()


def test_old_links_of_notices_stay_readable(django_assert_max_num_queries):
    account = factories.account()
    notify([account], NoticeKind.RECORD_STALE, about=about(format_slug="gone", owner="zz"), at=NOON - timedelta(days=9))
    page = signed_in(account).get("/en/desk/notices/").content.decode()
    assert "ZZ" in page
