"""Limits on what can be tried: counted in windows of time, shared by every process of the node."""

import hashlib
from dataclasses import dataclass
from time import time

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures, or tries, in a window of time. name: of what is counted."""

    name: str
    most: int
    window_s: int


BY_ACCOUNT = Limit("sign-in-account", 5, 15 * 60)
"""For one e-mail address, whether an account has it or not, so that nothing is told about which exist."""
BY_ADDRESS = Limit("sign-in-address", 50, 15 * 60)
"""From one network address, which a whole ministry may share."""
REGISTRATIONS = Limit("registration-address", 20, 60 * 60)
"""Accounts asked for from one network address."""
MAILS = Limit("mail-to-address", 4, 60 * 60)
"""Mails that anybody can have sent to one e-mail address, as one for a new password."""
RESETS = Limit("reset-address", 20, 60 * 60)
"""New passwords asked for from one network address."""


def is_exhausted(limit: Limit, key: str) -> bool:
    """Say whether nothing more may be tried under a key until the window is over."""
    so_far, _ends_at = cache.get(_place(limit, key)) or (0, 0.0)
    return bool(so_far >= limit.most)


def count(limit: Limit, key: str) -> None:
    """Count one failure or try; the window begins with the first."""
    place, now = _place(limit, key), time()
    # With the end of the window, as a counter that is written again would otherwise get a window of its own.
    so_far, ends_at = cache.get(place) or (0, now + limit.window_s)
    cache.set(place, (so_far + 1, ends_at), max(1, round(ends_at - now)))


def take(limit: Limit, key: str) -> int:
    """Count one try, unless nothing more may be tried; return the seconds until the window is over then, or 0."""
    place, now = _place(limit, key), time()
    so_far, ends_at = cache.get(place) or (0, now + limit.window_s)
    left_s = max(1, round(ends_at - now))
    if so_far >= limit.most:
        return left_s
    cache.set(place, (so_far + 1, ends_at), left_s)
    return 0


def wait_of(limit: Limit, key: str) -> int:
    """Return the seconds until something may be tried again, 0 where it may be now. Counts nothing."""
    so_far, ends_at = cache.get(_place(limit, key)) or (0, 0.0)
    return max(1, round(ends_at - time())) if so_far >= limit.most else 0


def forget(limit: Limit, key: str) -> None:
    """Begin again, after a success."""
    cache.delete(_place(limit, key))


def _place(limit: Limit, key: str) -> str:
    # Hashed, so that no address of a person stands in the table.
    return f"{limit.name}:{hashlib.sha256(key.encode()).hexdigest()}"
