"""Making a backup: one archive of the register, the files of its records and the keys, as of one moment."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings

from clearinghouse.config.keeping import tables
from clearinghouse.config.keeping.manifest import (
    FILES,
    KEY,
    MANIFEST,
    TABLES,
    KeepingError,
    Manifest,
    Member,
    written,
)
from clearinghouse.config.snapshot import snapshot
from clearinghouse.ledger.models import Entry
from clearinghouse.records import file_store
from clearinghouse.records.models import Attachment

CHUNK_BYTES = 1024 * 1024
Step = Callable[[int], None]
"""Called with the number of rows or files done since the last call."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A backup that was made. lacking: digests of files that rows name and that are not here whole."""

    manifest: Manifest
    lacking: tuple[str, ...]


def archive_to(file: BinaryIO, *, at: datetime, step: Step) -> Archived:
    """Write a backup of this node as it stands now, while others publish. At constant memory but for the manifest.

    Raises KeepingError if the tables are not those of this version.
    """
    if not tables.is_migrated():
        raise KeepingError("The tables are of another version: back up with that one, or run `clearinghouse setup`.")
    members: dict[str, Member] = {}
    lacking: list[str] = []
    with snapshot(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        last = Entry.objects.order_by("-sequence").values_list("sequence", "digest").first() or (0, "")
        for model in tables.kept_models():
            name = tables.member_of(model)
            members[name] = _add(archive, name, _counted(tables.lines_of(model), step), at=at)
        for digest in Attachment.objects.order_by("pk").values_list("pk", flat=True).iterator():
            name = member_of_file(digest)
            added = _add_file(archive, name, digest, at=at)
            if added is None:
                lacking.append(digest)
            else:
                members[name] = added
            step(1)
        key = secret_key_file()
        if key.is_file():
            members[KEY] = _add(archive, KEY, [key.read_bytes()], at=at)
        # Last, when all digests are known.
        manifest = Manifest(
            created=at.astimezone(UTC),
            node=settings.NODE,
            software=version("clearinghouse"),
            sequence=last[0],
            digest=last[1],
            migrations=tables.migrations(),
            members=members,
        )
        _add(archive, MANIFEST, [written(manifest)], at=at)
    return Archived(manifest, tuple(lacking))


def member_of_file(digest: str) -> str:
    """Return the name under which the archive holds a file."""
    return f"{FILES}{digest[:2]}/{digest[2:4]}/{digest}"


def _counted(lines: Iterable[bytes], step: Step) -> Iterator[bytes]:
    for line in lines:
        yield line
        step(1)


def _add(
    archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes], *, at: datetime, method: int = zipfile.ZIP_DEFLATED
) -> Member:
    info = zipfile.ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
    info.compress_type = method
    info.external_attr = 0o600 << 16
    hashed = hashlib.sha256()
    size = count = 0
    with archive.open(info, "w", force_zip64=True) as member:
        for chunk in chunks:
            hashed.update(chunk)
            member.write(chunk)
            size += len(chunk)
            count += 1
    return Member(hashed.hexdigest(), size, count if name.startswith(TABLES) else None)


def _add_file(archive: zipfile.ZipFile, name: str, digest: str, *, at: datetime) -> Member | None:
    """Add a file of the store, None if it is not there whole: it may have been taken away since the snapshot."""
    path = file_store.path_of(digest)
    try:
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                return None
            file.seek(0)
            # Stored as it is: pictures, PDF and office documents are compressed in themselves.
            return _add(archive, name, chunks_of(file), at=at, method=zipfile.ZIP_STORED)
    except FileNotFoundError:
        return None


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what a file holds, a little at a time."""
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def secret_key_file() -> Path:
    """Return where this home keeps the key that signs sessions, if it keeps one."""
    return Path(settings.HOME) / "secret-key"
