"""Killing a publishing process again and again: how many acknowledgements are lost, how many restarts inconsistent."""

import random
import sys
import time

from tests.faults.judging import inconsistent, lost
from tests.faults.node import Node, node

AT_A_TIME = 50
"""After so many kills the node is made anew, so that the thousandth is judged as quickly as the first."""
FOLLOWING_EVERY = 5
LONGEST_LIFE_S = 0.15


def run(kills: int) -> int:
    """Kill `kills` times, print the figures, and return how many things were wrong."""
    chance = random.Random(7)
    acknowledged, lost_ones, wrong_restarts = 0, 0, 0
    start = time.perf_counter()
    with node() as made:
        for kill in range(kills):
            if kill % AT_A_TIME == 0:
                acknowledged += _acknowledged(made)
                made.fresh()
            missing, wrong = _kill_once(made, chance, follows=kill % FOLLOWING_EVERY == FOLLOWING_EVERY - 1)
            lost_ones += len(missing)
            wrong_restarts += bool(wrong)
            for line in (*missing, *wrong):
                print(f"\nkill {kill + 1}: {line}", file=sys.stderr)
            print(f"\r{kill + 1} of {kills} kills", end="", file=sys.stderr, flush=True)
        acknowledged += _acknowledged(made)
    print(file=sys.stderr)
    print(f"{kills} kills in {time.perf_counter() - start:.0f} s, {acknowledged} acknowledged publications")
    print(f"lost acknowledgements: {lost_ones}")
    print(f"inconsistent restarts: {wrong_restarts}")
    return lost_ones + wrong_restarts


def _kill_once(made: Node, chance: random.Random, *, follows: bool) -> tuple[list[str], list[str]]:
    acting = made.begin("publish", count=10_000)
    time.sleep(chance.uniform(0, LONGEST_LIFE_S))
    acting.kill()
    report = made.run("check", follows=follows)
    return lost(report, made.log), inconsistent(report)


def _acknowledged(made: Node) -> int:
    if not made.log.exists():
        return 0
    return sum(line.startswith("published ") for line in made.log.read_text().splitlines())
