"""Days as indexes number them, and dates as people type them."""

from calendar import monthrange
from datetime import date, timedelta

EPOCH = date(1970, 1, 1)


def days_of(day: date) -> int:
    """Return a date as days since 1970-01-01."""
    return (day - EPOCH).days


def day_of(days: int) -> date:
    """Return days since 1970-01-01 as a date."""
    return EPOCH + timedelta(days=days)


def iso_of(days: int) -> str:
    """Return days since 1970-01-01 as an ISO date."""
    return day_of(days).isoformat()


def day_in(text: str, *, is_end: bool) -> int:
    """Return a day as typed, or the first or last day of a month or year: 2026-01-31, 2026-01, 2026.

    Raises ValueError, OverflowError.
    """
    return days_of(_date_of(text, is_end=is_end))


def _date_of(text: str, *, is_end: bool) -> date:
    match [int(part) for part in text.split("-")]:
        case [year]:
            return date(year, 12, 31) if is_end else date(year, 1, 1)
        case [year, month] if is_end:
            return date(year, month, monthrange(year, month)[1])
        case [year, month]:
            return date(year, month, 1)
        case [year, month, day]:
            return date(year, month, day)
        case _:
            raise ValueError(text)
