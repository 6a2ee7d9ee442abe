"""Damage on disk that Tantivy does not notice by itself."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from clearinghouse.search import damage, tantivy_engine
from clearinghouse.search.damage import FileSizes, damaged_files, is_suspected, suspect
from clearinghouse.search.engine import IndexLockedError, RebuildReason, SearchUnavailableError
from clearinghouse.search.generations import current_generation, index_path
from clearinghouse.search.query import Query
from clearinghouse.search.tantivy_engine import TantivyEngine
from tests.search.sources import upsert

PUBLIC = Query(visible=("public",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> Iterator[TantivyEngine]:
    made = TantivyEngine(folder, heap_bytes=15_000_000)
    for number in range(1, 4):
        made.apply([upsert(number)], number)
    yield made
    made.close()


def in_use(folder: Path) -> Path:
    name = current_generation(folder)
    assert name
    return index_path(folder, name)


def change_a_byte(path: Path, place: float) -> None:
    """Change it where it lies: the file is mapped into memory, and must not become shorter for a moment."""
    with path.open("r+b") as file:
        offset = int((path.stat().st_size - 1) * place)
        file.seek(offset)
        [byte] = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ 0xFF]))


def test_an_index_as_it_was_written_is_whole(engine: TantivyEngine, folder: Path) -> None:
    assert damaged_files(in_use(folder)) == []
    assert engine.needs_rebuild() is None


@pytest.mark.parametrize("place", [0.0, 0.5, 0.98, 1.0])
def test_a_byte_that_changed_anywhere_in_a_file_is_noticed(engine: TantivyEngine, folder: Path, place: float) -> None:
    for ending in ("fast", "fieldnorm", "idx", "pos", "store", "term"):
        path = next(in_use(folder).glob(f"*.{ending}"))
        change_a_byte(path, place)
        assert damaged_files(in_use(folder)) == [path.name]
        change_a_byte(path, place)
    assert damaged_files(in_use(folder)) == []


def test_the_writer_looks_when_it_starts_and_then_now_and_then(
    engine: TantivyEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert engine.needs_rebuild() is None
    # Positions of words are read for phrases alone, so that only the check can notice it.
    change_a_byte(next(in_use(folder).glob("*.pos")), 0.0)
    assert engine.needs_rebuild() is None
    engine.close()
    engine.claim()
    monkeypatch.setattr(tantivy_engine, "CHECK_EVERY_S", 0.0)
    engine._check_at_s = 0.0
    assert engine.needs_rebuild() is RebuildReason.DAMAGED


def test_a_reader_that_met_damage_lets_the_writer_know(engine: TantivyEngine, folder: Path) -> None:
    assert engine.needs_rebuild() is None
    reader = TantivyEngine(folder)
    assert reader.search(PUBLIC).total == 3
    os.truncate(next(in_use(folder).glob("*.term")), 100)
    with pytest.raises(SearchUnavailableError):
        reader.refresh()
    assert reader.needs_rebuild() is RebuildReason.DAMAGED
    assert engine.needs_rebuild() is RebuildReason.DAMAGED


def test_a_suspicion_without_ground_is_forgotten(engine: TantivyEngine, folder: Path) -> None:
    generation = in_use(folder).parent
    suspect(generation)
    assert TantivyEngine(folder).needs_rebuild() is RebuildReason.DAMAGED
    assert engine.needs_rebuild() is None
    assert not is_suspected(generation)
    assert TantivyEngine(folder).needs_rebuild() is None


def test_files_that_a_merge_took_away_are_not_missed(engine: TantivyEngine, folder: Path) -> None:
    sizes = FileSizes(in_use(folder))
    assert sizes.are_kept()
    for number in range(4, 40):
        engine.apply([upsert(number)], number)
        assert sizes.are_kept()
    next(in_use(folder).glob("*.idx")).unlink()
    assert not sizes.are_kept()


def test_only_one_can_claim_to_write_and_others_are_told_who_does(engine: TantivyEngine, folder: Path) -> None:
    engine.claim()
    engine.claim()
    other = TantivyEngine(folder)
    with pytest.raises(IndexLockedError, match="process"):
        other.claim()
    engine.close()
    other.claim()
    other.close()


def test_a_file_that_goes_while_the_folder_is_read_is_no_damage(
    engine: TantivyEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Segments are merged while others read."""
    kept = FileSizes(in_use(folder))
    (in_use(folder) / "merged.idx").touch()
    size = damage._size

    def gone(entry: os.DirEntry[str]) -> int:
        if entry.name == "merged.idx":
            Path(entry.path).unlink(missing_ok=True)
        return size(entry)

    monkeypatch.setattr(damage, "_size", gone)
    assert kept.are_kept()
    assert not (in_use(folder) / "merged.idx").exists()
