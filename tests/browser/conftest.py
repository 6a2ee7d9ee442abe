"""A node with the demonstration, and Chromium to look at it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_S = 300
# A bar at the foot covers in part whatever the page happens to have there: a target that is too small for
# that reason alone is read once more in the middle of the screen.
READ_BY_AXE = """async () => {
    await document.fonts.ready;
    const read = (where, only) => axe.run(where, {
        runOnly: only,
        rules: {'target-size': {enabled: true}},
    }).then(result => result.violations);
    const tags = {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']};
    const said = [];
    for (const {id, nodes} of await read(document, tags)) {
        const stands = [];
        for (const node of nodes) {
            const element = document.querySelector(node.target.at(-1));
            if (id === 'target-size' && node.target.length === 1 && element) {
                element.scrollIntoView({block: 'center', behavior: 'instant'});
                if ((await read(element, {type: 'rule', values: [id]})).length === 0) continue;
            }
            stands.push(node.target.join(' ') + ': ' + node.failureSummary);
        }
        if (stands.length) said.push([id, stands]);
    }
    return said;
}"""


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a node that serves the demonstration, for the whole session."""
    home = tmp_path_factory.mktemp("node")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "CLEARINGHOUSE_MODE", "SECRET_KEY"}
    }
    environment |= {"CLEARINGHOUSE_HOME": str(home), "CLEARINGHOUSE_WORKERS": "1"}
    port = _free_port()
    command = [sys.executable, "-m", "clearinghouse.config.command", "demo", "--port", str(port)]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/readyz", process, home / "log")
            yield address
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the node ended while it was starting: {log.read_text()[-2000:]}"
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise RuntimeError(log.read_text()[-2000:]) from error
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.3)
    raise TimeoutError(f"{url}: {log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium, once for each file: while it runs, Django takes the process for one that waits for events."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, node: str) -> Iterator[BrowserContext]:
    """A visitor with cookies of their own."""
    visitor = browser.new_context(base_url=node, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that fails the test on an error of a script or a refused resource."""
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    return opened


@pytest.fixture
def sign_in(page: Page) -> Callable[[str, str, str], None]:
    """Sign in as one of the demonstration's people, in a language."""

    def do(language: str, email: str, password: str) -> None:
        page.goto(f"/{language}/sign-in/")
        page.fill("input[name=email]", email)
        page.fill("input[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url("**/desk/")

    return do


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe finds on a page as it stands, WCAG 2.2 AA with target-size."""

    def find(page: Page) -> list[str]:
        page.wait_for_load_state()
        page.evaluate(AXE.read_text())
        return [json.dumps(one, ensure_ascii=False) for one in page.evaluate(READ_BY_AXE)]

    return find
