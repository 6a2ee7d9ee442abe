"""Taking turns at the ledger on SQLite, where whoever waits for the lock would otherwise wait by luck.

SQLite lets waiting processes look again every tenth of a second at most: under many writers most of the time nobody
writes, and one that is unlucky is refused with “database is locked”. A lock on a file beside the database is asked
for much more often and costs nothing to ask.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db import connection

from clearinghouse.ledger.errors import StoreUnavailableError

if sys.platform != "win32":
    import fcntl

LONGEST_WAIT_S = 30.0
_FIRST_PAUSE_S = 0.004
_SHORTEST_PAUSE_S = 0.0002


@contextmanager
def turn() -> Iterator[None]:
    """Wait until it is this writer's turn and keep it to the end of the block. Does nothing on PostgreSQL.

    Nor inside a transaction: that holds the lock of the database already. Raises StoreUnavailableError after
    LONGEST_WAIT_S.
    """
    file = None if connection.vendor != "sqlite" or connection.in_atomic_block else _lock_file()
    if file is None:
        yield
        return
    with file:
        _wait(file)
        yield


def _lock_file() -> IO[bytes] | None:
    database = str(connection.settings_dict["NAME"])
    if sys.platform == "win32" or ":" in database:
        return None
    try:
        return Path(f"{database}.turn").open("ab")
    except OSError:
        # A disk that cannot be written: the database says so itself.
        return None


def _wait(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        return
    began_s = time.monotonic()
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited_s = time.monotonic() - began_s
            if waited_s > LONGEST_WAIT_S:
                raise StoreUnavailableError from None
            # Whoever waits longer asks more often, so that nobody is left behind.
            time.sleep(max(_SHORTEST_PAUSE_S, _FIRST_PAUSE_S / (1 + 10 * waited_s)))
        else:
            return
