"""Progress on a terminal, and plain lines where there is none."""

import json
import sys
import time

_EVERY_S = 1.0
_LINE_EVERY_S = 30.0


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


class Paced:
    """Says how far a long job has come, how fast it goes and how long it will still take.

    On a terminal in one line that is written over; elsewhere in a line every half minute; is_json: a JSON object on
    standard output every second and one at the end.
    """

    def __init__(self, what: str, *, is_json: bool = False) -> None:
        self._what = what
        self._is_json = is_json
        self._is_watched = sys.stderr.isatty()
        self._began_s = self._said_s = time.monotonic()
        self._done = self._total = 0

    def tell(self, done: int, total: int) -> None:
        """Note how much is done, of how much; say so from time to time."""
        self._done, self._total = done, total
        now = time.monotonic()
        if now - self._said_s >= (_EVERY_S if self._is_json or self._is_watched else _LINE_EVERY_S):
            self._said_s = now
            self._say(is_done=False)

    def finish(self) -> None:
        """Say the last word."""
        self._say(is_done=True)

    def _say(self, *, is_done: bool) -> None:
        seconds = time.monotonic() - self._began_s
        rate = self._done / seconds if seconds else 0.0
        left = (self._total - self._done) / rate if rate else 0.0
        if self._is_json:
            told = {
                "done": self._done,
                "total": self._total,
                "seconds": round(seconds, 1),
                "per_second": round(rate, 1),
                "seconds_left": round(left, 1),
                "is_done": is_done,
            }
            print(json.dumps(told), flush=True)
            return
        end = f"in {_clock(seconds)}" if is_done else f"{_clock(left)} left"
        line = f"{self._what}: {self._done:,} of {self._total:,}, {rate:,.0f} a second, {end}"
        over, newline = ("\r\x1b[K", "\n" if is_done else "") if self._is_watched else ("", "\n")
        print(f"{over}{line}", end=newline, file=sys.stderr, flush=True)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
