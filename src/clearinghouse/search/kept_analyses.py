"""Analyses kept from one rebuild of the index to the next, by the digest of all that goes into one.

A file beside the indexes, written whole by every rebuild and put in the place of the one before when its index is:
so it never holds a text that the index may no longer hold. What changed, or was analysed by another version of the
software or with another vocabulary, has another digest and is analysed anew. Losing the file costs time alone.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import fields
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from clearinghouse.search.documents import IndexDocument
from clearinghouse.vocabularies.concepts import Vocabulary

_ROOMS = ("core", "derived", "formats", "search", "vocabularies")
"""The code of these decides what a document holds."""
_PACKAGES = ("pystemmer", "opencc-python-reimplemented")
_FIELDS = tuple(field.name for field in fields(IndexDocument))
_DIGEST_BYTES = 16

Kept = tuple[bytes, bytes]
"""Digest and packed documents of one record."""


def packed(documents: Iterable[IndexDocument]) -> bytes:
    """Return documents as a file holds them."""
    rows = [[getattr(one, name) for name in _FIELDS] for one in documents]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass"), 1)


def unpacked(data: bytes) -> tuple[IndexDocument, ...]:
    """Return documents from a file. Raises ValueError for what is none."""
    rows = json.loads(zlib.decompress(data).decode(errors="surrogatepass"), object_hook=_with_tuples)
    return tuple(IndexDocument(**_with_tuples(dict(zip(_FIELDS, row, strict=True)))) for row in rows)


def _with_tuples(found: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}


def digest_of(known: bytes, *inputs: object) -> bytes:
    """Return the digest of what goes into one analysis, beside what goes into all of them."""
    return blake2b(repr(inputs).encode(errors="surrogatepass"), key=known, digest_size=_DIGEST_BYTES).digest()


def digest_of_all(vocabulary: Vocabulary) -> bytes:
    """Return the digest of what goes into every analysis: the vocabulary and the software."""
    made = blake2b(_digest_of_software(), digest_size=_DIGEST_BYTES)
    for scheme in vocabulary:
        made.update(repr(scheme).encode(errors="surrogatepass"))
    return made.digest()


@lru_cache(maxsize=1)
def _digest_of_software() -> bytes:
    made = blake2b(digest_size=_DIGEST_BYTES)
    for name in _PACKAGES:
        try:
            made.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            continue
    for room in _ROOMS:
        for path in _sources(files("clearinghouse") / room):
            made.update(path.read_bytes())
    return made.digest()


def _sources(folder: Traversable) -> Iterable[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.is_dir():
            yield from _sources(path)
        elif path.name.endswith((".py", ".json")):
            yield path


class KeptAnalyses:
    """Reads a file of analyses; finds nothing where there is none or where it cannot be read."""

    def __init__(self, path: Path) -> None:
        self._database: sqlite3.Connection | None = None
        try:
            opened = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            opened.execute("SELECT 1 FROM analysis LIMIT 1").fetchone()
        except sqlite3.Error:
            return
        self._database = opened

    def find(self, digest: bytes) -> bytes | None:
        """Return the packed documents that are kept under a digest, None if there are none."""
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT documents FROM analysis WHERE digest = ?", (digest,)).fetchone()
        except sqlite3.Error:
            self._database = None
            return None
        return bytes(row[0]) if row else None


class AnalysesToKeep:
    """Writes the file that the next rebuild reads; nothing of it stands before `publish`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._draft = path.with_suffix(".new")
        self._draft.unlink(missing_ok=True)
        self._draft.parent.mkdir(parents=True, exist_ok=True)
        # A file that is lost is made again, so nothing waits for the disk.
        self._database = sqlite3.connect(self._draft, isolation_level=None)
        self._database.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE analysis (digest BLOB NOT NULL, documents BLOB NOT NULL); BEGIN;"
        )

    def keep(self, several: Iterable[Kept]) -> None:
        """Add analyses."""
        self._database.executemany("INSERT INTO analysis VALUES (?, ?)", several)

    def publish(self, *, is_worth_it: bool = True) -> None:
        """Put the file in the place of the one before; or remove both, of an index that is analysed in no time."""
        if is_worth_it:
            # At the end: digests come in no order, and a tree of them would be torn apart by each.
            self._database.execute("CREATE INDEX analysis_digest ON analysis (digest)")
        self._database.execute("COMMIT")
        self._database.close()
        if is_worth_it:
            self._draft.replace(self._path)
        else:
            self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Throw away what was not published."""
        self._database.close()
        self._draft.unlink(missing_ok=True)
