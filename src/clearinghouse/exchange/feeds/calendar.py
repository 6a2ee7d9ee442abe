"""Dates of records as a calendar that subscribes to a search (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import pgettext

from clearinghouse.exchange.feeds.entries import FeedEntry
from clearinghouse.formats.answers import answer_at
from clearinghouse.formats.format import Happening

_LINE_BYTES = 75


def calendar(entries: list[FeedEntry], *, name: str, host: str) -> str:
    """Return a calendar with an entry for each day or time that a record names. host: of this node, for identifiers."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Clearinghouse//Calendar//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for entry in entries:
        for happening in entry.record.format.happenings:
            lines += _event(entry, happening, host)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(entry: FeedEntry, happening: Happening, host: str) -> Iterator[str]:
    begins = _day(answer_at(entry.body, happening.begins))
    if begins is None:
        return
    ends = _day(answer_at(entry.body, happening.ends)) if happening.ends else None
    last = ends if ends and ends >= begins else begins
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.record.guid}-{happening.begins}@{host}"
    yield f"DTSTAMP:{_moment(entry.updated)}"
    yield f"LAST-MODIFIED:{_moment(entry.updated)}"
    yield f"SEQUENCE:{entry.revision.number - 1}"
    yield f"DTSTART;VALUE=DATE:{begins:%Y%m%d}"
    # The end of a whole day is the day after it.
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(_title(entry, happening))}"
    if entry.summary:
        yield f"DESCRIPTION:{_escaped(entry.summary.text)}"
    yield f"CATEGORIES:{_escaped(entry.kind)}"
    yield f"URL:{entry.address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _title(entry: FeedEntry, happening: Happening) -> str:
    """Return the title; what a single day is, where it is a deadline and not the thing itself."""
    if happening.ends:
        return entry.title.text
    fmt = entry.record.format
    label = fmt.label_of(fmt.fields[happening.begins])
    return f"{pgettext(label.context, label.text)}: {entry.title.text}"


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Return a line broken where it is longer than the format allows, never within a character."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        if len(f"{piece}{character}".encode()) > _LINE_BYTES - (1 if pieces else 0):
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])
