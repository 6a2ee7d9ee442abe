"""Telling people, and what they do with what they were told."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from clearinghouse.accounts.models import Account
from clearinghouse.core.canonical import canonical
from clearinghouse.notices.errors import AddressMalformedError
from clearinghouse.notices.kinds import MAIL_ONLY, About, NoticeKind
from clearinghouse.notices.models import Frequency, Notice, Outgoing
from clearinghouse.notices.queueing import keep_out_of_sent, queue, queue_for_address
from clearinghouse.notices.sending import is_queued


def notify(
    to: Iterable[Account], kind: NoticeKind, *, about: About, at: datetime, often: Frequency | None = None
) -> list[Notice]:
    """Tell people something, within the caller's transaction; each once. Mail follows through the outbox.

    often: how often mail tells this, where it is not what they chose for its group. What only mail may say (MAIL_ONLY)
    makes no notice on the desk.
    """
    text = canonical(asdict(about))
    active = {account.pk: account for account in to if account.is_active}
    # In one order, so that two who begin the same digests wait for each other in turn.
    accounts = [active[key] for key in sorted(active)]
    with transaction.atomic(savepoint=False):
        mails = queue(accounts, kind, about_text=text, at=at, often=often)
        if kind in MAIL_ONLY:
            return []
        notices = Notice.objects.bulk_create(
            Notice(
                account=account,
                kind=kind.value,
                about_text=text,
                case=about.case,
                at=at,
                mail_id=mails.get(account.pk),
            )
            for account in accounts
        )
        keep_out_of_sent(notices, at)
    return notices


def notify_address(email: str, *, language: str, kind: NoticeKind, about: About, at: datetime) -> bool:
    """Write to an address that is no account yet, within the caller's transaction. Say whether a mail will leave.

    Where none will, the caller shows the link to copy. Raises AddressMalformedError.
    """
    try:
        validate_email(email)
    except ValidationError as error:
        raise AddressMalformedError(email=email[:254]) from error
    if not is_queued():
        return False
    queue_for_address(email.lower(), kind, language=language, about_text=canonical(asdict(about)), at=at)
    return True


def unread_count(account: Account) -> int:
    """Return how many notices a person has not read, in one query of an index."""
    return Notice.objects.filter(account=account, read_at=None).count()


def mark_read(account: Account, keys: Iterable[int], *, at: datetime) -> int:
    """Put notices of a person away; return how many were unread. Those of others are left alone."""
    return Notice.objects.filter(account=account, pk__in=list(keys), read_at=None).update(read_at=at)


def mark_all_read(account: Account, *, at: datetime) -> int:
    """Put everything away that a person was told up to now; return how many."""
    return Notice.objects.filter(account=account, read_at=None, at__lte=at).update(read_at=at)


def try_again(mail: Outgoing, *, at: datetime) -> bool:
    """Send a mail that was given up once more; say whether it was one. For administrators: the caller asks whether."""
    waiting = {"state": Outgoing.WAITING, "due_at": at, "attempts": 0}
    return bool(Outgoing.objects.filter(pk=mail.pk, state=Outgoing.FAILED).update(**waiting))
