"""The drill: a node is backed up while it publishes, destroyed, and restored elsewhere, on any store."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
URL = os.environ.get("DATABASE_URL", "")

pytestmark = pytest.mark.store


@dataclass(frozen=True)
class Node:
    """A node in a home and a database of its own, which only its own processes touch."""

    home: Path
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        own = {"CLEARINGHOUSE_HOME": str(self.home), "CLEARINGHOUSE_MODE": "development", "CLEARINGHOUSE_NODE": "drill"}
        rest = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
        return {**rest, **own, "DATABASE_URL": self.database_url}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=self.environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str, status: int = 0) -> str:
        process = self.start(*arguments)
        out, err = process.communicate()
        assert process.returncode == status, err
        return out

    def clearinghouse(self, *arguments: str | Path) -> str:
        return self.run("clearinghouse.config.command", *map(str, arguments))

    def pages(self) -> dict[str, str]:
        answers: dict[str, str] = json.loads(self.run("tests.config.drilling", "pages"))
        return answers


@pytest.fixture
def new_node(tmp_path) -> Iterator[Callable[[str], Node]]:
    """Return what makes nodes on SQLite, or in a database of their own on the server under test."""
    made: list[str] = []

    def make(store: str) -> Node:
        name = f"clearinghouse_drill_{len(made)}_{os.getpid()}"
        home = tmp_path / name
        made.append(name)
        if store == "sqlite":
            return Node(home, "")
        with psycopg.connect(URL, autocommit=True) as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return Node(home, f"{URL.rpartition('/')[0]}/{name}")

    yield make
    if URL:
        with psycopg.connect(URL, autocommit=True) as server:
            for name in made:
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def tables_in(archive: Path) -> dict[str, str]:
    """Return the digests of the rows of each table, whatever their order: each store sorts texts in its own way."""
    with zipfile.ZipFile(archive) as opened:
        return {
            name: hashlib.sha256(b"".join(sorted(opened.read(name).splitlines()))).hexdigest()
            for name in opened.namelist()
            if name.startswith("tables/")
        }


def manifest_of(archive: Path) -> dict:
    with zipfile.ZipFile(archive) as opened:
        manifest: dict = json.loads(opened.read("manifest.json"))
    return manifest


def backed_up_while_publishing(node: Node, archive: Path) -> list[int]:
    """Back up while another process publishes; return what it was told stands when the backup began."""
    publisher = node.start("tests.config.drilling", "publish")
    asked, told = publisher.stdin, publisher.stdout
    assert asked
    assert told

    def acknowledged() -> int:
        print(file=asked, flush=True)
        return int(told.readline())

    assert told.readline() == "ready\n"
    before = [acknowledged() for _ in range(3)]
    backup = node.start("clearinghouse.config.command", "backup", str(archive))
    during = 0
    while backup.poll() is None:
        acknowledged()
        during += 1
    _out, err = backup.communicate()
    assert backup.returncode == 0, err
    assert during > 0
    _rest, err = publisher.communicate()
    assert publisher.returncode == 0, err
    return before


def destroyed(node: Node) -> None:
    shutil.rmtree(node.home)
    if node.database_url:
        with psycopg.connect(URL, autocommit=True) as server:
            name = sql.Identifier(node.database_url.rpartition("/")[2])
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def test_a_restored_node_answers_what_the_lost_one_answered(new_node, tmp_path):
    here, other = ("postgresql", "sqlite") if connection.vendor == "postgresql" else ("sqlite", "sqlite")
    first, archive = new_node(here), tmp_path / "first.zip"
    first.clearinghouse("setup")
    first.run("tests.config.drilling", "live")
    acknowledged = backed_up_while_publishing(first, archive)
    first.clearinghouse("follow", "--once")
    expected = first.pages()
    assert {answer[:3] for answer in expected.values()} == {"200"}
    destroyed(first)

    second = new_node(other)
    second.clearinghouse("restore", archive)
    manifest = manifest_of(archive)
    assert manifest["sequence"] >= acknowledged[-1]
    assert second.clearinghouse("verify-ledger") == f"The ledger of {manifest['sequence']} entries is whole.\n"
    again = tmp_path / "again.zip"
    second.clearinghouse("backup", again)
    assert tables_in(again) == tables_in(archive)
    second.clearinghouse("follow", "--once")
    assert second.pages() == expected
    # And back again, where the stores differ.
    if other != here:
        third = new_node(here)
        third.clearinghouse("restore", again)
        third.clearinghouse("follow", "--once")
        assert third.pages() == expected
