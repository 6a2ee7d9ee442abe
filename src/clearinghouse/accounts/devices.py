"""Browsers from which a person signed in before, known by a cookie, so that a new one can be told of."""

import hashlib
import secrets
from datetime import datetime, timedelta

from clearinghouse.accounts.models import Account, KnownDevice

KEPT_FOR = timedelta(days=365)


def recognise(account: Account, secret: str, at: datetime) -> bool:
    """Say whether an account was used from the browser with this cookie before, and note that it is again."""
    known = KnownDevice.objects.filter(account=account, digest=_digest(secret), last_seen_at__gt=at - KEPT_FOR)
    return bool(secret) and bool(known.update(last_seen_at=at))


def remember(account: Account, secret: str, at: datetime) -> bool:
    """Note a browser that is new for an account. Returns whether the account was used from another one before."""
    had_others = KnownDevice.objects.filter(account=account).exists()
    KnownDevice.objects.update_or_create(
        account=account,
        digest=_digest(secret),
        defaults={"last_seen_at": at},
        create_defaults={"first_seen_at": at, "last_seen_at": at},
    )
    return had_others


def new_secret() -> str:
    """Return what the cookie of a browser says."""
    return secrets.token_urlsafe(24)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
