"""How much of the ledger others are told of a community's records: all, entries without their texts, or nothing."""

from collections.abc import Iterable
from enum import Enum

from clearinghouse.core.canonical import Json
from clearinghouse.ledger.models import Entry
from clearinghouse.records.actions import PUBLISHED
from clearinghouse.records.community import open_body
from clearinghouse.records.models import Record
from clearinghouse.records.withdrawing import WITHDRAWN

WITHHELD = "withheld"
"""Kind of an entry of which nothing is told but where it stands in the chain."""


class Told(Enum):
    """How much of an entry others are told."""

    ALL = "all"
    WITHOUT_TEXT = "without-text"
    NOTHING = "nothing"


class Reticence:
    """Knows of some entries how much of each is told to others. One query for all."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        subjects = {entry.subject for entry in entries if entry.kind.startswith("record.")}
        owned = Record.objects.filter(pk__in=subjects, owner__startswith="community:")
        self._records = {record.guid: record for record in owned}

    def of(self, entry: Entry, public: Json | None) -> Told:
        """Return how much of an entry is told. public: its public part, None where it has none any more."""
        record = self._records.get(entry.subject) if entry.kind.startswith("record.") else None
        if record is None:
            return Told.ALL
        if record.is_hidden and not record.was_shown:
            return Told.NOTHING
        if entry.kind == WITHDRAWN or public is None:
            return Told.ALL
        if entry.kind != PUBLISHED:
            return Told.WITHOUT_TEXT if record.is_hidden else Told.ALL
        return Told.ALL if open_body(record, public) == public else Told.WITHOUT_TEXT
