"""Mail that came back: counted once for each mail that was really ours, until the address is confirmed."""

from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.notices.bouncing import (
    FORGOTTEN_AFTER,
    MOST_BOUNCES,
    NotABounceError,
    ask_to_confirm,
    confirm,
    count_bounce,
    is_stopped,
    read_bounce,
    take_bounce,
)
from clearinghouse.notices.errors import LinkUnknownError
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.notices.models import FailingAddress, Notice, Outgoing
from tests import factories
from tests.factories import NOON
from tests.notices.letters import posted, text_of, told

pytestmark = [pytest.mark.store, pytest.mark.django_db]


def report(message_id: str, *, action="failed", status="5.1.1", returned="message/rfc822", to="a@b.example") -> bytes:
    """Return a delivery status notification as mail servers write it."""
    original = f"Message-ID: {message_id}\r\nTo: {to}\r\nSubject: For your decision\r\n\r\nText\r\n"
    fields = f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n"
    parts = [
        "Content-Type: text/plain\r\n\r\nI am sorry to have to tell you.\r\n",
        f"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n{fields}",
        f"Content-Type: {returned}\r\n\r\n{original}" if returned else "",
    ]
    head = [
        "From: MAILER-DAEMON@mail.example",
        "To: mail@bch.example",
        "Message-ID: <report@mail.example>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=_report"',
    ]
    body = "".join(f"--=_report\r\n{part}\r\n" for part in parts if part)
    return ("\r\n".join(head) + f"\r\n\r\n{body}--=_report--\r\n").encode()


def sent_to(account) -> str:
    """Send a person a mail; return its Message-ID."""
    told(account)
    (letter,) = posted()
    return str(letter["Message-ID"])


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_mail_that_came_back_is_counted_once(returned):
    account = factories.account()
    content = report(sent_to(account), returned=returned)
    assert take_bounce(content, at=NOON)
    assert not take_bounce(content, at=NOON)
    counted = FailingAddress.objects.get()
    assert (counted.email, counted.bounces, counted.last_status) == (account.email, 1, "5.1.1")


def test_after_the_third_mail_stops_and_the_person_is_told_on_the_desk():
    account = factories.account()
    for count in range(1, MOST_BOUNCES + 1):
        assert not is_stopped(account.email)
        assert take_bounce(report(sent_to(account)), at=NOON)
        assert Notice.objects.filter(kind=NoticeKind.ADDRESS_FAILS.value).exists() == (count == MOST_BOUNCES)
    assert is_stopped(account.email.upper())
    told(account)
    assert posted(days=1) == []
    notice = Notice.objects.get(kind=NoticeKind.ADDRESS_FAILS.value)
    assert notice.account == account
    assert notice.mail is None


def test_a_person_confirms_the_address_again():
    cache.clear()
    account = factories.account()
    for _ in range(MOST_BOUNCES):
        count_bounce(account.email, "5.1.1", at=NOON)
    assert ask_to_confirm(account, at=NOON)
    (letter,) = posted()
    token = text_of(letter).partition("/mail/confirm/")[2].partition("/")[0]
    assert confirm(token) == account.email
    assert not is_stopped(account.email)
    told(account)
    assert len(posted()) == 1
    assert [ask_to_confirm(account, at=NOON) for _ in range(3)] == [True, True, False]


def test_a_confirmation_holds_for_its_address_only():
    cache.clear()
    account = factories.account()
    assert ask_to_confirm(account, at=NOON)
    (letter,) = posted()
    token = text_of(letter).partition("/mail/confirm/")[2].partition("/")[0]
    account.email = "other@example.org"
    account.save()
    for wrong in (token, "x", ""):
        with pytest.raises(LinkUnknownError):
            confirm(wrong)


@pytest.mark.parametrize(
    "changes",
    [{"action": "delayed"}, {"status": "4.2.2"}, {"action": "delivered", "status": "2.0.0"}, {"returned": ""}],
)
def test_what_is_not_final_or_names_no_mail_is_not_counted(changes):
    assert not take_bounce(report(sent_to(factories.account()), **changes), at=NOON)
    assert not FailingAddress.objects.exists()


def test_nobody_stops_the_mail_of_another_with_a_notification_of_their_own_making():
    account = factories.account()
    sent_to(account)
    told(account)
    for forged in ("<00000000-0000-0000-0000-000000000000@localhost>", "<report@mail.example>", ""):
        assert not take_bounce(report(forged, to=account.email), at=NOON)
    assert not FailingAddress.objects.exists()
    assert Outgoing.objects.filter(bounced_at__isnull=False).count() == 0


def test_old_bounces_are_forgotten():
    account = factories.account()
    for days in (0, 1):
        count_bounce(account.email, "5.1.1", at=NOON + timedelta(days=days))
    count_bounce(account.email, "5.1.1", at=NOON + timedelta(days=2) + FORGOTTEN_AFTER)
    assert FailingAddress.objects.get().bounces == 1


def test_an_ordinary_mail_is_no_notification():
    letter = EmailMessage()
    letter["Subject"] = "Out of office"
    letter.set_content("I am away.")
    for content in (bytes(letter), b"", b"\xff\xfe\x00"):
        with pytest.raises(NotABounceError):
            take_bounce(content, at=NOON)


@given(st.binary(max_size=400))
def test_reading_raises_only_its_own_error(noise):
    whole = report("<a@b.example>")
    for content in (noise, whole[:200] + noise + whole[200:], whole[:-200] + noise):
        try:
            bounce = read_bounce(content)
        except NotABounceError:
            continue
        assert bounce is None or bounce.status.startswith("5.")


def test_a_notification_within_notifications_is_read_without_end():
    inner = report("<a@b.example>")
    for _ in range(60):
        inner = b"Content-Type: message/rfc822\r\n\r\n" + inner
    with suppress(NotABounceError):
        read_bounce(inner)
