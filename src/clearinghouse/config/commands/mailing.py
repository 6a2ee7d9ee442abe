"""The command `mail`: the postman, and mail that came back."""

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from clearinghouse.config.clock import Clock
from clearinghouse.config.supervising import end_with
from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message
from clearinghouse.notices.bouncing import take_bounce
from clearinghouse.notices.posting import post_due
from clearinghouse.search.engine import IndexLockedError
from clearinghouse.search.generations import FileLock

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 2.0
LONGEST_PAUSE_S = 60.0
MAX_BOUNCE_BYTES = 5 * 1024 * 1024


class PostmanAtWorkError(DomainError):
    """Another process sends the mail of this home."""

    code = "postman-at-work"
    sentence = Message("error", "Another process sends the mail of this node already (%(holder)s).")


def mail_options(parser: argparse.ArgumentParser) -> None:
    """Offer to end when nothing is due, and to take in mail that came back."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="send what is due and end")
    how.add_argument("--bounce", metavar="FILE", help="count a delivery status notification; - reads standard input")
    parser.add_argument("--parent", type=int, default=0, help=argparse.SUPPRESS)


def mail(options: argparse.Namespace) -> int:
    """Send what is due until stopped, and do what is due by the clock; or count mail that came back."""
    if options.bounce:
        return _bounce(options.bounce)
    end_with(options.parent)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    clock = Clock()
    with _alone():
        if options.once:
            clock.tick(timezone.now())
            while post_due(at=timezone.now()) and not stopping.is_set():
                pass
            return 0
        _run(clock, stopping)
    return 0


def _run(clock: Clock, stopping: threading.Event) -> None:
    pause = LOOK_EVERY_S
    while not stopping.is_set():
        try:
            close_old_connections()
            at = timezone.now()
            clock.tick(at)
            is_more = bool(post_due(at=at))
            pause = LOOK_EVERY_S
        except Exception:
            # The store is away: what was taken on comes back when its time is over.
            logger.exception("posting failed")
            is_more = False
            pause = min(pause * 2, LONGEST_PAUSE_S)
        if not is_more:
            stopping.wait(pause)


@contextmanager
def _alone() -> Iterator[None]:
    """Let no second postman work on the same SQLite file; PostgreSQL gives each its own mails."""
    if connection.vendor != "sqlite":
        yield
        return
    lock = FileLock(Path(settings.HOME) / "postman.lock")
    try:
        lock.acquire()
    except IndexLockedError as error:
        raise PostmanAtWorkError(holder=error.data["holder"]) from error
    try:
        yield
    finally:
        lock.release()


def _bounce(source: str) -> int:
    if source == "-":
        content = sys.stdin.buffer.read(MAX_BOUNCE_BYTES + 1)
    else:
        path = Path(source)
        if not path.is_file():
            print(f"There is no file {source}.", file=sys.stderr)
            return 1
        with path.open("rb") as file:
            content = file.read(MAX_BOUNCE_BYTES + 1)
    if len(content) > MAX_BOUNCE_BYTES:
        print("The notification is larger than 5 MB. Nothing was counted.", file=sys.stderr)
        return 1
    is_counted = take_bounce(content, at=timezone.now())
    print("Counted on the address." if is_counted else "Nothing to count: not final, counted before, or not our mail.")
    return 0
