"""Another spelling where a search finds little, or value of a field: a link, or its results where nothing was found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.analysis.identifiers import keys_asked
from clearinghouse.search.engine import Page, SearchEngine
from clearinghouse.search.nearness import in_latin
from clearinghouse.search.opening import lexicon
from clearinghouse.search.query import Query
from clearinghouse.search.spelling import FEW_HITS, Spelling, spellings_near, without_times
from clearinghouse.search.values_near import values_near

ALONE = "alone"
"""The parameter of an address that shows what was typed and nothing else."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One other spelling, and how many records it finds."""

    text: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """What is shown of a search.

    nothing_for: the text in whose place another is shown, "" if it is shown itself. is_same: whether that is the same
    identifier in letters that look alike.
    """

    query: Query
    page: Page
    meant: tuple[Meant, ...] = ()
    nothing_for: str = ""
    alone_url: str = ""
    is_same: bool = False


def corrected(
    query: Query,
    page: Page,
    *,
    index: SearchEngine,
    addressed: Callable[[Query], str],
    params: Mapping[str, Sequence[str]],
) -> Corrected:
    """Return what to show of a search that found `page`. Raises SearchUnavailableError."""
    if not query.text or query.page > 1:
        return Corrected(query, page)
    near_values = values_near(query, index=index, lexicon=lexicon(), vocabulary=current_vocabulary())
    values = tuple(Meant(one.text, addressed(one.query), one.count) for one in near_values)
    if page.total >= FEW_HITS:
        return Corrected(query, page, values)
    near = spellings_near(query, index=index, lexicon=lexicon())
    untimed = without_times(query, index=index)
    # Offered only: that nothing was published then is an answer too.
    wider = [untimed] if untimed else []
    if page.total or not near or not near[0].is_sure or params.get(ALONE):
        return Corrected(query, page, (*values, *_links([*near, *wider], addressed)))
    shown = replace(near[0].query, problems=query.problems)
    url = addressed(query)
    alone = f"{url}{'&' if '?' in url else '?'}{urlencode({ALONE: 'yes'})}"
    meant = (*values, *_links([*near[1:], *wider], addressed))
    is_same = bool(_whole_keys(in_latin(query.text)) & _whole_keys(shown.text))
    return Corrected(shown, index.search(shown), meant, query.text, alone, is_same)


def _whole_keys(text: str) -> set[str]:
    """Return the keys of the identifier that a whole text may be."""
    return {key for match in keys_asked(text) if (match.start, match.end) == (0, len(text)) for key in match.keys}


def _links(near: Sequence[Spelling], addressed: Callable[[Query], str]) -> tuple[Meant, ...]:
    return tuple(Meant(one.query.text, addressed(one.query), one.count) for one in near)
