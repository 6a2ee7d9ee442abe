"""The search engine on Tantivy: an index in a folder on the local disk, derived from the ledger."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, assert_never

import tantivy

from clearinghouse.core.faults import fault_point
from clearinghouse.search.damage import clear, damaged_files, is_suspected
from clearinghouse.search.documents import VALIDITY_DATES, Delete, IndexDocument, Operation, Replace, Upsert
from clearinghouse.search.engine import (
    IndexReplacedError,
    Page,
    RebuildReason,
    SearchUnavailableError,
    Suggestion,
)
from clearinghouse.search.generations import (
    FileLock,
    current_generation,
    index_path,
    meta_of,
    must_forget,
    new_generation,
    note_beginning,
    note_to_forget,
    remove_unused,
    switch_to,
)
from clearinghouse.search.groups import Groups
from clearinghouse.search.query import Query
from clearinghouse.search.tantivy_reader import TantivyReader, engine_errors
from clearinghouse.search.tantivy_schema import (
    CURSOR_ID,
    Cursor,
    cursor_document,
    meta_for,
    prepare,
    read_cursor,
    schema_for,
    tantivy_document,
)

logger = logging.getLogger(__name__)

DEFAULT_HEAP_BYTES = 50_000_000
CHECK_EVERY_S = 600.0
"""How often whoever writes the index reads all of it to compare checksums: half a second for 300 MB."""
_POLL_S = 0.02


class _Writer:
    """Writes one index; each batch is one commit with its cursor."""

    def __init__(self, index: tantivy.Index, *, dates: tuple[str, ...], heap_bytes: int) -> None:
        self._dates = dates
        with engine_errors():
            index.config_reader("manual")
            index.reload()
            self.cursor = read_cursor(index.searcher(), index.schema)
            self._writer = prepare(index).writer(heap_bytes, num_threads=1)
        self._written: set[int] = set()

    def apply(self, operations: Iterable[Operation], up_to_sequence: int) -> None:
        """Write a batch; on any error nothing of it stays."""
        try:
            for operation in operations:
                self._put(operation)
            self.commit(up_to_sequence)
        except BaseException:
            with engine_errors():
                self._writer.rollback()
            raise

    def add(self, operations: Iterable[Operation]) -> None:
        """Write a batch that nobody sees before the next commit, to an index that began empty.

        Looking for documents to replace costs more than writing, so only what was written before is looked for.
        """
        for operation in operations:
            guid = operation.document.guid if isinstance(operation, Upsert) else operation.guid
            self._put(operation, is_new=hash(guid) not in self._written)
            self._written.add(hash(guid))

    def commit(self, up_to_sequence: int) -> None:
        """Make what was written lasting, with the cursor."""
        cursor = Cursor(max(up_to_sequence, self.cursor.sequence), self.cursor.commits + 1)
        with engine_errors():
            self._writer.delete_documents_by_term("id", CURSOR_ID)
            self._writer.add_document(cursor_document(cursor))
            fault_point("index.before-commit")
            self._writer.commit()
            fault_point("index.after-commit")
        self.cursor = cursor

    def finish(self) -> None:
        """Wait for merges; nothing can be written afterwards."""
        with engine_errors():
            self._writer.wait_merging_threads()

    def _put(self, operation: Operation, *, is_new: bool = False) -> None:
        match operation:
            case Delete(guid):
                documents: tuple[IndexDocument, ...] = ()
            case Upsert(document):
                guid, documents = document.guid, (document,)
            case Replace(guid, documents):
                pass
            case _:
                assert_never(operation)
        made = [tantivy_document(document, self._dates) for document in documents]
        with engine_errors():
            if not is_new:
                self._writer.delete_documents_by_term("id", guid)
            for one in made:
                self._writer.add_document(one)


class TantivyRebuild:
    """A new generation being built; see the Rebuild protocol."""

    def __init__(self, engine: "TantivyEngine", generation: str, *, writer: _Writer, lock: FileLock) -> None:
        self._engine = engine
        self._generation = generation
        self._writer: _Writer | None = writer
        self._lock = lock
        self._sequence = 0

    def apply(self, operations: Iterable[Operation], up_to_sequence: int) -> None:
        """Write a batch to the new index; it becomes lasting when it is published."""
        if self._writer is None:
            raise IndexReplacedError
        self._writer.add(operations)
        self._sequence = max(self._sequence, up_to_sequence)

    def publish(self) -> None:
        """Put the new index in the place of the old one, at once for all readers."""
        if self._writer is None:
            return
        self._writer.commit(self._sequence)
        self._writer.finish()
        self._writer = None
        self._engine.switch_to(self._generation, self._sequence)
        self._lock.release()
        logger.info("index is published generation=%s sequence=%s", self._generation, self._sequence)

    def abandon(self) -> None:
        """Throw the new index away. Does nothing once it is published."""
        if self._writer is None:
            return
        self._writer = None
        self._engine.remove_unused()
        self._lock.release()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Abandon what was not published."""
        self.abandon()


class TantivyEngine:
    """See the SearchEngine protocol.

    folder: on a local disk, writable for readers too (the engine locks files while it opens them). dates: those
    that can be sorted and limited by; another choice needs a rebuild. counts_may_be_old_s: how long counts over
    everything may be served again in an index of more than 50,000 documents.
    groups: asked for the facets that no document holds whenever a query names one of GROUPED_FIELDS. countries: asked
    for the codes of countries in the order of their names in a language, whenever hits are wanted by country.
    """

    def __init__(
        self,
        folder: Path,
        *,
        dates: tuple[str, ...] = ("published",),
        heap_bytes: int = DEFAULT_HEAP_BYTES,
        counts_may_be_old_s: float = 5.0,
        groups: Callable[[], Mapping[str, Groups]] = dict,
        countries: Callable[[str], Sequence[str]] = lambda _language: (),
    ) -> None:
        self._folder = folder
        self._dates = (*dates, *VALIDITY_DATES)
        self._heap_bytes = heap_bytes
        self._reader = TantivyReader(
            folder, dates=self._dates, counts_may_be_old_s=counts_may_be_old_s, groups=groups, countries=countries
        )
        self._writer: tuple[str, _Writer] | None = None
        self._followed: str | None = None
        """The generation whose checkpoint the caller knows."""
        self._writer_lock = FileLock(folder / "writer.lock")
        self._rebuild_lock = FileLock(folder / "rebuild.lock")
        self._writing = threading.Lock()
        self._check_at_s = 0.0

    def claim(self) -> None:
        """Become the one that writes."""
        with self._writing:
            if not self._writer_lock.is_held:
                self._writer_lock.acquire()

    def search(self, query: Query) -> Page:
        """Answer a query."""
        return self._reader.search(query)

    def suggest(self, prefix: str, *, language: str, visible: Sequence[str], size: int = 8) -> tuple[Suggestion, ...]:
        """Complete the last word of what is being typed."""
        return self._reader.suggest(prefix, language=language, visible=visible, size=size)

    def titled(self, beginning: str, *, language: str, visible: Sequence[str], size: int = 4) -> tuple[str, ...]:
        """Return the GUIDs of visible records whose title begins so."""
        return self._reader.titled(beginning, language=language, visible=visible, size=size)

    def identifiers(self, beginning: str, *, visible: Sequence[str], size: int = 4) -> list[str]:
        """Complete what is being typed to identifiers of visible records."""
        return self._reader.identifiers(beginning, visible=visible, size=size)

    def words(self, beginning: str, *, language: str) -> Iterable[tuple[str, str, int]]:
        """Return the words of titles with a beginning."""
        return self._reader.words(beginning, language=language)

    def frequencies(self, field: Literal["key", "concept"], values: Iterable[str]) -> dict[str, int]:
        """Return how many records have each of `values`, without those that none has."""
        return self._reader.frequencies(field, values)

    def checkpoint(self) -> int:
        """Return the last ledger sequence that was written; 0 if there is no index."""
        if current_generation(self._folder) is None:
            return 0
        snapshot = self._reader.snapshot(is_forced=True)
        self._followed = snapshot.generation
        return snapshot.cursor.sequence

    def refresh(self, min_sequence: int = 0, *, timeout_s: float = 0.0) -> bool:
        """See what was written by now; wait for `min_sequence`; say whether it is there."""
        self._reader.expect(min_sequence)
        deadline_s = time.monotonic() + timeout_s
        while True:
            if self._sequence() >= min_sequence:
                return True
            if time.monotonic() >= deadline_s:
                return False
            time.sleep(_POLL_S)

    def needs_rebuild(self) -> RebuildReason | None:
        """Say why the index cannot serve, None if it can."""
        generation = current_generation(self._folder)
        if generation is None:
            return RebuildReason.MISSING
        if meta_of(self._folder, generation) != meta_for(self._dates):
            return RebuildReason.OUTDATED
        if self._is_damaged(generation):
            return RebuildReason.DAMAGED
        try:
            self._reader.snapshot(is_forced=True)
        except SearchUnavailableError as error:
            return RebuildReason(str(error.data["reason"]))
        return None

    def apply(self, operations: Iterable[Operation], up_to_sequence: int) -> None:
        """Write a batch and the cursor in one commit. Begins the first index where there is none."""
        with self._writing:
            if not self._writer_lock.is_held:
                self._writer_lock.acquire()
            generation = current_generation(self._folder)
            if generation is None:
                with self.begin_rebuild() as first:
                    first.apply(operations, up_to_sequence)
                    first.publish()
                self._followed = current_generation(self._folder)
                return
            if self._followed not in {None, generation}:
                # What lies between the checkpoint of the new index and this batch would be missing.
                self._writer = None
                raise IndexReplacedError
            self._writer_for(generation).apply(operations, up_to_sequence)

    def begin_rebuild(self) -> TantivyRebuild:
        """Begin an empty index beside this one. Raises IndexLockedError if another rebuild runs."""
        self._rebuild_lock.acquire()
        try:
            remove_unused(self._folder)
            generation = new_generation(self._folder, meta_for(self._dates))
            path = index_path(self._folder, generation)
            index = tantivy.Index(schema_for(self._dates), path=str(path), reuse=False)
            writer = _Writer(index, dates=self._dates, heap_bytes=self._heap_bytes)
        except BaseException:
            self._rebuild_lock.release()
            raise
        return TantivyRebuild(self, generation, writer=writer, lock=self._rebuild_lock)

    def forget(self, sequence: int) -> None:
        """Note durably that what the entry `sequence` took away must leave the files."""
        note_to_forget(self._folder, sequence)

    def must_forget(self) -> bool:
        """Say whether the files may still hold what was taken away."""
        return must_forget(self._folder)

    def switch_to(self, generation: str, begun_at: int) -> None:
        """Put a finished generation in use, built from what stood after the entry `begun_at`. For a rebuild to call."""
        note_beginning(self._folder, generation, begun_at)
        fault_point("index.before-switch")
        switch_to(self._folder, generation)
        remove_unused(self._folder)

    def remove_unused(self) -> None:
        """Delete generations that are not in use. For a rebuild to call."""
        remove_unused(self._folder)

    def close(self) -> None:
        """Let go of locks and files."""
        with self._writing:
            self._writer = None
            self._writer_lock.release()
            self._rebuild_lock.release()
            self._reader.forget()

    def _is_damaged(self, generation: str) -> bool:
        """Say whether files were damaged. Whoever writes looks; the others believe what a reader noticed."""
        mark = self._folder / generation
        suspected = is_suspected(mark)
        if not self._writer_lock.is_held:
            return suspected
        if not suspected and time.monotonic() < self._check_at_s:
            return False
        self._check_at_s = time.monotonic() + CHECK_EVERY_S
        damaged = damaged_files(index_path(self._folder, generation))
        if damaged:
            logger.warning("index is damaged generation=%s files=%s", generation, ",".join(damaged))
        elif suspected:
            clear(mark)
        return bool(damaged)

    def _writer_for(self, generation: str) -> _Writer:
        if self._writer and self._writer[0] == generation:
            return self._writer[1]
        self._writer = None
        if meta_of(self._folder, generation) != meta_for(self._dates):
            raise SearchUnavailableError(reason=RebuildReason.OUTDATED)
        with engine_errors():
            index = tantivy.Index.open(str(index_path(self._folder, generation)))
        writer = _Writer(index, dates=self._dates, heap_bytes=self._heap_bytes)
        self._writer = (generation, writer)
        self._followed = generation
        return writer

    def _sequence(self) -> int:
        if current_generation(self._folder) is None:
            return 0
        return self._reader.snapshot(is_forced=True).cursor.sequence
