"""Every record that a search finds, a few hundred at a time, however many they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.canonical import Json
from clearinghouse.projections.links import public_parts
from clearinghouse.records.models import Record, Revision
from clearinghouse.search.engine import Hit
from clearinghouse.search.opening import engine
from clearinghouse.search.params import MAX_HITS
from clearinghouse.search.query import Query
from clearinghouse.web.owners import learn

AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class Taken:
    """One record found, as its public part stands."""

    record: Record
    revision: Revision
    body: Json


def number_of(query: Query) -> int:
    """Return how many records a search finds, at most as many as can be taken. Raises SearchUnavailableError."""
    index = engine()
    index.refresh()
    return min(index.search(replace(query, facets=(), page=1, page_size=1)).total, MAX_HITS)


def taken(query: Query, visitor: Visitor) -> Iterator[list[Taken]]:
    """Yield the records found, in the order of the search. Each comes once, even if others are published meanwhile.

    Raises SearchUnavailableError.
    """
    index = engine()
    seen: set[str] = set()
    for number in count(1):
        page = index.search(replace(query, facets=(), page=number, page_size=AT_ONCE))
        hits = [hit for hit in page.hits if hit.guid not in seen]
        seen.update(hit.guid for hit in hits)
        if hits:
            yield read_hits(hits, visitor)
        if number * AT_ONCE >= min(page.total, MAX_HITS) or not page.hits:
            return


def read_hits(hits: Sequence[Hit], visitor: Visitor) -> list[Taken]:
    """Return the records of hits in their order; one that went meanwhile is left out."""
    records = Record.objects.visible_to(visitor).in_bulk([hit.guid for hit in hits])
    revisions = Revision.objects.in_bulk([hit.sequence for hit in hits], field_name="entry_id")
    bodies = public_parts(revisions)
    learn(record.owner for record in records.values())
    return [
        Taken(records[hit.guid], revisions[hit.sequence], bodies[hit.sequence])
        for hit in hits
        if hit.guid in records and hit.sequence in bodies
    ]
