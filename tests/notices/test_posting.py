"""The postman: what is due is sent once, what fails is tried again, what never works is kept and seen."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend as LocalMail

from clearinghouse.accounts.models import Account
from clearinghouse.notices import posting
from clearinghouse.notices.actions import notify_address, try_again
from clearinghouse.notices.composing import compose
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.notices.models import FailingAddress, Notice, Outgoing
from clearinghouse.notices.posting import BATCH, LEASE, MOST_ATTEMPTS, pause_after, post_due
from clearinghouse.notices.written import MOST_FILES, WrittenMail, folder, written_to
from tests import factories
from tests.factories import NOON
from tests.notices.letters import about, arrived, posted, states, told

pytestmark = [pytest.mark.store, pytest.mark.django_db]


class Server:
    """A mail server of the tests: says what it was told to say, to each mail in turn."""

    def __init__(self) -> None:
        self.answers: list[Exception | None] = []
        self.opened = 0

    def backend(self) -> "Backend":
        return Backend(self)


class Backend(LocalMail):
    """Hands mails to the server of the tests."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server = server

    def open(self) -> bool:
        self.server.opened += 1
        return True

    def send_messages(self, messages) -> int:
        answer = self.server.answers.pop(0) if self.server.answers else None
        if answer is not None:
            raise answer
        return super().send_messages(messages)


@pytest.fixture
def server(monkeypatch) -> Server:
    made = Server()
    monkeypatch.setattr(posting, "get_connection", made.backend)
    return made


def refused(code: int) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"a@b.example": (code, b"No such user here")})


def test_what_was_sent_is_not_sent_again():
    told(factories.account())
    assert len(posted()) == 1
    assert posted(days=30) == []
    assert states() == [Outgoing.SENT]


def test_what_is_not_due_waits():
    told(factories.account())
    assert post_due(at=NOON - timedelta(seconds=1)) == 0
    assert states() == [Outgoing.WAITING]


def test_nothing_due_is_one_query_and_no_transaction(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert post_due(at=NOON) == 0


@pytest.mark.parametrize(
    "fault",
    [
        ConnectionRefusedError("refused"),
        TimeoutError("timed out"),
        smtplib.SMTPServerDisconnected("gone"),
        smtplib.SMTPAuthenticationError(535, b"bad password"),
        smtplib.SMTPSenderRefused(550, b"not you", "a@b.example"),
        smtplib.SMTPConnectError(421, b"busy"),
    ],
)
def test_a_server_that_cannot_be_talked_to_is_asked_once_and_again_in_a_minute(server, fault):
    for _ in range(3):
        told(factories.account())
    server.answers = [fault]
    assert posted() == []
    assert server.opened == 1
    assert states() == [Outgoing.WAITING] * 3
    assert sorted(Outgoing.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert len(posted(days=1 / 24 / 30)) == 3


@pytest.mark.parametrize("fault", [refused(450), smtplib.SMTPDataError(451, b"try later")])
def test_a_mail_that_the_server_puts_off_is_tried_again_and_does_not_hold_up_others(server, fault):
    for _ in range(2):
        told(factories.account())
    server.answers = [fault]
    assert len(posted()) == 1
    assert sorted(states()) == [Outgoing.SENT, Outgoing.WAITING]
    assert len(posted(days=1)) == 1


def test_an_address_that_the_server_does_not_know_is_given_up_at_once_and_counted(server):
    account = factories.account()
    told(account)
    server.answers = [refused(550)]
    assert posted() == []
    mail_ = Outgoing.objects.get()
    assert (mail_.state, mail_.last_error) == (Outgoing.FAILED, "550 No such user here")
    assert FailingAddress.objects.get(pk=account.email).bounces == 1


def test_a_mail_is_given_up_after_two_days_and_kept_for_administrators_who_may_send_it_again(server):
    told(factories.account())
    at, began = NOON, NOON
    for attempt in range(1, MOST_ATTEMPTS + 1):
        server.answers = [smtplib.SMTPServerDisconnected("gone")]
        assert post_due(at=at) == 1
        assert Outgoing.objects.get().attempts == attempt
        at += pause_after(attempt)
    assert timedelta(days=2) < at - began < timedelta(days=3)
    kept = Outgoing.objects.get()
    assert (kept.state, kept.last_error) == (Outgoing.FAILED, "SMTPServerDisconnected: gone")
    assert posted(days=10) == []
    assert try_again(kept, at=NOON + timedelta(days=10))
    assert not try_again(kept, at=NOON)
    assert len(posted(days=10)) == 1


def test_what_an_interrupted_postman_had_taken_on_is_sent_later_with_the_same_message_id(monkeypatch):
    told(factories.account(), case=7, data={"by": "Awa", "version": "1"})
    before = len(mail.outbox)

    def dies(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(posting, "fault_point", dies)
    with pytest.raises(KeyboardInterrupt):
        post_due(at=NOON)
    monkeypatch.undo()
    assert states() == [Outgoing.SENDING]
    assert post_due(at=NOON + timedelta(minutes=1)) == 0
    assert post_due(at=NOON + LEASE) == 1
    first, second = (arrived(sent) for sent in mail.outbox[before:])
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_content_type() == second.get_content_type()
    assert states() == [Outgoing.SENT]


def test_a_mail_that_cannot_be_made_does_not_hold_up_others(monkeypatch):
    for _ in range(2):
        told(factories.account())
    calls: list[int] = []

    def breaks_once(*arguments, **options):
        calls.append(1)
        if len(calls) == 1:
            raise LookupError("a mistake of ours")
        return compose(*arguments, **options)

    monkeypatch.setattr(posting, "compose", breaks_once)
    assert len(posted()) == 1
    assert sorted(states()) == [Outgoing.SENT, Outgoing.WAITING]


def test_a_mail_that_interrupts_every_postman_is_given_up():
    told(factories.account())
    Outgoing.objects.update(state=Outgoing.SENDING, attempts=MOST_ATTEMPTS)
    assert posted() == []
    assert Outgoing.objects.get().last_error == "interrupted"
    assert states() == [Outgoing.FAILED]


def test_what_was_handed_over_is_not_told_to_whoever_had_it():
    account, successor = factories.account(), factories.account()
    Notice.objects.filter(pk=told(account).pk).update(account=successor)
    assert posted() == []
    assert states() == [Outgoing.DROPPED]


def test_nothing_is_sent_to_whoever_left_nor_to_what_is_no_address():
    account, other = factories.account(), factories.account()
    told(account)
    told(other)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    Account.objects.filter(pk=other.pk).update(email="nonsense")
    assert posted() == []
    assert sorted(states()) == [Outgoing.DROPPED, Outgoing.FAILED]


def test_more_than_a_batch_is_sent_in_several():
    for _ in range(BATCH + 1):
        told(factories.account())
    assert post_due(at=NOON) == BATCH
    assert post_due(at=NOON) == 1


def test_mail_is_handed_to_a_server_as_the_protocol_has_it(settings, monkeypatch):
    """The contract with smtplib: what is said to the server, in which order, with which envelope."""
    said: list[tuple[object, ...]] = []

    class Smtp:
        def __init__(self, host, port, **options) -> None:
            said.append(("connect", host, port, options["timeout"]))

        def starttls(self, *, context) -> None:
            said.append(("starttls", context.verify_mode.name))

        def login(self, user, password) -> None:
            said.append(("login", user, password))

        def sendmail(self, sender, recipients, content) -> None:
            said.append(("sendmail", sender, recipients, content.count(b"\r\n") == content.count(b"\n")))

        def quit(self) -> None:
            said.append(("quit",))

    monkeypatch.setattr(smtplib, "SMTP", Smtp)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_TRANSPORT = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "mail.example", 587, True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "node", "secret"
    settings.DEFAULT_FROM_EMAIL = "Clearinghouse <mail@bch.example>"
    people = [factories.account() for _ in range(2)]
    for one in people:
        told(one)
    post_due(at=NOON)
    sent = [("sendmail", "Clearinghouse <mail@bch.example>", [one.email], True) for one in people]
    assert said[:3] == [
        ("connect", "mail.example", 587, 30),
        ("starttls", "CERT_REQUIRED"),
        ("login", "node", "secret"),
    ]
    assert sorted(said[3:-1], key=str) == sorted(sent, key=str)
    assert said[-1] == ("quit",)


def test_a_developer_reads_mail_in_files_and_only_the_last_are_kept(settings, tmp_path):
    settings.HOME = tmp_path
    settings.EMAIL_BACKEND = "clearinghouse.notices.written.WrittenMail"
    assert written_to("a@b.example") == []
    account = factories.account(language="ar")
    told(account, titles={"ar": "ذرة"})
    post_due(at=NOON)
    (one,) = written_to(account.email.upper())
    assert "ذرة" in one.subject
    assert "ذرة" in one.text
    assert one.at == NOON
    assert written_to("someone@else.example") == []
    (path,) = folder().glob("*.eml")
    assert path.stat().st_mode & 0o777 == 0o600
    message = mail.EmailMessage("Subject", "Body", "a@b.example", ["c@d.example"])
    WrittenMail().send_messages([message] * (MOST_FILES + 5))
    assert len(list(folder().glob("*.eml"))) == MOST_FILES


def test_an_address_that_failed_still_gets_what_proves_that_it_works(server):
    account = factories.account()
    FailingAddress.objects.create(email=account.email, bounces=3, last_at=NOON, stopped_at=NOON)
    told(account)
    kind = NoticeKind.PASSWORD_RESET
    notify_address(account.email, language="en", kind=kind, about=about(link="home"), at=NOON)
    assert len(posted()) == 1
    assert sorted(states()) == [Outgoing.DROPPED, Outgoing.SENT]
