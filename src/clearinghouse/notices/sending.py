"""Whether mail leaves this node, and how."""

from django.conf import settings

SMTP = "smtp"
FILES = "files"


def can_send() -> bool:
    """Say whether there is a mail server. Where there is none, pages show a link to copy instead."""
    return bool(settings.MAIL_TRANSPORT == SMTP)


def is_queued() -> bool:
    """Say whether mail is queued at all: for a server, or outside production for files that developers read."""
    return bool(settings.MAIL_TRANSPORT in {SMTP, FILES})
