"""Proving that the chain is whole: numbers without gaps, digests that match, parts that are there or redacted."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max

from clearinghouse.core.canonical import digest
from clearinghouse.ledger.digests import DIGESTED, Digested, digest_of
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.ledger.triggers import missing

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. sequence: 0 where it concerns no single entry."""

    sequence: int
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _PartRow:
    entry_id: int
    name: str
    salt: str
    text: str


def findings() -> Iterator[Finding]:
    """Yield everything that is wrong with the ledger, in the order of the chain; nothing if it is whole.

    Entries and parts are read as two streams side by side, so that memory stays small and a million takes a minute.
    What is appended meanwhile is left to the next time: its parts may not be among those that are read.
    """
    last = Entry.objects.aggregate(last=Max("sequence"))["last"] or 0
    for name in sorted(missing(connection)):
        yield Finding(0, "trigger-missing", name)
    redacted = set(Entry.objects.filter(redacts__isnull=False).values_list("redacts", "redacted_part"))
    rows = Entry.objects.filter(sequence__lte=last).order_by("sequence").values_list(*DIGESTED, "digest")
    parts = _Parts()
    expected, previous = 1, ""
    for *facts, found in rows.iterator(chunk_size=_BATCH):
        entry = Digested(*facts)
        if entry.sequence != expected:
            yield Finding(entry.sequence, "gap", f"expected {expected}")
        if entry.previous_digest != previous:
            yield Finding(entry.sequence, "chain-broken")
        if found != digest_of(entry):
            yield Finding(entry.sequence, "digest-mismatch")
        yield from _part_findings(entry, parts.of(entry.sequence), redacted)
        expected, previous = entry.sequence + 1, found


class _Parts:
    """The parts of all entries as a stream, taken entry by entry in order."""

    def __init__(self) -> None:
        columns = ("entry_id", "name", "salt", "text")
        rows = Part.objects.order_by("entry_id").values_list(*columns).iterator(chunk_size=_BATCH)
        self._rows: Iterator[_PartRow] = (_PartRow(*row) for row in rows)
        self._next = next(self._rows, None)

    def of(self, sequence: int) -> dict[str, _PartRow]:
        """Return the parts of one entry; sequences must be asked for in order."""
        found: dict[str, _PartRow] = {}
        while self._next is not None and self._next.entry_id <= sequence:
            if self._next.entry_id == sequence:
                found[self._next.name] = self._next
            self._next = next(self._rows, None)
        return found


def _part_findings(
    entry: Digested, parts: dict[str, _PartRow], redacted: set[tuple[int | None, str]]
) -> Iterator[Finding]:
    for name, expected in ((Part.PUBLIC, entry.public_digest), (Part.SEALED, entry.sealed_digest)):
        part = parts.get(name)
        is_redacted = (entry.sequence, name) in redacted
        if part is None:
            if expected and not is_redacted and not _redacted_since(entry.sequence, name):
                yield Finding(entry.sequence, "part-missing", name)
            continue
        if is_redacted:
            yield Finding(entry.sequence, "part-still-there", name)
        actual = digest(part.salt, part.text) if name == Part.SEALED else digest(part.text)
        if actual != expected:
            yield Finding(entry.sequence, "part-changed", name)


def _redacted_since(sequence: int, name: str) -> bool:
    """Say whether a part was redacted while the chain was being read."""
    return Entry.objects.filter(redacts=sequence, redacted_part=name).exists()
