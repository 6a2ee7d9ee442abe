"""Telling people: each once, in the transaction of the act, with as much mail as each wants."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from clearinghouse.notices.actions import mark_all_read, mark_read, notify, notify_address, unread_count
from clearinghouse.notices.errors import AddressMalformedError, LinkUnknownError
from clearinghouse.notices.kinds import GROUP_OF, About, Group, NoticeKind, about_in
from clearinghouse.notices.models import Frequency, MailPreference, Notice, Outgoing
from clearinghouse.notices.periods import Period, next_due
from clearinghouse.notices.preferences import choose, stop, stop_token
from clearinghouse.notices.queueing import MANY
from clearinghouse.notices.reading import in_order
from clearinghouse.notices.wording import WORDINGS
from tests import factories
from tests.factories import NOON
from tests.notices.letters import about, posted, states, text_of, told

pytestmark = [pytest.mark.store, pytest.mark.django_db]


def test_every_kind_belongs_to_a_group_and_has_its_texts():
    assert set(GROUP_OF) == set(WORDINGS) == set(NoticeKind)


def test_what_a_notice_is_about_is_read_back_as_it_was_written():
    account = factories.account()
    given = about(case=7, link="record", link_arguments=("BCH-GENE-BJ-1",), number="1", data={"by": "Awa", "n": "0"})
    notify([account], NoticeKind.REQUEST_WAITS, about=given, at=NOON)
    notice = Notice.objects.get()
    assert notice.about == given
    assert notice.case == 7
    assert about_in("{}") == About()


def test_each_is_told_once_and_nobody_who_left():
    account, gone = factories.account(), factories.account(is_active=False)
    made = notify([account, account, gone], NoticeKind.REQUEST_WAITS, about=about(), at=NOON)
    assert [notice.account for notice in made] == [account]
    assert unread_count(account) == 1
    assert Outgoing.objects.count() == 1


def test_nothing_is_told_of_an_act_that_did_not_happen():
    with transaction.atomic():
        told(factories.account())
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not Outgoing.objects.exists()


def test_tasks_go_at_once_and_the_rest_together_once_a_day():
    account = factories.account()
    told(account)
    told(account, NoticeKind.REQUEST_APPROVED)
    told(account, NoticeKind.RECORD_RETIRED)
    told(account, NoticeKind.ROLE_ENDED, data={"role": "translator"})
    (task,) = posted()
    assert task["Subject"] == "For your decision: Promoter 35S"
    assert posted(days=0.5) == []
    (digest,) = posted(days=1)
    assert digest["Subject"] == "3 notices on your desk"
    for said in ("approved your request", "was retired", "Translator"):
        assert said in text_of(digest)
    assert posted(days=30) == []
    assert unread_count(account) == 4


def test_a_week_is_told_on_monday_and_silence_is_kept():
    account, silent = factories.account(), factories.account()
    choose(account, {Group.TASKS: Frequency.WEEKLY})
    choose(silent, {Group.TASKS: Frequency.NEVER})
    told(account)
    told(silent)
    assert Outgoing.objects.get().due_at == datetime(2026, 4, 6, 5, tzinfo=UTC)
    assert unread_count(silent) == 1


@pytest.mark.parametrize("period", Period)
def test_a_digest_is_always_due_later(period):
    for hours in range(24 * 8):
        at = NOON + timedelta(hours=hours)
        due_at = next_due(period, at)
        assert at < due_at <= at + timedelta(days=7)
        assert next_due(period, due_at) > due_at


def test_what_is_about_the_account_goes_at_once_whatever_was_chosen():
    account = factories.account()
    choose(account, dict.fromkeys((Group.TASKS, Group.REQUESTS, Group.RECORDS, Group.PEOPLE), Frequency.NEVER))
    told(account, NoticeKind.SECURITY_CHANGED, data={"what": "A passkey was added."})
    (letter,) = posted()
    assert "A passkey was added." in text_of(letter)
    assert letter["List-Unsubscribe"] is None


def test_a_flood_becomes_one_mail_an_hour():
    account = factories.account()
    for _ in range(MANY + 5):
        told(account)
    assert len(posted()) == MANY
    (digest,) = posted(days=1 / 24)
    assert digest["Subject"] == "5 notices on your desk"


def test_what_was_read_on_the_desk_needs_no_mail_any_more():
    account = factories.account()
    first, second = told(account, NoticeKind.REQUEST_APPROVED), told(account, NoticeKind.REQUEST_RETURNED)
    mark_read(account, [first.pk], at=NOON)
    (digest,) = posted(days=1)
    assert digest["Subject"] == "1 notice on your desk"
    told(account, NoticeKind.REQUEST_APPROVED)
    mark_all_read(account, at=NOON)
    second.refresh_from_db()
    assert second.read_at == NOON
    assert posted(days=2) == []


def test_nobody_puts_the_notices_of_another_away():
    account, other = factories.account(), factories.account()
    notice = told(account)
    assert mark_read(other, [notice.pk], at=NOON) == 0
    assert unread_count(account) == 1


def test_unread_notices_come_first():
    account = factories.account()
    read = told(account)
    mark_read(account, [read.pk], at=NOON)
    older = notify([account], NoticeKind.REQUEST_WAITS, about=about(), at=NOON - timedelta(days=1))[0]
    assert list(in_order(account)) == [older, read]


def test_how_many_are_unread_is_one_query(django_assert_num_queries):
    account = factories.account()
    with django_assert_num_queries(1):
        assert unread_count(account) == 0


def test_telling_a_hundred_people_takes_no_more_queries_than_telling_one(django_assert_max_num_queries):
    accounts = [factories.account() for _ in range(100)]
    with django_assert_max_num_queries(12):
        notify(accounts, NoticeKind.REQUEST_APPROVED, about=about(), at=NOON)
    assert Outgoing.objects.count() == 100


def test_an_address_that_is_no_account_gets_one_mail_that_is_forgotten_when_it_was_sent():
    kind, link = NoticeKind.ADDRESS_CONFIRMATION, about(link="mail-confirm", link_arguments=("secret",))
    assert notify_address("New@Example.org", language="fr", kind=kind, about=link, at=NOON)
    assert "secret" in Outgoing.objects.get().about_text
    (letter,) = posted()
    assert letter["To"] == "new@example.org"
    assert "/fr/mail/confirm/secret/" in text_of(letter)
    assert Outgoing.objects.get().about_text == "{}"


def test_what_proves_who_reads_mail_never_stands_on_the_desk():
    account = factories.account()
    assert notify([account], NoticeKind.PASSWORD_RESET, about=about(link="home"), at=NOON) == []
    assert not Notice.objects.exists()
    (letter,) = posted()
    assert letter["To"] == account.email


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b", "a@b.example\nBcc: c@d.example", "a b@c.example", "ü@x.example"]
)
def test_what_is_no_address_is_refused(email):
    with pytest.raises(AddressMalformedError):
        notify_address(email, language="en", kind=NoticeKind.INVITED, about=about(), at=NOON)
    assert not Outgoing.objects.exists()


def test_without_a_mail_server_notices_stand_on_the_desk_and_nothing_is_queued(settings):
    settings.MAIL_TRANSPORT = ""
    account = factories.account()
    told(account)
    assert notify_address("a@b.example", language="en", kind=NoticeKind.INVITED, about=about(), at=NOON) is False
    assert unread_count(account) == 1
    assert not Outgoing.objects.exists()


def test_no_mail_server_is_asked_for_the_addresses_of_the_demonstration(settings):
    account = factories.account(is_demonstration=True)
    told(account)
    settings.MAIL_TRANSPORT = "smtp"
    told(account)
    assert Outgoing.objects.count() == 1
    assert posted() == []
    assert states() == [Outgoing.DROPPED]


def test_one_click_stops_a_group_and_what_was_queued_of_it():
    account = factories.account()
    told(account)
    token = stop_token(account, Group.TASKS)
    stop(token)
    stop(token)
    assert posted() == []
    assert MailPreference.objects.get(account=account).requests == Frequency.DAILY
    told(account)
    assert Outgoing.objects.count() == 1


def test_one_click_on_a_digest_stops_what_it_gathers():
    account = factories.account()
    choose(account, {Group.PEOPLE: Frequency.WEEKLY})
    stop(stop_token(account, Period.DAILY))
    chosen = MailPreference.objects.get(account=account)
    assert [chosen.tasks, chosen.requests, chosen.records, chosen.people] == ["at-once", "never", "never", "weekly"]
    stop(stop_token(account, Period.HOURLY))
    assert MailPreference.objects.get(account=account).tasks == Frequency.NEVER


def test_nobody_makes_a_token_up():
    token = stop_token(factories.account(), Group.TASKS)
    for forged in ("", "x", token[:-2], f"{token}x"):
        with pytest.raises(LinkUnknownError):
            stop(forged)


def test_a_digest_that_is_on_its_way_takes_nothing_more_in():
    account = factories.account()
    told(account, NoticeKind.REQUEST_APPROVED)
    posted(days=1)
    told(account, NoticeKind.REQUEST_RETURNED)
    assert sorted(states()) == [Outgoing.SENT, Outgoing.WAITING]
    (second,) = posted(days=2)
    assert "returned" in text_of(second)
