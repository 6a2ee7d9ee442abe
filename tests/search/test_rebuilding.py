"""Building the index anew: beside the one that serves, with progress, and nothing left behind."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from clearinghouse.config.command import main
from clearinghouse.projections.following import follow_once
from clearinghouse.projections.links import LinksProjection
from clearinghouse.records.models import Revision
from clearinghouse.search import projection as module
from clearinghouse.search.generations import current_generation
from clearinghouse.search.kept_analyses import packed
from clearinghouse.search.projection import PUBLIC, SearchProjection
from clearinghouse.search.query import Query
from clearinghouse.search.tantivy_engine import TantivyEngine
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]
EVERYTHING = Query(visible=(PUBLIC,), page_size=50)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[TantivyEngine]:
    factories.reference_data()
    factories.chain()
    opened = TantivyEngine(tmp_path)
    follow_once([LinksProjection(), SearchProjection(opened)])
    yield opened
    opened.close()


def found(engine: TantivyEngine) -> set[tuple[str, int]]:
    engine.refresh()
    return {(hit.guid, hit.sequence) for hit in engine.search(EVERYTHING).hits}


def test_the_old_index_serves_until_the_new_one_is_whole(engine, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module, "_BATCH", 2)
    before, generation, told = found(engine), current_generation(tmp_path), []

    def watch(done: int, total: int) -> None:
        told.append((done, total))
        assert current_generation(tmp_path) == generation
        assert found(engine) == before

    SearchProjection(engine).reset(on_progress=watch)
    assert told == [(2, 7), (4, 7), (6, 7), (7, 7)]
    assert current_generation(tmp_path) != generation
    assert found(engine) == before
    assert engine.checkpoint() == 7


def test_the_room_of_the_old_index_is_given_back(engine, tmp_path) -> None:
    SearchProjection(engine).reset()
    assert [path.name for path in tmp_path.glob("g*")] == [current_generation(tmp_path)]


def test_an_interrupted_rebuild_leaves_the_index_that_serves(engine, tmp_path) -> None:
    before, generation = found(engine), current_generation(tmp_path)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        SearchProjection(engine).reset(on_progress=interrupt)
    assert [path.name for path in tmp_path.glob("g*")] == [generation]
    assert found(engine) == before
    SearchProjection(engine).reset()
    assert found(engine) == before


def test_what_is_published_meanwhile_comes_after(engine, tmp_path) -> None:
    made: list[Revision] = []

    def publish_another(done: int, total: int) -> None:
        assert done <= total
        if not made:
            made.append(factories.revision("organism", guid="E1A1F9F0-0000-4000-8000-000000000001"))

    SearchProjection(engine).reset(on_progress=publish_another)
    assert engine.checkpoint() == 7
    assert follow_once([SearchProjection(engine)]) == 1
    assert (made[0].record.guid, made[0].entry_id) in found(engine)
    assert len(found(engine)) == 8


def test_processes_build_the_same_index(engine, tmp_path, monkeypatch) -> None:
    before = found(engine)
    monkeypatch.setattr(module, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr(module, "processors", lambda: 2)
    SearchProjection(engine).reset()
    assert found(engine) == before


def test_the_next_rebuild_analyses_what_changed_alone(engine, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr(module, "processors", lambda: 1)
    kept = tmp_path / "analyses.sqlite3"
    projection = SearchProjection(engine, analyses=kept)
    projection.reset()
    first = analyses(kept)
    assert len(first) == 7
    # What is kept is taken as it is: here one record as if its analysis had found nothing.
    with sqlite3.connect(kept) as database:
        database.execute("UPDATE analysis SET documents = ? WHERE digest = ?", (packed(()), min(first)))
    projection.reset()
    assert len(found(engine)) == 6
    assert analyses(kept) == first
    revision = factories.revision("organism", guid="E1A1F9F0-0000-4000-8000-000000000003")
    projection.reset()
    assert len(found(engine)) == 7
    (of_it,) = analyses(kept) - first
    # What is forgotten is kept no longer.
    factories.redacted(revision)
    follow_once([SearchProjection(engine, analyses=kept)])
    assert revision.record.guid not in dict(found(engine))
    assert of_it not in analyses(kept)


def test_a_small_index_keeps_no_analyses(engine, tmp_path) -> None:
    kept = tmp_path / "analyses.sqlite3"
    kept.write_bytes(b"of a larger one")
    SearchProjection(engine, analyses=kept).reset()
    assert not kept.exists()
    assert not list(tmp_path.glob("analyses*"))


def analyses(path: Path) -> set[bytes]:
    with closing(sqlite3.connect(path)) as database:
        return {digest for (digest,) in database.execute("SELECT digest FROM analysis")}


def test_the_command_tells_how_far_it_is(settings, tmp_path, capsys) -> None:
    settings.INDEX_FOLDER = tmp_path / "another"
    factories.reference_data()
    factories.chain()
    assert main(["rebuild", "search"]) == 0
    assert "Rebuilding search: 7 of 7" in capsys.readouterr().err
    assert main(["rebuild", "search", "--json"]) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (last["done"], last["total"], last["is_done"]) == (7, 7, True)


def test_what_was_redacted_is_gone_at_once_and_then_from_the_files(engine, tmp_path, monkeypatch) -> None:
    generation, seen = current_generation(tmp_path), []
    revision = factories.revision("organism", guid="E1A1F9F0-0000-4000-8000-000000000002")
    follow_once([SearchProjection(engine)])
    assert revision.record.guid in dict(found(engine))
    begin = engine.begin_rebuild

    def watched():
        seen.append(dict(found(engine)))
        return begin()

    monkeypatch.setattr(engine, "begin_rebuild", watched)
    factories.redacted(revision)
    follow_once([SearchProjection(engine)])
    assert [revision.record.guid in one for one in seen] == [False]
    assert current_generation(tmp_path) != generation
    assert not SearchProjection(engine).must_forget()


def test_following_goes_on_while_another_process_forgets(engine, tmp_path) -> None:
    generation = current_generation(tmp_path)
    slip = factories.revision("organism", guid="E1A1F9F0-0000-4000-8000-000000000004")
    follower = SearchProjection(engine, forgets_beside=True)
    follow_once([follower])
    assert not follower.must_forget()
    factories.redacted(slip)
    follow_once([follower])
    assert slip.record.guid not in dict(found(engine))
    assert follower.must_forget()
    other = factories.revision("organism", guid="E1A1F9F0-0000-4000-8000-000000000005")
    follow_once([follower])
    assert other.record.guid in dict(found(engine))
    assert current_generation(tmp_path) == generation
    SearchProjection(engine).reset()
    assert not follower.must_forget()
    assert slip.record.guid not in dict(found(engine))
    assert other.record.guid in dict(found(engine))


def test_a_rebuild_that_began_before_a_redaction_is_not_enough(engine) -> None:
    slip = factories.revision("organism", guid="E1A1F9F0-0000-4000-8000-000000000006")
    follower = SearchProjection(engine, forgets_beside=True)
    follow_once([follower])

    def redact(_done: int, _total: int) -> None:
        if not follower.must_forget():
            factories.redacted(slip)
            follow_once([follower])

    SearchProjection(engine).reset(on_progress=redact)
    assert follower.must_forget()
    follow_once([follower])
    assert slip.record.guid not in dict(found(engine))
    assert follower.must_forget()
    # One that forgets by itself does so when it comes to follow next, also after it was interrupted.
    follow_once([SearchProjection(engine)])
    assert not follower.must_forget()
