"""Telling people."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from clearinghouse.accounts.models import Account
from clearinghouse.core.canonical import canonical
from clearinghouse.notices.kinds import About, NoticeKind
from clearinghouse.notices.models import Notice


def notify(to: Iterable[Account], kind: NoticeKind, *, about: About, at: datetime) -> list[Notice]:
    """Tell people something, within the caller's transaction; each once. Mail follows through the outbox."""
    text = canonical(asdict(about))
    unique = {account.pk: account for account in to}
    return Notice.objects.bulk_create(
        Notice(account=account, kind=kind.value, about_text=text, case=about.case, at=at)
        for account in unique.values()
        if account.is_active
    )
