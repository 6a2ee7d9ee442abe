"""Our search beside raw Tantivy, SQLite FTS5 and PostgreSQL, on the same records in one run.

`make bench ENGINES=300000`. Medians and p95 of one process after a warm-up; ours and raw take turns, so that a machine
that is busy with other things slows both alike. Where more wants to run than there are processors, the time that the
thread had a processor is measured instead of what went by, and the output says so.
"""

import gc
import multiprocessing
import os
import pickle
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.synchronize import Event
from pathlib import Path

from benchmarks.engines.questions import Questions
from benchmarks.engines.raw import Raw
from benchmarks.engines.sources import Sources
from benchmarks.engines.sql import Fts5, PostgreSQL
from clearinghouse.derived.index_source import IndexSource
from clearinghouse.search.documents import IndexDocument, Upsert
from clearinghouse.search.indexing import document_of
from clearinghouse.search.query import Query
from clearinghouse.search.tantivy_engine import TantivyEngine
from tools.postgres import server

RUNS = 5
SQL_REPEATS = 40
READERS = 4
COMMITS_PER_SECOND = 10
CONCURRENT_S = 10.0
_BATCH = 1_000
_KEPT = "documents.pickle"


def run(count: int) -> None:
    """Build every engine with `count` records, ask each the same, and print."""
    folder = Path(tempfile.mkdtemp(prefix="clearinghouse-engines-"))
    try:
        with server(os.environ) as address:
            _run(count, folder, address)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(count: int, folder: Path, address: str | None) -> None:
    _say(f"{count:,} records of 190 tokens")
    _build(count, folder / "index")
    _compare(folder / "index")
    _together(folder / "index", count)
    others: list[Fts5 | PostgreSQL] = [Fts5(folder), *([PostgreSQL(address)] if address else [])]
    for other in others:
        start = time.perf_counter()
        other.fill(_documents(folder))
        print(f"\n{other.name}: filled in {time.perf_counter() - start:.0f} s without the analysis, "
              f"{other.bytes() / count:,.0f} bytes a record")  # fmt: skip
        _ask_other(other)


def _say(what: str) -> None:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"\n{what} (processors: {os.cpu_count()}, load average: {load})", flush=True)


def _documents(folder: Path) -> Iterator[IndexDocument]:
    """Yield the documents that were analysed for our own index, so that every engine holds the same."""
    with (folder / _KEPT).open("rb") as file:
        while file.peek(1):
            yield from (operation.document for operation in pickle.load(file))


def _analysed(sources: list[IndexSource]) -> list[Upsert]:
    return [Upsert(document_of(source)) for source in sources]


def _batches(count: int) -> Iterator[list[IndexSource]]:
    batch: list[IndexSource] = []
    for source in Sources().records(count):
        batch.append(source)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _build(count: int, folder: Path) -> None:
    """Analyse in processes and build, as a rebuild does; making the records is not counted."""
    engine = TantivyEngine(folder)
    analysed_s = written_s = 0.0
    with (
        ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as executor,
        (folder.parent / _KEPT).open("wb") as kept,
    ):
        list(executor.map(_analysed, [[]] * 4))
        with engine.begin_rebuild() as rebuild:
            for several in _grouped(_batches(count), (os.cpu_count() or 1) * 4):
                start = time.perf_counter()
                answers = list(executor.map(_analysed, several))
                analysed_s += time.perf_counter() - start
                start = time.perf_counter()
                for operations in answers:
                    rebuild.apply(operations, count)
                written_s += time.perf_counter() - start
                for operations in answers:
                    pickle.dump(operations, kept)
            start = time.perf_counter()
            rebuild.publish()
            written_s += time.perf_counter() - start
    total = analysed_s + written_s
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    _line("analysis in processes, then build, in s", total, 480 * count / 1_000_000)
    print(f"  of that analysis {analysed_s:.0f} s, build {written_s:.0f} s")
    _line("index, bytes a record", size / count, 1_000)
    engine.close()


def _grouped(batches: Iterable[list[IndexSource]], size: int) -> Iterator[list[list[IndexSource]]]:
    waiting: list[list[IndexSource]] = []
    for batch in batches:
        waiting.append(batch)
        if len(waiting) == size:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _line(what: str, value: float, bound: float | None = None) -> None:
    held = "" if bound is None else f"   bound {bound:,.1f}: {'held' if value <= bound else 'MISSED'}"
    print(f"{what:60} {value:10,.2f}{held}", flush=True)


def _compare(folder: Path) -> None:
    engine, raw, questions = TantivyEngine(folder, counts_may_be_old_s=5.0), Raw(folder), Questions()
    kinds = (
        ("text, first 20", questions.text_only(), 1.5, None),
        ("text, up to 3 filters, 8 facets", questions.text_and_filters(), 1.5, 45.0),
        ("browse, 8 facets", questions.browse(), None, None),
        ("browse with filters, 8 facets", questions.filtered_browse(), 1.3, None),
    )
    unit = "ms of the processor" if _is_busy() else "ms"
    print(f"\n{unit:40} {'ours p50':>9} {'p95':>8} {'raw p50':>9} {'p95':>8} {'ratio':>7}")
    for what, queries, most, p95 in kinds:
        ours, theirs = _taking_turns(
            [_searching(engine, query) for query in queries], [raw.call(query) for query in queries]
        )
        _pair(what, ours, theirs, most=most, p95=p95)
        if what.startswith("browse,"):
            _line("  unfiltered browse, median", statistics.median(ours), 20.0)
    typed = questions.prefixes()
    ours, theirs = _taking_turns(
        [_completing(engine, prefix, code) for prefix, code in typed], [raw.completion(p, code) for p, code in typed]
    )
    _pair("autocomplete", ours, theirs, most=None, p95=10.0)
    engine.close()


def _searching(engine: TantivyEngine, query: Query) -> Callable[[], object]:
    return lambda: engine.search(query)


def _completing(engine: TantivyEngine, prefix: str, code: str) -> Callable[[], object]:
    def complete() -> None:
        engine.titled(prefix, language=code, visible=("public",))
        engine.suggest(prefix, language=code, visible=("public",))

    return complete


def _taking_turns(
    ours: Sequence[Callable[[], object]], theirs: Sequence[Callable[[], object]]
) -> tuple[list[float], list[float]]:
    """Return for each call the median of some runs, in ms."""
    times: tuple[list[list[float]], list[list[float]]] = ([[] for _ in ours], [[] for _ in theirs])
    clock = time.thread_time if _is_busy() else time.perf_counter
    gc.disable()
    for turn in range(RUNS + 1):
        for place, calls in enumerate(zip(ours, theirs, strict=True)):
            for which, call in enumerate(calls):
                start = clock()
                call()
                if turn:
                    times[which][place].append((clock() - start) * 1000)
    gc.enable()
    return [statistics.median(one) for one in times[0]], [statistics.median(one) for one in times[1]]


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[18]


def _pair(what: str, ours: list[float], theirs: list[float], *, most: float | None, p95: float | None) -> None:
    """Print a line. The ratio is of the sums: what all the questions take."""
    ratio = sum(ours) / sum(theirs)
    missed = (most is not None and ratio > most) or (p95 is not None and _p95(ours) > p95)
    bounds = ", ".join(text for text in (f"ratio {most}" if most else "", f"p95 {p95:.0f} ms" if p95 else "") if text)
    held = f"   bound {bounds}: {'MISSED' if missed else 'held'}" if bounds else ""
    mine = f"{statistics.median(ours):9.2f} {_p95(ours):8.2f}"
    print(f"{what:40} {mine} {statistics.median(theirs):9.2f} {_p95(theirs):8.2f} {ratio:7.2f}{held}", flush=True)


def _ask_other(other: Fts5 | PostgreSQL) -> None:
    questions = Questions()
    for what, queries in (
        ("text, up to 3 filters, 8 facets", questions.text_and_filters()),
        ("browse, 8 facets", questions.browse()),
        ("browse with filters, 8 facets", questions.filtered_browse()),
    ):
        times = [_timed(lambda query=query: other.answer(query)) for query in queries[:SQL_REPEATS]]  # type: ignore[misc]  # a default binds the value of the loop
        print(f"{what:40} {statistics.median(times):9.1f} {_p95(times):8.1f}", flush=True)
    typed = questions.prefixes()[:SQL_REPEATS]
    times = [_timed(lambda pair=pair: other.complete(*pair)) for pair in typed]  # type: ignore[misc]  # a default binds the value of the loop
    print(f"{'autocomplete':40} {statistics.median(times):9.1f} {_p95(times):8.1f}", flush=True)


def _is_busy() -> bool:
    return os.getloadavg()[0] > (os.cpu_count() or 1)


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _together(folder: Path, count: int) -> None:
    """Let four processes read while records are written ten times a second: raw, ours, ours, raw, for the index grows.

    Searches are counted by second of the processor that the readers had, so that what else runs does not count.
    """
    done, seconds = {True: 0, False: 0}, {True: 0.0, False: 0.0}
    for place, is_raw in enumerate((True, False, False, True)):
        context = multiprocessing.get_context("spawn")
        begin, answers = context.Event(), context.SimpleQueue()
        readers = [context.Process(target=_read, args=(folder, is_raw, n, begin, answers)) for n in range(READERS)]
        for reader in readers:
            reader.start()
        for _ in readers:
            answers.get()
        begin.set()
        commits = _write(folder, count + place * 1_000)
        found = [answers.get() for _ in readers]
        for reader in readers:
            reader.join()
        done[is_raw] += sum(one[0] for one in found)
        seconds[is_raw] += sum(one[1] for one in found)
        rate = sum(one[0] for one in found) / CONCURRENT_S
        who = "raw" if is_raw else "ours"
        print(f"{who}: {READERS} readers {rate:.0f} searches a second beside {commits:.1f} commits", flush=True)
    rates = {which: done[which] / max(seconds[which], 0.1) for which in done}
    share = rates[False] / max(rates[True], 0.1)
    held = "held" if share >= 0.7 else "MISSED"
    print(f"{'share of the raw rate, 4 readers':60} {share:10.2f}   bound 0.70: {held}")


def _write(folder: Path, count: int) -> float:
    """Write a record ten times a second; return how many commits a second there were."""
    engine, sources, done = TantivyEngine(folder), Sources(seed=23), 0
    engine.checkpoint()
    start = time.perf_counter()
    while (now := time.perf_counter() - start) < CONCURRENT_S:
        engine.apply([Upsert(document_of(sources.record(count + done + 1)))], count + done + 1)
        done += 1
        time.sleep(max(0.0, done / COMMITS_PER_SECOND - now))
    engine.close()
    return done / CONCURRENT_S


def _read(
    folder: Path, is_raw: bool, place: int, begin: Event, answers: "multiprocessing.SimpleQueue[tuple[int, float]]"
) -> None:
    queries = Questions().text_and_filters()
    queries = queries[place * 10 :] + queries[: place * 10]
    engine = TantivyEngine(folder)
    raw = Raw(folder)
    engine.search(queries[0])
    answers.put((0, 0.0))
    begin.wait()
    began_s = time.process_time()
    done, reloaded_s, end = 0, 0.0, time.perf_counter() + CONCURRENT_S
    while (now := time.perf_counter()) < end:
        query = queries[done % len(queries)]
        if is_raw:
            if now - reloaded_s > 0.2:
                raw.reload()
                reloaded_s = now
            raw.call(query)()
        else:
            engine.search(query)
        done += 1
    answers.put((done, time.process_time() - began_s))
