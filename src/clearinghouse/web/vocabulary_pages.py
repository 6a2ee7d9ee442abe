"""What the pages of vocabularies show: the list, a scheme as tree and A–Z, its history."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlencode

from django.urls import reverse

from clearinghouse.accounts.models import Account
from clearinghouse.core.languages import LANGUAGES, Language, direction_of, tag_of
from clearinghouse.core.messages import Message, filled
from clearinghouse.records.words import current_vocabulary
from clearinghouse.vocabularies.concepts import Scheme, Term, Vocabulary
from clearinghouse.vocabularies.errors import SchemeNotFoundError
from clearinghouse.vocabularies.finding import Found, letters_of
from clearinghouse.vocabularies.problems import Problem
from clearinghouse.vocabularies.quality import problems_of
from clearinghouse.vocabularies.queries import Version, history, scheme_at
from clearinghouse.web.languages import current_language
from clearinghouse.web.ordering import by_name
from clearinghouse.web.paging import Pager, pager_of
from clearinghouse.web.speech import say

COMPLETENESS_WORDS: Mapping[str, Message] = {
    "complete": Message("completeness", "Complete: every term of the official list that we know of is here."),
    "likely-complete": Message("completeness", "Probably complete: nothing is known to be missing."),
    "partial": Message("completeness", "Partial: some terms of the official list are missing."),
    "sample": Message("completeness", "A sample: most terms of the official list are missing."),
    "provisional": Message("completeness", "Provisional: made by this project; the official list is not known."),
}
PER_LEVEL = 200
"""Terms that one level of a tree, or one page of a letter, shows at once."""


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term in a list. note: the label by which it was found, where that is another."""

    identifier: str
    label: str
    url: str
    is_deprecated: bool = False
    is_provisional: bool = False
    note: str = ""
    note_language: str = ""

    @property
    def note_tag(self) -> str:
        """The `lang` attribute of the note."""
        return tag_of(self.note_language)

    @property
    def note_direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction_of(self.note_language)


@dataclass(frozen=True, slots=True)
class Node:
    """A term of the tree. anchor: of the list below it; count: terms directly below; below: those, where open."""

    link: TermLink
    anchor: str
    count: int
    open_url: str
    below: "Level | None"


@dataclass(frozen=True, slots=True)
class Level:
    """Terms side by side. more: how many are not shown."""

    nodes: tuple[Node, ...]
    more: int
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class SchemeAsked:
    """The scheme that an address names, as it stands or stood. query: what keeps the moment in links."""

    scheme: Scheme
    version: Version | None
    as_of: datetime | None = None
    at: int | None = None

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the moment."""
        day = {"as-of": self.as_of.date().isoformat()} if self.as_of else {}
        return {**day, **({"at": str(self.at)} if self.at is not None else {})}

    @property
    def vocabulary(self) -> Vocabulary:
        """The scheme alone, to be asked."""
        return Vocabulary([self.scheme])

    def url(self, **params: str) -> str:
        """Return the address of the scheme's page with parameters."""
        return with_query(reverse("vocabulary", args=[self.scheme.identifier]), {**params, **self.query})

    def link(self, term: Term, found: Found | None = None) -> TermLink:
        """Return a term of the scheme with its address."""
        language = current_language().code
        label = term.label(language)
        is_noted = found is not None and found.label != label
        return TermLink(
            term.identifier,
            label,
            with_query(reverse("term", args=[term.scheme, term.identifier]), self.query),
            term.is_deprecated,
            term.is_provisional,
            found.label if found and is_noted else "",
            found.language if found and is_noted else "",
        )


def with_query(path: str, params: Mapping[str, str]) -> str:
    """Return an address with its parameters."""
    return f"{path}?{urlencode(params)}" if params else path


def scheme_asked(identifier: str, *, as_of: datetime | None, at: int | None) -> SchemeAsked:
    """Return a scheme as an address asks for it. Raises SchemeNotFoundError."""
    if as_of is None and at is None:
        scheme = current_vocabulary().scheme(identifier)
        if scheme is None:
            raise SchemeNotFoundError(scheme=identifier)
        return SchemeAsked(scheme, None)
    found = scheme_at(identifier, as_of=as_of, at_sequence=at)
    if found is None:
        raise SchemeNotFoundError(scheme=identifier)
    return SchemeAsked(*found, as_of, at)


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One scheme in the list."""

    name: str
    url: str
    identifier: str
    count: int
    completeness: str


def scheme_rows() -> list[SchemeRow]:
    """Return every scheme, by its name in the language of the page."""
    language = current_language().code
    rows = [
        SchemeRow(
            scheme.label(language),
            reverse("vocabulary", args=[scheme.identifier]),
            scheme.identifier,
            len(scheme.terms),
            scheme.completeness,
        )
        for scheme in current_vocabulary()
    ]
    return by_name(rows, lambda row: row.name)


# The tree


def tree(asked: SchemeAsked, *, opened: str, page: int) -> Level:
    """Return the first level of a scheme's tree, with the way down to one term and what is below it."""
    vocabulary, name = asked.vocabulary, asked.scheme.identifier
    roots = _in_order(vocabulary.roots(name))
    # A single root says little by itself.
    opened = opened or (roots[0].identifier if len(roots) == 1 else "")
    term = vocabulary.term(name, opened) if opened else None
    way = frozenset(vocabulary.with_broader(name, term.identifier)) if term else frozenset()
    last = max(1, -(-len(roots) // PER_LEVEL))
    number = min(max(page, 1), last)
    if way and page == 0:
        place = next((place for place, root in enumerate(roots) if root.identifier in way), 0)
        number = place // PER_LEVEL + 1
    shown = roots[(number - 1) * PER_LEVEL : number * PER_LEVEL]
    nodes = tuple(_node(asked, vocabulary, root, way) for root in shown)
    return Level(nodes, 0, pager_of(number, last, lambda n: asked.url(view="tree", page=str(n))))


def _node(asked: SchemeAsked, vocabulary: Vocabulary, term: Term, way: frozenset[str]) -> Node:
    below = vocabulary.narrower(term.scheme, term.identifier)
    level = None
    if term.identifier in way and below:
        shown = _in_order(below)[:PER_LEVEL]
        # Only one way down is open: a term that stands in several places would otherwise be walked many times.
        level = Level(
            tuple(_node(asked, vocabulary, one, way - {term.identifier}) for one in shown), len(below) - len(shown)
        )
    anchor = f"below-{sha256(term.identifier.encode()).hexdigest()[:12]}"
    open_url = f"{asked.url(view='tree', open=term.identifier)}#{anchor}"
    return Node(asked.link(term), anchor, len(below), open_url, level)


def _in_order(terms: Sequence[Term]) -> Sequence[Term]:
    """Return terms in their own order, by their labels where the scheme gives none."""
    if len(terms) > PER_LEVEL * 5 or any(term.position or term.notation for term in terms):
        return terms
    language = current_language().code
    return by_name(terms, lambda term: term.label(language))


# A to Z


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the list, with its count."""

    letter: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Letters:
    """The alphabetical list: the letters, and the terms of one of them."""

    letters: tuple[Letter, ...]
    current: str
    terms: tuple[TermLink, ...]
    pager: Pager | None


def a_to_z(asked: SchemeAsked, *, letter: str, page: int) -> Letters:
    """Return one letter of a scheme's terms in the language of the page; the first letter where it names none."""
    table = letters_of(asked.scheme, current_language().code)
    counts = table.counts
    current = letter if letter in counts else next(iter(counts), "")
    last = max(1, -(-counts.get(current, 0) // PER_LEVEL))
    number = min(max(page, 1), last)
    terms = table.under(current, (number - 1) * PER_LEVEL, number * PER_LEVEL)
    return Letters(
        tuple(Letter(one, count, asked.url(view="a-z", letter=one), one == current) for one, count in counts.items()),
        current,
        tuple(asked.link(term) for term in terms),
        pager_of(number, last, lambda n: asked.url(view="a-z", letter=current, page=str(n))),
    )


# About the scheme


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many terms have a label in one language."""

    language: Language
    count: int


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a scheme. problems: sentences."""

    completeness: str
    coverage: tuple[Coverage, ...]
    provisional: int
    deprecated: int
    notes: str
    problems: tuple[str, ...]


def about(scheme: Scheme) -> About:
    """Return what a scheme's page says about it; nothing is claimed that was not counted."""
    language = current_language().code
    notes = scheme.notes.get(language) or scheme.notes.get("en", "")
    return About(
        say(COMPLETENESS_WORDS[scheme.completeness]),
        tuple(Coverage(one, sum(one.code in term.labels for term in scheme.terms)) for one in LANGUAGES),
        sum(term.is_provisional for term in scheme.terms),
        sum(term.is_deprecated for term in scheme.terms),
        notes,
        tuple(sentences(problems_of(scheme))),
    )


def sentences(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield what problems say, in the language of the page."""
    return (filled(say(one.sentence), one.data) for one in problems)


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One published version with its address."""

    version: Version
    url: str
    by: str


def versions(identifier: str, *, with_names: bool) -> list[VersionShown]:
    """Return the published versions of a scheme, the newest first; who published them is for editors."""
    path = reverse("vocabulary", args=[identifier])
    found = history(identifier)
    names = names_of({one.by for one in found}) if with_names else {}
    return [VersionShown(one, with_query(path, {"at": str(one.sequence)}), names.get(one.by, "")) for one in found]


def names_of(opaque_ids: Collection[str]) -> dict[str, str]:
    """Return the names of people by their opaque ids."""
    wanted = [one for one in opaque_ids if one]
    people = Account.objects.filter(opaque_id__in=wanted).values_list("opaque_id", "name") if wanted else ()
    return {str(opaque_id): name for opaque_id, name in people}
