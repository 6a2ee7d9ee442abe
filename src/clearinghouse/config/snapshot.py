"""Reading the register as it stood at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Let every read of the register in this block see the same commit. For reading alone; nobody waits for it.

    Not within a transaction: it would have begun to read before.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    if connection.in_atomic_block:
        raise RuntimeError("a snapshot cannot be taken within a transaction")
    with connection.cursor() as cursor:
        # Not atomic(): on SQLite that takes the lock of the writers at once, so that they would wait.
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
