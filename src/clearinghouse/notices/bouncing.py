"""Mail that came back: counted on the address, to which nothing is sent after the third until it is confirmed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message as Mail
from email.parser import HeaderParser

from django.core import signing
from django.db import transaction

from clearinghouse.accounts.limits import Limit, count, is_exhausted
from clearinghouse.accounts.models import Account
from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message
from clearinghouse.notices.actions import notify
from clearinghouse.notices.errors import LinkUnknownError
from clearinghouse.notices.kinds import About, NoticeKind
from clearinghouse.notices.models import FailingAddress, Outgoing

MOST_BOUNCES = 3
FORGOTTEN_AFTER = timedelta(days=90)
"""A bounce after so long a time is the first again."""
CONFIRMATIONS = Limit("confirm-address", 3, 60 * 60)
_CONFIRM_WITHIN_S = 2 * 24 * 60 * 60
_SALT = "clearinghouse.notices.confirm"
_MESSAGE_ID = re.compile(r"<[^<>\s]{3,190}>")


class NotABounceError(DomainError):
    """What was given is no delivery status notification."""

    code = "not-a-bounce"
    sentence = Message("error", "This is no delivery status notification (RFC 3464). Nothing was counted.")


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a notification says: that mail could not be delivered for good, and which mails it may be about."""

    status: str
    message_ids: tuple[str, ...]


def read_bounce(content: bytes) -> Bounce | None:
    """Read a delivery status notification; None where it says nothing final, as of a delay. Raises NotABounceError."""
    try:
        parts = list(message_from_bytes(content).walk())
        reports = [part for part in parts if part.get_content_type() == "message/delivery-status"]
        statuses = [status for report in reports for status in _failures(report)]
        ids = tuple(dict.fromkeys(found for part in parts[1:] for found in _message_ids(part)))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # Whatever the standard parser makes of what was never a mail.
        raise NotABounceError from error
    if not reports:
        raise NotABounceError
    return Bounce(statuses[0], ids) if statuses else None


def _failures(report: Mail) -> Iterator[str]:
    payload = report.get_payload()
    for block in payload if isinstance(payload, list) else []:
        if not isinstance(block, Mail):
            continue
        action, status = str(block.get("Action", "")).strip().lower(), str(block.get("Status", "")).strip()
        if action == "failed" and status.startswith("5."):
            yield status[:20]


def _message_ids(part: Mail) -> Iterator[str]:
    yield from _MESSAGE_ID.findall(str(part.get("Message-ID", "")))
    if part.get_content_type() == "text/rfc822-headers":
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            headers = HeaderParser().parsestr(payload.decode("utf-8", "replace"))
            yield from _MESSAGE_ID.findall(str(headers.get("Message-ID", "")))


def take_bounce(content: bytes, *, at: datetime) -> bool:
    """Count what a notification says on the address of the mail that came back; say whether anything was counted.

    Only of a mail that this node sent, known by its Message-ID, which nobody can guess, and once for each mail: who
    makes such notifications up stops nobody's mail. Raises NotABounceError.
    """
    bounce = read_bounce(content)
    if bounce is None:
        return False
    with transaction.atomic():
        sent = Outgoing.objects.filter(message_id__in=bounce.message_ids, bounced_at=None).exclude(sent_to="").first()
        if sent is None or not Outgoing.objects.filter(pk=sent.pk, bounced_at=None).update(bounced_at=at):
            return False
        count_bounce(sent.sent_to, bounce.status, at=at)
    return True


def count_bounce(email: str, status: str, *, at: datetime) -> None:
    """Count one mail that cannot be delivered; with the third stop, and tell the person on their desk."""
    with transaction.atomic():
        key = email.lower()
        FailingAddress.objects.get_or_create(pk=key, defaults={"last_at": at})
        address = FailingAddress.objects.select_for_update().get(pk=key)
        is_old = at - address.last_at > FORGOTTEN_AFTER and address.stopped_at is None
        address.bounces = 1 if is_old else address.bounces + 1
        address.last_status, address.last_at = status[:20], at
        is_now_stopped = address.stopped_at is None and address.bounces >= MOST_BOUNCES
        if is_now_stopped:
            address.stopped_at = at
        address.save()
        if is_now_stopped:
            about = About(link="notice-settings", data={"email": key})
            notify(Account.objects.filter(email=key), NoticeKind.ADDRESS_FAILS, about=about, at=at)


def is_stopped(email: str) -> bool:
    """Say whether nothing is sent to an address until it is confirmed."""
    return FailingAddress.objects.filter(pk=email.lower(), stopped_at__isnull=False).exists()


def ask_to_confirm(account: Account, *, at: datetime) -> bool:
    """Send a person a link that starts their mail again; say whether it was sent: three times an hour at most."""
    if is_exhausted(CONFIRMATIONS, str(account.pk)):
        return False
    count(CONFIRMATIONS, str(account.pk))
    token = signing.dumps([str(account.opaque_id), account.email], salt=_SALT)
    notify(
        [account],
        NoticeKind.ADDRESS_CONFIRMATION,
        about=About(link="mail-confirm", link_arguments=(token,)),
        at=at,
    )
    return True


def address_to_confirm(token: str) -> str:
    """Return the address that a token confirms. Raises LinkUnknownError, also for one that is older than two days."""
    try:
        opaque_id, email = signing.loads(token, salt=_SALT, max_age=_CONFIRM_WITHIN_S)
    except signing.BadSignature as error:
        raise LinkUnknownError from error
    if not Account.objects.filter(opaque_id=opaque_id, email=email, is_active=True).exists():
        raise LinkUnknownError
    return str(email)


def confirm(token: str) -> str:
    """Start mail to an address again; return the address. Raises LinkUnknownError."""
    email = address_to_confirm(token)
    FailingAddress.objects.filter(pk=email.lower()).delete()
    return email
