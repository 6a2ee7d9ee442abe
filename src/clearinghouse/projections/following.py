"""Following the ledger: each projection takes the entries after its own cursor, in order, at least once."""

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from clearinghouse.ledger.models import Entry
from clearinghouse.ledger.queries import entries_after

logger = logging.getLogger(__name__)
BATCH = 500


class Projection(Protocol):
    """Something computed from the ledger that can be thrown away and rebuilt."""

    name: str

    def cursor(self) -> int:
        """Return the last sequence that was applied; 0 before the first."""

    def apply(self, entries: Sequence[Entry]) -> None:
        """Apply entries in order and move the cursor to the last of them, both or neither. Idempotent."""

    def reset(self) -> None:
        """Throw everything away and begin again at 0."""


def catch_up(projection: Projection, *, on_progress: Callable[[int], None] | None = None) -> int:
    """Bring one projection to the head of the ledger; return how many entries it took."""
    taken = 0
    while entries := entries_after(projection.cursor(), limit=BATCH):
        projection.apply(entries)
        taken += len(entries)
        if on_progress:
            on_progress(entries[-1].sequence)
    return taken


def follow_once(projections: Sequence[Projection]) -> int:
    """Bring every projection to the head, in the order given; return how many entries were taken altogether."""
    return sum(catch_up(projection) for projection in projections)
