"""A disk that is full, read-only or gone, and a lock that another process keeps: a clear state, never a corrupt one."""

import signal
import time
from pathlib import Path

import pytest

from clearinghouse.ledger.errors import StoreUnavailableError
from tests.faults.judging import inconsistent, lost
from tests.faults.node import Actor, Node

REFUSED = "store-unavailable"


def is_whole(node: Node) -> bool:
    report = node.run("check")
    return not lost(report, node.log) and not inconsistent(report)


def holding(node: Node, *, in_turn: bool) -> tuple[Actor, Path]:
    """Begin to hold the lock; return who does, and the file that ends it."""
    begun, end = node.folder / "begun", node.folder / "end"
    for path in (begun, end):
        path.unlink(missing_ok=True)
    holder = node.begin("hold", begun=str(begun), end=str(end), in_turn=in_turn)
    while not begun.exists():
        time.sleep(0.01)
    return holder, end


# From nothing at all to a few frames of the log, so that it ends within one.
@pytest.mark.parametrize("room", [0, 100, 4096 + 200, 5 * 4096])
def test_a_full_disk_refuses_a_publication_keeps_the_draft_and_goes_on_when_there_is_room(fresh: Node, room: int):
    told = fresh.run("on-full-disk", room=room)
    assert told["refused"] == REFUSED
    assert told["status"] == 503
    assert str(StoreUnavailableError()) in told["page"]
    # What was sent is handed back, to be sent again.
    assert 'name="f.scientificName" value="Zea mays"' in told["page"]
    assert told["readable"] == 200
    assert told["readiness"]["status"] == "not ready"
    assert any("cannot be written" in fault for fault in told["readiness"]["faults"])
    assert told["kept"]
    assert told["then"] == ""
    assert is_whole(fresh)


def test_a_disk_that_became_read_only_still_serves_what_is_published(fresh: Node):
    # Killed, they leave their logs of changes behind, as a node does whose disk turns read-only while it runs.
    fresh.run("publish")
    assert fresh.begin("follow", fault="links.before-cursor").wait() == -signal.SIGKILL
    assert fresh.begin("publish", fault="ledger.before-commit").wait() == -signal.SIGKILL
    paths = [fresh.home, *fresh.home.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        told = fresh.run("on-read-only-disk")
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert told["refused"] == REFUSED
    assert told["readable"] == 200
    assert "the store is read-only" in told["readiness"]["faults"]
    assert told["drafts"] == 1
    assert len(fresh.run("publish-rest")) == 1
    assert is_whole(fresh)


@pytest.mark.store
def test_a_store_that_may_only_be_read_refuses_a_publication_and_is_not_ready(fresh: Node):
    told = fresh.run("read-only-store")
    assert told["refused"] == REFUSED
    assert told["readable"] == 200
    assert "the store is read-only" in told["readiness"]["faults"]
    assert len(fresh.run("publish-rest")) == 1
    assert is_whole(fresh)


def test_a_store_that_cannot_be_opened_is_said_in_a_sentence(fresh: Node):
    told = fresh.run("without-store")
    status, page = told["page"]
    assert (status, "The register does not answer at the moment." in page) == (503, True)
    assert told["answer"] == [503, REFUSED]
    assert "the store does not answer" in told["readiness"]["faults"]


@pytest.mark.store
def test_whoever_waits_too_long_for_the_lock_is_told_so_and_publishes_when_it_is_free(fresh: Node):
    assert fresh.begin("publish", fault="ledger.before-insert").wait() == -signal.SIGKILL
    holder, end = holding(fresh, in_turn=True)
    assert fresh.run("impatient")["refused"] == REFUSED
    end.touch()
    assert holder.wait() == 0
    assert len(fresh.run("publish-rest")) >= 1
    assert is_whole(fresh)


def test_a_database_that_somebody_else_keeps_locked_is_said_in_a_sentence(fresh: Node):
    assert fresh.begin("publish", fault="ledger.before-insert").wait() == -signal.SIGKILL
    holder, end = holding(fresh, in_turn=False)
    assert fresh.run("impatient")["refused"] == REFUSED
    end.touch()
    assert holder.wait() == 0
    assert is_whole(fresh)
