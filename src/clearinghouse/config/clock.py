"""What the postman does by the clock, written out. Each job may be done again at any moment without harm."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from clearinghouse.accounts.housekeeping import forget_unused
from clearinghouse.core.origin import Door, Origin, coming_from
from clearinghouse.notices.housekeeping import forget_old
from clearinghouse.records.confirming import remind_of_stale
from clearinghouse.records.delegating import remind_delegates
from clearinghouse.records.reminding import remind
from clearinghouse.usage.counting import forget_old_counts

logger = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
# Any constant will do, as long as nothing else in the database takes the same advisory lock.
_LOCK = 0x434C4B


@dataclass(frozen=True, slots=True)
class Hourly:
    """A job that is due once an hour, and when the postman starts. Returns how much it did."""

    name: str
    run: Callable[[datetime], int]


CLOCK = (
    Hourly("remind", remind),
    Hourly("remind-of-stale", remind_of_stale),
    Hourly("remind-delegates", remind_delegates),
    Hourly("forget", forget_old),
    Hourly("forget-accounts", forget_unused),
    Hourly("forget-counts", forget_old_counts),
)
"""In this order."""


class Clock:
    """Does each job when it is due. One that fails is logged, and tried again an hour later."""

    def __init__(self, jobs: Sequence[Hourly] = CLOCK) -> None:
        self._jobs = jobs
        self._last: dict[str, datetime] = {}

    def tick(self, at: datetime) -> int:
        """Do what is due; return how many jobs were begun."""
        due = [job for job in self._jobs if job.name not in self._last or at - self._last[job.name] >= HOUR]
        if not due:
            return 0
        with _alone() as is_alone, coming_from(Origin(Door.CLOCK)):
            for job in due:
                self._last[job.name] = at
                if is_alone:
                    _do(job, at)
        return len(due)


def _do(job: Hourly, at: datetime) -> None:
    try:
        done = job.run(at)
    except Exception:
        logger.exception("job failed name=%s", job.name)
        return
    if done:
        logger.info("job done name=%s count=%s", job.name, done)


@contextmanager
def _alone() -> Iterator[bool]:
    """Say whether no other postman is at the clock. On SQLite there is one postman alone."""
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
