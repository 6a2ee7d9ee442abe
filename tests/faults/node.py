"""A node in a folder of its own, with processes that act on it and can be killed."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent


class Actor:
    """One process that acts on a node."""

    def __init__(self, node: "Node", pid: int, into: Path) -> None:
        self.pid = pid
        self._node = node
        self._into = into

    def kill(self) -> int:
        """End it at once and return its status."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> int:
        """Wait for its end; return its exit status, or minus the signal that ended it."""
        return int(self._node.ask({"wait": self.pid})["status"])

    def result(self) -> Any:
        """Wait for its end and return what the act returned."""
        assert (status := self.wait()) == 0, f"the actor ended with {status}"
        return json.loads(self._into.read_text(encoding="utf-8"))


class Node:
    """A home that can be made anew from a prepared one at once, and the nursery of its actors."""

    def __init__(self, folder: Path, postgresql: str = "") -> None:
        self.folder = folder
        self.home = folder / "home"
        self._prepared = folder / "prepared"
        self._databases = _Databases(postgresql) if postgresql else None
        self.environment = {
            **os.environ,
            "CLEARINGHOUSE_MODE": "development",
            "CLEARINGHOUSE_HOME": str(self.home),
            "CLEARINGHOUSE_FAULT": "",
            "DJANGO_SETTINGS_MODULE": "clearinghouse.config.settings",
            "DATABASE_URL": self._databases.url if self._databases else "",
            "PYTHONPATH": str(ROOT),
        }
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.home.mkdir()
        if self._databases:
            self._databases.create()
        self.run("prepare")
        self.home.rename(self._prepared)
        if self._databases:
            self._databases.keep()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._nursery as nursery:
            # It ends when its orders do.
            assert nursery.stdin
            nursery.stdin.close()
        if self._databases:
            self._databases.drop()

    @property
    def log(self) -> Path:
        """Where actors note what they were told; no other process has a hand in it."""
        return self.folder / "acknowledged.log"

    def fresh(self) -> Self:
        """Make the home anew as it was prepared."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self._prepared, self.home)
        self.log.unlink(missing_ok=True)
        if self._databases:
            self._databases.restore()
        return self

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        """Give the nursery an order and return its answer."""
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._nursery.stdin.write(json.dumps(order) + "\n")
        self._nursery.stdin.flush()
        answer: dict[str, Any] = json.loads(self._nursery.stdout.readline())
        return answer

    def begin(self, act: str, *, fault: str = "", **arguments: Any) -> Actor:
        """Begin an act in a process of its own, which ends at a fault point if one is named."""
        into = self.folder / f"{secrets.token_hex(8)}.json"
        if act in {"publish", "answer", "attach"}:
            arguments.setdefault("log", str(self.log))
        order = {"begin": act, "fault": fault, "arguments": arguments, "into": str(into)}
        return Actor(self, self.ask(order)["pid"], into)

    def run(self, act: str, **arguments: Any) -> Any:
        """Run an act to its end and return what it returned."""
        return self.begin(act, **arguments).result()

    def command(self, *arguments: str, fault: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        """Run `clearinghouse` with arguments, and with settings of its own."""
        command = [sys.executable, "-m", "clearinghouse.config.command", *arguments]
        environment = {**self.environment, **settings, "CLEARINGHOUSE_FAULT": fault}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


class _Databases:
    """A database on PostgreSQL that is copied from a prepared one."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._name = f"faults_{secrets.token_hex(6)}"
        self.url = urlsplit(server)._replace(path=f"/{self._name}").geturl()

    def create(self) -> None:
        """Make it, empty."""
        self._run(f"CREATE DATABASE {self._name}")

    def keep(self) -> None:
        """Let it be what every restored one is copied from."""
        self._run(f"ALTER DATABASE {self._name} RENAME TO {self._name}_prepared")

    def restore(self) -> None:
        """Make it anew as it was prepared. What a killed process left connected is let go of."""
        self._run(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")
        self._run(f"CREATE DATABASE {self._name} TEMPLATE {self._name}_prepared")

    def drop(self) -> None:
        """Leave nothing."""
        for name in (self._name, f"{self._name}_prepared"):
            self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def node() -> Iterator[Node]:
    """Prepare a node, on PostgreSQL where DATABASE_URL names a server, and leave nothing behind."""
    with (
        tempfile.TemporaryDirectory(prefix="clearinghouse-faults-") as folder,
        Node(Path(folder), os.environ.get("DATABASE_URL", "")) as made,
    ):
        yield made
