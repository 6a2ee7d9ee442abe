"""What the contract cannot say of an engine on files: locks, crashes, damage, versions, readers elsewhere."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from clearinghouse.search import tantivy_schema
from clearinghouse.search.documents import Operation
from clearinghouse.search.engine import (
    IndexLockedError,
    IndexReplacedError,
    RebuildReason,
    SearchUnavailableError,
)
from clearinghouse.search.query import Facet, Query
from clearinghouse.search.tantivy_engine import TantivyEngine
from tests.search.sources import by_chance, upsert

PUBLIC = Query(visible=("public",), facets=(Facet("country"),))
EVERYTHING = Query(visible=("public", "party:ke"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> Iterator[TantivyEngine]:
    made = TantivyEngine(folder, heap_bytes=15_000_000)
    yield made
    made.close()


def other(folder: Path) -> TantivyEngine:
    """Return an engine as another process would have it."""
    return TantivyEngine(folder, heap_bytes=15_000_000)


def test_a_second_writer_is_refused_and_told_who_writes(engine: TantivyEngine, folder: Path) -> None:
    engine.apply([upsert(1)], 1)
    with pytest.raises(IndexLockedError) as caught:
        other(folder).apply([upsert(2)], 2)
    assert "process" in str(caught.value)
    engine.close()
    second = other(folder)
    second.apply([upsert(2)], 2)
    assert second.search(PUBLIC).total == 2
    second.close()


def test_a_second_rebuild_is_refused_while_one_runs(engine: TantivyEngine, folder: Path) -> None:
    engine.apply([upsert(1)], 1)
    with engine.begin_rebuild():
        with pytest.raises(IndexLockedError):
            other(folder).begin_rebuild()
        with pytest.raises(IndexLockedError):
            engine.begin_rebuild()
        engine.apply([upsert(2)], 2)
    assert engine.refresh(2)


def test_a_reader_elsewhere_sees_a_commit_after_refreshing(engine: TantivyEngine, folder: Path) -> None:
    engine.apply([upsert(1)], 1)
    reader = other(folder)
    assert reader.search(PUBLIC).total == 1
    engine.apply([upsert(2)], 2)
    assert reader.refresh(2, timeout_s=5)
    assert reader.search(PUBLIC).total == 2


def test_a_rebuild_elsewhere_makes_the_writer_ask_for_its_checkpoint(engine: TantivyEngine, folder: Path) -> None:
    engine.apply([upsert(number) for number in range(1, 10)], 9)
    assert engine.checkpoint() == 9
    with other(folder).begin_rebuild() as rebuild:
        rebuild.apply([upsert(1)], 1)
        rebuild.publish()
    for _ in range(2):
        with pytest.raises(IndexReplacedError):
            engine.apply([upsert(10)], 10)
    assert engine.checkpoint() == 1
    engine.apply([upsert(2)], 2)
    assert engine.refresh(2)
    assert engine.search(PUBLIC).total == 2


def test_reading_goes_on_while_the_index_is_rebuilt(engine: TantivyEngine, folder: Path) -> None:
    made = list(by_chance(120, seed=1))
    engine.apply(made[:60], 60)
    reader, totals, failures = other(folder), set(), []
    is_done = threading.Event()

    def read() -> None:
        while not is_done.is_set():
            try:
                reader.refresh()
                totals.add(reader.search(EVERYTHING).total)
            except SearchUnavailableError as error:
                failures.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    for end in (70, 80, 90, 100, 110, 120):
        with engine.begin_rebuild() as rebuild:
            rebuild.apply(made[:end], end)
            rebuild.publish()
    assert reader.refresh(120, timeout_s=5)
    totals.add(reader.search(EVERYTHING).total)
    is_done.set()
    thread.join()
    assert not failures
    assert totals <= {60, 70, 80, 90, 100, 110, 120}
    assert 120 in totals
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from clearinghouse.search.tantivy_engine import TantivyEngine
from tests.search.sources import by_chance, upsert

def interrupted():
    yield from by_chance(300, seed=2)
    os.kill(os.getpid(), signal.SIGKILL)

engine = TantivyEngine(Path(sys.argv[1]), heap_bytes=15_000_000)
engine.apply([upsert(1), upsert(2)], 2)
engine.apply(interrupted(), 300)
"""


def test_kill_in_mid_batch_leaves_the_last_commit_and_its_cursor(engine: TantivyEngine, folder: Path) -> None:
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder)], cwd=root, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert engine.needs_rebuild() is None
    assert engine.checkpoint() == 2
    assert engine.search(PUBLIC).total == 2
    engine.apply([upsert(3)], 3)
    assert engine.refresh(3)
    assert engine.search(PUBLIC).total == 3


@pytest.mark.parametrize("damage", ["truncated", "emptied", "missing", "meta"])
def test_a_damaged_index_is_recognised_and_can_be_rebuilt(engine: TantivyEngine, folder: Path, damage: str) -> None:
    engine.apply(list(by_chance(50, seed=3)), 50)
    engine.close()
    for path in sorted((folder / "g000001" / "index").iterdir()):
        match damage:
            case "truncated" if path.suffix in {".term", ".store"}:
                path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
            case "emptied" if path.suffix == ".fast":
                path.write_bytes(b"")
            case "missing" if path.suffix == ".idx":
                path.unlink()
            case "meta" if path.name == "meta.json":
                path.write_text("{", encoding="utf-8")
            case _:
                pass
    fresh = other(folder)
    assert fresh.needs_rebuild() is RebuildReason.DAMAGED
    with pytest.raises(SearchUnavailableError) as caught:
        fresh.search(PUBLIC)
    assert caught.value.data["reason"] is RebuildReason.DAMAGED
    with fresh.begin_rebuild() as rebuild:
        rebuild.apply([upsert(1)], 60)
        rebuild.publish()
    assert fresh.needs_rebuild() is None
    assert fresh.search(PUBLIC).total == 1
    fresh.close()


@pytest.mark.parametrize("text", ["", "g1", "../../etc", "g999999", "\x00\xff"])
def test_an_unusable_pointer_is_a_missing_or_damaged_index(engine: TantivyEngine, folder: Path, text: str) -> None:
    engine.apply([upsert(1)], 1)
    (folder / "current").write_text(text, encoding="latin-1")
    assert other(folder).needs_rebuild() in set(RebuildReason)


def test_an_index_of_an_older_analysis_serves_until_it_is_rebuilt(
    engine: TantivyEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.apply([upsert(1)], 1)
    engine.close()
    monkeypatch.setattr(tantivy_schema, "ANALYZER_VERSION", 999)
    fresh = other(folder)
    assert fresh.needs_rebuild() is RebuildReason.OUTDATED
    assert fresh.search(PUBLIC).total == 1
    with pytest.raises(SearchUnavailableError):
        fresh.apply([upsert(2)], 2)
    fresh.close()


def test_an_index_of_another_layout_or_engine_does_not_serve(engine: TantivyEngine, folder: Path) -> None:
    engine.apply([upsert(1)], 1)
    wider = TantivyEngine(folder, dates=("published", "adoption"))
    assert wider.needs_rebuild() is RebuildReason.OUTDATED
    with pytest.raises(SearchUnavailableError):
        wider.search(PUBLIC)
    meta = folder / "g000001" / "meta.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text()), "engine": "0.1"}), encoding="utf-8")
    assert other(folder).needs_rebuild() is RebuildReason.OUTDATED


def test_what_an_interrupted_rebuild_left_is_cleared_away(engine: TantivyEngine, folder: Path) -> None:
    engine.apply([upsert(1)], 1)
    (folder / "g000007" / "index").mkdir(parents=True)
    with engine.begin_rebuild() as rebuild:
        rebuild.apply([upsert(2)], 2)
        rebuild.publish()
    assert [path.name for path in folder.iterdir() if path.is_dir()] == [engine.search(PUBLIC).generation[:7]]


def test_counts_over_everything_follow_each_commit_in_a_small_index(engine: TantivyEngine) -> None:
    for number in range(1, 4):
        batch: list[Operation] = [upsert(number, facets={"country": ("ke",)})]
        engine.apply(batch, number)
        engine.refresh(number)
        assert [count.count for count in engine.search(PUBLIC).facets["country"]] == [number]
