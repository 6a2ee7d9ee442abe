"""What the index is told of records: every revision that ever was in force, with the times in which it stood."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from clearinghouse.core.canonical import Json
from clearinghouse.derived.index import Cited, Publication, cited_from, days_since_epoch
from clearinghouse.derived.reading import references_in
from clearinghouse.ledger.models import Entry
from clearinghouse.projections.links import public_bodies, public_parts
from clearinghouse.records.models import RETIRED, Record, Revision
from clearinghouse.search.analysing import Batch, Unanalysed
from clearinghouse.search.documents import FOREVER, PAST

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class _Standing:
    """One revision with the times in which it stood."""

    revision: Revision
    visibility: str
    validity: Mapping[str, int]


def batch_of(guids: Iterable[str]) -> Batch:
    """Return records as they stand now, in order of their GUIDs; without a revision, those that nobody may find."""
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
    return [
        (
            guid,
            tuple(
                _unanalysed(records[guid], one, bodies[one.revision.entry_id], cited)
                for one in standings.get(guid, ())
                if one.revision.entry_id in bodies
            ),
        )
        for guid in sorted(wanted)
    ]


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


def _unanalysed(record: Record, one: _Standing, public: Json, cited: Mapping[str, Cited]) -> Unanalysed:
    publication = Publication(
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
    )
    targets = dict.fromkeys(reference.guid for _, reference in references_in(public, record.format))
    lent = {guid: cited[guid] for guid in targets if guid in cited}
    return Unanalysed(public, record.format_slug, publication, lent)


def _cited_by(bodies: Iterable[tuple[Json, Record]]) -> dict[str, Cited]:
    targets = {reference.guid for body, record in bodies for _, reference in references_in(body, record.format)}
    found = Record.objects.published().in_bulk(list(targets))
    return {record.guid: cited_from(body, record.format) for record, body in public_bodies(found.values())}
