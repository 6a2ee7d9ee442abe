"""The rules of tests/machine.py, tried on a small suite in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import NO_MATERIAL

ROOT = Path(__file__).parent.parent.parent

SUITE = """\
import pytest

def test_runs():
    pass

@pytest.mark.skip(reason="the moon is not full")
def test_waits():
    pass

@pytest.mark.browser
def test_looks():
    pass
"""


def run_suite(folder, suite=SUITE, options=(), **environment):
    (folder / "test_small.py").write_text(suite, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = browser\n", encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider", "-p", "tests.machine", *options],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_skip_fails_the_session_where_skips_are_forbidden(tmp_path):
    finished = run_suite(tmp_path, CLEARINGHOUSE_NO_SKIPS="1")
    assert finished.returncode == pytest.ExitCode.TESTS_FAILED
    assert "test_waits: Skipped: the moon is not full" in finished.stdout


def test_a_skip_for_want_of_reference_material_is_no_failure_anywhere(tmp_path):
    suite = SUITE.replace("the moon is not full", NO_MATERIAL).replace("@pytest.mark.browser\n", "")
    assert run_suite(tmp_path, suite, CLEARINGHOUSE_NO_SKIPS="1").returncode == pytest.ExitCode.OK


def test_a_skip_is_no_failure_elsewhere(tmp_path):
    assert run_suite(tmp_path).returncode == pytest.ExitCode.OK


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_without_chromium_one_line_says_how_many_tests_did_not_run(tmp_path, options):
    finished = run_suite(tmp_path, options=options, PATH=str(tmp_path))
    assert finished.returncode == pytest.ExitCode.OK
    assert finished.stdout.count("Chromium is not installed: 1 browser tests did not run") == 1
    forbidden = run_suite(tmp_path, options=options, PATH=str(tmp_path), CLEARINGHOUSE_NO_SKIPS="1")
    assert forbidden.returncode == pytest.ExitCode.TESTS_FAILED
