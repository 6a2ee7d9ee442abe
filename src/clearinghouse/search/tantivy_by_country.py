"""Hits by country: one country after the other in the order of their names, the newest first within each.

No column could hold that order: names differ from language to language, and change.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tantivy

from clearinghouse.search.query import In, Query
from clearinghouse.search.tantivy_queries import Translator, counts_of
from clearinghouse.search.tantivy_schema import date_field

COUNTRY = "government"
Place = tuple[Any, tantivy.DocAddress]
"""What a hit was sorted by, and where it is."""


def places_by_country(
    searcher: tantivy.Searcher, translator: Translator, *, query: Query, order: Sequence[str]
) -> list[Place]:
    """Return the places of one page of hits. order: codes of countries; others follow, then records of none."""
    answer = searcher.aggregate(translator.whole(query), counts_of({COUNTRY: 0}))
    counts = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in answer[COUNTRY]["buckets"]}
    found: list[Place] = []
    first = query.offset
    for wanted, count in _parts(translator, query=query, counts=counts, order=order):
        missing = query.page_size - len(found)
        if not missing:
            break
        if count is not None and first >= count:
            first -= count
            continue
        column = date_field("published")
        hits = searcher.search(wanted, limit=missing, offset=first, count=False, order_by_field=column).hits
        found += hits
        first = 0
    return found


def _parts(
    translator: Translator, *, query: Query, counts: Mapping[str, int], order: Sequence[str]
) -> Iterator[tuple[tantivy.Query, int | None]]:
    """Yield what finds the hits of each country, with their number; last those of none, however many they are."""
    known = [code for code in order if code in counts]
    for code in (*known, *sorted(counts.keys() - set(known))):
        yield translator.whole(query.where(In(COUNTRY, (code,)))), counts[code]
    yield translator.without(query, In(COUNTRY, tuple(counts))), None
