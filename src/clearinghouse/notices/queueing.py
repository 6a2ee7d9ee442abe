"""Putting mail into the outbox, in the transaction of the act that it tells of."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Count

from clearinghouse.accounts.models import Account
from clearinghouse.notices.kinds import DESK_ONLY, GROUP_OF, MAIL_ONLY, NoticeKind
from clearinghouse.notices.models import Frequency, Notice, Outgoing
from clearinghouse.notices.periods import Period, next_due
from clearinghouse.notices.preferences import frequencies
from clearinghouse.notices.sending import can_send, is_queued

MANY = 10
"""So many single mails within an hour; what comes then is gathered by the hour."""

Mails = dict[int, uuid.UUID]
"""Key of an account → the mail that tells it."""


def queue(
    accounts: Iterable[Account], kind: NoticeKind, *, about_text: str, at: datetime, often: Frequency | None = None
) -> Mails:
    """Queue a mail, or a place in a digest, for each account that wants one.

    often: instead of what they chose for the group of the kind, unless they want none of it.
    """
    reached = [account for account in accounts if _is_reached(account, kind)]
    if not reached:
        return {}
    wanted = frequencies(reached, GROUP_OF[kind])
    flooded = _flooded(reached, kind, at)
    gathered: dict[Period, list[Account]] = {period: [] for period in Period}
    single = []
    for account in reached:
        chosen = wanted[account.pk]
        match chosen if often is None or chosen is Frequency.NEVER else often:
            case Frequency.AT_ONCE if account.pk in flooded:
                gathered[Period.HOURLY].append(account)
            case Frequency.AT_ONCE:
                single.append(account)
            case Frequency.DAILY | Frequency.WEEKLY as period_chosen:
                gathered[Period(period_chosen.value)].append(account)
    mails = _single(single, kind, about_text=about_text if kind in MAIL_ONLY else "{}", at=at)
    for period, members in gathered.items():
        mails |= _digests(members, period, at)
    return mails


def _is_reached(account: Account, kind: NoticeKind) -> bool:
    # The addresses of demonstration accounts are nobody's: no mail server shall be asked for them.
    return is_queued() and kind not in DESK_ONLY and not (account.is_demonstration and can_send())


def _flooded(accounts: Sequence[Account], kind: NoticeKind, at: datetime) -> set[int]:
    if kind in MAIL_ONLY:
        return set()
    recent = Outgoing.objects.filter(account__in=accounts, queued_at__gt=at - timedelta(hours=1), kind__in=GROUP_OF)
    counts = recent.order_by().values_list("account_id").annotate(n=Count("pk"))
    return {int(pk) for pk, count in counts if pk is not None and count >= MANY}


def _single(accounts: Iterable[Account], kind: NoticeKind, *, about_text: str, at: datetime) -> Mails:
    made = []
    for account in accounts:
        uid = uuid.uuid4()
        mail = Outgoing(uid=uid, key=f"one:{uid}", account=account, kind=kind.value, queued_at=at, due_at=at)
        mail.about_text = about_text
        made.append(mail)
    Outgoing.objects.bulk_create(made)
    return {mail.account_id: mail.pk for mail in made if mail.account_id is not None}


def _digests(accounts: Sequence[Account], period: Period, at: datetime) -> Mails:
    """Return the next digest of each account, made where this is its first notice."""
    if not accounts:
        return {}
    due_at = next_due(period, at)
    keys = {f"{period.value}:{account.pk}:{due_at:%Y-%m-%dT%H}": account for account in accounts}
    Outgoing.objects.bulk_create(
        (
            Outgoing(key=key, account=account, kind=period.value, queued_at=at, due_at=due_at)
            for key, account in keys.items()
        ),
        ignore_conflicts=True,
    )
    found = dict(Outgoing.objects.filter(key__in=keys).values_list("key", "pk"))
    return {account.pk: found[key] for key, account in keys.items()}


def keep_out_of_sent(notices: Sequence[Notice], at: datetime) -> None:
    """Put notices whose digest left in this very moment into one of their own, after they were written.

    Asked afterwards and without a lock of ours: a notice that refers to a digest holds off the postman of PostgreSQL
    by itself, and those who tell the same people never wait for each other.
    """
    keys = {notice.mail_id for notice in notices if notice.mail_id is not None}
    for left in Outgoing.objects.filter(pk__in=keys).exclude(state=Outgoing.WAITING):
        key, due_at = f"{left.key}:{uuid.uuid4()}", next_due(Period(left.kind), max(at, left.due_at))
        after = Outgoing(key=key, account=left.account, kind=left.kind, queued_at=at, due_at=due_at)
        after.save(force_insert=True)
        Notice.objects.filter(pk__in=[one.pk for one in notices if one.mail_id == left.pk]).update(mail=after)


def queue_for_address(email: str, kind: NoticeKind, *, language: str, about_text: str, at: datetime) -> None:
    """Queue one mail to an address that is no account."""
    uid = uuid.uuid4()
    Outgoing.objects.create(
        uid=uid,
        key=f"one:{uid}",
        email=email,
        language=language,
        kind=kind.value,
        about_text=about_text,
        queued_at=at,
        due_at=at,
    )
