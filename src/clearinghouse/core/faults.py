"""Named places at which a test ends the process as a power cut would: at once, with nothing tidied up."""

import os
import signal
from collections.abc import Mapping
from itertools import count

FAULT_POINTS: Mapping[str, str] = {
    "file.before-write": "A file has begun to arrive beside the store, and not a byte of it is written.",
    "file.after-write": "A file lies in the store for good, but nothing in the database knows of it.",
    "ledger.before-insert": "The lock is held, and nothing of the entry is written.",
    "ledger.after-insert": "The entry and its parts are written, but nothing is committed.",
    "ledger.before-commit": "Everything of the transaction is written; the commit is the next thing.",
    "ledger.after-commit": "The transaction stands, but nobody was told.",
    "web.before-answer": "A page was made, and the answer has not left.",
    "links.before-cursor": "Links are written, but the cursor that goes with them is not.",
    "index.before-commit": "Documents and their cursor are handed to the index, but not committed.",
    "index.after-commit": "The index stands at the new cursor, and nobody was told.",
    "index.before-switch": "A new index is whole, but the one before is still in use.",
    "mail.before-mark": "A mail was handed to the mail server, and the outbox does not know it yet.",
    "follower.start": "The follower holds the index and has not looked at the ledger yet.",
}
"""Every fault point of the code, with the state in which a process is left there."""


class _Armed:
    """The point at which this process ends, and at which passage; armed once, when the process starts."""

    name = ""
    last = 1
    passages = count(1)


def arm(fault: str) -> None:
    """End this process at a point: `name`, or `name:n` for its n-th passage. An empty text disarms.

    Raises ValueError for a point that is not in the list.
    """
    name, _, passage = fault.partition(":")
    if name and name not in FAULT_POINTS:
        raise ValueError(f"one of {', '.join(FAULT_POINTS)}, with :n for its n-th passage")
    _Armed.last = int(passage or 1)
    _Armed.passages = count(1)
    _Armed.name = name


def fault_point(name: str) -> None:
    """Pass a named point; where it is armed, this is the end of the process."""
    if _Armed.name == name and next(_Armed.passages) == _Armed.last:
        os.kill(os.getpid(), signal.SIGKILL)
