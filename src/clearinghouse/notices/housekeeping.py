"""Forgetting what has been told and sent long enough ago, and from where acts came."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet

from clearinghouse.accounts.models import AuditEvent
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.notices.models import ActionLink, FailingAddress, Notice, Outgoing

READ_NOTICES_FOR = timedelta(days=365)
SENT_MAIL_FOR = timedelta(days=90)
FAILED_MAIL_FOR = timedelta(days=365)
ADDRESSES_FOR = timedelta(days=365)
_BATCH = 500


def forget_old(at: datetime) -> int:
    """Forget what is old; return how many rows. In small steps: on SQLite nobody publishes meanwhile."""
    gone = 0
    for rows in _old(at):
        gone += sum(_deleted(rows))
    return gone + sum(_blanked(at))


def _old(at: datetime) -> Iterator[QuerySet[Any]]:
    yield Notice.objects.filter(read_at__lt=at - READ_NOTICES_FOR)
    # Read or not: it names the network address from which an account was opened.
    yield Notice.objects.filter(kind=NoticeKind.NEW_DEVICE.value, at__lt=at - ADDRESSES_FOR)
    is_over = Q(state__in=(Outgoing.SENT, Outgoing.DROPPED), queued_at__lt=at - SENT_MAIL_FOR)
    yield Outgoing.objects.filter(is_over | Q(state=Outgoing.FAILED, queued_at__lt=at - FAILED_MAIL_FOR))
    yield ActionLink.objects.filter(expires_at__lt=at - SENT_MAIL_FOR)
    yield FailingAddress.objects.filter(stopped_at=None, last_at__lt=at - SENT_MAIL_FOR)


def _deleted(rows: QuerySet[Any]) -> Iterator[int]:
    model: type[Model] = rows.model
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        model._default_manager.filter(pk__in=keys).delete()
        yield len(keys)


def _blanked(at: datetime) -> Iterator[int]:
    rows = AuditEvent.objects.filter(at__lt=at - ADDRESSES_FOR).exclude(address="")
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        AuditEvent.objects.filter(pk__in=keys).update(address="")
        yield len(keys)
