"""`clearinghouse serve` as it runs: what it starts again, what ends with it, who is refused, what mends itself."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from socket import socket

import psutil
import pytest

from clearinghouse.search.generations import FileLock
from tests.faults.judging import inconsistent
from tests.faults.node import Node

CITED = "THE-ONE-organism"

PATIENCE_S = 60.0
SENTENCE = b"Search is being prepared and will be back soon."


class Serving:
    """A node that serves, and the processes of which it consists."""

    def __init__(self, node: Node) -> None:
        self.node = node
        with closing(socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = node.folder / "serve.log"
        command = [sys.executable, "-m", "clearinghouse.config.command", "serve", "--port", str(self.port)]
        environment = {**node.environment, "CLEARINGHOUSE_WORKERS": "1"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    def get(self, path: str) -> tuple[int, bytes]:
        """Return status and content of a page; 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()
        except OSError:
            return 0, b""

    def is_ready(self) -> bool:
        """Say whether the node can serve."""
        return self.get("/readyz")[0] == 200

    def finds(self, count: int) -> bool:
        """Say whether the search finds so many records."""
        status, content = self.get("/api/v1/records?size=1")
        return status == 200 and f'"total": {count},'.encode() in content

    def processes(self) -> dict[int, str]:
        """Return every process that serves this node, with its command line."""
        ours: dict[int, str] = {self.process.pid: "serve"}
        try:
            children = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return ours
        for child in children:
            with suppress(psutil.NoSuchProcess):
                if "config.command" in (command := " ".join(child.cmdline())):
                    ours[child.pid] = command
        return ours

    def process_of(self, command: str) -> int:
        """Return the process that runs a command; the server, not its workers."""
        return min(pid for pid, args in self.processes().items() if f"config.command {command}" in args)

    def kill(self, command: str) -> None:
        """Kill the process that runs a command, and wait until another one took its place."""
        killed = self.process_of(command)
        os.kill(killed, signal.SIGKILL)
        until(lambda: any(pid != killed and f"command {command}" in a for pid, a in self.processes().items()))


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that comes about by itself."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def serving(prepared_node: Node) -> Iterator[Serving]:
    made = Serving(prepared_node.fresh())
    try:
        until(made.is_ready)
        yield made
    finally:
        everyone = made.processes()
        made.process.terminate()
        made.process.wait()
        until(lambda: not any(is_alive(pid) for pid in everyone))


def in_force(node: Node) -> int:
    report = node.run("check", follows=False)
    return len({*report["published"]})


def publish(serving: Serving, count: int = 1) -> int:
    """Publish new records and return how many there are."""
    serving.node.run("publish", count=count, amends=False)
    return in_force(serving.node)


def test_what_is_published_is_found(serving):
    until(lambda: serving.finds(publish(serving, 2)))


def test_a_killed_follower_is_started_again_and_catches_up(serving):
    serving.kill("follow")
    count = publish(serving)
    until(lambda: serving.finds(count))


def test_a_killed_postman_is_started_again(serving):
    serving.kill("mail")


def test_a_killed_web_server_is_started_again_and_its_workers_do_not_outlive_it(serving):
    server = serving.process_of("web")
    workers = [pid for pid, args in serving.processes().items() if "command web" in args and pid != server]
    assert workers
    serving.kill("web")
    until(lambda: not any(is_alive(pid) for pid in workers))
    until(serving.is_ready)


def test_a_killed_worker_is_started_again(serving):
    server = serving.process_of("web")
    worker = max(pid for pid, args in serving.processes().items() if "command web" in args and pid != server)
    os.kill(worker, signal.SIGKILL)
    until(lambda: not is_alive(worker))
    until(serving.is_ready)
    assert serving.process_of("web") == server


def test_a_second_follower_is_refused_and_told_who_follows(serving):
    refused = serving.node.command("follow")
    assert refused.returncode == 1
    assert "is being written by another process" in refused.stderr
    assert f"process {serving.process_of('follow')}" in refused.stderr


def test_serve_shows_why_its_follower_is_refused_and_tries_again(serving):
    lock = FileLock(serving.node.home / "index" / "writer.lock")
    os.kill(serving.process_of("follow"), signal.SIGKILL)
    until(lambda: _is_taken(lock))
    until(lambda: f"another process (process {os.getpid()})" in serving.log.read_text())
    lock.release()
    count = publish(serving)
    until(lambda: serving.finds(count))


def _is_taken(lock: FileLock) -> bool:
    try:
        lock.acquire()
    except Exception:  # noqa: BLE001 - it is held still
        return False
    return True


def segment(serving: Serving) -> Path:
    """Return the largest file of the index in use."""
    generation = (serving.node.home / "index" / "current").read_text()
    files = (serving.node.home / "index" / generation / "index").glob("*.term")
    return max(files, key=lambda path: path.stat().st_size)


def cut_short(serving: Serving) -> None:
    path = segment(serving)
    os.truncate(path, path.stat().st_size // 2)


def remove_meta(serving: Serving) -> None:
    (segment(serving).parent / "meta.json").unlink()


def remove_segment(serving: Serving) -> None:
    segment(serving).unlink()


def garble_meta(serving: Serving) -> None:
    (segment(serving).parent / "meta.json").write_bytes(b"{" * 100)


@pytest.mark.parametrize("damage", [cut_short, remove_meta, remove_segment, garble_meta])
def test_a_damaged_index_is_noticed_and_built_anew_and_search_says_so_meanwhile(serving, damage):
    count = in_force(serving.node)
    until(lambda: serving.finds(count))
    follower = serving.process_of("follow")
    # Held still, so that there is a meanwhile.
    os.kill(follower, signal.SIGSTOP)
    damage(serving)
    until(lambda: serving.get("/en/search/?q=zea")[0] != 200)
    status, page = serving.get("/en/search/?q=zea")
    assert (status, SENTENCE in page) == (503, True)
    status, answer = serving.get("/api/v1/records?q=zea")
    assert (status, b'"search-unavailable"' in answer) == (503, True)
    assert serving.get(f"/en/records/{CITED}/")[0] == 200
    assert not serving.is_ready()
    os.kill(follower, signal.SIGCONT)
    until(serving.is_ready)
    until(lambda: serving.finds(count))
    assert serving.get("/en/search/?q=zea")[0] == 200


def test_bytes_that_changed_in_place_are_noticed_when_the_follower_starts(serving):
    count = in_force(serving.node)
    until(lambda: serving.finds(count))
    pointer = serving.node.home / "index" / "current"
    before, statuses, ended = pointer.read_text(), set(), threading.Event()

    def ask() -> None:
        while not ended.is_set():
            status, content = serving.get("/en/search/?q=zea")
            statuses.add((status, SENTENCE in content))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        overwrite(serving)
        serving.kill("follow")
        until(lambda: pointer.read_text() != before and serving.finds(count))
    finally:
        # A thread that went on asking would keep the whole run from ending.
        ended.set()
        asking.join()
    assert statuses <= {(200, False), (503, True)}


def overwrite(serving: Serving) -> None:
    """Change bytes of every large file in place, so that sizes stay."""
    for path in segment(serving).parent.glob("*.*"):
        if path.suffix in {".term", ".idx", ".store"}:
            with path.open("r+b") as file:
                file.seek(path.stat().st_size // 3)
                file.write(b"\xff" * 64)


def test_after_a_redaction_the_index_is_built_anew_beside_the_follower(serving):
    pointer = serving.node.home / "index" / "current"
    follower, generation = serving.process_of("follow"), pointer.read_text()
    guid = serving.node.run("slip", text="Not to be said.")
    until(lambda: guid.encode() in serving.get("/api/v1/records?sort=newest")[1])
    assert pointer.read_text() == generation
    serving.node.run("take-away", guid=guid)
    until(lambda: pointer.read_text() != generation)
    until(lambda: not any("rebuild" in args for args in serving.processes().values()))
    assert guid.encode() in serving.get("/api/v1/records?sort=newest")[1]
    assert serving.process_of("follow") == follower


def test_everything_ends_when_the_supervisor_is_killed(serving):
    everyone = serving.processes()
    assert len(everyone) >= 4
    os.kill(serving.process.pid, signal.SIGKILL)
    serving.process.wait()
    until(lambda: not any(is_alive(pid) for pid in everyone))
    assert inconsistent(serving.node.run("check")) == []
