"""Analysis in processes: the same as here, in order, whole when one dies, gone when the one that began them is."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clearinghouse.core.canonical import Json
from clearinghouse.derived.index import Cited, Publication
from clearinghouse.search.analysing import Analyst, Batch, Unanalysed, analysed
from clearinghouse.search.kept_analyses import Kept
from tests import factories

NOWHERE = Path("no such file")
ORPHANS = """
import multiprocessing, os, sys, time
from pathlib import Path
from clearinghouse.search.analysing import Analyst, analysed
from clearinghouse.vocabularies.concepts import Vocabulary

if __name__ == "__main__":
    nothing = Vocabulary(())
    made = analysed(
        ([] for _ in range(100)), nothing, analyst=Analyst(nothing), processes=2, before=Path("none"), keep=list
    )
    next(made)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    time.sleep(60)
"""


def unanalysed(number: int, body: Json) -> Unanalysed:
    publication = Publication(
        guid=f"GUID-{number}",
        sequence=number,
        realm="bch",
        printed_number=f"BCH-ORG-SCBD-{number}-1",
        published_on=date(2026, 1, 1),
        owner="",
        visibility=("public",),
    )
    return Unanalysed(body, "organism", publication, {"GUID-0": Cited({"en": ("maize",)}, ("MON-810",), ("C1",))})


def batches(count: int = 6) -> list[Batch]:
    body = factories.body("organism")
    return [[(f"GUID-{n}", (unanalysed(n, body),)), (f"GUID-{n}-hidden", ())] for n in range(count)]


def forgotten(kept: list[Kept]) -> None:
    """Keep nothing."""


KEPT: dict[str, Any] = {"before": NOWHERE, "keep": forgotten}


@pytest.fixture
def analyst() -> Analyst:
    return Analyst(factories.vocabulary())


def test_processes_analyse_as_this_one_does_and_in_order(analyst: Analyst) -> None:
    here = list(analysed(batches(), factories.vocabulary(), analyst=analyst, processes=0, **KEPT))
    there = list(analysed(batches(), factories.vocabulary(), analyst=analyst, processes=2, **KEPT))
    assert here == there
    assert [operation.guid for operations in here for operation in operations][:2] == ["GUID-0", "GUID-0-hidden"]
    assert here[0][0].documents[0].text
    assert not here[0][1].documents


def test_when_a_process_dies_the_rest_is_analysed_here_and_the_log_says_so(
    analyst: Analyst, caplog: pytest.LogCaptureFixture
) -> None:
    made = analysed(
        iter(batches(20)), factories.vocabulary(), analyst=analyst, processes=2, before=NOWHERE, keep=forgotten
    )
    found = [next(made)]
    for child in multiprocessing.active_children():
        if child.pid:
            os.kill(child.pid, signal.SIGKILL)
    found += made
    assert found == [analyst.operations(batch) for batch in batches(20)]
    assert "process of the analysis died" in caplog.text


def test_nothing_is_read_far_ahead(analyst: Analyst) -> None:
    taken = []

    def watched():
        for batch in batches(30):
            taken.append(batch)
            yield batch

    made = analysed(watched(), factories.vocabulary(), analyst=analyst, processes=2, **KEPT)
    next(made)
    assert len(taken) <= 6
    made.close()
    assert not multiprocessing.active_children()


def test_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        children = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert len(children) == 2
    deadline = time.monotonic() + 30
    while any(map(is_running, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(is_running, children))


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
