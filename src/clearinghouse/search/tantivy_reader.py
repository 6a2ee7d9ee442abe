"""Reading a Tantivy index: snapshots of it, pages of hits, tables of counts, completions."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

import tantivy

from clearinghouse.search.analysis.units import FIELD_LANGUAGES
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
from clearinghouse.search.groups import Groups
from clearinghouse.search.query import GROUPED_FIELDS, Facet, Query, Sort
from clearinghouse.search.tantivy_by_country import Place, places_by_country
from clearinghouse.search.tantivy_completions import Completions, distinct, words_with
from clearinghouse.search.tantivy_queries import Translator, counts_of
from clearinghouse.search.tantivy_schema import Cursor, date_field, meta_for, read_cursor, readable, sort_field

RELOAD_INTERVAL_S = 0.2
_OPENING_ATTEMPTS = 3
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
    total: int
    table: Mapping[str, tuple[FacetCount, ...]]
    distinct: Mapping[str, int]


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

    def __init__(
        self,
        folder: Path,
        *,
        dates: tuple[str, ...],
        counts_may_be_old_s: float,
        groups: Callable[[], Mapping[str, Groups]],
        countries: Callable[[str], Sequence[str]],
    ) -> None:
        self._folder = folder
        self._countries = countries
        self._groups = groups
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
            return Page(0, (), nothing, snapshot.name, snapshot.cursor.sequence, dict.fromkeys(nothing, 0))
        names = {*(facet.field for facet in query.facets), *query.fields}
        groups = self._groups() if not names.isdisjoint(GROUPED_FIELDS) else {}
        translator = Translator(snapshot.index.schema, self._dates, groups)
        key = (query.visible, query.facets, *groups.values()) if _is_everything(query) else None
        with self._suspecting(snapshot.generation):
            kept = self._kept(key, snapshot) if key else None
            total, hits = self._hits(snapshot.searcher, translator, query=query, is_counted=not kept)
            if kept:
                return Page(kept.total, hits, kept.table, snapshot.name, snapshot.cursor.sequence, kept.distinct)
            facets, distinct = _tables(snapshot.searcher, translator, query=query)
        if key:
            made_at = time.monotonic()
            self._keep(key, _CachedTable(snapshot.name, snapshot.cursor.sequence, made_at, total, facets, distinct))
        return Page(total, hits, facets, snapshot.name, snapshot.cursor.sequence, distinct)

    def suggest(self, prefix: str, *, language: str, visible: Sequence[str], size: int) -> tuple[Suggestion, ...]:
        """Complete the last word of `prefix` to words of titles."""
        snapshot = self.snapshot()
        with self._suspecting(snapshot.generation):
            offered = self._completions(snapshot, visible).texts(prefix, language) if visible else ()
            return distinct(list(islice(offered, size)), size)

    def titled(self, beginning: str, *, language: str, visible: Sequence[str], size: int) -> tuple[str, ...]:
        """Return the GUIDs of records whose title begins so."""
        snapshot = self.snapshot()
        with self._suspecting(snapshot.generation):
            return self._completions(snapshot, visible).titled(beginning, language, size) if visible else ()

    def identifiers(self, beginning: str, *, visible: Sequence[str], size: int) -> list[str]:
        """Complete what is being typed to names and unique identifiers that visible records bear."""
        snapshot = self.snapshot()
        with self._suspecting(snapshot.generation):
            return self._completions(snapshot, visible).identifiers(beginning, size) if visible else []

    def words(self, beginning: str, *, language: str) -> list[tuple[str, str, int]]:
        """Return the words of titles with a beginning: folded, as shown, and how many records have them."""
        snapshot = self.snapshot()
        with self._suspecting(snapshot.generation):
            return list(words_with(snapshot.searcher, beginning, language=language))

    def frequencies(self, field: str, values: Iterable[str]) -> dict[str, int]:
        """Return how many records have each of `values`, without those that none has."""
        snapshot = self.snapshot()
        with self._suspecting(snapshot.generation):
            counts = {value: int(snapshot.searcher.doc_freq(field, value)) for value in values}
        return {value: count for value, count in counts.items() if count}

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

    def _hits(
        self, searcher: tantivy.Searcher, translator: Translator, *, query: Query, is_counted: bool
    ) -> tuple[int, tuple[Hit, ...]]:
        """Return how many are found, 0 if that is not to be counted, and one page of them; none if its size is 0."""
        if not (query.page_size or is_counted):
            return 0, ()
        if query.sort is Sort.COUNTRY and query.page_size:
            total = int(searcher.search(translator.whole(query), limit=1).count) if is_counted else 0  # type: ignore[attr-defined]  # the stub forgets it
            order = self._countries(_language(query))
            return total, _read(searcher, places_by_country(searcher, translator, query=query, order=order))
        column, direction = _order(query, self._dates) if query.page_size else (None, tantivy.Order.Desc)
        found = searcher.search(
            translator.whole(query),
            limit=max(query.page_size, 1),
            count=is_counted,
            offset=query.offset,
            order_by_field=column,
            order=direction,
        )
        total = int(found.count) if is_counted else 0  # type: ignore[attr-defined]  # the stub forgets it
        return total, _read(searcher, found.hits, are_scored=column is None) if query.page_size else ()

    def _completions(self, snapshot: Snapshot, visible: Sequence[str]) -> Completions:
        allowed = Translator(snapshot.index.schema, self._dates).visible(visible)
        return Completions(snapshot.index, snapshot.searcher, allowed)

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
            return readable(index)

    def _kept(self, key: tuple[object, ...], snapshot: Snapshot) -> _CachedTable | None:
        """Return the counts over everything, as they are or were a moment ago."""
        cached = self._tables.get(key)
        return cached if cached and self._is_fresh(cached, snapshot) else None

    def _keep(self, key: tuple[object, ...], made: _CachedTable) -> None:
        if len(self._tables) >= _MOST_CACHED_TABLES:
            self._tables.clear()
        self._tables[key] = made

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


def _is_everything(query: Query) -> bool:
    return not (query.must or query.must_not or query.limits)


def _read(searcher: tantivy.Searcher, found: Sequence[Place], *, are_scored: bool = False) -> tuple[Hit, ...]:
    places = [place for _, place in found]
    sequences = searcher.fast_field_values("sequence", places)
    scores = [float(score) if are_scored else 0.0 for score, _ in found]
    return tuple(
        Hit(str(searcher.doc(place)["id"][0]), score, int(sequence or 0))
        for place, score, sequence in zip(places, scores, sequences, strict=True)
    )


def _language(query: Query) -> str:
    """Return the language of interfaces by whose order the reader looks things up."""
    return next((code for code in query.languages if code in FIELD_LANGUAGES and code != "und"), "en")


def _order(query: Query, dates: tuple[str, ...]) -> tuple[str | None, tantivy.Order]:
    column = date_field(query.sort_date if query.sort_date in dates else dates[0])
    match query.sort:
        case Sort.RELEVANCE:
            return None, tantivy.Order.Desc
        case Sort.TITLE:
            return sort_field(_language(query)), tantivy.Order.Asc
        case Sort.OLDEST:
            return column, tantivy.Order.Asc
        case Sort.NEWEST | Sort.COUNTRY:
            return column, tantivy.Order.Desc


def _tables(
    searcher: tantivy.Searcher, translator: Translator, *, query: Query
) -> tuple[dict[str, tuple[FacetCount, ...]], dict[str, int]]:
    """Count all facets of one set of hits at once, and each that ignores its own filter by itself.

    Return the tables, and how many codes each facet has.
    """
    together: dict[Query, list[Facet]] = {}
    for facet in query.facets:
        together.setdefault(query.without_filter_of(facet), []).append(facet)
    tables: dict[str, tuple[FacetCount, ...]] = {}
    distinct: dict[str, int] = {}
    for counted, facets in together.items():
        columns = {facet.field: _column(facet, translator) for facet in facets}
        sizes: dict[str, int] = {}
        for facet in facets:
            sizes[columns[facet.field]] = max(facet.size, sizes.get(columns[facet.field], 0))
        answer = searcher.aggregate(translator.whole(counted), counts_of(sizes))
        for facet in facets:
            buckets, chosen = answer[columns[facet.field]]["buckets"], query.chosen(facet.field)
            if groups := translator.groups.get(facet.field):
                counts = groups.counts(_counts_of(buckets))
                distinct[facet.field] = sum(1 for count in counts.values() if count)
            else:
                counts = _counts_of(_commonest(buckets, facet.size, chosen))
                distinct[facet.field] = len(buckets)
            tables[facet.field] = facet_table(counts, size=facet.size, chosen=chosen)
    return {facet.field: tables[facet.field] for facet in query.facets}, distinct


def _counts_of(buckets: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}


def _commonest(buckets: list[Mapping[str, Any]], size: int, chosen: Sequence[str]) -> list[Mapping[str, Any]]:
    """Return the `size` largest of buckets that come largest first, with all that are as large, and those chosen."""
    if len(buckets) <= size or size < 1:
        return buckets
    least = buckets[size - 1]["doc_count"]
    kept = list(takewhile(lambda bucket: bucket["doc_count"] >= least, buckets))
    wanted = set(chosen)
    return [*kept, *(bucket for bucket in buckets[len(kept) :] if bucket["key"] in wanted)] if wanted else kept


def _column(facet: Facet, translator: Translator) -> str:
    groups = translator.groups.get(facet.field)
    return groups.column if groups else facet.field
