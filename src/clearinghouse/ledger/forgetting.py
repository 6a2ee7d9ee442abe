"""Making the store forget the bytes of what was deleted from it."""

import logging
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

_WAIT_MS = 2_000
_HOLDING = (
    "ledger_part",
    "records_record",
    "records_attachment",
    "records_draft",
    "records_case",
    "notices_notice",
    "notices_outgoing",
)
"""Tables that hold words of a record, or held them."""


def scrub() -> bool:
    """Leave no trace of deleted rows in the files of the store; say whether it succeeded.

    Outside a transaction, after the deletion. SQLite overwrites deleted content (`secure_delete` is set on every
    connection); what is left is the log of changes, which is folded into the file and emptied here. PostgreSQL rewrites
    the tables that held the text. A long read, a backup above all, holds the old state: then the task is noted in the
    home, and the follower tries again until it succeeds.
    """
    note = _note()
    note.parent.mkdir(parents=True, exist_ok=True)
    note.touch()
    # Every one is tried, also after one that failed.
    failed = [one.alias for one in connections.all(initialized_only=True) if not _scrubbed(one)]
    is_clean = not failed
    if is_clean:
        note.unlink(missing_ok=True)
    else:
        logger.warning("scrub is waiting for readers")
    return is_clean


def scrub_if_noted() -> None:
    """Scrub again if an earlier time was in vain."""
    if _note().exists():
        for connection in connections.all():
            connection.ensure_connection()
        scrub()


def _note() -> Path:
    return Path(settings.HOME) / "to-scrub"


def _scrubbed(connection: BaseDatabaseWrapper) -> bool:
    if connection.in_atomic_block:
        # Only a test holds one open around everything; nothing can be scrubbed inside it.
        return True
    try:
        with connection.cursor() as cursor:
            return _scrub_sqlite(cursor) if connection.vendor == "sqlite" else _scrub_postgresql(cursor)
    except OperationalError:
        return False


def _scrub_sqlite(cursor: object) -> bool:
    execute, fetchone = cursor.execute, cursor.fetchone  # type: ignore[attr-defined]  # Django's wrapper has no type
    execute("PRAGMA busy_timeout")
    usual = fetchone()[0]
    execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    try:
        execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_pages = fetchone()
    finally:
        execute(f"PRAGMA busy_timeout = {usual}")
    return not is_busy


def _scrub_postgresql(cursor: object) -> bool:
    execute = cursor.execute  # type: ignore[attr-defined]  # Django's wrapper has no type
    execute(f"SET lock_timeout = {_WAIT_MS}")
    try:
        for table in _HOLDING:
            execute(f"VACUUM (FULL) {table}")
    finally:
        execute("SET lock_timeout = 0")
    return True
