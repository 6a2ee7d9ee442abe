"""Analysing many records: in processes of their own where there are processors for them, else here.

Those processes are started anew (spawned), so nothing is open in them; they get the vocabulary once and bodies in
batches, know nothing of Django or of the store, hold a few batches at a time, and end with the process that began them.
"""

import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process

from clearinghouse.core.canonical import Json
from clearinghouse.derived.index import Cited, Publication, index_source
from clearinghouse.formats.collection import FORMATS
from clearinghouse.search.documents import IndexDocument, Replace
from clearinghouse.search.indexing import document_of
from clearinghouse.search.lexicons import lexicon_of
from clearinghouse.vocabularies.concepts import Vocabulary

logger = logging.getLogger(__name__)

MOST_PROCESSES = 8
"""One process writes the index and cannot keep more of them busy."""
_BATCHES_AHEAD = 2
"""How many batches wait for each process: what bounds the memory."""


@dataclass(frozen=True, slots=True)
class Unanalysed:
    """One revision of a record with all that its document is made of. cited: what the records it refers to lend."""

    public: Json
    format: str
    publication: Publication
    cited: Mapping[str, Cited]


Batch = list[tuple[str, tuple[Unanalysed, ...]]]
"""Records by GUID, each with every revision that was ever in force."""


class Analyst:
    """Makes documents with one vocabulary. Making it takes a second for 50,000 labels."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.lexicon = lexicon_of(vocabulary)
        self._vocabulary = vocabulary

    def document(self, one: Unanalysed) -> IndexDocument:
        """Return the document of one revision."""
        source = index_source(
            one.public,
            FORMATS[one.format],
            publication=one.publication,
            vocabulary=self._vocabulary,
            cited=one.cited,
        )
        return document_of(source, self.lexicon)

    def operations(self, batch: Batch) -> list[Replace]:
        """Return what the index must do for each record."""
        return [Replace(guid, tuple(self.document(one) for one in several)) for guid, several in batch]


def processors() -> int:
    """Return how many processes are worth starting on this machine; 0 where there is one processor."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, MOST_PROCESSES) if count > 1 else 0


def analysed(
    batches: Iterable[Batch], vocabulary: Vocabulary, *, analyst: Analyst, processes: int
) -> Generator[list[Replace], None, None]:
    """Yield what the index must do for each batch, in order. processes: 0 to analyse here, with `analyst`.

    If a process dies, the log says so and everything that is left is analysed here.
    """
    if not processes:
        yield from map(analyst.operations, batches)
        return
    waiting: deque[tuple[Batch, Future[list[Replace]] | None]] = deque()
    executor = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (vocabulary,))
    try:
        for batch in batches:
            waiting.append((batch, _submitted(executor, batch)))
            if len(waiting) > processes * _BATCHES_AHEAD:
                yield _answer(*waiting.popleft(), analyst=analyst)
        while waiting:
            yield _answer(*waiting.popleft(), analyst=analyst)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _submitted(executor: ProcessPoolExecutor, batch: Batch) -> Future[list[Replace]] | None:
    try:
        return executor.submit(_operations, batch)
    except BrokenProcessPool:
        return None


def _answer(batch: Batch, future: Future[list[Replace]] | None, *, analyst: Analyst) -> list[Replace]:
    if future is not None:
        try:
            return future.result()
        except BrokenProcessPool as error:
            logger.warning("process of the analysis died, its records are analysed here cause=%s", error)
    return analyst.operations(batch)


_ours: list[Analyst] = []


def _begin(vocabulary: Vocabulary) -> None:
    """Prepare a process of the analysis; it stops when the one that began it does, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _ours.append(Analyst(vocabulary))


def _operations(batch: Batch) -> list[Replace]:
    return _ours[0].operations(batch)


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
