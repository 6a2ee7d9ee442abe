"""The port to search engines: what each of them answers, and how it is fed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Literal, Protocol, Self

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message
from clearinghouse.search.documents import Operation
from clearinghouse.search.query import Query


class SearchUnavailableError(DomainError):
    """There is no index that can be read. `reason` in the data is a RebuildReason."""

    code = "search-unavailable"
    sentence = Message(
        "error", "Search is being prepared and will be back soon. Records and countries can be read meanwhile."
    )


class IndexLockedError(DomainError):
    """Another process writes the index. `holder` in the data names it."""

    code = "index-locked"
    sentence = Message(
        "error",
        "The search index in %(folder)s is being written by another process (%(holder)s). "
        "Only one may write; end that one first.",
    )


class IndexReplacedError(DomainError):
    """A rebuilt index took the place of the one that was being written; ask for the checkpoint and go on there."""

    code = "index-replaced"
    sentence = Message("error", "The search index was rebuilt meanwhile. Continue from its checkpoint.")


class RebuildReason(StrEnum):
    """Why an index must be built anew from the ledger."""

    MISSING = "missing"
    DAMAGED = "damaged"
    OUTDATED = "outdated"
    """Made by another version of engine, analysis or layout."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. sequence: of the revision that was indexed. score: only comparable within one page."""

    guid: str
    score: float
    sequence: int


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many hits carry a code."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of hits, with the counts asked for, all from one state of the index.

    generation: names that state; equal generations give equal pages. sequence: the last ledger sequence in it.
    distinct: how many codes each facet has, also those that were not asked for.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    generation: str
    sequence: int
    distinct: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text for the search box with its last word completed. count: how many records have that word."""

    text: str
    count: int


class Rebuild(Protocol):
    """An index being built beside the one in use."""

    def apply(self, operations: Iterable[Operation], up_to_sequence: int) -> None:
        """Write a batch to the new index."""

    def publish(self) -> None:
        """Put the new index in the place of the old one, at once for all readers."""

    def abandon(self) -> None:
        """Throw the new index away. Does nothing once it is published."""

    def __enter__(self) -> Self:
        """Return itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Abandon what was not published."""


class SearchEngine(Protocol):
    """A search engine. Any number of processes read; one writes.

    Every method may raise SearchUnavailableError, but for claim, needs_rebuild and close.
    """

    def claim(self) -> None:
        """Become the one that writes, until `close`. Raises IndexLockedError if another process is."""

    def search(self, query: Query) -> Page:
        """Answer a query. A query without `visible` finds nothing."""

    def suggest(self, prefix: str, *, language: str, visible: Sequence[str], size: int = 8) -> tuple[Suggestion, ...]:
        """Complete the last word of what is being typed to words of the titles of visible records.

        A word that stands in more than a hundred titles may be of any of them: it tells nothing of one.
        """

    def titled(self, beginning: str, *, language: str, visible: Sequence[str], size: int = 4) -> tuple[str, ...]:
        """Return the GUIDs of visible records whose title begins so in any typing, in alphabetical order.

        language: of an interface; each record counts with the title that readers of it see.
        """

    def identifiers(self, beginning: str, *, visible: Sequence[str], size: int = 4) -> list[str]:
        """Complete what is being typed to names and identifiers that visible records bear, as people write them."""

    def words(self, beginning: str, *, language: str) -> Iterable[tuple[str, str, int]]:
        """Return the words of titles with a beginning: folded, as shown, and in how many records of any visibility.

        language: one of FIELD_LANGUAGES. What hidden records hold must not be shown: count before showing a word.
        """

    def frequencies(self, field: Literal["key", "concept"], values: Iterable[str]) -> dict[str, int]:
        """Return those of `values` that any record has, whatever its visibility, in the same order, and how many do."""

    def apply(self, operations: Iterable[Operation], up_to_sequence: int) -> None:
        """Write a batch and the cursor in one commit: all of it or nothing.

        Raises IndexLockedError, IndexReplacedError; whatever iterating `operations` raises, with nothing written.
        """

    def checkpoint(self) -> int:
        """Return the last ledger sequence that was written; 0 if none or if there is no index."""

    def refresh(self, min_sequence: int = 0, *, timeout_s: float = 0.0) -> bool:
        """See what was written by now, here or elsewhere; wait for `min_sequence`; say whether it is there."""

    def needs_rebuild(self) -> RebuildReason | None:
        """Say why the index cannot serve, None if it can."""

    def forget(self, sequence: int) -> None:
        """Note durably that what the entry `sequence` took away must leave the files, which a rebuild does."""

    def must_forget(self) -> bool:
        """Say whether the files may still hold what was taken away: no rebuild began since."""

    def begin_rebuild(self) -> Rebuild:
        """Begin an empty index beside this one. Raises IndexLockedError if another rebuild runs."""

    def close(self) -> None:
        """Let go of locks and files."""


def facet_table(counts: Mapping[str, int], *, size: int, chosen: Sequence[str]) -> tuple[FacetCount, ...]:
    """Return the `size` commonest codes, ties by code, and always the chosen ones, also at zero."""
    most = sorted((c for c in counts if counts[c]), key=lambda code: (-counts[code], code))[:size]
    missing = sorted(set(chosen) - set(most), key=lambda code: (-counts.get(code, 0), code))
    return tuple(FacetCount(code, counts.get(code, 0)) for code in [*most, *missing])
