"""A pytest plugin: no silent skips, and one line for what a machine lacks."""

import os
import shutil
from typing import Any

import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

NO_MATERIAL = "the reference material is not beside the project"
"""Why a test may be skipped anywhere: it compares us with material of which the project holds no copy."""

_no_skips = os.environ.get("CLEARINGHOUSE_NO_SKIPS") == "1"
_browser_tests_left_out = pytest.StashKey[int]()
_LEFT_OUT = "browser_tests_left_out"


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; a test that asks for it carries the mark `browser`, and does not run without."""
    path = _chromium()
    assert path, "Chromium is not installed and the test is not marked `browser`"
    return path


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the browser tests where there is no browser: one line instead of one for each."""
    left_out = [] if _chromium() else [item for item in items if item.get_closest_marker("browser")]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
        config.stash[_browser_tests_left_out] = len(left_out)


def _what_did_not_run(config: pytest.Config) -> list[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    told = ((report.nodeid, str(report.longrepr[-1])) for report in skipped)
    lines = [f"{nodeid}: {why}" for nodeid, why in told if NO_MATERIAL not in why]
    if count := config.stash.get(_browser_tests_left_out, 0):
        lines.append(f"Chromium is not installed: {count} browser tests did not run")
    return lines


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over from one of several processes how many tests it left out; each collects all of them."""
    if count := getattr(node, "workeroutput", {}).get(_LEFT_OUT, 0):
        node.config.stash[_browser_tests_left_out] = count


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CLEARINGHOUSE_NO_SKIPS=1, a test that did not run fails the session."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[_LEFT_OUT] = session.config.stash.get(_browser_tests_left_out, 0)
        return
    if _no_skips and session.exitstatus == pytest.ExitCode.OK and _what_did_not_run(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what did not run, and whether that is a failure."""
    lines = _what_did_not_run(config)
    if lines and _no_skips:
        terminalreporter.section("not run, and CLEARINGHOUSE_NO_SKIPS=1", red=True)
        terminalreporter.write_line("\n".join(lines))
    elif count := config.stash.get(_browser_tests_left_out, 0):
        terminalreporter.write_line(f"Chromium is not installed: {count} browser tests did not run")
