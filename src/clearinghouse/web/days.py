"""Days in addresses: `?as-of=2026-03-31` is the end of that day."""

from datetime import UTC, date, datetime, time

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message


class BadDayError(DomainError):
    """The day of `as-of` cannot be read."""

    code = "day-malformed"
    sentence = Message("error", "“%(day)s” is not a date. Write year, month and day, as 2026-03-31.")


def end_of_day(text: str) -> datetime | None:
    """Return the end of the day that an address names, None if it names none. Raises BadDayError."""
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time.max, tzinfo=UTC)
    except ValueError as error:
        raise BadDayError(day=text[:40]) from error
