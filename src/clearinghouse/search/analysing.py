"""Analysing many records: in processes of their own where there are processors for them, else here.

Those processes are started anew (spawned), so nothing is open in them; they get the vocabulary once and bodies in
batches, know nothing of Django or of the store, hold a few batches at a time, and end with the process that began them.
"""

import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path

from clearinghouse.core.canonical import Json
from clearinghouse.derived.index import Cited, Publication, index_source
from clearinghouse.formats.collection import FORMATS
from clearinghouse.search.documents import IndexDocument, Replace
from clearinghouse.search.indexing import document_of
from clearinghouse.search.kept_analyses import Kept, KeptAnalyses, digest_of, digest_of_all, packed, unpacked
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

    def documents(self, several: Iterable[Unanalysed]) -> tuple[IndexDocument, ...]:
        """Return the documents of the revisions of a record."""
        return tuple(self.document(one) for one in several)

    def operations(self, batch: Batch) -> list[Replace]:
        """Return what the index must do for each record."""
        return [Replace(guid, self.documents(several)) for guid, several in batch]


class _Keeping:
    """Analyses what was not analysed by the rebuild before."""

    def __init__(self, vocabulary: Vocabulary, path: Path) -> None:
        self._analyst = Analyst(vocabulary)
        self._known = digest_of_all(vocabulary)
        self._kept = KeptAnalyses(path)

    def analyses(self, batch: Batch) -> list[Kept]:
        """Return the digest and the packed documents of each record."""
        digests = [digest_of(self._known, several) for _, several in batch]
        return [
            (digest, self._kept.find(digest) or packed(self._analyst.documents(several)))
            for digest, (_, several) in zip(digests, batch, strict=True)
        ]


def processors() -> int:
    """Return how many processes are worth starting on this machine; 0 where there is one processor."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, MOST_PROCESSES) if count > 1 else 0


def analysed(
    batches: Iterable[Batch],
    vocabulary: Vocabulary,
    *,
    analyst: Analyst,
    processes: int,
    before: Path,
    keep: Callable[[list[Kept]], None],
) -> Generator[list[Replace], None, None]:
    """Yield what the index must do for each batch, in order.

    processes: 0 to analyse here, with `analyst`. before: the file in which the last rebuild kept its analyses; keep:
    takes those of this one, where there are processes. If a process dies, the log says so and everything that is left
    is analysed here.
    """
    if not processes:
        yield from map(analyst.operations, batches)
        return
    waiting: deque[tuple[Batch, Future[list[Kept]] | None]] = deque()
    executor = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (vocabulary, before))
    try:
        for batch in batches:
            waiting.append((batch, _submitted(executor, batch)))
            if len(waiting) > processes * _BATCHES_AHEAD:
                yield _answer(*waiting.popleft(), analyst=analyst, keep=keep)
        while waiting:
            yield _answer(*waiting.popleft(), analyst=analyst, keep=keep)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _submitted(executor: ProcessPoolExecutor, batch: Batch) -> Future[list[Kept]] | None:
    try:
        return executor.submit(_analyses, batch)
    except BrokenProcessPool:
        return None


def _answer(
    batch: Batch, future: Future[list[Kept]] | None, *, analyst: Analyst, keep: Callable[[list[Kept]], None]
) -> list[Replace]:
    if future is not None:
        try:
            kept = future.result()
        except BrokenProcessPool as error:
            logger.warning("process of the analysis died, its records are analysed here cause=%s", error)
        else:
            keep(kept)
            return [Replace(guid, unpacked(data)) for (guid, _), (_, data) in zip(batch, kept, strict=True)]
    return analyst.operations(batch)


_ours: list[_Keeping] = []


def _begin(vocabulary: Vocabulary, before: Path) -> None:
    """Prepare a process of the analysis; it stops when the one that began it does, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _ours.append(_Keeping(vocabulary, before))


def _analyses(batch: Batch) -> list[Kept]:
    return _ours[0].analyses(batch)


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
