"""Reading what a person was told."""

from django.db.models import Q, QuerySet

from clearinghouse.accounts.models import Account
from clearinghouse.notices.models import Notice


def in_order(account: Account) -> QuerySet[Notice]:
    """Return the notices of a person: unread ones first, then by when they were told, latest first."""
    told = Notice.objects.filter(account=account).annotate(is_read=Q(read_at__isnull=False))
    return told.order_by("is_read", "-at", "-pk")
