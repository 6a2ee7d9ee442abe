"""Acts on a node whose disk is full or read-only, or whose lock another process keeps."""

import ctypes
import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from clearinghouse.core.errors import DomainError
from clearinghouse.ledger import turns
from clearinghouse.ledger.actions import writing
from clearinghouse.ledger.models import Entry
from clearinghouse.records.actions import publish
from clearinghouse.records.models import Draft
from tests.faults.acts import CITED, LOCAL, drafted, now, press, publisher, signed_in


@contextmanager
def _largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond a size until the end of the block, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _give_up_privileges() -> None:
    """Let permissions bind the superuser too."""
    if os.geteuid() == 0:
        version_3 = (ctypes.c_uint32 * 2)(0x20080522, 0)
        none = (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capset(version_3, none) == 0


def _attempt(draft: Draft) -> str:
    """Publish; return the code of the refusal, "" if there was none."""
    try:
        publish(draft, by=publisher(), at=now())
    except DomainError as error:
        return error.code
    return ""


def _readiness() -> Any:
    return Client(headers=LOCAL).get("/readyz").json()


def on_full_disk(room: int) -> dict[str, Any]:
    """Publish where the log of changes may grow by a few bytes only; then where it may grow again."""
    draft = drafted(publisher(), 1)
    client = signed_in(publisher())
    # Every database is open, as it is in a process that has served for a while.
    client.get(f"/en/records/{CITED}/")
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    with _largest_file(log.stat().st_size + room):
        refused = _attempt(draft)
        page = press(client, draft.pk, draft.version)
        readable = client.get(f"/en/records/{CITED}/").status_code
    with _largest_file(4096):
        readiness = _readiness()
    kept = Draft.objects.filter(pk=draft.pk).exists()
    return {
        "refused": refused,
        "status": page.status_code,
        "page": page.content.decode(),
        "readable": readable,
        "readiness": readiness,
        "kept": kept,
        "then": _attempt(draft),
    }


def on_read_only_disk() -> dict[str, Any]:
    """Publish a draft that is there, without the right to write any file; see what can be read."""
    _give_up_privileges()
    client = Client(headers=LOCAL)
    return {
        "refused": _attempt(Draft.objects.get()),
        "readable": client.get(f"/en/records/{CITED}/").status_code,
        "readiness": _readiness(),
        "drafts": Draft.objects.count(),
    }


def read_only_store() -> dict[str, Any]:
    """Publish through a connection that may only read."""
    draft = drafted(publisher(), 1)
    statement = "PRAGMA query_only = ON" if connection.vendor == "sqlite" else "SET default_transaction_read_only = on"
    with connection.cursor() as cursor:
        cursor.execute(statement)
    answer = Client(headers=LOCAL).get("/api/v1/changes").status_code
    return {"refused": _attempt(draft), "readable": answer, "readiness": _readiness()}


def without_store() -> dict[str, Any]:
    """Ask for a page and for an answer of the API where the database cannot be opened."""
    connection.close()
    moved = Path(settings.HOME, "elsewhere")
    databases = sorted(Path(settings.HOME).glob("register.sqlite3*"))
    moved.mkdir()
    for file in databases:
        file.rename(moved / file.name)
    Path(settings.HOME, "register.sqlite3").mkdir()
    client = Client(headers=LOCAL)
    page, answer = client.get("/en/"), client.get("/api/v1/changes")
    return {
        "page": (page.status_code, page.content.decode()),
        "answer": (answer.status_code, answer.json()["code"]),
        "readiness": _readiness(),
    }


def hold(begun: str, end: str, in_turn: bool) -> None:
    """Keep the lock of the ledger, or that of the database alone, until a file is there."""
    with writing() if in_turn else transaction.atomic():
        Path(begun).touch()
        while not Path(end).exists():
            time.sleep(0.01)


def impatient() -> dict[str, Any]:
    """Publish, but wait for a lock a moment only."""
    draft = drafted(publisher(), 1) if connection.vendor == "postgresql" else Draft.objects.get()
    turns.LONGEST_WAIT_S = 0.2
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 200" if connection.vendor == "sqlite" else "SET lock_timeout = 200")
    return {"refused": _attempt(draft)}


def read_slowly(begun: str, end: str) -> int:
    """Begin to read the whole ledger, and read on only when a file is there; return how many entries were seen."""
    rows = Entry.objects.order_by("sequence").iterator(chunk_size=1)
    next(rows)
    Path(begun).touch()
    while not Path(end).exists():
        time.sleep(0.01)
    return 1 + sum(1 for _ in rows)


ACTS: dict[str, Callable[..., Any]] = {
    "on-full-disk": on_full_disk,
    "on-read-only-disk": on_read_only_disk,
    "read-only-store": read_only_store,
    "without-store": without_store,
    "hold": hold,
    "impatient": impatient,
    "read-slowly": read_slowly,
}
