"""Whether what a record attests can be relied on, on a day: valid, superseded, revoked, expired or retired."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from clearinghouse.core.canonical import Json
from clearinghouse.formats.answers import answer_at
from clearinghouse.formats.conditions import holds
from clearinghouse.ledger.models import Entry
from clearinghouse.records.models import RETIRED, Record, Revision
from clearinghouse.records.queries import ReadRevision, circumstances_of


class Verdict(StrEnum):
    """What can be said of a certificate or a registration."""

    VALID = "valid"
    NOT_YET = "not-yet-valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    RETIRED = "retired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Step:
    """One event in the life of a record: a revision was published (its number), or it was retired (0)."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """A verdict. since: when it began to hold, None where that is not told; until: the day on which it ends.

    successor: number of the revision that took the place of the one asked for, 0 if none did.
    """

    verdict: Verdict
    since: date | None = None
    until: date | None = None
    successor: int = 0


def steps_of(record: Record) -> list[Step]:
    """Return the events of a record, oldest first."""
    revisions = [Step(number, at) for number, at in record.revisions.values_list("number", "published_at")]
    endings = Entry.objects.filter(kind=RETIRED, subject=record.guid).values_list("effective_at", flat=True)
    return sorted([*revisions, *(Step(0, at) for at in endings)], key=lambda step: step.at)


def standing_of(read: ReadRevision, latest: ReadRevision, steps: Sequence[Step], *, today: date) -> Standing:
    """Return how a revision stands today. latest: the last revision of the same record, maybe the same."""
    ended = next((step for step in steps if not step.number), None)
    if ended is not None:
        return Standing(Verdict.RETIRED, ended.at.date())
    if _says_revoked(latest.record, latest.body, latest.revision.number):
        return Standing(Verdict.REVOKED, latest.revision.published_at.date())
    if read.revision.number < latest.revision.number:
        replaced_by = next(step for step in steps if step.number > read.revision.number)
        return Standing(Verdict.SUPERSEDED, replaced_by.at.date(), successor=replaced_by.number)
    return standing_by_days(*_days(read.record, read.body), today)


def standing_in_body(record: Record, body: Json, *, number: int, day: date) -> Standing | None:
    """Return how what one revision attests stands by what it says itself, None where it attests nothing.

    number: of the revision. What came after it is not looked up.
    """
    if record.format.validity is None:
        return None
    if _says_revoked(record, body, number):
        return Standing(Verdict.REVOKED)
    return standing_by_days(*_days(record, body), day)


def standing_by_days(begins: date | None, ends: date | None, today: date) -> Standing:
    """Return how a revision that nothing ended stands by the days it names."""
    if ends is not None and ends < today:
        return Standing(Verdict.EXPIRED, ends)
    if begins is not None and begins > today:
        return Standing(Verdict.NOT_YET, begins, ends)
    return Standing(Verdict.VALID, begins, ends)


def latest_of(record: Record) -> Revision:
    """Return the last published revision."""
    return record.revisions.select_related("entry").get(number=record.latest)


def _says_revoked(record: Record, body: Json, number: int) -> bool:
    validity = record.format.validity
    if validity is None:
        return False
    return holds(validity.revoked_when, body, circumstances_of(record.realm, record.owner, is_published=number > 1))


def _days(record: Record, body: Json) -> tuple[date | None, date | None]:
    validity = record.format.validity
    if validity is None:
        return None, None
    return _day(answer_at(body, validity.begins)), _day(answer_at(body, validity.ends))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
