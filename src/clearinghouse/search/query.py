"""One search: the same value is the address of a page, a saved search, an alert and a call of the API."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain

from clearinghouse.core.messages import Message
from clearinghouse.search.documents import PAST
from clearinghouse.search.nodes import Node, Of, leaves


class Sort(StrEnum):
    """Orders of hits. Title, country: by the first of the query's languages."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class In:
    """The record has at least one of `values` in `field`: a facet, or one of SPECIAL_FIELDS."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """The date `field` lies between these days since 1970-01-01, both included; None is open."""

    field: str
    lower: int | None = None
    upper: int | None = None


Filter = In | Range


@dataclass(frozen=True, slots=True)
class Told:
    """Words of the text that were understood as a limit: “since 2020”. start, end: where they stand in the text.

    They stay in the text, so that an address which says “last month” follows the calendar.
    """

    start: int
    end: int
    limit: Range


SPECIAL_FIELDS = ("guid", "concept", "related")
"""What every record may be filtered by besides its facets."""
GROUPED_FIELDS = ("region",)
"""Groups of the codes of a facet, which engines look up when they are asked; see groups.py."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A table of counts wanted with the hits.

    ignore_own_filter: count as if nothing were chosen in this facet, so that more can be chosen.
    """

    field: str
    size: int = 20
    ignore_own_filter: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in what was asked that could not be used, and was left out."""

    code: str
    message: Message
    value: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A search. Immutable; the methods return changed copies.

    text: as typed. must, must_not: what asked_of() makes of it; told: the words of it that are limits. All are made
    anew from an address, so that a saved search follows changes of analysis and vocabulary, and the calendar.
    languages: the reader's first. visible: tokens of which a record must have one; nothing is found without any.
    as_of: the state in force at the end of a day, in days since 1970-01-01; at_sequence: the state that this node knew
    at a ledger sequence. page: from 1.
    problems do not count for equality.
    """

    text: str = ""
    must: tuple[Node, ...] = ()
    must_not: tuple[Node, ...] = ()
    filters: tuple[Filter, ...] = ()
    facets: tuple[Facet, ...] = ()
    visible: tuple[str, ...] = ()
    as_of: int | None = None
    at_sequence: int | None = None
    sort: Sort = Sort.NEWEST
    sort_date: str = "published"
    page: int = 1
    page_size: int = 20
    languages: tuple[str, ...] = ("en",)
    told: tuple[Told, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def offset(self) -> int:
        """How many hits stand on the pages before this one."""
        return (self.page - 1) * self.page_size

    @property
    def default_sort(self) -> Sort:
        """The order when none is chosen: best first if there is a text to compare with, else newest first."""
        return Sort.RELEVANCE if self.must else Sort.NEWEST

    def visible_to(self, tokens: Iterable[str]) -> "Query":
        """Return this search for somebody who may see what carries one of `tokens`."""
        return replace(self, visible=tuple(sorted(set(tokens))))

    @property
    def validity(self) -> tuple[Range, ...]:
        """What limits the search to one state of the past; nothing for the present."""
        limits: tuple[Range, ...] = ()
        if self.as_of is not None:
            limits += (Range("from", None, self.as_of), Range("until", self.as_of + 1, None))
        if self.at_sequence is not None:
            limits += (Range("known", None, self.at_sequence), Range("known_until", self.at_sequence + 1, None))
        return limits

    @property
    def limits(self) -> tuple[Filter, ...]:
        """Everything that a record must pass: what was chosen, what the text tells, and the state of the past."""
        return (*self.filters, *(one.limit for one in self.told), *self.validity)

    @property
    def fields(self) -> frozenset[str]:
        """The facets and dates by which the limits and the text choose."""
        told = (leaf.facet for node in self.must for leaf in leaves(node) if isinstance(leaf, Of))
        return frozenset(chain((one.field for one in self.limits), told))

    @property
    def allowed(self) -> tuple[str, ...]:
        """The visibilities that may be found: of the present, or of every time if a past state is asked for."""
        return (*self.visible, *(f"{PAST}{token}" for token in self.visible)) if self.validity else self.visible

    def where(self, *filters: Filter) -> "Query":
        """Return this search with further filters."""
        return replace(self, filters=(*self.filters, *filters))

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the values chosen in the facet `name`."""
        return tuple(v for f in self.filters if isinstance(f, In) and f.field == name for v in f.values)

    def toggled(self, name: str, value: str) -> "Query":
        """Return this search with `value` chosen in the facet `name`, or no longer, on the first page."""
        values = set(self.chosen(name)) ^ {value}
        others = tuple(f for f in self.filters if not (isinstance(f, In) and f.field == name))
        filters: tuple[Filter, ...] = (*others, In(name, tuple(sorted(values)))) if values else others
        return replace(self, filters=ordered(filters), page=1)

    def without(self, name: str) -> "Query":
        """Return this search without any filter on `name`, on the first page."""
        return replace(self, filters=tuple(f for f in self.filters if f.field != name), page=1)

    def untold(self, told: Told) -> "Query":
        """Return this search with the words of one limit taken out of its text, for an address, on the first page."""
        text = f"{self.text[: told.start]} {self.text[told.end :]}"
        return replace(self, text=" ".join(text.split()), told=(), page=1)

    def on_page(self, page: int) -> "Query":
        """Return the same search at another page."""
        return replace(self, page=max(page, 1))

    def sorted_by(self, sort: Sort) -> "Query":
        """Return the same search in another order, on the first page."""
        return replace(self, sort=sort, page=1)

    def without_filter_of(self, facet: Facet) -> "Query":
        """Return the search whose hits `facet` counts."""
        if not facet.ignore_own_filter:
            return self
        return replace(self, filters=tuple(f for f in self.filters if f.field != facet.field))


def ordered(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    """Return filters in the order in which addresses hold them."""
    return tuple(sorted(filters, key=lambda f: (isinstance(f, Range), f.field)))
