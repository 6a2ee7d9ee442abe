"""The projection into the index: what each published revision offers, kept in step with the ledger."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clearinghouse.core.canonical import Json
from clearinghouse.derived.index import Cited, Publication, cited_from, days_since_epoch, index_source
from clearinghouse.derived.reading import references_in
from clearinghouse.ledger.models import Entry
from clearinghouse.ledger.queries import head
from clearinghouse.projections.links import public_bodies, public_parts
from clearinghouse.projections.models import Link
from clearinghouse.records.ending import REDACTED
from clearinghouse.records.models import RETIRED, Record, Revision
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.documents import FOREVER, PAST, IndexDocument, Operation, Replace
from clearinghouse.search.engine import RebuildReason, SearchEngine
from clearinghouse.search.indexing import document_of
from clearinghouse.search.opening import engine, lexicon

logger = logging.getLogger(__name__)

PUBLIC = "public"
_BATCH = 500


class SearchProjection:
    """Keeps the index of this node in step with the ledger; its cursor is a document of the index."""

    name = "search"

    def __init__(self, index: SearchEngine | None = None) -> None:
        self._engine = index or engine()

    def cursor(self) -> int:
        """Return the last sequence in the index; an index that cannot serve is built anew first."""
        if reason := self._engine.needs_rebuild():
            logger.warning("index is rebuilt reason=%s", reason.value)
            self.reset()
        return self._engine.checkpoint()

    def apply(self, entries: Sequence[Entry]) -> None:
        """Index the records that entries are about, and those that refer to them and borrow their words.

        After a redaction the whole index is built anew: deleting from it would leave the text in its files.
        """
        if any(entry.kind == REDACTED for entry in entries):
            self.reset()
            return
        guids = {entry.subject for entry in entries if entry.kind.startswith("record.")}
        citing = set(Link.objects.filter(target__in=guids).values_list("source", flat=True))
        self._engine.apply(list(operations_for(guids | citing)), entries[-1].sequence)

    def reset(self) -> None:
        """Build the index anew beside the one in use and swap them at the end."""
        last = head()
        up_to = last.sequence if last else 0
        guids = list(Record.objects.exclude(latest=0).order_by("latest_sequence").values_list("guid", flat=True))
        with self._engine.begin_rebuild() as rebuild:
            for start in range(0, len(guids), _BATCH):
                rebuild.apply(list(operations_for(guids[start : start + _BATCH])), up_to)
            if not guids:
                rebuild.apply([], up_to)
            rebuild.publish()

    def needs_rebuild(self) -> RebuildReason | None:
        """Say why the index cannot serve, None if it can."""
        return self._engine.needs_rebuild()


@dataclass(frozen=True, slots=True)
class _Standing:
    """One revision with the times in which it stood."""

    revision: Revision
    visibility: str
    validity: Mapping[str, int]


def operations_for(guids: Iterable[str]) -> Iterator[Operation]:
    """Yield what the index must do for each record, as it stands now: a document for each revision ever in force."""
    wanted = set(guids)
    records = Record.objects.in_bulk(list(wanted))
    standings = _standings(records)
    bodies = public_parts(one.revision.entry_id for several in standings.values() for one in several)
    cited = _cited_by(
        (bodies[one.revision.entry_id], records[guid])
        for guid, several in standings.items()
        for one in several
        if one.revision.entry_id in bodies
    )
    for guid in sorted(wanted):
        documents = tuple(
            _document(records[guid], one, bodies[one.revision.entry_id], cited)
            for one in standings.get(guid, ())
            if one.revision.entry_id in bodies
        )
        yield Replace(guid, documents)


def _standings(records: Mapping[str, Record]) -> dict[str, list[_Standing]]:
    """Return the revisions of records with their times, those that never were in force at the end of a day too."""
    revisions: dict[str, list[Revision]] = {}
    for revision in Revision.objects.filter(record_id__in=records).order_by("number"):
        revisions.setdefault(revision.record_id, []).append(revision)
    ends = _retirements([record for record in records.values() if record.is_retired])
    return {
        guid: list(_standings_of(records[guid], several, ends.get(guid, (FOREVER, FOREVER))))
        for guid, several in revisions.items()
    }


def _retirements(records: Iterable[Record]) -> dict[str, tuple[int, int]]:
    entries = Entry.objects.filter(kind=RETIRED, subject__in=[record.guid for record in records])
    rows = entries.values_list("subject", "effective_at", "sequence")
    return {guid: (days_since_epoch(at.date()), sequence) for guid, at, sequence in rows}


def _standings_of(record: Record, revisions: list[Revision], end: tuple[int, int]) -> Iterator[_Standing]:
    in_time = sorted(revisions, key=lambda one: (one.published_at, one.number))
    days = [days_since_epoch(one.published_at.date()) for one in in_time]
    until = {one.number: min(day, end[0]) for one, day in zip(in_time, [*days[1:], FOREVER], strict=True)}
    for place, revision in enumerate(revisions):
        following = revisions[place + 1].entry_id if place + 1 < len(revisions) else FOREVER
        is_current = revision.number == record.latest and not record.is_retired
        validity = {
            "from": days_since_epoch(revision.published_at.date()),
            "until": until[revision.number],
            "known": revision.entry_id,
            "known_until": min(following, end[1]),
        }
        yield _Standing(revision, PUBLIC if is_current else f"{PAST}{PUBLIC}", validity)


def _document(record: Record, one: _Standing, public: Json, cited: Mapping[str, Cited]) -> IndexDocument:
    source = index_source(
        public,
        record.format,
        publication=Publication(
            guid=record.guid,
            sequence=one.revision.entry_id,
            realm=record.realm,
            printed_number=str(record.printed_number),
            published_on=one.revision.published_at.date(),
            owner=record.owner,
            visibility=(one.visibility,),
            is_demonstration=record.is_demonstration,
            validity=one.validity,
            realms=record.visible_realms,
        ),
        vocabulary=current_vocabulary(),
        cited=cited,
    )
    return document_of(source, lexicon())


def _cited_by(bodies: Iterable[tuple[Json, Record]]) -> dict[str, Cited]:
    targets = {reference.guid for body, record in bodies for _, reference in references_in(body, record.format)}
    found = Record.objects.published().in_bulk(list(targets))
    return {record.guid: cited_from(body, record.format) for record, body in public_bodies(found.values())}
