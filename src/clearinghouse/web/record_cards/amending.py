"""Records that amend each other, as a row of events."""

from collections.abc import Iterable
from datetime import date

from clearinghouse.core.languages import tag_of
from clearinghouse.derived.pages import Card, DayValue, ReferenceValue
from clearinghouse.projections.links import citing_through, public_bodies
from clearinghouse.records.models import Record
from clearinghouse.records.queries import card_of
from clearinghouse.web.presenting import record_url, values_named
from clearinghouse.web.record_cards.card import CardSource, Event

_MOST = 100


def amendments_of(source: CardSource, field: str, days: tuple[str, ...], words: tuple[str, str, str]) -> list[Event]:
    """Return what a record amends, the record, and what amends it, each by day; five queries for all.

    field: the references to what is amended. days: fields of which the first answered one dates a record. words: what
    an amended record, this record and an amending record are called. Empty if nothing amends anything.
    """
    record = source.read.record
    before = [value.card.guid for value in source.values(field) if isinstance(value, ReferenceValue) and value.card]
    after = citing_through(record.guid, field, limit=_MOST)
    if not before and not after:
        return []
    found = Record.objects.visible_to(source.visitor).filter(pk__in=before)
    later = Record.objects.visible_to(source.visitor).in_force(source.as_of).filter(pk__in=after)
    amended, this, amending = words
    return [
        *_by_day(_event(source, *pair, days, amended) for pair in public_bodies(found)),
        _event(source, record, source.read.body, days, this),
        *_by_day(_event(source, *pair, days, amending) for pair in public_bodies(later)),
    ]


def _by_day(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.day or date.max)


def _event(source: CardSource, record: Record, body: dict[str, object], days: tuple[str, ...], label: str) -> Event:
    card: Card = card_of(record, source.reader.language)
    found = (value for name in days for value in values_named(name, body, record.format_slug, source.reader))
    day = next((value.day for value in found if isinstance(value, DayValue)), None)
    is_this = record.guid == source.read.record.guid
    return Event(day, label, card.title.text, tag_of(card.title.language), record_url(card.number), is_this)
