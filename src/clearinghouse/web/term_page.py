"""What the page of one term shows, with the records that use it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.languages import BY_CODE, LANGUAGES, direction_of, tag_of
from clearinghouse.core.messages import Message
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.derived.index import concept_code
from clearinghouse.search.engine import SearchUnavailableError
from clearinghouse.search.opening import engine
from clearinghouse.search.projection import PUBLIC
from clearinghouse.search.query import In, Query
from clearinghouse.vocabularies.concepts import MAPPINGS, OTHER, Term
from clearinghouse.web.hits import HitShown, hits_shown
from clearinghouse.web.languages import current_language
from clearinghouse.web.skos_answers import iri_of
from clearinghouse.web.speech import say
from clearinghouse.web.vocabulary_pages import PER_LEVEL, SchemeAsked, TermLink

_RECORDS = 10
MAPPING_WORDS: Mapping[str, Message] = {
    "exact": Message("mapping", "The same as"),
    "close": Message("mapping", "Nearly the same as"),
    "broad": Message("mapping", "Narrower than"),
    "narrow": Message("mapping", "Broader than"),
    "related": Message("mapping", "Related to"),
}


@dataclass(frozen=True, slots=True)
class LabelRow:
    """The labels of a term in one language."""

    name: str
    tag: str
    direction: str
    label: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappingRow:
    """Matches of one kind. is_link: whether an address can be followed."""

    label: str
    iris: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """Records that use a term. is_known: whether search could be asked."""

    hits: tuple[HitShown, ...]
    total: int
    asked: str
    is_known: bool = True

    @property
    def url(self) -> str:
        """The search of these records."""
        return f"{reverse('search')}?{self.asked}"

    @property
    def follow_url(self) -> str:
        """Where following them begins."""
        return f"{reverse('follow')}?{self.asked}"


@dataclass(frozen=True, slots=True)
class TermPage:
    """One term in full."""

    term: Term
    label: str
    iri: str
    labels: tuple[LabelRow, ...]
    definition: Spoken | None
    scope_note: Spoken | None
    ways: tuple[tuple[TermLink, ...], ...]
    narrower: tuple[TermLink, ...]
    more_narrower: int
    related: tuple[TermLink, ...]
    mappings: tuple[MappingRow, ...]
    replacement: TermLink | None
    uses: Uses
    is_other: bool


def term_page(asked: SchemeAsked, term: Term, visitor: Visitor, *, origin: str) -> TermPage:
    """Return what stands on the page of a term."""
    language = current_language().code
    vocabulary = asked.vocabulary
    narrower = vocabulary.narrower(term.scheme, term.identifier)
    others = partial(_links, asked)
    return TermPage(
        term,
        term.label(language),
        iri_of(origin, term.scheme, term.identifier),
        tuple(_label_rows(term)),
        best(term.definitions, language),
        best(term.scope_notes, language),
        tuple(_ways(asked, term)),
        tuple(asked.link(one) for one in narrower[:PER_LEVEL]),
        max(0, len(narrower) - PER_LEVEL),
        tuple(others(term.related)),
        tuple(_mappings(term)),
        next(iter(others((term.replaced_by,))), None) if term.replaced_by else None,
        uses_of(term, visitor),
        term.identifier == OTHER,
    )


def _links(asked: SchemeAsked, identifiers: tuple[str, ...]) -> Iterator[TermLink]:
    vocabulary = asked.vocabulary
    found = (vocabulary.term(asked.scheme.identifier, one) for one in identifiers)
    return (asked.link(term) for term in found if term)


def _ways(asked: SchemeAsked, term: Term) -> Iterator[tuple[TermLink, ...]]:
    """Yield for each broader term the way down to it, as far as there is one way only."""
    vocabulary = asked.vocabulary
    for parent in term.broader:
        way: list[Term] = []
        current = vocabulary.term(term.scheme, parent)
        while current is not None and current not in way:
            way.insert(0, current)
            current = vocabulary.term(term.scheme, current.broader[0]) if current.broader else None
        if way:
            yield tuple(asked.link(one) for one in way)


def _label_rows(term: Term) -> Iterator[LabelRow]:
    others = sorted({*term.labels, *term.alternatives} - set(BY_CODE) - {"und"})
    for code in [*(language.code for language in LANGUAGES), *others]:
        name = BY_CODE[code].name if code in BY_CODE else code
        yield LabelRow(
            name, tag_of(code), direction_of(code), term.labels.get(code, ""), term.alternatives.get(code, ())
        )
    if plain := term.alternatives.get("und"):
        yield LabelRow("–", "und", "auto", "", plain)


def _mappings(term: Term) -> Iterator[MappingRow]:
    for kind in MAPPINGS:
        if iris := term.mappings.get(kind):
            yield MappingRow(
                say(MAPPING_WORDS[kind]), tuple((iri, iri.startswith(("https://", "http://"))) for iri in iris)
            )


def uses_of(term: Term, visitor: Visitor) -> Uses:
    """Return the newest records that use a term or what is below it; its old identifiers count."""
    codes = tuple(concept_code(term.scheme, one) for one in (term.identifier, *term.aliases))
    asked = urlencode([("concept", code) for code in codes])
    language = current_language().code
    query = Query(filters=(In("concept", codes),), page_size=_RECORDS, languages=(language,)).visible_to((PUBLIC,))
    try:
        index = engine()
        index.refresh()
        page = index.search(query)
    except SearchUnavailableError:
        return Uses((), 0, asked, is_known=False)
    return Uses(tuple(hits_shown(page.hits, query, visitor)), page.total, asked)
