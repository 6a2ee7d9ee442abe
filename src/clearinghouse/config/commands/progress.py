"""Progress on a terminal, and plain lines where there is none."""

import sys


class Progress:
    """Says how far a job has come, in one line that is written over; once per step where nobody watches."""

    def __init__(self, what: str, total: int = 0) -> None:
        self._what = what
        self._total = total
        self._done = 0
        self._is_watched = sys.stderr.isatty()

    def step(self, count: int = 1) -> None:
        """Count what was done."""
        self._done += count
        if self._is_watched:
            of = f" of {self._total}" if self._total else ""
            print(f"\r{self._what}: {self._done}{of}", end="", file=sys.stderr, flush=True)

    def finish(self) -> None:
        """Close the line."""
        print(f"\r{self._what}: {self._done}" if self._is_watched else f"{self._what}: {self._done}", file=sys.stderr)
