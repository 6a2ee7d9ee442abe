"""The search page: the query from the address, its hits with highlights, its facets with labels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.person import Visitor
from clearinghouse.alerts.actions import canonical_params
from clearinghouse.core.languages import BY_CODE, tag_of
from clearinghouse.core.messages import Message
from clearinghouse.core.written_days import written_day
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.format import Format
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.asking import asked_of
from clearinghouse.search.days import day_of, iso_of
from clearinghouse.search.engine import Page, SearchEngine
from clearinghouse.search.opening import engine, lexicon
from clearinghouse.search.params import AS_OF, SearchSpace, query_from_params, query_to_params
from clearinghouse.search.projection import PUBLIC
from clearinghouse.search.query import In, Problem, Query, Range, Sort
from clearinghouse.web.answers_first import Answer, answers_for
from clearinghouse.web.did_you_mean import Corrected, corrected
from clearinghouse.web.facet_labels import COMMON_FACETS, Labels
from clearinghouse.web.facets import FacetShown, codes_by_facet, facets_asked, facets_shown
from clearinghouse.web.hits import HitShown, hits_shown
from clearinghouse.web.languages import current_language
from clearinghouse.web.paging import Pager, pager_of
from clearinghouse.web.result_views import (
    LIST,
    MAP,
    TABLE,
    TIMELINE,
    VIEWS,
    MapView,
    TableView,
    TimelineView,
    kept_of_view,
    map_view,
    problem_of_view,
    table_view,
    timeline_view,
    view_in,
    view_label,
)
from clearinghouse.web.speech import say
from clearinghouse.web.understood import Understood, published, understood

_SORTS: Mapping[Sort, Message] = {
    Sort.RELEVANCE: Message("sort", "Most relevant first"),
    Sort.NEWEST: Message("sort", "Newest first"),
    Sort.OLDEST: Message("sort", "Oldest first"),
    Sort.TITLE: Message("sort", "By title"),
    Sort.COUNTRY: Message("sort", "By country"),
}


_NO_PAGE = Message("search", "There is no page “%(value)s”. The last page is shown.")


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter. url: the search without it."""

    label: str
    url: str
    kind: str = ""
    is_on: bool = True
    language: str = ""


@dataclass(frozen=True, slots=True)
class SortChoice:
    """One of the orders."""

    value: str
    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """One view of the result."""

    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the search page shows.

    everything: how many records can be found at all. table, map, timeline: the view that is shown, if it is not the
    list of hits. feeds: name, address and media type of each. hidden, facets_hidden, columns_hidden: what a new text,
    the filters, and the choice of columns keep beside what they ask themselves.
    """

    query: Query
    total: int
    everything: int
    hits: list[HitShown]
    corrected: Corrected
    answers: list[Answer]
    facets: list[FacetShown]
    chips: list[Chip]
    understood: list[Understood]
    sorts: list[SortChoice]
    pager: Pager | None
    problems: list[str]
    clear_url: str
    api_url: str
    view: str
    views: list[ViewChoice]
    table: TableView | None
    map: MapView | None
    timeline: TimelineView | None
    columns_hidden: list[tuple[str, str]]
    take_url: str
    follow_url: str
    feeds: list[tuple[str, str, str]]
    hidden: list[tuple[str, str]]
    facets_hidden: list[tuple[str, str]]
    as_of: str
    chosen_count: int


def space_for(params: Mapping[str, Sequence[str]]) -> SearchSpace:
    """Return what can be searched by: common facets, and those of the one format or realm that was chosen."""
    language = current_language().code
    chosen = [FORMATS[slug] for slug in params.get("format", ()) if slug in FORMATS]
    own = _facets_of(chosen) if chosen else []
    names = dict.fromkeys([*COMMON_FACETS, *own])
    every = dict.fromkeys([*names, *_every_facet(tuple(FORMATS)), "demonstration"])
    asked = [name for name in every if name in names or params.get(name)]
    others = [code for code in BY_CODE if code != language]
    wanted, vocabulary = facets_asked(params), current_vocabulary()
    facets = tuple(wanted.facet(name, vocabulary) for name in asked)
    return SearchSpace(facets, languages=(language, *others), kept=(*kept_of_view(params), *wanted.kept))


def _facets_of(formats: Iterable[Format]) -> list[str]:
    return list(dict.fromkeys(field.facet for fmt in formats for field in fmt if field.facet))


@lru_cache(maxsize=2)
def _every_facet(slugs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_facets_of(FORMATS[slug] for slug in slugs))


def query_of(params: Mapping[str, Sequence[str]]) -> tuple[Query, SearchSpace]:
    """Return the query that an address asks, for anybody: only what is public."""
    space = space_for(params)
    query = query_from_params(params, space, lexicon=lexicon())
    if query.text != " ".join(params.get("q", [""])[0].split()):
        # A record type told in the text brings its facets, as one chosen in the list does.
        space = space_for({**params, **query_to_params(query, space)})
        query = replace(query, facets=space.facets)
    return query.visible_to((PUBLIC,)), space


def search_page(params: Mapping[str, Sequence[str]], visitor: Visitor) -> SearchPage:
    """Answer a search. Raises SearchUnavailableError."""
    query, space = query_of(params)

    def addressed(other: Query) -> str:
        return _url(other, space)

    index = engine()
    index.refresh()
    found = index.search(query)
    if found.total and query.page > (last := _last_page(query, found.total)):
        problem = Problem("no-page", _NO_PAGE, str(query.page))
        query = replace(query.on_page(last), problems=(*query.problems, problem))
        found = index.search(query)
    shown = corrected(query, found, index=index, addressed=addressed, params=params)
    query, page = shown.query, shown.page
    everything = index.search(
        Query(visible=query.visible, as_of=query.as_of, at_sequence=query.at_sequence, page_size=0)
    ).total
    labels = Labels(visitor, codes_by_facet(query, page), query.chosen("format"))
    facets = facets_shown(query, page, labels, facets_asked(params))
    view = view_in(params)
    table = table_view(query, page.hits, params.get("col", ()), visitor) if view == TABLE else None
    return SearchPage(
        query=query,
        total=page.total,
        everything=everything,
        hits=hits_shown(page.hits, query, visitor) if view == LIST else [],
        corrected=shown,
        answers=_answers(query, page, index, visitor),
        facets=facets,
        chips=_filter_chips(query, space, labels),
        understood=understood(query, addressed),
        sorts=_sorts(query, space),
        pager=_pager(query, space, page.total) if view in (LIST, TABLE) else None,
        problems=[
            *(say(problem.message) % {"value": problem.value} for problem in query.problems),
            *problem_of_view(params),
            *(table.problems if table else ()),
        ],
        clear_url=_url(replace(query, filters=(), page=1), space),
        api_url=f"/api/v1/records?{urlencode(query_to_params(query, space), doseq=True)}".rstrip("?"),
        view=view,
        views=_views(query, space, view),
        table=table,
        map=map_view(query, page.total, visitor, addressed) if view == MAP else None,
        timeline=timeline_view(query, addressed) if view == TIMELINE else None,
        columns_hidden=_hidden(query, space, without={"col"}),
        take_url=f"{reverse('take-ways')}?{urlencode(query_to_params(replace(query, page=1), space), doseq=True)}",
        follow_url=f"{reverse('follow')}?{canonical_params(query_to_params(query, space))}",
        feeds=_feeds(query, space),
        hidden=_hidden(query, space, without={"q"}),
        facets_hidden=_hidden(query, space, without={AS_OF, *(facet.name for facet in facets)}),
        as_of="" if query.as_of is None else iso_of(query.as_of),
        chosen_count=sum(len(one.values) if isinstance(one, In) else 1 for one in query.filters),
    )


def _answers(query: Query, page: Page, index: SearchEngine, visitor: Visitor) -> list[Answer]:
    """Return what the text names. A title may hold words that tell a time, so all of them are looked for too."""
    if query.page > 1 or query.validity:
        return []
    hits = page.hits
    if query.told:
        asked = asked_of(query.text, lexicon())
        hits = (
            *index.search(
                Query(must=asked.must, must_not=asked.must_not, visible=query.visible, sort=Sort.RELEVANCE)
            ).hits,
            *hits,
        )
    return answers_for(query.text, visitor, hits)


def described(params: Mapping[str, Sequence[str]], visitor: Visitor) -> str:
    """Return what a search asks for in a few words, in the language of the page; what tells of it sets it in quotes."""
    query, space = query_of(params)
    chosen: dict[str, set[str]] = {one.field: set(one.values) for one in query.filters if isinstance(one, In)}
    chips = _filter_chips(query, space, Labels(visitor, chosen, query.chosen("format")))
    parts = [*([query.text] if query.text else []), *(chip.label for chip in chips)]
    return " · ".join(parts) or _("Everything that is published")


def _url(query: Query, space: SearchSpace) -> str:
    params = urlencode([*_pairs(query_to_params(query, space)), *space.kept])
    return f"{reverse('search')}?{params}" if params else reverse("search")


def _pairs(params: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in params.items() for value in values]


_FEEDS = (("atom", "Atom", "application/atom+xml"), ("json", "JSON Feed", "application/feed+json"))


def _feeds(query: Query, space: SearchSpace) -> list[tuple[str, str, str]]:
    """Return name, address and media type of each feed of a search, whatever its order and page."""
    asked = replace(query, page=1, sort=query.default_sort, sort_date="published", page_size=space.page_size)
    params = urlencode(query_to_params(asked, space), doseq=True)
    forms = [*_FEEDS, ("ics", _("Calendar of its dates"), "text/calendar")]
    code = current_language().code
    return [
        (name, f"{reverse('feed', args=[code, form])}{'?' if params else ''}{params}", kind)
        for form, name, kind in forms
    ]


def _hidden(query: Query, space: SearchSpace, *, without: set[str]) -> list[tuple[str, str]]:
    """Return what a form keeps of the search: everything but the page and what the form asks itself."""
    pairs = [*_pairs(query_to_params(replace(query, page=1), space)), *space.kept]
    return [(name, value) for name, value in pairs if name not in without]


def _filter_chips(query: Query, space: SearchSpace, labels: Labels) -> list[Chip]:
    chips = []
    for one in query.filters:
        match one:
            case In(name, values):
                for value in values:
                    label = labels.of(name, value)
                    url = _url(query.toggled(name, value), space)
                    chips.append(Chip(label.text, url, labels.facet(name), language=tag_of(label.language)))
            case Range(name):
                chips.append(Chip(published(one), _url(query.without(name), space)))
    if query.as_of is not None:
        chips.append(
            Chip(written_day(day_of(query.as_of)), _url(replace(query, as_of=None, page=1), space), _("As of"))
        )
    if query.at_sequence is not None:
        url = _url(replace(query, at_sequence=None, page=1), space)
        chips.append(Chip(str(query.at_sequence), url, _("At ledger entry")))
    return chips


def _sorts(query: Query, space: SearchSpace) -> list[SortChoice]:
    offered = [sort for sort in _SORTS if sort is not Sort.RELEVANCE or query.must]
    return [
        SortChoice(sort.value, say(_SORTS[sort]), _url(query.sorted_by(sort), space), sort is query.sort)
        for sort in offered
    ]


def _views(query: Query, space: SearchSpace, view: str) -> list[ViewChoice]:
    """Return the views of the result; another view keeps no choice of columns."""
    return [
        ViewChoice(view_label(name), _url(query, replace(space, kept=kept_of_view({"view": [name]}))), name == view)
        for name in VIEWS
    ]


def _last_page(query: Query, total: int) -> int:
    return max(1, -(-total // query.page_size))


def _pager(query: Query, space: SearchSpace, total: int) -> Pager | None:
    return pager_of(query.page, _last_page(query, total), lambda number: _url(query.on_page(number), space))
