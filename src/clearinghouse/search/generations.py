"""Where indexes lie: one folder for each that was built, a pointer to the one in use, and locks.

folder/current           the name of the generation in use, swapped by rename
folder/g000001/meta.json what made it: engine, analysis, layout
folder/g000001/began     the ledger sequence at which its building began: what was gone by then is not in its files
folder/g000001/index/    the files of the engine
folder/to-forget         the ledger sequence of the last entry whose text must leave the files
folder/writer.lock       held by the process that writes
folder/rebuild.lock      held by the process that builds a new generation
"""

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import IO

from clearinghouse.search.engine import IndexLockedError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HOLDER = "process %d"
_POINTER = "current"
_META = "meta.json"
_BEGAN = "began"
_TO_FORGET = "to-forget"
_NAME = re.compile(r"g\d{6}\Z")


class FileLock:
    """A lock of one process on a file; the system lets go of it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    @property
    def is_held(self) -> bool:
        """Whether this object holds it."""
        return self._file is not None

    def acquire(self) -> None:
        """Take the lock. Raises IndexLockedError at once if it is taken, be it by this object."""
        if self._file is not None:
            raise IndexLockedError(folder=str(self._path.parent), holder=_HOLDER % os.getpid())
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+", encoding="utf-8")
        try:
            _lock(file)
        except OSError as error:
            file.seek(1)
            holder = file.read().strip() if sys.platform != "win32" else ""
            file.close()
            raise IndexLockedError(folder=str(self._path.parent), holder=holder or "?") from error
        file.truncate(0)
        file.write(f"\n{_HOLDER % os.getpid()}\n")
        file.flush()
        self._file = file

    def release(self) -> None:
        """Let go of the lock. Does nothing if it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None


def current_generation(folder: Path) -> str | None:
    """Return the name of the generation in use; None if there is none."""
    try:
        name = (folder / _POINTER).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.match(name) else None


def index_path(folder: Path, generation: str) -> Path:
    """Return where the engine keeps the files of a generation."""
    return folder / generation / "index"


def new_generation(folder: Path, meta: dict[str, str]) -> str:
    """Make the folder of a new generation, with what makes it, and return its name."""
    folder.mkdir(parents=True, exist_ok=True)
    used = [int(path.name[1:]) for path in folder.iterdir() if _NAME.match(path.name)]
    name = f"g{max(used, default=0) + 1:06}"
    index_path(folder, name).mkdir(parents=True)
    (folder / name / _META).write_text(json.dumps(meta, indent=1), encoding="utf-8")
    return name


def meta_of(folder: Path, generation: str) -> dict[str, str]:
    """Return what made a generation; empty if that cannot be read."""
    try:
        meta = json.loads((folder / generation / _META).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return meta if isinstance(meta, dict) else {}


def switch_to(folder: Path, generation: str) -> None:
    """Put `generation` in use, at once and lastingly."""
    _write_lastingly(folder / _POINTER, generation)


def note_beginning(folder: Path, generation: str, sequence: int) -> None:
    """Note that everything of `generation` was read from the store after the entry `sequence`."""
    _write_lastingly(folder / generation / _BEGAN, str(sequence))


def note_to_forget(folder: Path, sequence: int) -> None:
    """Note that what the entry `sequence` took away must leave the files too."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_lastingly(folder / _TO_FORGET, str(max(sequence, _number_in(folder / _TO_FORGET))))


def must_forget(folder: Path) -> bool:
    """Say whether the generation in use may still hold in its files what was taken away."""
    noted = _number_in(folder / _TO_FORGET)
    generation = current_generation(folder)
    return bool(noted and generation) and _number_in(folder / str(generation) / _BEGAN) < noted


def remove_unused(folder: Path) -> None:
    """Delete every generation but the one in use. Readers that have one open keep reading it.

    What the system will not delete yet (Windows, while it is open) is left for the next time.
    """
    current = current_generation(folder)
    for path in folder.iterdir():
        if _NAME.match(path.name) and path.name != current:
            shutil.rmtree(path, ignore_errors=True)


def _write_lastingly(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.new")
    with draft.open("w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    if sys.platform != "win32":
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _number_in(path: Path) -> int:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
