"""Many processes at once: numbers without a gap, nobody turned away, and readers that stop no writer."""

import time
from pathlib import Path

import pytest

from tests.faults.judging import inconsistent, lost
from tests.faults.node import Actor, Node

WRITERS = 16
EACH = 8
LOG_LIMIT = 16 * 1024**2


@pytest.mark.store
def test_sixteen_writers_leave_no_gap_and_a_follower_sees_every_entry_once_and_in_order(fresh: Node):
    before = fresh.run("check", follows=False)["head"]
    head = before + WRITERS * EACH
    watching = fresh.begin("watch", until=head)
    writing = [fresh.begin("append", name=f"writer {n}", count=EACH) for n in range(WRITERS)]

    numbers = [writer.result() for writer in writing]
    assert sorted(number for several in numbers for number in several) == list(range(before + 1, head + 1))
    assert all(several == sorted(several) for several in numbers)
    assert watching.result() == list(range(1, head + 1))
    assert inconsistent(fresh.run("check")) == []


@pytest.mark.store
def test_sixteen_publishers_and_someone_who_saves_drafts_are_all_served(fresh: Node):
    before = fresh.run("check", follows=False)["head"]
    end = _absent(fresh, "end")
    saving = fresh.begin("keep-saving", path=str(end))
    publishing = [fresh.begin("publish", count=4, amends=False) for _ in range(WRITERS)]
    assert [publisher.result() for publisher in publishing] == [4] * WRITERS
    end.touch()
    assert saving.result() > 0

    report = fresh.run("check")
    assert report["head"] == before + 4 * WRITERS
    assert lost(report, fresh.log) == []
    assert inconsistent(report) == []


def reading(node: Node) -> tuple[Actor, Path]:
    """Begin to read the ledger slowly; return who does, and the file that lets it go on."""
    begun, end = _absent(node, "begun"), _absent(node, "end")
    reader = node.begin("read-slowly", begun=str(begun), end=str(end))
    while not begun.exists():
        time.sleep(0.01)
    return reader, end


@pytest.mark.store
def test_a_long_read_stops_nobody_and_sees_one_state(fresh: Node):
    before = fresh.run("check", follows=False)["head"]
    reader, end = reading(fresh)
    assert fresh.run("publish", count=5) == 5
    end.touch()
    assert reader.result() == before
    assert fresh.run("check")["head"] == before + 5


def test_the_log_of_changes_shrinks_when_a_long_read_is_over(fresh: Node):
    # Another process has the database open all the time; the last one to close it would remove the log altogether.
    # It reads nothing meanwhile: what the log waits for is the long read alone.
    staying = fresh.begin("stay", until=str(_absent(fresh, "never")))
    reader, end = reading(fresh)
    log = fresh.home / "register.sqlite3-wal"
    fresh.run("append", name="large", count=12, chars=2 * 1024**2)
    assert log.stat().st_size > LOG_LIMIT
    end.touch()
    assert reader.result() > 0
    fresh.run("append", name="small", count=2)
    assert log.stat().st_size <= LOG_LIMIT
    staying.kill()


def _absent(node: Node, name: str) -> Path:
    path = node.folder / name
    path.unlink(missing_ok=True)
    return path
