"""The postman: sends what is due, tries again what could not be sent, gives up after two days.

At least once: a crash between handing a mail over and noting so sends it again, with the same Message-ID, by which
mail programs know it for the same.
"""

import logging
import smtplib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from clearinghouse.core.faults import fault_point
from clearinghouse.ledger.turns import turn
from clearinghouse.notices.bouncing import count_bounce, is_stopped
from clearinghouse.notices.composing import Told, compose, message_id
from clearinghouse.notices.kinds import GROUP_OF, MAIL_ONLY, Group, NoticeKind
from clearinghouse.notices.models import Frequency, Outgoing
from clearinghouse.notices.preferences import preference_of
from clearinghouse.notices.sending import can_send

logger = logging.getLogger(__name__)

BATCH = 20
MOST_ATTEMPTS = 14
LEASE = timedelta(minutes=15)
"""Longer than a batch can take, with a server that answers nothing until it is given up."""
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)
# What is wrong with the node or the server rather than with one mail: tried again.
_NOT_THE_MAIL = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPHeloError,
    smtplib.SMTPConnectError,
    smtplib.SMTPSenderRefused,
)
_OPEN = (Outgoing.WAITING, Outgoing.SENDING)


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a mail did not leave. is_final: it never will. is_silent: the server could not be talked to at all."""

    text: str
    is_final: bool = False
    is_silent: bool = False


def post_due(*, at: datetime) -> int:
    """Send one batch of what is due; return how many mails were taken on."""
    # Looked at first: on SQLite a transaction takes the lock that publishing needs.
    if not Outgoing.objects.filter(state__in=_OPEN, due_at__lte=at).exists():
        return 0
    taken = _claimed(at)
    with_server = get_connection()
    try:
        for place, mail in enumerate(taken):
            fault = _post(mail, with_server, at)
            if fault is not None and fault.is_silent:
                _put_back(taken[place + 1 :], at)
                break
    finally:
        with suppress(OSError, smtplib.SMTPException):
            with_server.close()
    return len(taken)


def _claimed(at: datetime) -> list[Outgoing]:
    """Take mails on, so that no other postman does. What one that was interrupted had taken on comes back here."""
    with turn(), transaction.atomic():
        due = Outgoing.objects.filter(state__in=_OPEN, due_at__lte=at)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        taken = list(due.order_by("due_at", "queued_at").select_related("account")[:BATCH])
        for mail in taken:
            mail.state = Outgoing.SENDING
            mail.attempts += 1
            mail.due_at = at + LEASE
            mail.message_id = message_id(mail)
        Outgoing.objects.bulk_update(taken, ("state", "attempts", "due_at", "message_id"))
    return taken


def _put_back(mails: Sequence[Outgoing], at: datetime) -> None:
    keys = [mail.pk for mail in mails]
    Outgoing.objects.filter(pk__in=keys, state=Outgoing.SENDING).update(
        state=Outgoing.WAITING, attempts=F("attempts") - 1, due_at=at + _FIRST_PAUSE
    )


def _post(mail: Outgoing, with_server: BaseEmailBackend, at: datetime) -> _Fault | None:
    if mail.attempts > MOST_ATTEMPTS:
        # Whoever takes it on never comes back to say how it went.
        _note(mail, state=Outgoing.FAILED, last_error=mail.last_error or "interrupted")
        return None
    reason, told = _to_tell(mail)
    if reason:
        _note(mail, state=Outgoing.DROPPED, last_error=reason, about_text="{}")
        return None
    fault = _handed_over(mail, told, with_server, at)
    if fault is None:
        fault_point("mail.before-mark")
        sent_to = mail.recipient.lower()
        _note(mail, state=Outgoing.SENT, sent_at=at, sent_to=sent_to, last_error="", about_text="{}")
        return None
    is_over = fault.is_final or mail.attempts >= MOST_ATTEMPTS
    logger.warning("mail not sent uid=%s attempt=%s is_over=%s", mail.pk, mail.attempts, is_over)
    state = Outgoing.FAILED if is_over else Outgoing.WAITING
    _note(mail, state=state, last_error=fault.text[:300], due_at=at + pause_after(mail.attempts))
    return fault


def pause_after(attempts: int) -> timedelta:
    """Return how long a mail waits after so many attempts: a minute, then four times as long each, at most 6 hours."""
    times: int = 4 ** min(max(attempts - 1, 0), 10)
    return min(_FIRST_PAUSE * times, _LONGEST_PAUSE)


def _note(mail: Outgoing, **fields: object) -> None:
    # Waited for as long as anybody waits for the ledger: what is not noted is sent again.
    with turn():
        Outgoing.objects.filter(pk=mail.pk, state=Outgoing.SENDING).update(**fields)


def _to_tell(mail: Outgoing) -> tuple[str, list[Told]]:
    """Return why a mail is not wanted any more, "" where it is, and what it tells."""
    account = mail.account
    if account is not None and (not account.is_active or (account.is_demonstration and can_send())):
        return "account-closed", []
    if mail.kind in MAIL_ONLY or account is None:
        return "", [Told(NoticeKind(mail.kind), mail.about)]
    if is_stopped(account.email):
        return "address-stopped", []
    preference = preference_of(account)
    told = []
    # Without those that were handed over to somebody else meanwhile.
    for notice in mail.notices.filter(account=account).order_by("at", "pk"):
        group = GROUP_OF[NoticeKind(notice.kind)]
        is_wanted = group is Group.ACCOUNT or getattr(preference, group.value) != Frequency.NEVER
        # What was read on the desk needs no mail any more; what is about the account is told in any case.
        if is_wanted and (notice.read_at is None or group is Group.ACCOUNT):
            told.append(Told(NoticeKind(notice.kind), notice.about))
    return ("", told) if told else ("read-or-unwanted", [])


def _handed_over(mail: Outgoing, told: Sequence[Told], with_server: BaseEmailBackend, at: datetime) -> _Fault | None:
    try:
        validate_email(mail.recipient)
        message = compose(mail, told, at=at)
        return _given_to(with_server, message, mail, at)
    except ValidationError:
        return _Fault("address-malformed", is_final=True)
    except DatabaseError:
        raise
    except Exception as error:
        # One mail that cannot be made must not hold up the others.
        logger.exception("mail could not be made uid=%s", mail.pk)
        return _Fault(f"{type(error).__name__}: {error}")


def _given_to(
    with_server: BaseEmailBackend, message: EmailMultiAlternatives, mail: Outgoing, at: datetime
) -> _Fault | None:
    try:
        with_server.open()
        with_server.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()), (500, b""))
        is_final = 500 <= code < 600
        if is_final:
            count_bounce(mail.recipient, str(code), at=at)
        return _Fault(f"{code} {_text(said)}", is_final=is_final)
    except _NOT_THE_MAIL as error:
        _close(with_server)
        return _Fault(str(error), is_silent=True)
    except smtplib.SMTPResponseException as error:
        return _Fault(f"{error.smtp_code} {_text(error.smtp_error)}", is_final=500 <= error.smtp_code < 600)
    except (OSError, smtplib.SMTPException) as error:
        _close(with_server)
        return _Fault(f"{type(error).__name__}: {error}", is_silent=True)
    return None


def _close(with_server: BaseEmailBackend) -> None:
    with suppress(OSError, smtplib.SMTPException):
        with_server.close()


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
