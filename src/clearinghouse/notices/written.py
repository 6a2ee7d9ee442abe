"""Mail as files of the home, where a demonstration or a developer's machine has no mail server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class Written:
    """One mail as it was written."""

    subject: str
    at: datetime
    text: str


def folder() -> Path:
    """Return where the mails lie."""
    return Path(settings.HOME) / "mail"


class WrittenMail(BaseEmailBackend):
    """Writes each mail into a file that only the owner of the home reads, and keeps the last few."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write mails; return how many."""
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid4().hex[:8]}.eml"
            path = folder() / name
            path.touch(mode=0o600)
            path.write_bytes(message.message().as_bytes())
        for old in sorted(folder().glob("*.eml"))[:-MOST_FILES]:
            old.unlink(missing_ok=True)
        return len(email_messages)


def written_to(email: str, most: int = 20) -> list[Written]:
    """Return the last mails to an address, newest first."""
    found: list[Written] = []
    for path in sorted(folder().glob("*.eml"), reverse=True):
        if len(found) == most:
            break
        mail = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
        if str(mail["To"]).lower() == email.lower():
            body = mail.get_body(("plain",))
            text = str(body.get_content()) if body else ""
            found.append(Written(str(mail["Subject"]), parsedate_to_datetime(str(mail["Date"])), text))
    return found
