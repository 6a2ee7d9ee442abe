"""The newest entries of the ledger about records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import tag_of
from clearinghouse.derived.reading import title_of
from clearinghouse.projections.links import public_parts
from clearinghouse.records.models import Record, RecordQuerySet, Revision
from clearinghouse.records.queries import card_of
from clearinghouse.web.counting import shown_in
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import learn, owner_name
from clearinghouse.web.presenting import record_url
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One published revision in the register."""

    sequence: int
    url: str
    title: str
    language: str
    kind: str
    owner: str
    day: datetime
    is_demonstration: bool


def newest(
    *, limit: int, realm: str = "", owner: str = "", formats: Sequence[str] = (), as_of: datetime | None = None
) -> list[EntryShown]:
    """Return the last records that were published and are in force, now or as of a moment, newest first."""
    records = Record.objects.in_force(as_of)
    records = records.filter(shown_in(realm)) if realm else records
    records = records.filter(owner=owner) if owner else records
    records = records.filter(format_slug__in=formats) if formats else records
    if as_of is not None:
        return _newest_by(as_of, records, limit)
    found = list(records.order_by("-latest_sequence")[:limit])
    learn(record.owner for record in found)
    rows = Revision.objects.filter(record__in=found).values_list("record_id", "number", "published_at")
    days = {(guid, number): at for guid, number, at in rows}
    return [_shown(record, days[record.guid, record.latest]) for record in found]


def _newest_by(as_of: datetime, records: RecordQuerySet, limit: int) -> list[EntryShown]:
    """Return the revisions that were the newest at a moment, each as it stood then."""
    revisions = Revision.objects.filter(record__in=records, published_at__lte=as_of).select_related("record")
    newest_first: dict[str, Revision] = {}
    for revision in revisions.order_by("-published_at", "-number").iterator(chunk_size=limit * 2):
        newest_first.setdefault(revision.record_id, revision)
        if len(newest_first) == limit:
            break
    bodies = public_parts(one.entry_id for one in newest_first.values())
    learn(one.record.owner for one in newest_first.values())
    return [_as_it_stood(one, bodies.get(one.entry_id, {})) for one in newest_first.values()]


def _as_it_stood(revision: Revision, body: Json) -> EntryShown:
    record = revision.record
    title = title_of(body, record.format, current_language().code)
    number = f"{record.printed_number}-{revision.number}"
    return EntryShown(
        revision.entry_id,
        record_url(f"{record.guid}@{revision.number}"),
        title.text if title else number,
        title.tag if title else "",
        say(record.format.name),
        owner_name(record.owner),
        revision.published_at,
        record.is_demonstration,
    )


def _shown(record: Record, day: datetime) -> EntryShown:
    card = card_of(record, current_language().code)
    return EntryShown(
        record.latest_sequence,
        record_url(card.number),
        card.title.text,
        tag_of(card.title.language),
        say(record.format.name),
        owner_name(record.owner),
        day,
        record.is_demonstration,
    )
