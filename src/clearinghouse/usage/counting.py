"""Counting without a trace of who: kept in memory for a moment, then added to the counts of the day."""

import logging
import re
import threading
import time
from collections import Counter
from datetime import date, datetime, timedelta

from django.db import DatabaseError, router, transaction
from django.db.models import F
from django.utils import timezone

from clearinghouse.search.indexing import folded_phrase
from clearinghouse.usage.models import Counted

logger = logging.getLogger(__name__)

KEPT = timedelta(days=400)
MAX_TEXT_CHARS = 60
_FLUSH_S = 10.0
_FLUSH_COUNT = 200
# What may be somebody's address or number is never kept.
_PERSONAL = re.compile(r"@|\d{5,}|https?:|www\.", re.IGNORECASE)
_ROBOT = re.compile(r"bot|crawl|spider|slurp|curl|wget|python|http-?client|monitor|headless", re.IGNORECASE)

_Key = tuple[date, str, str]


class _Waiting:
    """Counts of this process that are not in the store yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[_Key] = Counter()
        self._since = time.monotonic()

    def add(self, key: _Key) -> bool:
        """Count once; say whether it is time to write."""
        with self._lock:
            self._counts[key] += 1
            return self._counts.total() >= _FLUSH_COUNT or time.monotonic() - self._since >= _FLUSH_S

    def taken(self) -> Counter[_Key]:
        """Return what waits, and begin anew."""
        with self._lock:
            counts, self._counts, self._since = self._counts, Counter(), time.monotonic()
        return counts


_waiting = _Waiting()


def is_person(user_agent: str) -> bool:
    """Say whether a request looks as if a person made it, by what it says of its program."""
    return bool(user_agent) and not _ROBOT.search(user_agent)


def count(kind: str, subject: str, *, at: datetime | None = None) -> None:
    """Count that a record was read or taken away. Never fails, and rarely writes."""
    if subject and _waiting.add(((at or timezone.now()).date(), kind, subject[:128])):
        flush()


def count_nothing_found(text: str, *, at: datetime | None = None) -> None:
    """Count that a search found nothing. What may name a person by address or number is not kept."""
    if len(text) <= MAX_TEXT_CHARS and not _PERSONAL.search(text):
        count(Counted.NOTHING, folded_phrase(text), at=at)


def flush() -> None:
    """Add what waits to the counts of their days. What cannot be written is lost: these are no records."""
    waiting = _waiting.taken()
    if not waiting:
        return
    try:
        with transaction.atomic(using=router.db_for_write(Counted)):
            for (day, kind, subject), number in sorted(waiting.items()):
                key = {"day": day, "kind": kind, "subject": subject}
                if not Counted.objects.filter(**key).update(count=F("count") + number):
                    _, is_new = Counted.objects.get_or_create(**key, defaults={"count": number})
                    if not is_new:
                        Counted.objects.filter(**key).update(count=F("count") + number)
    except DatabaseError:
        logger.warning("usage not counted", exc_info=True)


def forget_old_counts(at: datetime) -> int:
    """Forget counts older than KEPT; return how many."""
    return Counted.objects.filter(day__lt=(at - KEPT).date()).delete()[0]
