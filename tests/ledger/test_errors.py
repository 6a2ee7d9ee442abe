import errno
import sqlite3

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, InternalError, OperationalError
from psycopg import errors as postgresql

from clearinghouse.ledger.errors import (
    OutcomeUnknownError,
    StoreSilentError,
    StoreUnavailableError,
    disk_refusals,
    is_unavailable,
    refusal_of,
)


def of_sqlite(name: str, kind: type[DatabaseError] = OperationalError) -> DatabaseError:
    """Return the error that Django makes of one of SQLite."""
    cause = sqlite3.OperationalError("whatever it says")
    cause.sqlite_errorname = name
    error = kind("whatever it says")
    error.__cause__ = cause
    return error


def of_postgresql(cause: BaseException, kind: type[Exception] = OperationalError) -> Exception:
    """Return the error that Django makes of one of PostgreSQL."""
    error = kind("whatever it says")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "name",
    ["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_READONLY_DBMOVED", "SQLITE_BUSY_SNAPSHOT", "SQLITE_CANTOPEN"],
)
def test_a_disk_or_lock_of_sqlite_is_told_apart_from_a_mistake(name):
    assert isinstance(refusal_of(of_sqlite(name), was_committing=False), StoreUnavailableError)


@pytest.mark.parametrize("name", ["SQLITE_ERROR", "SQLITE_CORRUPT", "SQLITE_CONSTRAINT_UNIQUE", ""])
def test_a_mistake_stays_a_mistake(name):
    assert refusal_of(of_sqlite(name, IntegrityError), was_committing=True) is None


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (postgresql.DiskFull(), OperationalError),
        (postgresql.AdminShutdown(), OperationalError),
        (postgresql.LockNotAvailable(), OperationalError),
        (postgresql.ReadOnlySqlTransaction(), InternalError),
        (psycopg.OperationalError("the connection is lost"), OperationalError),
        (psycopg.InterfaceError("the connection is closed"), InterfaceError),
    ],
)
def test_what_postgresql_cannot_do_now_is_told_apart_from_a_mistake(cause, kind):
    assert is_unavailable(of_postgresql(cause, kind))
    assert not is_unavailable(of_postgresql(postgresql.UniqueViolation(), IntegrityError))
    assert not is_unavailable(of_postgresql(postgresql.UndefinedTable(), DatabaseError))


def test_only_where_a_commit_may_stand_nevertheless_the_outcome_is_unknown():
    lost = of_postgresql(psycopg.OperationalError("the connection is lost"))
    assert isinstance(lost, DatabaseError)
    assert isinstance(refusal_of(lost, was_committing=True), OutcomeUnknownError)
    assert isinstance(refusal_of(lost, was_committing=False), StoreUnavailableError)
    assert isinstance(refusal_of(of_sqlite("SQLITE_IOERR_FSYNC"), was_committing=True), OutcomeUnknownError)
    assert isinstance(refusal_of(of_sqlite("SQLITE_FULL"), was_committing=True), StoreUnavailableError)


def test_a_file_that_cannot_be_written_is_a_refusal_and_one_that_is_missing_is_not():
    with pytest.raises(StoreSilentError), disk_refusals():
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(FileNotFoundError), disk_refusals():
        raise FileNotFoundError(errno.ENOENT, "No such file")
