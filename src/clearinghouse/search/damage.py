"""Noticing that the files of an index were damaged on disk, which Tantivy by itself does not.

Its files never change once they are written. Each ends with a checksum that it writes but does not look at again; and
it maps them into memory, so that reading one that was cut short would end the process.
"""

import json
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

# The end of a file: footer as JSON, its length, this number; both little-endian.
_MAGIC = (1337).to_bytes(4, "little")
_TAIL_BYTES = 8
_CHUNK_BYTES = 1024 * 1024
_ENDINGS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
_SUSPECTED = "suspected"


class FileSizes:
    """The sizes of the files of one index, as they were when they were first seen."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, int] = {}

    def are_kept(self) -> bool:
        """Say whether no file became smaller and none is missing that the index needs."""
        try:
            with os.scandir(self._path) as found:
                now = {entry.name: size for entry in found if _is_fixed(entry.name) and (size := _size(entry)) >= 0}
        except OSError:
            return False
        if any(now.get(name, size) < size for name, size in self._known.items()):
            return False
        # Files go when segments are merged; what the last commit names must be there.
        if self._known.keys() - now.keys() and _still_needed(self._path, lambda file: not file.exists()):
            return False
        self._known = now
        return True


def damaged_files(path: Path) -> list[str]:
    """Return the names of the committed files of an index that differ from their checksum. Reads all of them."""
    return _still_needed(path, lambda file: not _is_whole(file))


def _still_needed(path: Path, is_bad: Callable[[Path], bool]) -> list[str]:
    """Return the files that the last commit names and that are bad; those that a new commit let go are not."""
    try:
        bad = [name for name in _needed(path) if is_bad(path / name)]
        return sorted(set(bad) & set(_needed(path))) if bad else []
    except (OSError, ValueError, KeyError, TypeError):
        return ["meta.json"]


def _needed(path: Path) -> Iterator[str]:
    for segment in json.loads((path / "meta.json").read_text(encoding="utf-8"))["segments"]:
        stem = str(segment["segment_id"]).replace("-", "")
        yield from (f"{stem}.{ending}" for ending in _ENDINGS)
        if segment["deletes"]:
            yield f"{stem}.{segment['deletes']['opstamp']}.del"


def suspect(generation: Path) -> None:
    """Leave a mark that a reader met something that should not be; whoever writes the index looks closer."""
    try:
        (generation / _SUSPECTED).touch()
    except OSError:
        # The folder went away meanwhile, or cannot be written; the reader has said what it met.
        return


def is_suspected(generation: Path) -> bool:
    """Say whether a reader left its mark."""
    return (generation / _SUSPECTED).exists()


def clear(generation: Path) -> None:
    """Take the mark away: the files are whole."""
    (generation / _SUSPECTED).unlink(missing_ok=True)


def _size(entry: os.DirEntry[str]) -> int:
    """Return the size of a file; -1 if it went since the folder was read, as files do when segments are merged."""
    try:
        return entry.stat().st_size
    except FileNotFoundError:
        return -1


def _is_fixed(name: str) -> bool:
    """Say whether it is a file that never changes."""
    return name.endswith((*_ENDINGS, "del"))


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(end - _TAIL_BYTES)
            tail = file.read()
            footer_start = end - _TAIL_BYTES - int.from_bytes(tail[:4], "little")
            if tail[4:] != _MAGIC:
                return False
            file.seek(footer_start)
            footer = json.loads(file.read(end - _TAIL_BYTES - footer_start))
            file.seek(0)
            found, left = 0, footer_start
            while left:
                chunk = file.read(min(left, _CHUNK_BYTES))
                if not chunk:
                    return False
                found, left = zlib.crc32(chunk, found), left - len(chunk)
            return bool(found == footer["crc"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
