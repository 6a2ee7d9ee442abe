"""Looking through a backup before anything is touched: every member is there, whole and as the manifest has it."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from clearinghouse.config.keeping import tables
from clearinghouse.config.keeping.archiving import Step, chunks_of
from clearinghouse.config.keeping.manifest import FILES, KEY, MANIFEST, KeepingError, Manifest, Member, read

_FILE = re.compile(rf"{FILES}([0-9a-f]{{2}})/([0-9a-f]{{2}})/(\1\2[0-9a-f]{{60}})\Z")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a damaged archive raises; RuntimeError for members said to be encrypted."""


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup. Raises KeepingError if it cannot be read, also for what reading it in the block finds damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise KeepingError(f"There is no file {path}.") from error
    except _DAMAGE as error:
        raise KeepingError(f"{path} is damaged: {error}. Nothing was restored; use another backup.") from error


def checked(archive: zipfile.ZipFile, step: Step) -> Manifest:
    """Return the manifest of a backup that is whole and fits this node. Raises KeepingError."""
    names = archive.namelist()
    if MANIFEST not in names:
        raise KeepingError("The backup lacks the member manifest.json: it is no backup, or was cut off.")
    manifest = read(archive.read(MANIFEST))
    _require_fit(manifest)
    expected = {*manifest.members, *map(tables.member_of, tables.kept_models())}
    present = set(names) - {MANIFEST}
    if absent := sorted(expected - present):
        raise KeepingError(f"The backup lacks the member {absent[0]}. Nothing was restored; use another backup.")
    if unknown := sorted((present - set(manifest.members)) | {name for name in present if not _is_known(name)}):
        raise KeepingError(f"The backup holds the member {unknown[0]}, which is none of its own. Nothing was restored.")
    for name, member in manifest.members.items():
        _require_whole(archive, name, member)
        step(member.rows or 1)
    return manifest


def digest_in(name: str) -> str | None:
    """Return the digest of a file of a record by the name of its member, None for any other member."""
    found = _FILE.match(name)
    return found[3] if found else None


def _require_fit(manifest: Manifest) -> None:
    if manifest.node != settings.NODE:
        raise KeepingError(
            f"The backup is of the node “{manifest.node}”, this one is called “{settings.NODE}”."
            f" Set CLEARINGHOUSE_NODE={manifest.node} and restore again."
        )
    own = tables.migrations()
    for label in sorted({*own, *manifest.migrations}):
        if own.get(label) != manifest.migrations.get(label):
            raise KeepingError(
                f"The backup was made by version {manifest.software}, whose tables of “{label}” differ from those of"
                " this version. Restore it with that version, then upgrade."
            )


def _is_known(name: str) -> bool:
    return name == KEY or digest_in(name) is not None or name in map(tables.member_of, tables.kept_models())


def _require_whole(archive: zipfile.ZipFile, name: str, member: Member) -> None:
    hashed = hashlib.sha256()
    size = 0
    with archive.open(name) as file:
        for chunk in chunks_of(file):
            hashed.update(chunk)
            size += len(chunk)
    named = digest_in(name) or member.sha256
    if (hashed.hexdigest(), size) != (member.sha256, member.size) or hashed.hexdigest() != named:
        raise KeepingError(
            f"The member {name} is not what the manifest says. Nothing was restored; use another backup."
        )
