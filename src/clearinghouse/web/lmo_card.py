"""The decisions of countries on a living modified organism."""

from dataclasses import dataclass
from datetime import date

from clearinghouse.accounts.person import Visitor
from clearinghouse.derived.pages import DayValue, Reader, TermValue
from clearinghouse.projections.links import citing, public_bodies
from clearinghouse.records.models import Record
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.languages import current_language
from clearinghouse.web.ordering import by_name
from clearinghouse.web.owners import owner_name
from clearinghouse.web.presenting import Status, record_url, result_status, values_named
from clearinghouse.web.speech import say

DECISION = "biosafetyDecision"
_MOST = 300


@dataclass(frozen=True, slots=True)
class CountryDecision:
    """One decision on an LMO: by whom, on what, with which result, when."""

    country: str
    owner: str
    subjects: tuple[str, ...]
    status: Status | None
    day: date | None
    url: str
    is_demonstration: bool


def decisions_on(record: Record, visitor: Visitor) -> list[CountryDecision]:
    """Return the decisions that name an LMO, by country, the newest of each first."""
    guids = citing(record.guid, format_slug=DECISION, limit=_MOST)
    found = Record.objects.visible_to(visitor).published().filter(pk__in=guids)
    reading = Reader(current_language().code, say, current_vocabulary(), {})
    decisions = [_decision(one, body, reading) for one, body in public_bodies(found)]
    decisions.sort(key=lambda one: one.day or date.min, reverse=True)
    return by_name(decisions, lambda one: one.country)


def _decision(record: Record, body: dict[str, object], reading: Reader) -> CountryDecision:
    subjects = values_named("uses", body, DECISION, reading) or values_named("decisionTypes", body, DECISION, reading)
    days = [value.day for value in values_named("date", body, DECISION, reading) if isinstance(value, DayValue)]
    return CountryDecision(
        owner_name(record.owner),
        record.owner,
        tuple(value.label for value in subjects if isinstance(value, TermValue)),
        result_status(values_named("decisionResult", body, DECISION, reading)),
        days[0] if days else None,
        record_url(str(record.printed_number)),
        record.is_demonstration,
    )
