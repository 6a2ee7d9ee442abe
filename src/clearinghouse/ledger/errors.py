"""What the store of the ledger may refuse, and how its own faults are told apart from mistakes in the code."""

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError, OperationalError

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message

logger = logging.getLogger(__name__)

_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO})
# Primary result codes of SQLite: a full, read-only or broken disk, or another process that does not let go.
_SQLITE = ("FULL", "IOERR", "READONLY", "BUSY", "LOCKED", "CANTOPEN", "PERM", "NOLFS", "PROTOCOL")
# SQLSTATE of PostgreSQL: connection, resources, operator, system; read-only, lock not available.
_POSTGRESQL = ("08", "53", "57", "58", "25006", "55P03")
# The only fault of a commit on SQLite after which it may stand nevertheless.
_UNCERTAIN = "SQLITE_IOERR_FSYNC"


class StoreUnavailableError(DomainError):
    """The ledger cannot be written: a full or read-only disk, or a lock that another process keeps."""

    code = "store-unavailable"
    sentence = Message(
        "error", "The register cannot be written at the moment. Nothing was published; your draft is kept."
    )


class StoreSilentError(StoreUnavailableError):
    """The store failed at something else than publishing."""

    sentence = Message(
        "error", "The register does not answer at the moment. Nothing was changed. Please try again in a few minutes."
    )


class OutcomeUnknownError(DomainError):
    """The store fell silent in the middle of a commit; it may stand or not, but never half."""

    code = "outcome-unknown"
    sentence = Message(
        "error",
        "The register fell silent while it was writing. If the draft is still on your desk, nothing was published;"
        " if it is gone, it was published.",
    )


def is_unavailable(error: BaseException) -> bool:
    """Say whether an error of the database means that the store cannot serve now, rather than a mistake of ours."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return _sqlite_code(cause).startswith(tuple(f"SQLITE_{code}" for code in _SQLITE))
    state = getattr(cause, "sqlstate", None)
    if state is None:
        # A connection that broke has no state to tell.
        return isinstance(error, OperationalError | InterfaceError)
    return str(state).startswith(_POSTGRESQL)


def refusal_of(error: DatabaseError, *, was_committing: bool) -> DomainError | None:
    """Return what to tell whoever writes to the ledger, None for an error that only a developer can mend."""
    if not is_unavailable(error):
        return None
    cause = error.__cause__
    is_uncertain = _sqlite_code(cause) == _UNCERTAIN if isinstance(cause, sqlite3.Error) else True
    return OutcomeUnknownError() if was_committing and is_uncertain else StoreUnavailableError()


def _sqlite_code(cause: sqlite3.Error) -> str:
    return str(getattr(cause, "sqlite_errorname", ""))


@contextmanager
def disk_refusals() -> Iterator[None]:
    """Turn a disk that is full, read-only or broken into StoreSilentError; for files beside the database."""
    try:
        yield
    except OSError as error:
        if error.errno not in _DISK:
            raise
        logger.exception("file cannot be written")
        raise StoreSilentError from error
