"""Forgetting accounts that nobody confirmed, and browsers and sessions that are long gone."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet

from clearinghouse.accounts.devices import KEPT_FOR
from clearinghouse.accounts.models import Account, KnownDevice

UNCONFIRMED_FOR = timedelta(days=30)
_BATCH = 500


def forget_unused(at: datetime) -> int:
    """Forget what serves nobody any more; return how many rows. In small steps, as others write meanwhile."""
    gone = KnownDevice.objects.filter(pk__in=_some(KnownDevice.objects.filter(last_seen_at__lt=at - KEPT_FOR)))
    ended = Session.objects.filter(pk__in=_some(Session.objects.filter(expire_date__lt=at)))
    counts = [gone.delete()[0], _forget_sessions_listed(at), ended.delete()[0], _forget_unconfirmed(at)]
    return sum(counts)


def _forget_unconfirmed(at: datetime) -> int:
    # Who signed in once or was given a role is not forgotten, whatever became of the address.
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    waiting = EmailAddress.objects.filter(user=OuterRef("pk"), verified=False)
    never = Account.objects.filter(
        Exists(waiting), ~Exists(confirmed), last_login=None, roles_held=None, created_at__lt=at - UNCONFIRMED_FOR
    )
    return Account.objects.filter(pk__in=_some(never)).delete()[0]


def _forget_sessions_listed(at: datetime) -> int:
    # Sessions lie in another database than the list of them.
    old = UserSession.objects.filter(created_at__lt=at - timedelta(days=1)).order_by("pk")[:_BATCH]
    listed = {one.session_key: one.pk for one in old}
    alive = set(Session.objects.filter(pk__in=listed).values_list("pk", flat=True))
    return UserSession.objects.filter(pk__in=[pk for key, pk in listed.items() if key not in alive]).delete()[0]


def _some(rows: QuerySet[Any]) -> list[Any]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:_BATCH])
