"""Following a search, and no longer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db import IntegrityError, transaction

from clearinghouse.accounts.models import Account
from clearinghouse.alerts.errors import FollowGoneError, FollowNameError, TooManyFollowsError
from clearinghouse.alerts.models import Follow
from clearinghouse.ledger.queries import head
from clearinghouse.notices.models import Frequency

MOST_FOLLOWS = 200
MAX_NAME_CHARS = 200
_NOT_FOLLOWED = frozenset({"page", "size", "sort", "as-of", "at"})
"""Parameters of a search that say how it is shown, or of which day: what is new is of today."""

Params = Mapping[str, Sequence[str]]


def canonical_params(params: Params) -> str:
    """Return the parameters of a search that decide what it finds, in one order, as the part of an address."""
    kept = [(name, value) for name, values in params.items() if name not in _NOT_FOLLOWED for value in values if value]
    return urlencode(sorted(set(kept)))


def follow(account: Account, params: Params, *, name: str, often: Frequency, at: datetime) -> Follow:
    """Begin to follow a search; following it again changes its name and how often mail tells it.

    Raises FollowNameError, TooManyFollowsError.
    """
    said = " ".join(name.split())
    if not said or len(said) > MAX_NAME_CHARS:
        raise FollowNameError(limit=MAX_NAME_CHARS)
    text = canonical_params(params)
    if (known := Follow.objects.filter(account=account, params=text).first()) is not None:
        return _changed(known, said, often)
    if Follow.objects.filter(account=account).count() >= MOST_FOLLOWS:
        raise TooManyFollowsError(limit=MOST_FOLLOWS)
    last = head()
    made = Follow(
        account=account, params=text, name=said, often=often, created_at=at, since=last.sequence if last else 0
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        # The same button twice.
        return _changed(Follow.objects.get(account=account, params=text), said, often)
    return made


def _changed(known: Follow, name: str, often: Frequency) -> Follow:
    known.name, known.often = name, often
    known.save(update_fields=("name", "often"))
    return known


def change(account: Account, uid: UUID, *, often: Frequency) -> Follow:
    """Choose how often mail tells of what is followed. Raises FollowGoneError."""
    known = Follow.objects.filter(account=account, pk=uid).first()
    if known is None:
        raise FollowGoneError
    return _changed(known, known.name, often)


def unfollow(account: Account, uid: UUID) -> Follow:
    """Follow a search no longer; return what it was, so that it can be taken up again. Raises FollowGoneError."""
    known = Follow.objects.filter(account=account, pk=uid).first()
    if known is None:
        raise FollowGoneError
    Follow.objects.filter(pk=known.pk).delete()
    return known
