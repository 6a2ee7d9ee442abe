"""Restoring a backup into an empty node: all of it, proven, or nothing."""

import os
import tempfile
import zipfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection

from clearinghouse.config.keeping import tables
from clearinghouse.config.keeping.archiving import Step, chunks_of, secret_key_file
from clearinghouse.config.keeping.checking import digest_in
from clearinghouse.config.keeping.manifest import KEY, KeepingError, Manifest
from clearinghouse.config.projections import projections
from clearinghouse.config.whole_file import sync_folder
from clearinghouse.ledger.actions import writing
from clearinghouse.ledger.errors import OutcomeUnknownError, StoreUnavailableError
from clearinghouse.ledger.models import Entry
from clearinghouse.ledger.verifying import findings
from clearinghouse.records import file_store
from clearinghouse.records.attachments import locked_files
from clearinghouse.search.opening import engine

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. has_key: whether the key of the backup stands in the home now."""

    manifest: Manifest
    has_key: bool


def require_empty() -> None:
    """Raise KeepingError if any table of the register holds a row. Asks only for tables that are there."""
    # Where SQLite makes its files.
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    present = set(connection.introspection.table_names())
    filled = [
        f"{count} rows in {model._meta.label_lower}"
        for model in tables.kept_models()
        if model._meta.db_table in present and (count := model._base_manager.count())
    ]
    if filled:
        raise KeepingError(
            f"This node is not empty: it has {', '.join(filled[:_SHOWN])}."
            " Restore into a new CLEARINGHOUSE_HOME or an empty database, before `clearinghouse setup`."
        )


def prepare() -> None:
    """Make the tables, and forget what an earlier register left in sessions and projections."""
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    Session.objects.all().delete()
    for projection in projections():
        # Its cursor would be ahead of a ledger that begins anew, or point into another.
        projection.reset()
    engine().close()


def restore(archive: zipfile.ZipFile, manifest: Manifest, *, with_keys: bool, step: Step) -> Restored:
    """Load a backup that was looked through into the prepared tables, and prove that its ledger is whole.

    One transaction: on any fault the tables stay empty and the files that were placed are removed. The key of this
    home stays unless with_keys. Raises KeepingError.
    """
    placed: list[str] = []
    is_done = False
    key = _arrived_key(archive, manifest, with_keys=with_keys)
    try:
        # The locks keep everyone else from writing until all of it is there.
        with writing(), locked_files():
            require_empty()
            _load_tables(archive, manifest, step)
            _prove(manifest)
            for name in manifest.members:
                if digest := digest_in(name):
                    _place(archive, name, digest, placed)
                    step(1)
        is_done = True
    except OutcomeUnknownError as error:
        # Files without rows do no harm and are collected one day; rows without files would.
        raise KeepingError(
            "The database fell silent at the end: restore again, and it says whether it stands."
        ) from error
    except BaseException as error:
        for digest in placed:
            file_store.remove(digest)
        if isinstance(error, DatabaseError | StoreUnavailableError):
            reason = str(error.__cause__ or error).partition("\n")[0]
            raise KeepingError(f"The database refused the backup: {reason}. Nothing was restored.") from error
        raise
    finally:
        if key is not None and not is_done:
            key.unlink()
    if key is not None:
        key.replace(secret_key_file())
        sync_folder(secret_key_file().parent)
    return Restored(manifest, has_key=key is not None)


def _load_tables(archive: zipfile.ZipFile, manifest: Manifest, step: Step) -> None:
    for model in tables.kept_models():
        name = tables.member_of(model)
        loaded = 0
        with archive.open(name) as member:
            for count in tables.load(model, member, name=name):
                loaded += count
                step(count)
        if loaded != manifest.members[name].rows:
            raise KeepingError(f"{name} has {loaded} rows, not {manifest.members[name].rows}. Nothing was restored.")
    tables.reset_sequences()
    connection.check_constraints()


def _prove(manifest: Manifest) -> None:
    """Raise KeepingError unless the chain is whole and ends where the manifest says."""
    if faults := list(islice(findings(), _SHOWN)):
        found = "; ".join(f"entry {one.sequence}: {one.code} {one.detail}".rstrip() for one in faults)
        raise KeepingError(f"The ledger of the backup is not whole ({found}). Nothing was restored.")
    last = Entry.objects.order_by("-sequence").values_list("sequence", "digest").first() or (0, "")
    if last != (manifest.sequence, manifest.digest):
        raise KeepingError(
            f"The ledger of the backup ends with entry {last[0]}, not with entry {manifest.sequence} as its manifest"
            " says. Nothing was restored; use another backup."
        )


def _place(archive: zipfile.ZipFile, name: str, digest: str, placed: list[str]) -> None:
    if file_store.holds(digest):
        return
    # Its own limit of size binds whoever uploads, not what was accepted before.
    beside = file_store.folder() / "arriving"
    beside.mkdir(parents=True, exist_ok=True)
    descriptor, text = tempfile.mkstemp(dir=beside)
    path = Path(text)
    try:
        with os.fdopen(descriptor, "wb") as file, archive.open(name) as member:
            for chunk in chunks_of(member):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        size = path.stat().st_size
        placed.append(digest)
        file_store.place(file_store.Arrived(path, digest, size))
    finally:
        path.unlink(missing_ok=True)


def _arrived_key(archive: zipfile.ZipFile, manifest: Manifest, *, with_keys: bool) -> Path | None:
    """Write the key of the backup beside its place; None if this home keeps its own or the backup has none."""
    target = secret_key_file()
    if KEY not in manifest.members or (target.exists() and not with_keys):
        return None
    descriptor, text = tempfile.mkstemp(dir=target.parent, prefix=".secret-key.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(archive.read(KEY))
        file.flush()
        os.fsync(file.fileno())
    return Path(text)
