"""What the disk and SQLite ask for at least: the rows of a publication, without a line of our own code."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from django.conf import settings

from clearinghouse.records.models import Draft

_TABLES = """
CREATE TABLE entry (sequence INTEGER PRIMARY KEY, subject TEXT, envelope TEXT, digest TEXT UNIQUE, at TEXT);
CREATE INDEX entry_subject ON entry (subject);
CREATE INDEX entry_at ON entry (at);
CREATE TABLE part (id INTEGER PRIMARY KEY, entry INTEGER REFERENCES entry, text TEXT);
CREATE INDEX part_entry ON part (entry);
CREATE TABLE record (guid TEXT PRIMARY KEY, number INTEGER UNIQUE, owner TEXT, titles TEXT);
CREATE INDEX record_owner ON record (owner);
CREATE TABLE revision (id INTEGER PRIMARY KEY, guid TEXT REFERENCES record, entry INTEGER UNIQUE, draft TEXT UNIQUE);
CREATE TABLE draft (uid TEXT PRIMARY KEY, guid TEXT UNIQUE, body TEXT);
"""


def bare_inserts(drafts: Sequence[Draft]) -> Iterator[Callable[[], object]]:
    """Yield a call for each draft that writes as many rows as its publication, in one commit of its own.

    The pragmas are those of the register, so that each commit survives a power cut as well.
    """
    options = settings.DATABASES["default"]["OPTIONS"]
    connection = sqlite3.connect(Path(settings.HOME, "bare.sqlite3"), isolation_level=None)
    connection.executescript(options["init_command"] + ";" + _TABLES)
    connection.executemany("INSERT INTO draft VALUES (?, ?, ?)", [(d.pk.hex, d.guid, d.body_text) for d in drafts])
    for place, draft in enumerate(drafts, start=1):
        yield lambda place=place, draft=draft: _insert(connection, place, draft)  # type: ignore[misc]  # a default binds the value of the loop


def _insert(connection: sqlite3.Connection, place: int, draft: Draft) -> None:
    envelope = "x" * 400
    connection.execute("BEGIN IMMEDIATE")
    rows = (place, draft.guid, envelope, f"{place:064}", "2026-01-01")
    connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("INSERT INTO part (entry, text) VALUES (?, ?)", (place, draft.body_text))
    connection.execute("INSERT INTO record VALUES (?, ?, ?, ?)", (draft.guid, place, draft.owner, "{}"))
    values = (draft.guid, place, draft.pk.hex)
    connection.execute("INSERT INTO revision (guid, entry, draft) VALUES (?, ?, ?)", values)
    connection.execute("DELETE FROM draft WHERE uid = ?", (draft.pk.hex,))
    connection.execute("COMMIT")
