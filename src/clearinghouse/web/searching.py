"""The search page: the query from the address, its hits with highlights, its facets with labels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.languages import BY_CODE, tag_of
from clearinghouse.core.messages import Message
from clearinghouse.core.multilingual import Spoken
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.format import Format
from clearinghouse.formats.kinds import COUNTRIES, Choice, Concept, RecordReference
from clearinghouse.records.queries import cards
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.concepts import ConceptMatch
from clearinghouse.search.engine import FacetCount, Page
from clearinghouse.search.opening import engine, lexicon
from clearinghouse.search.params import AS_OF, SearchSpace, iso_of, query_from_params, query_to_params
from clearinghouse.search.projection import PUBLIC
from clearinghouse.search.query import Facet, In, Query, Range, Sort
from clearinghouse.web.hits import HitShown, hits_shown
from clearinghouse.web.languages import current_language
from clearinghouse.web.paging import Pager, pager_of
from clearinghouse.web.realms import REALMS
from clearinghouse.web.speech import say

COMMON_FACETS = ("realm", "format", "government", "language", "year")
_SIZES = {"format": 100, "government": 300}
"""Facets that show all they have, in a box that scrolls and can be filtered; the others show the most frequent."""
_FACET_LABELS: Mapping[str, Message] = {
    "realm": Message("facet", "Clearing-house"),
    "format": Message("facet", "Record type"),
    "government": Message("facet", "Country"),
    "language": Message("facet", "Language"),
    "year": Message("facet", "Year of publication"),
    "demonstration": Message("facet", "Demonstration records"),
    "concept": Message("facet", "Concept"),
    "related": Message("facet", "Refers to"),
    "guid": Message("facet", "Record"),
}
_SORTS: Mapping[Sort, Message] = {
    Sort.RELEVANCE: Message("sort", "Most relevant first"),
    Sort.NEWEST: Message("sort", "Newest first"),
    Sort.OLDEST: Message("sort", "Oldest first"),
    Sort.TITLE: Message("sort", "By title"),
}
_YES = Message("answer", "Yes")


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter or a recognised concept."""

    label: str
    url: str
    kind: str = ""
    is_on: bool = True
    language: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One code of a facet with its count."""

    value: str
    label: str
    count: int
    is_chosen: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class FacetShown:
    """One facet."""

    name: str
    label: str
    is_open: bool
    values: list[FacetValue]


@dataclass(frozen=True, slots=True)
class SortChoice:
    """One of the orders."""

    value: str
    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the search page shows.

    everything: how many records can be found at all. hidden: what a new text keeps. facets_hidden: what the filters
    keep beside their own boxes.
    """

    query: Query
    total: int
    everything: int
    hits: list[HitShown]
    facets: list[FacetShown]
    chips: list[Chip]
    concepts: list[Chip]
    sorts: list[SortChoice]
    pager: Pager | None
    problems: list[str]
    clear_url: str
    api_url: str
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
    every = dict.fromkeys([*names, *_facets_of(FORMATS.values()), "demonstration"])
    asked = [name for name in every if name in names or params.get(name)]
    others = [code for code in BY_CODE if code != language]
    return SearchSpace(tuple(Facet(name, size=_SIZES.get(name, 12)) for name in asked), languages=(language, *others))


def _facets_of(formats: Iterable[Format]) -> list[str]:
    return list(dict.fromkeys(field.facet for fmt in formats for field in fmt if field.facet))


def query_of(params: Mapping[str, Sequence[str]]) -> tuple[Query, SearchSpace]:
    """Return the query that an address asks, for anybody: only what is public."""
    space = space_for(params)
    query = query_from_params(params, space, lexicon=lexicon())
    return query.visible_to((PUBLIC,)), space


def search_page(params: Mapping[str, Sequence[str]], visitor: Visitor) -> SearchPage:
    """Answer a search. Raises SearchUnavailableError."""
    query, space = query_of(params)
    index = engine()
    index.refresh()
    page = index.search(query)
    everything = index.search(
        Query(visible=query.visible, as_of=query.as_of, at_sequence=query.at_sequence, page_size=1)
    ).total
    labels = _Labels(visitor, _codes_by_facet(query, page))
    facets = _facets(query, page, labels)
    return SearchPage(
        query=query,
        total=page.total,
        everything=everything,
        hits=hits_shown(page.hits, query, visitor),
        facets=facets,
        chips=_filter_chips(query, space, labels),
        concepts=_concept_chips(query, labels),
        sorts=_sorts(query, space),
        pager=_pager(query, space, page.total),
        problems=[say(problem.message) % {"value": problem.value} for problem in query.problems],
        clear_url=_url(replace(query, filters=(), page=1), space),
        api_url=f"/api/v1/records?{urlencode(query_to_params(query, space), doseq=True)}",
        hidden=_hidden(query, space, without={"q"}),
        facets_hidden=_hidden(query, space, without={AS_OF, *(facet.name for facet in facets)}),
        as_of="" if query.as_of is None else iso_of(query.as_of),
        chosen_count=sum(len(one.values) if isinstance(one, In) else 1 for one in query.filters),
    )


def _url(query: Query, space: SearchSpace) -> str:
    params = urlencode(query_to_params(query, space), doseq=True)
    return f"{reverse('search')}?{params}" if params else reverse("search")


def _hidden(query: Query, space: SearchSpace, *, without: set[str]) -> list[tuple[str, str]]:
    """Return what a form keeps of the search: everything but the page and what the form asks itself."""
    params = query_to_params(replace(query, page=1), space)
    return [(name, value) for name, values in params.items() if name not in without for value in values]


class _Labels:
    """Labels of facet codes, in the language of the page; titles of records in one query for all."""

    def __init__(self, visitor: Visitor, codes: Mapping[str, set[str]]) -> None:
        self._language = current_language().code
        self._vocabulary = current_vocabulary()
        self._schemes: dict[str, list[str]] = {}
        self._options: dict[str, dict[str, str]] = {}
        references = {"related", "guid"}
        for fmt in FORMATS.values():
            for field in fmt:
                match field.kind:
                    case Concept(scheme=scheme) if field.facet:
                        self._schemes.setdefault(field.facet, []).append(scheme)
                    case RecordReference() if field.facet:
                        references.add(field.facet)
                    case Choice(options=options) if field.facet:
                        said = {o.value: say(fmt.option_label(field, o.label)) for o in options}
                        self._options.setdefault(field.facet, {}).update(said)
                    case _:
                        continue
        guids = {guid for name in references for guid in codes.get(name, ())}
        self._cards = cards(guids, self._language, visitor)
        self._references = references

    def opens(self, name: str) -> bool:
        """Say whether a facet stands open by itself: short lists of terms do, long lists of records do not."""
        return name not in COMMON_FACETS and name not in self._references

    def of(self, name: str, code: str) -> Spoken:
        """Return the label of one code."""
        own = self._language
        if name in self._references:
            card = self._cards.get(code)
            return card.title if card else Spoken(code, "und")
        match name:
            case "format" if code in FORMATS:
                return Spoken(say(FORMATS[code].plural_name), own)
            case "realm" if code in REALMS:
                return Spoken(say(REALMS[code].name), own)
            case "language" if code in BY_CODE:
                return Spoken(BY_CODE[code].name, code)
            case "demonstration":
                return Spoken(say(_YES), own)
            case "concept":
                return Spoken(self.concept(code), own)
            case _:
                return Spoken(self._options.get(name, {}).get(code) or self._term(name, code), own)

    def _term(self, name: str, code: str) -> str:
        for scheme in self._schemes.get(name, [COUNTRIES] if name == "government" else []):
            if term := self._vocabulary.term(scheme, code):
                return term.label(self._language)
        return code

    def concept(self, code: str) -> str:
        """Return the label of a recognised concept, whatever its scheme."""
        if code.startswith("country:"):
            term = self._vocabulary.term(COUNTRIES, code.removeprefix("country:"))
            return term.label(self._language) if term else code
        for scheme in self._vocabulary:
            if term := self._vocabulary.term(scheme.identifier, code):
                return term.label(self._language)
        return code

    def facet(self, name: str) -> str:
        """Return the name of a facet: our own for the common ones, else that of the field."""
        if name in _FACET_LABELS:
            return say(_FACET_LABELS[name])
        for fmt in FORMATS.values():
            for field in fmt:
                if field.facet == name:
                    return say(fmt.label_of(field))
        return name


def _codes_by_facet(query: Query, page: Page) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {name: {c.code for c in counts} for name, counts in page.facets.items()}
    for one in query.filters:
        if isinstance(one, In):
            codes.setdefault(one.field, set()).update(one.values)
    return codes


def _facets(query: Query, page: Page, labels: _Labels) -> list[FacetShown]:
    facets = []
    for facet in query.facets:
        chosen = set(query.chosen(facet.field))
        counts: Sequence[FacetCount] = page.facets.get(facet.field, ())
        values = [
            FacetValue(c.code, label.text, c.count, c.code in chosen, tag_of(label.language))
            for c in counts
            for label in [labels.of(facet.field, c.code)]
        ]
        # A facet in which nothing can be decided only takes room.
        if len(values) > 1 or chosen:
            is_short = facet.field == "government" and len(values) <= 12
            is_open = bool(chosen) or facet.field == "format" or is_short or labels.opens(facet.field)
            facets.append(FacetShown(facet.field, labels.facet(facet.field), is_open, values))
    return facets


def _filter_chips(query: Query, space: SearchSpace, labels: _Labels) -> list[Chip]:
    chips = []
    for one in query.filters:
        match one:
            case In(name, values):
                for value in values:
                    label = labels.of(name, value)
                    url = _url(query.toggled(name, value), space)
                    chips.append(Chip(label.text, url, labels.facet(name), language=tag_of(label.language)))
            case Range(name, _lower, _upper):
                chips.append(Chip(_("Dates"), _url(query.without(name), space)))
    if query.as_of is not None:
        chips.append(Chip(iso_of(query.as_of), _url(replace(query, as_of=None, page=1), space), _("As of")))
    if query.at_sequence is not None:
        url = _url(replace(query, at_sequence=None, page=1), space)
        chips.append(Chip(str(query.at_sequence), url, _("At ledger entry")))
    return chips


def _concept_chips(query: Query, labels: _Labels) -> list[Chip]:
    """Return the concepts that the text was understood to name; following one filters by it."""
    chips: dict[str, Chip] = {}
    for match in recognised(query.text):
        url = f"{reverse('search')}?{urlencode({'concept': match.code})}"
        chips.setdefault(match.code, Chip(labels.concept(match.code), url))
    return list(chips.values())[:6]


def recognised(text: str) -> list[ConceptMatch]:
    """Return the concepts that a text names, in any language."""
    return lexicon().recognise(text) if text else []


def _sorts(query: Query, space: SearchSpace) -> list[SortChoice]:
    offered = [sort for sort in _SORTS if sort is not Sort.RELEVANCE or query.must]
    return [
        SortChoice(sort.value, say(_SORTS[sort]), _url(query.sorted_by(sort), space), sort is query.sort)
        for sort in offered
    ]


def _pager(query: Query, space: SearchSpace, total: int) -> Pager | None:
    last = max(1, -(-total // query.page_size))
    return pager_of(min(query.page, last), last, lambda number: _url(query.on_page(number), space))
