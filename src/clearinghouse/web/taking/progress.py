"""How far a download has come, for the page that waits for it. The browser makes the key; nothing else is kept."""

import re

from django.core.cache import cache

_KEY = re.compile(r"[a-z0-9]{16,64}\Z")
_KEPT_S = 600


def note_progress(key: str, done: int, total: int) -> None:
    """Keep how many of how many records were written. A key of another shape is ignored."""
    if _KEY.match(key):
        cache.set(f"taking:{key}", (done, total), _KEPT_S)


def progress_of(key: str) -> tuple[int, int] | None:
    """Return how many of how many records were written, None if nothing is known."""
    found = cache.get(f"taking:{key}") if _KEY.match(key) else None
    return (int(found[0]), int(found[1])) if found else None
