"""Reading a Tantivy index: snapshots of it, pages of hits, tables of counts, completions."""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from clearinghouse.search.analysis.units import FIELD_LANGUAGES, units_of
from clearinghouse.search.damage import FileSizes, suspect
from clearinghouse.search.engine import (
    FacetCount,
    Hit,
    Page,
    RebuildReason,
    SearchUnavailableError,
    Suggestion,
    facet_table,
)
from clearinghouse.search.generations import current_generation, index_path, meta_of
from clearinghouse.search.indexing import SEPARATOR, folded_phrase
from clearinghouse.search.query import Facet, Query, Sort
from clearinghouse.search.tantivy_queries import Translator, counts_of
from clearinghouse.search.tantivy_schema import Cursor, date_field, meta_for, read_cursor, sort_field

RELOAD_INTERVAL_S = 0.2
_OPENING_ATTEMPTS = 3
_MOST_TITLES_SUGGESTED = 4
_MIN_COMPLETED_CHARS = 2
_SMALL_INDEX_DOCUMENTS = 50_000
_MOST_CACHED_TABLES = 64


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of one index."""

    generation: str
    index: tantivy.Index
    searcher: tantivy.Searcher
    cursor: Cursor

    @property
    def name(self) -> str:
        """The name of this state."""
        return f"{self.generation}.{self.cursor.commits}"


@dataclass(frozen=True, slots=True)
class _CachedTable:
    state: str
    sequence: int
    made_at_s: float
    table: Mapping[str, tuple[FacetCount, ...]]


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn what Tantivy raises on a damaged index into SearchUnavailableError.

    A panic of its Rust code arrives as a BaseException of a class that cannot be imported.
    """
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise SearchUnavailableError(reason=RebuildReason.DAMAGED, cause=str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise SearchUnavailableError(reason=RebuildReason.DAMAGED, cause=str(error)) from error


class TantivyReader:
    """Reads whatever index is in use in `folder`; opens it at the first question, never before a fork."""

    def __init__(self, folder: Path, *, dates: tuple[str, ...], counts_may_be_old_s: float) -> None:
        self._folder = folder
        self._dates = dates
        self._counts_may_be_old_s = counts_may_be_old_s
        self._snapshot: Snapshot | None = None
        self._sizes: dict[str, FileSizes] = {}
        self._checked_at_s = 0.0
        self._lock = threading.Lock()
        self._tables: dict[tuple[object, ...], _CachedTable] = {}
        self._min_sequence = 0

    def search(self, query: Query) -> Page:
        """Answer a query."""
        snapshot = self.snapshot()
        if not query.visible:
            nothing = {f.field: facet_table({}, size=f.size, chosen=query.chosen(f.field)) for f in query.facets}
            return Page(0, (), nothing, snapshot.name, snapshot.cursor.sequence)
        translator = Translator(snapshot.index.schema, self._dates)
        wanted = translator.whole(query)
        with self._suspecting(snapshot.generation):
            total, hits = _hits(snapshot.searcher, wanted, query=query, dates=self._dates)
            facets = self._facets(snapshot, translator, query=query)
        return Page(total, hits, facets, snapshot.name, snapshot.cursor.sequence)

    def suggest(self, prefix: str, *, language: str, visible: Sequence[str], size: int) -> tuple[Suggestion, ...]:
        """Complete `prefix` to titles, and its last word to words of titles."""
        snapshot = self.snapshot()
        folded = folded_phrase(prefix)
        is_typed_enough = len(folded) >= _MIN_COMPLETED_CHARS or (folded and not folded.isascii())
        if not is_typed_enough or not visible:
            return ()
        found: list[Suggestion] = []
        with self._suspecting(snapshot.generation):
            allowed = Translator(snapshot.index.schema, self._dates).visible(visible)
            languages = [code for code in FIELD_LANGUAGES if code in {language, "und"}]
            for code in languages:
                names = _completions(snapshot.searcher, f"name_{code}", prefix=folded, allowed=allowed)
                found += [Suggestion(text, count, is_title=True) for text, count in names[:_MOST_TITLES_SUGGESTED]]
            last = next(reversed(list(units_of(prefix))))
            if last.end == len(prefix):
                for code in languages:
                    words = _completions(
                        snapshot.searcher, f"word_{code}", prefix=folded_phrase(last.text), allowed=allowed
                    )
                    found += [Suggestion(prefix[: last.start] + w, count, is_title=False) for w, count in words]
        distinct = {suggestion.text.casefold(): suggestion for suggestion in reversed(found)}
        return tuple(reversed(distinct.values()))[:size]

    def snapshot(self, *, is_forced: bool = False) -> Snapshot:
        """Return the state to read, looked up anew if RELOAD_INTERVAL_S has passed, or at once if forced.

        Raises SearchUnavailableError.
        """
        snapshot = self._snapshot
        if snapshot and not is_forced and time.monotonic() - self._checked_at_s < RELOAD_INTERVAL_S:
            return snapshot
        if snapshot and not is_forced and self._lock.locked():
            return snapshot  # another thread is looking already
        with self._lock:
            self._snapshot = self._looked_up(self._snapshot)
            self._checked_at_s = time.monotonic()
            return self._snapshot

    def expect(self, min_sequence: int) -> None:
        """Let no count older than `min_sequence` be served from the cache."""
        self._min_sequence = max(self._min_sequence, min_sequence)

    def forget(self) -> None:
        """Let go of the index."""
        with self._lock:
            self._snapshot = None
            self._tables.clear()

    def _looked_up(self, known: Snapshot | None) -> Snapshot:
        for attempt in range(_OPENING_ATTEMPTS):
            generation = current_generation(self._folder)
            if generation is None:
                raise SearchUnavailableError(reason=RebuildReason.MISSING)
            try:
                with self._suspecting(generation):
                    self._require_files(generation)
                    index = known.index if known and known.generation == generation else self._opened(generation)
                    return _snapshot_of(index, generation)
            except SearchUnavailableError:
                # A rebuild may have taken the folder away between the pointer and the opening.
                is_last = attempt == _OPENING_ATTEMPTS - 1
                if is_last or current_generation(self._folder) == generation:
                    raise
                known = None
        raise SearchUnavailableError(reason=RebuildReason.MISSING)

    @contextmanager
    def _suspecting(self, generation: str) -> Iterator[None]:
        """Turn errors of the engine into ours, and let the one that writes know that it met damage."""
        try:
            with engine_errors():
                yield
        except SearchUnavailableError as error:
            if error.data.get("reason") == RebuildReason.DAMAGED:
                suspect(self._folder / generation)
            raise

    def _require_files(self, generation: str) -> None:
        """Raise SearchUnavailableError before a file that was cut short is read."""
        sizes = self._sizes.get(generation) or FileSizes(index_path(self._folder, generation))
        self._sizes = {generation: sizes}
        if not sizes.are_kept():
            raise SearchUnavailableError(reason=RebuildReason.DAMAGED, cause="files are missing or cut short")

    def _opened(self, generation: str) -> tantivy.Index:
        made_by, now = meta_of(self._folder, generation), meta_for(self._dates)
        # An older analysis still finds most things, so it serves until the rebuild is done; an older layout cannot.
        if {k: made_by.get(k) for k in ("engine", "layout")} != {k: now[k] for k in ("engine", "layout")}:
            raise SearchUnavailableError(reason=RebuildReason.OUTDATED)
        with engine_errors():
            index = tantivy.Index.open(str(index_path(self._folder, generation)))
            index.config_reader("manual")
            return index

    def _facets(
        self, snapshot: Snapshot, translator: Translator, *, query: Query
    ) -> Mapping[str, tuple[FacetCount, ...]]:
        if not query.facets:
            return {}
        if query.must or query.must_not or query.filters or query.validity:
            return _tables(snapshot.searcher, translator, query=query)
        key = (query.visible, query.facets)
        cached = self._tables.get(key)
        if cached and self._is_fresh(cached, snapshot):
            return cached.table
        table = _tables(snapshot.searcher, translator, query=query)
        if len(self._tables) >= _MOST_CACHED_TABLES:
            self._tables.clear()
        self._tables[key] = _CachedTable(snapshot.name, snapshot.cursor.sequence, time.monotonic(), table)
        return table

    def _is_fresh(self, cached: _CachedTable, snapshot: Snapshot) -> bool:
        """Whether counts over everything may be served again; counting a million records takes 0.1 s."""
        if cached.state == snapshot.name:
            return True
        return (
            snapshot.searcher.num_docs > _SMALL_INDEX_DOCUMENTS
            and cached.sequence >= self._min_sequence
            and time.monotonic() - cached.made_at_s < self._counts_may_be_old_s
        )


def _snapshot_of(index: tantivy.Index, generation: str) -> Snapshot:
    with engine_errors():
        index.reload()
        searcher = index.searcher()
        return Snapshot(generation, index, searcher, read_cursor(searcher, index.schema))


def _hits(
    searcher: tantivy.Searcher, wanted: tantivy.Query, *, query: Query, dates: tuple[str, ...]
) -> tuple[int, tuple[Hit, ...]]:
    column, order = _order(query, dates)
    found = searcher.search(
        wanted, limit=max(query.page_size, 1), offset=query.offset, order_by_field=column, order=order
    )
    places = [place for _, place in found.hits]
    sequences = searcher.fast_field_values("sequence", places)
    scores = [0.0 if column else float(key) for key, _ in found.hits]
    hits = (
        Hit(str(searcher.doc(place)["id"][0]), score, int(sequence or 0))
        for place, score, sequence in zip(places, scores, sequences, strict=True)
    )
    return int(found.count), tuple(hits)  # type: ignore[attr-defined]  # the stub forgets it


def _order(query: Query, dates: tuple[str, ...]) -> tuple[str | None, tantivy.Order]:
    column = date_field(query.sort_date if query.sort_date in dates else dates[0])
    match query.sort:
        case Sort.RELEVANCE:
            return None, tantivy.Order.Desc
        case Sort.TITLE:
            named = [code for code in query.languages if code in FIELD_LANGUAGES and code != "und"]
            return sort_field(named[0] if named else "en"), tantivy.Order.Asc
        case Sort.OLDEST:
            return column, tantivy.Order.Asc
        case Sort.NEWEST:
            return column, tantivy.Order.Desc


def _tables(searcher: tantivy.Searcher, translator: Translator, *, query: Query) -> dict[str, tuple[FacetCount, ...]]:
    """Count all facets of one set of hits at once, and each that ignores its own filter by itself."""
    together: dict[Query, list[Facet]] = {}
    for facet in query.facets:
        together.setdefault(query.without_filter_of(facet), []).append(facet)
    tables: dict[str, tuple[FacetCount, ...]] = {}
    for counted, facets in together.items():
        answer = searcher.aggregate(translator.whole(counted), counts_of(facets))
        for facet in facets:
            counts = {str(b["key"]): int(b["doc_count"]) for b in answer[facet.field]["buckets"]}
            tables[facet.field] = facet_table(counts, size=facet.size, chosen=query.chosen(facet.field))
    return {facet.field: tables[facet.field] for facet in query.facets}


def _completions(
    searcher: tantivy.Searcher, field: str, *, prefix: str, allowed: tantivy.Query
) -> list[tuple[str, int]]:
    found = searcher.terms_with_prefix(field, prefix, filter_query=allowed, limit=20)
    return [(term.partition(SEPARATOR)[2], int(count)) for term, count in found if count]
