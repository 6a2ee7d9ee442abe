"""Mail of the tests: queued, sent, and read back as a mail program reads it."""

from collections.abc import Sequence
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from django.core import mail

from clearinghouse.accounts.models import Account
from clearinghouse.notices.actions import notify
from clearinghouse.notices.kinds import About, NoticeKind
from clearinghouse.notices.models import Notice, Outgoing
from clearinghouse.notices.posting import post_due
from tests.factories import NOON


def about(**changes: Any) -> About:
    """Return what a notice is about: a request of Benin about a gene."""
    known: dict[str, Any] = {
        "titles": {"en": "Promoter 35S"},
        "format_slug": "dnaSequence",
        "owner": "bj",
        "realm": "bch",
        "data": {"by": "Awa"},
    }
    return About(**{**known, **changes})


def told(account: Account, kind: NoticeKind = NoticeKind.REQUEST_WAITS, **changes: Any) -> Notice:
    """Tell one person something, at noon."""
    return notify([account], kind, about=about(**changes), at=NOON)[0]


def posted(*, days: float = 0) -> Sequence[EmailMessage]:
    """Send whatever is due some days after noon; return every mail that this brought about, as it arrives."""
    before = len(mail.outbox)
    while post_due(at=NOON + timedelta(days=days)):
        pass
    return [arrived(sent) for sent in mail.outbox[before:]]


def arrived(sent: mail.EmailMessage) -> EmailMessage:
    """Read a mail from the bytes that a server is given."""
    return BytesParser(policy=policy.default).parsebytes(sent_bytes(sent))


def sent_bytes(sent: mail.EmailMessage) -> bytes:
    """Return what a server is given, as the backend of Django gives it."""
    message: Any = sent.message()
    return bytes(message.as_bytes(linesep="\r\n"))


def text_of(letter: EmailMessage, kind: str = "plain") -> str:
    """Return the plain text, or the HTML, of a mail."""
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def states() -> list[str]:
    """Return the states of every mail of the outbox, in the order in which they were queued."""
    return list(Outgoing.objects.order_by("queued_at", "pk").values_list("state", flat=True))
