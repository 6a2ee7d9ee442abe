"""What the digest of an entry covers."""

from datetime import datetime
from typing import NamedTuple

from clearinghouse.core.canonical import digest
from clearinghouse.ledger.models import Entry


class Digested(NamedTuple):
    """Everything of an entry that its digest covers: a plain row, where a million are read."""

    sequence: int
    kind: str
    subject: str
    envelope: str
    public_digest: str
    sealed_digest: str
    previous_digest: str
    effective_at: datetime
    recorded_at: datetime
    redacts: int | None
    redacted_part: str


DIGESTED = Digested._fields
"""The columns of an entry from which a Digested is made, in order."""


def digest_of(entry: Entry | Digested) -> str:
    """Return the digest that an entry must have: chain, envelope, both clocks, and the digests of its parts.

    The parts enter by their digests, so that the chain still verifies when one is redacted.
    """
    return digest(
        entry.previous_digest,
        str(entry.sequence),
        entry.kind,
        entry.subject,
        entry.envelope,
        entry.public_digest,
        entry.sealed_digest,
        entry.effective_at.isoformat(),
        entry.recorded_at.isoformat(),
        f"{entry.redacts or ''}:{entry.redacted_part}",
    )
