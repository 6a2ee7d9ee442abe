"""Files on disk under the digest of their bytes: written once, whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from clearinghouse.core.faults import fault_point
from clearinghouse.ledger.errors import disk_refusals
from clearinghouse.records.errors import AttachmentEmptyError, AttachmentTooLargeError

_ARRIVING = "arriving"


@dataclass(frozen=True, slots=True)
class Arrived:
    """Bytes that were received in full and lie on disk, but not yet in the store."""

    path: Path
    digest: str
    size: int


def folder() -> Path:
    """Return the folder of the store."""
    return Path(settings.HOME) / "files"


def path_of(digest: str) -> Path:
    """Return where the file with a digest lies or would lie."""
    return folder() / digest[:2] / digest[2:4] / digest


def holds(digest: str) -> bool:
    """Say whether the bytes are here."""
    return path_of(digest).is_file()


def opened(digest: str) -> BinaryIO:
    """Open a file for reading. Raises FileNotFoundError."""
    return path_of(digest).open("rb")


@contextmanager
def arriving(name: str, chunks: Iterable[bytes]) -> Iterator[Arrived]:
    """Receive bytes beside the store; what was not placed by the end of the block is removed, whatever happens.

    Raises AttachmentTooLargeError as soon as the limit is passed, AttachmentEmptyError, StoreSilentError where the
    disk cannot be written.
    """
    beside = folder() / _ARRIVING
    with disk_refusals():
        beside.mkdir(parents=True, exist_ok=True)
        descriptor, text = tempfile.mkstemp(dir=beside)
    path = Path(text)
    try:
        with disk_refusals(), os.fdopen(descriptor, "wb") as file:
            fault_point("file.before-write")
            digest, size = _received(name, chunks, file)
            file.flush()
            os.fsync(file.fileno())
        yield Arrived(path, digest, size)
    finally:
        path.unlink(missing_ok=True)


def _received(name: str, chunks: Iterable[bytes], file: BinaryIO) -> tuple[str, int]:
    limit = settings.MAX_FILE_BYTES
    hashed = hashlib.sha256()
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise AttachmentTooLargeError(name=name, limit=limit // 1024**2)
        hashed.update(chunk)
        file.write(chunk)
    if not size:
        raise AttachmentEmptyError(name=name)
    return hashed.hexdigest(), size


def place(arrived: Arrived) -> None:
    """Move what arrived into the store; bytes that are already there are kept and count as fresh.

    Call it with the lock of the files held: orphans are taken away under the same lock.
    """
    target = path_of(arrived.digest)
    if target.exists():
        os.utime(target)
        return
    with disk_refusals():
        _place(arrived.path, target)
    fault_point("file.after-write")


def _place(arrived: Path, target: Path) -> None:
    made = [parent for parent in (target.parent.parent, target.parent) if not parent.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    arrived.rename(target)
    # The name must survive a power cut as well as the bytes.
    for changed in {target.parent, *(parent.parent for parent in made)}:
        _sync(changed)


def remove(digest: str) -> None:
    """Take a file away for good."""
    path = path_of(digest)
    if path.exists():
        path.unlink()
        _sync(path.parent)


def touched_at(digest: str) -> float | None:
    """Return when the bytes were last uploaded, as a POSIX timestamp; None if they are not here."""
    try:
        return path_of(digest).stat().st_mtime
    except FileNotFoundError:
        return None


def size_of(digest: str) -> int:
    """Return how many bytes a file has, 0 if it is not here."""
    path = path_of(digest)
    return path.stat().st_size if path.exists() else 0


def all_digests() -> Iterator[str]:
    """Yield the digest of every file of the store."""
    for path in folder().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
        if len(path.name) == 64:
            yield path.name


def remove_left_over(before: float) -> int:
    """Remove what a crash left half received before a moment (POSIX timestamp); return how many files that were."""
    removed = 0
    for path in (folder() / _ARRIVING).glob("*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
