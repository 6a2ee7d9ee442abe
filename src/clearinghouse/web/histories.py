"""The history of a record: every entry of the ledger about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from clearinghouse.core.canonical import Json, parsed
from clearinghouse.derived.difference import changed_fields
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.ledger.queries import entries_about
from clearinghouse.records.actions import PUBLISHED
from clearinghouse.records.community import open_body
from clearinghouse.records.ending import REDACTED
from clearinghouse.records.models import RETIRED, Record
from clearinghouse.web.presenting import record_url
from clearinghouse.web.speech import say

_FEW = 4


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One entry. kind: published, retired or redacted; number: revision; changed: labels of the fields that differ."""

    kind: str
    number: int
    at: datetime
    sequence: int
    digest: str
    reason: str
    changed: tuple[str, ...]
    more_changed: int
    url: str
    changes_url: str


_KINDS = {PUBLISHED: "published", RETIRED: "retired", REDACTED: "redacted"}


def history_of(record: Record) -> list[HistoryItem]:
    """Return the entries about a record, newest first; two queries for all."""
    return list(_items(record, list(entries_about(record.guid).prefetch_related("parts"))))[::-1]


def _items(record: Record, entries: list[Entry]) -> Iterator[HistoryItem]:
    before: Json = {}
    address = record_url(str(record.printed_number))
    for entry in entries:
        if entry.kind not in _KINDS:
            continue
        stored = parsed(next((part.text for part in entry.parts.all() if part.name == Part.PUBLIC), "{}"))
        public = open_body(record, stored) if entry.kind == PUBLISHED else stored
        envelope = parsed(entry.envelope)
        number = int(envelope.get("revision", 0))
        is_publication = entry.kind == PUBLISHED
        changed = _labels(record, before, public) if is_publication and number > 1 else ()
        yield HistoryItem(
            _KINDS[entry.kind],
            number,
            entry.effective_at,
            entry.sequence,
            entry.digest,
            "" if is_publication else str(public.get("reason", "")),
            changed[:_FEW],
            max(0, len(changed) - _FEW),
            reverse("record", args=[f"{record.guid}@{number}"]) if is_publication else "",
            f"{address}differences/?to={number}" if changed else "",
        )
        before = public if is_publication else before


def _labels(record: Record, before: Json, after: Json) -> tuple[str, ...]:
    fmt = record.format
    names = changed_fields(before, after)
    return tuple(say(fmt.label_of(field)) for field in fmt if field.name in names)
