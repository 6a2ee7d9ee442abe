"""The facets of the search page: the commonest of each, levels of vocabularies, and all of one that is asked for."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from clearinghouse.formats.kinds import REGIONS
from clearinghouse.parties.queries import current_parties
from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.engine import FacetCount, Page
from clearinghouse.search.query import Facet, In, Query
from clearinghouse.vocabularies.concepts import Vocabulary
from clearinghouse.web.facet_labels import Labels, schemes_of

MORE = "more"
"""The parameter that names the facets of which everything is asked for."""
FIND = "find-"
"""Before the name of a facet, the parameter of what is sought in it."""
SHOWN = 12
MOST_SHOWN = 1_000
_ALL_CODES = 65_000
_MOST_LEVELS = 1_000
_MOST_UNFOLDED = 150
_MOST_IN_FULL = 4
_SIZES = {"format": 100, "government": 300, "year": 200}
"""Facets whose codes are few, so that all are counted; see also those with levels."""
_IN_FULL = ("format", "government")
"""Facets that show all they have, in a box that scrolls and can be filtered."""
_KINDS_OF_GROUPS = ("geographic", "political", "development", "ecosystem", "treaty")
"""In the order in which groups of countries are offered."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One code of a facet with its count. below: narrower codes, which are seen at once where is_unfolded."""

    value: str
    label: str
    count: int
    is_chosen: bool
    language: str = ""
    below: "tuple[FacetValue, ...]" = ()
    is_unfolded: bool = False


@dataclass(frozen=True, slots=True)
class FacetShown:
    """One facet.

    total: how many values it has; is_long: whether they can be sought in; sought: what is. has_more: whether there are
    values that are not on the page, of which `more` shows all, or so many that only seeking finds them: is_cut.
    """

    name: str
    label: str
    is_open: bool
    values: list[FacetValue]
    total: int = 0
    is_long: bool = False
    sought: str = ""
    has_more: bool = False
    is_full: bool = False
    is_cut: bool = False
    has_levels: bool = False


@dataclass(frozen=True, slots=True)
class FacetsAsked:
    """Which facets are asked for in full, and what is sought in which."""

    more: tuple[str, ...] = ()
    sought: Mapping[str, str] | None = None

    def seeks(self, name: str) -> str:
        """Return what is sought in a facet, "" for nothing."""
        return (self.sought or {}).get(name, "")

    def is_full(self, name: str) -> bool:
        """Say whether everything of a facet is asked for."""
        return name in self.more or bool(self.seeks(name))

    def facet(self, name: str, vocabulary: Vocabulary) -> Facet:
        """Return what is to be counted. Only what is asked for in full costs more."""
        if self.is_full(name):
            return Facet(name, size=_ALL_CODES)
        return Facet(name, size=_SIZES.get(name) or (_MOST_LEVELS if has_levels(name, vocabulary) else SHOWN))

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """The parameters that every address of the page repeats."""
        return tuple((MORE, name) for name in self.more)


def facets_asked(params: Mapping[str, Sequence[str]]) -> FacetsAsked:
    """Read that from an address."""
    more = tuple(dict.fromkeys(params.get(MORE, ())))[:_MOST_IN_FULL]
    given = [(name.removeprefix(FIND), values[0].strip()) for name, values in params.items() if name.startswith(FIND)]
    sought = {name: text for name, text in given if text}
    return FacetsAsked(more, dict(list(sought.items())[:_MOST_IN_FULL]))


def has_levels(name: str, vocabulary: Vocabulary) -> bool:
    """Say whether the codes of a facet stand above and below one another."""
    schemes = filter(None, map(vocabulary.scheme, schemes_of(name)))
    return any(len(vocabulary.roots(one.identifier)) < len(one.terms) for one in schemes)


def codes_by_facet(query: Query, page: Page) -> dict[str, set[str]]:
    """Return every code that is counted or chosen."""
    codes: dict[str, set[str]] = {name: {c.code for c in counts} for name, counts in page.facets.items()}
    for one in query.filters:
        if isinstance(one, In):
            codes.setdefault(one.field, set()).update(one.values)
    return codes


def facets_shown(query: Query, page: Page, labels: Labels, asked: FacetsAsked) -> list[FacetShown]:
    """Return the facets of a page. One in which nothing can be decided only takes room."""
    shown = [_facet(facet.field, query, page=page, labels=labels, asked=asked) for facet in query.facets]
    return [one for one in shown if one.total > 1 or query.chosen(one.name) or one.sought]


def _facet(name: str, query: Query, *, page: Page, labels: Labels, asked: FacetsAsked) -> FacetShown:
    chosen = set(query.chosen(name))
    counts: Sequence[FacetCount] = page.facets.get(name, ())
    sought, is_full = asked.seeks(name), asked.is_full(name) or name in _IN_FULL

    def value_of(one: FacetCount) -> FacetValue:
        label = labels.of(name, one.code)
        return FacetValue(one.code, label.text, one.count, one.code in chosen, labels.tag(label))

    is_levelled = not sought and has_levels(name, labels.vocabulary)
    total = max(page.distinct.get(name, 0), len(counts))
    if is_levelled:
        values = _levels(name, list(map(value_of, counts)), vocabulary=labels.vocabulary, is_full=is_full)
    else:
        values = list(map(value_of, _in_order(name, counts, chosen)))
    if sought:
        values = [one for one in values if one.is_chosen or _fits(one.label, sought)]
    found = len(values)
    values = _cut(values, MOST_SHOWN if is_full else SHOWN)
    on_page = sum(1 for _ in _walked(values))
    is_short = name == "government" and total <= SHOWN
    return FacetShown(
        name,
        labels.facet(name),
        bool(chosen) or (is_full and name not in _IN_FULL) or name == "format" or is_short or labels.opens(name),
        values,
        total=total,
        is_long=total > SHOWN,
        sought=sought,
        has_more=on_page < (found if sought else total),
        is_full=is_full,
        is_cut=is_full and on_page < (found if sought else total),
        has_levels=is_levelled,
    )


def _cut(values: list[FacetValue], most: int) -> list[FacetValue]:
    """Return the first values, and all that are chosen, which come first."""
    return values[: max(most, sum(one.is_chosen or one.is_unfolded for one in values))]


def _in_order(name: str, counts: Sequence[FacetCount], chosen: set[str]) -> list[FacetCount]:
    """Return what is chosen first; years the newest first, else the commonest first, as they come."""
    newest_first = sorted(counts, key=lambda one: one.code, reverse=True) if name == "year" else counts
    return sorted(newest_first, key=lambda one: one.code not in chosen)


def _fits(label: str, sought: str) -> bool:
    """Whether every word that is sought occurs in a label."""
    inside = fold(label)
    return all(word in inside for word in map(fold, sought.split()))


def _walked(values: Iterable[FacetValue]) -> Iterable[FacetValue]:
    for one in values:
        yield one
        yield from _walked(one.below)


def _levels(name: str, values: list[FacetValue], *, vocabulary: Vocabulary, is_full: bool) -> list[FacetValue]:
    """Return values in levels: below each what its vocabulary has below it, however many steps between are missing.

    What leads to a chosen value is unfolded, and so is what stands alone above all. Of very many values, only those
    below what is unfolded are there.
    """
    codes = {one.value for one in values}
    schemes = schemes_of(name)
    below: dict[str, list[FacetValue]] = {}
    for one in values:
        below.setdefault(_above(one.value, codes, vocabulary=vocabulary, schemes=schemes), []).append(one)
    place = _places(name)
    are_few = is_full or len(values) <= _MOST_UNFOLDED

    def made(code: str) -> list[FacetValue]:
        level = below.get(code, [])
        ordered = [_with_below(one, made(one.value), is_only=not code and len(level) == 1) for one in level]
        ordered.sort(key=lambda one: (not (one.is_chosen or one.is_unfolded), place(one)))
        return [one if are_few or one.is_unfolded else replace(one, below=()) for one in ordered]

    return made("")


def _with_below(one: FacetValue, below: Sequence[FacetValue], *, is_only: bool) -> FacetValue:
    is_way = any(child.is_chosen or child.is_unfolded for child in below)
    return replace(one, below=tuple(below), is_unfolded=bool(below) and (one.is_chosen or is_way or is_only))


def _above(code: str, known: Container[str], *, vocabulary: Vocabulary, schemes: Iterable[str]) -> str:
    """Return the nearest code above one that is counted too, "" for none."""
    for scheme in schemes:
        if vocabulary.term(scheme, code):
            return next((one for one in vocabulary.with_broader(scheme, code)[1:] if one in known), "")
    return ""


def _places(name: str) -> Callable[[FacetValue], tuple[int, int]]:
    """Return what orders a level: groups of countries by their kind, as presented; all else the commonest first."""
    if REGIONS not in schemes_of(name):
        return lambda one: (0, -one.count)
    places = {
        group.identifier: (_KINDS_OF_GROUPS.index(group.kind) if group.kind in _KINDS_OF_GROUPS else 0, group.position)
        for group in current_parties().groups
    }
    return lambda one: places.get(one.value, (-1, -one.count))
