"""Reading the chain."""

import os
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from clearinghouse.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: how far the ledger has come, and when."""

    sequence: int
    recorded_at: datetime


def head() -> Head | None:
    """Return the last entry's place and time, None for an empty ledger."""
    last = Entry.objects.order_by("-sequence").values_list("sequence", "recorded_at").first()
    return Head(*last) if last else None


def entries_after(sequence: int, *, limit: int) -> list[Entry]:
    """Return up to `limit` entries after a cursor, in order."""
    return list(Entry.objects.filter(sequence__gt=sequence).order_by("sequence")[:limit])


def entries_about(subject: str) -> QuerySet[Entry]:
    """Return every entry about a subject, oldest first."""
    return Entry.objects.filter(subject=subject).order_by("sequence")


def is_read_only() -> bool:
    """Say whether the store refuses to be written, as a standby or a file without permission does."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_setting('transaction_read_only') = 'on' OR pg_is_in_recovery()")
            return bool(cursor.fetchone()[0])
        cursor.execute("PRAGMA query_only")
        is_refusing = bool(cursor.fetchone()[0])
    return is_refusing or not os.access(str(connection.settings_dict["NAME"]), os.W_OK)
