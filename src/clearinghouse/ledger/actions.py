"""Appending to the chain: the lock, the next number, the digests."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from clearinghouse.core.canonical import Json, canonical, digest
from clearinghouse.core.faults import fault_point
from clearinghouse.ledger.digests import digest_of
from clearinghouse.ledger.errors import refusal_of
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.ledger.rows import insert
from clearinghouse.ledger.turns import turn

logger = logging.getLogger(__name__)

# Any constant will do, as long as nothing else in the database takes the same advisory lock.
_LOCK = 0x43484D


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was first recorded; entries of this node are their own origin."""

    node: str
    sequence: int
    digest: str


class Writer:
    """Appends entries while the lock is held. Made by `writing()` only."""

    def __init__(self, sequence: int, previous_digest: str) -> None:
        self.sequence = sequence
        self._previous_digest = previous_digest

    def append(
        self,
        kind: str,
        subject: str,
        *,
        envelope: Json,
        effective_at: datetime,
        public: Json | None = None,
        sealed: Json | None = None,
        redacts: tuple[int, str] | None = None,
        origin: Origin | None = None,
    ) -> Entry:
        """Append one entry with its parts and return it.

        effective_at: timezone-aware. public, sealed: None where the entry has no such part; an empty part is none.
        redacts: sequence and part that this entry takes away.
        """
        public_text = canonical(public) if public else ""
        sealed_text = canonical(sealed) if sealed else ""
        salt = secrets.token_hex(32) if sealed_text else ""
        recorded_at = timezone.now()
        entry = Entry(
            sequence=self.sequence + 1,
            kind=kind,
            subject=subject,
            envelope=canonical(envelope),
            public_digest=digest(public_text) if public_text else "",
            sealed_digest=digest(salt, sealed_text) if sealed_text else "",
            previous_digest=self._previous_digest,
            # The digest is over the text of the moment, and every store gives it back in UTC.
            effective_at=effective_at.astimezone(UTC),
            recorded_at=recorded_at,
            redacts=redacts[0] if redacts else None,
            redacted_part=redacts[1] if redacts else "",
        )
        entry.digest = digest_of(entry)
        at_home = Origin(settings.NODE, entry.sequence, entry.digest)
        first = origin or at_home
        entry.origin_node, entry.origin_sequence, entry.origin_digest = first.node, first.sequence, first.digest
        fault_point("ledger.before-insert")
        insert(entry)
        parts = ((Part.PUBLIC, "", public_text), (Part.SEALED, salt, sealed_text))
        for name, part_salt, text in parts:
            if text:
                insert(Part(entry=entry, name=name, salt=part_salt, text=text))
        fault_point("ledger.after-insert")
        self.sequence, self._previous_digest = entry.sequence, entry.digest
        return entry

    def append_now(self, kind: str, subject: str, *, public: Json) -> Entry:
        """Append an entry with a public part alone that takes effect now."""
        return self.append(kind, subject, envelope={"kind": kind}, effective_at=timezone.now(), public=public)


@contextmanager
def writing() -> Iterator[Writer]:
    """Open a transaction, take the lock of the ledger and hold both to the end of the block.

    On SQLite the write transaction is the lock; on PostgreSQL an advisory lock, so that numbers are given in the order
    in which transactions commit and cursors cannot skip one. Raises StoreUnavailableError where the store cannot be
    written, with nothing changed, and OutcomeUnknownError where it fell silent while committing.
    """
    is_committing = False
    try:
        with turn(), transaction.atomic():
            yield Writer(*_locked_end())
            is_committing = True
            fault_point("ledger.before-commit")
    except DatabaseError as error:
        refusal = refusal_of(error, was_committing=is_committing)
        if refusal is None:
            raise
        logger.exception("ledger cannot be written code=%s", refusal.code)
        raise refusal from error
    fault_point("ledger.after-commit")


def _locked_end() -> tuple[int, str]:
    """Take the lock; return number and digest of the last entry."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute("SELECT sequence, digest FROM ledger_entry ORDER BY sequence DESC LIMIT 1")
        last = cursor.fetchone()
    return (int(last[0]), str(last[1])) if last else (0, "")
