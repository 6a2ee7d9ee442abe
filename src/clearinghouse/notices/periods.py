"""When digests are due."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_HOUR_UTC = 5


class Period(StrEnum):
    """What a digest covers. HOURLY is nobody's choice: it is made of what would be a flood of single mails."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


def next_due(period: Period, after: datetime) -> datetime:
    """Return when the next digest is due, later than `after`: each day at 05:00 UTC, on Mondays for a week."""
    return _NEXT[period](after.astimezone(UTC))


def _next_hour(after: datetime) -> datetime:
    return after.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _next_day(after: datetime) -> datetime:
    today = after.replace(hour=_HOUR_UTC, minute=0, second=0, microsecond=0)
    return today if today > after else today + timedelta(days=1)


def _next_monday(after: datetime) -> datetime:
    day = _next_day(after)
    return day + timedelta(days=-day.weekday() % 7)


_NEXT: Mapping[Period, Callable[[datetime], datetime]] = {
    Period.HOURLY: _next_hour,
    Period.DAILY: _next_day,
    Period.WEEKLY: _next_monday,
}
