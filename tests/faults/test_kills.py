"""A process is killed at every named point and at any moment; the node stands as if nothing had happened."""

import random
import re
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from clearinghouse.core.faults import FAULT_POINTS, arm, fault_point
from tests.faults.judging import inconsistent, lost
from tests.faults.node import ROOT, Node

KILLED = -signal.SIGKILL
LEDGER = [name for name in FAULT_POINTS if name.startswith("ledger.")]
FOLLOWING = ["follower.start", "links.before-cursor", "index.before-commit", "index.after-commit"]
KILLS = 50


def restarted(node: Node) -> dict[str, Any]:
    """Return how the node stands after a restart; nothing acknowledged is lost, nothing is half."""
    report: dict[str, Any] = node.run("check")
    assert lost(report, node.log) == []
    assert inconsistent(report) == []
    return report


def test_every_point_of_the_code_is_in_the_list_and_the_other_way_round() -> None:
    sources = (path.read_text(encoding="utf-8") for path in Path(ROOT, "src").rglob("*.py"))
    named = [name for source in sources for name in re.findall(r"fault_point\(\"([^\"]+)\"\)", source)]
    assert sorted(named) == sorted(FAULT_POINTS)
    assert all(sentence.endswith(".") for sentence in FAULT_POINTS.values())


def test_a_point_that_nobody_armed_does_nothing_and_an_unknown_one_is_refused() -> None:
    fault_point("ledger.before-insert")
    with pytest.raises(ValueError, match=r"ledger\.before-insert"):
        arm("ledger.whenever")


@pytest.mark.store
@pytest.mark.parametrize("point", LEDGER)
@pytest.mark.parametrize("passage", [1, 4])
def test_a_publisher_killed_at_a_point_of_the_ledger_loses_nothing(fresh: Node, point: str, passage: int) -> None:
    before = fresh.run("check", follows=False)
    assert fresh.begin("publish", count=9, fault=f"{point}:{passage}").wait() == KILLED

    report = restarted(fresh)
    stands = point == "ledger.after-commit"
    assert report["head"] == before["head"] + (passage if stands else passage - 1)
    # What was not published is a draft still, and can be published now.
    assert len(report["drafts"]) == (0 if stands else 1)
    assert fresh.run("publish-rest") == list(report["drafts"])
    assert restarted(fresh)["head"] == before["head"] + passage


@pytest.mark.store
def test_a_server_killed_before_its_answer_has_published_and_a_second_press_says_so(fresh: Node) -> None:
    assert fresh.begin("answer", fault="web.before-answer").wait() == KILLED
    report = restarted(fresh)
    assert report["drafts"] == {}
    assert fresh.run("resubmit") == 302
    assert restarted(fresh)["head"] == report["head"]


@pytest.mark.store
@pytest.mark.parametrize("point", ["file.before-write", "file.after-write"])
def test_an_upload_that_was_killed_leaves_nothing_that_is_not_collected(fresh: Node, point: str) -> None:
    assert fresh.begin("attach", fault=point).wait() == KILLED
    assert restarted(fresh)["attached"] == []
    assert fresh.run("collect") == 1
    stored = fresh.run("attach")
    assert restarted(fresh)["attached"] == [stored]


@pytest.mark.store
@pytest.mark.parametrize("point", FOLLOWING)
def test_a_follower_killed_at_a_point_catches_up(fresh: Node, point: str) -> None:
    fresh.run("publish", count=3)
    assert fresh.begin("follow", fault=point).wait() == KILLED
    restarted(fresh)
    fresh.run("publish", count=3)
    restarted(fresh)


def test_a_rebuild_killed_before_it_is_put_in_use_leaves_the_index_as_it_was(fresh: Node) -> None:
    assert fresh.begin("rebuild", fault="index.before-switch").wait() == KILLED
    restarted(fresh)
    fresh.run("publish", count=1)
    restarted(fresh)
    assert [path.name for path in fresh.home.glob("index/g*")] == ["g000001", "g000002"]
    fresh.run("rebuild")
    assert [path.name for path in fresh.home.glob("index/g*")] == ["g000002"]


def test_a_point_is_armed_by_the_environment_and_never_in_production(fresh: Node) -> None:
    assert fresh.command("follow", "--once", fault="follower.start").returncode == KILLED
    assert fresh.command("follow", "--once", fault="follower.start:2").returncode == 0
    refused = fresh.command("follow", "--once", fault="follower.whenever")
    assert refused.returncode == 2
    assert "CLEARINGHOUSE_FAULT" in refused.stderr
    refused = fresh.command("follow", "--once", fault="follower.start", CLEARINGHOUSE_MODE="production")
    assert refused.returncode == 2
    assert "CLEARINGHOUSE_FAULT ends processes on purpose" in refused.stderr


def test_fifty_kills_at_any_moment_lose_nothing_that_was_acknowledged(fresh: Node) -> None:
    chance = random.Random(20_261_121)
    report = fresh.run("check")
    for kill in range(KILLS):
        acting = fresh.begin("publish", count=10_000)
        time.sleep(chance.uniform(0, 0.12))
        assert acting.kill() == KILLED
        report = fresh.run("check", follows=kill % 10 == 9)
        assert lost(report, fresh.log) == []
        assert inconsistent(report) == []
    assert report["head"] > KILLS
