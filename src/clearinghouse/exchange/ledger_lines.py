"""The ledger as lines of JSON: an entry each, with its envelope, origin, dates and parts."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Prefetch

from clearinghouse.core.canonical import parsed
from clearinghouse.exchange.withholding import WITHHELD, Reticence, Told
from clearinghouse.ledger.models import Entry, Part

VERSION = 1
"""Of the shape of a line; stands in each, so that a file can be cut and joined."""
_BATCH = 100


def lines_after(sequence: int, *, with_sealed: bool) -> Iterator[tuple[int, bytes]]:
    """Yield the sequence of each entry after a cursor and its line, in order.

    A part that was redacted is absent, and its digest stands. with_sealed: whether sealed parts are given. Without
    them, what a community keeps from others is left out as well: a text, or all but the place in the chain.
    """
    parts = Part.objects.all() if with_sealed else Part.objects.filter(name=Part.PUBLIC)
    entries = Entry.objects.order_by("sequence").prefetch_related(Prefetch("parts", parts))
    last = sequence
    while batch := list(entries.filter(sequence__gt=last)[:_BATCH]):
        reticence = None if with_sealed else Reticence(batch)
        for entry in batch:
            yield entry.sequence, _line_for(entry, reticence)
        last = batch[-1].sequence


def _line_for(entry: Entry, reticence: Reticence | None) -> bytes:
    parts = {part.name: part for part in entry.parts.all()}
    if reticence is None:
        return _line_of(entry, parts)
    public = parsed(parts[Part.PUBLIC].text) if Part.PUBLIC in parts else None
    match reticence.of(entry, public):
        case Told.NOTHING:
            return _bare_line(entry)
        case Told.WITHOUT_TEXT:
            return _line_of(entry, {})
        case _:
            return _line_of(entry, parts)


def _bare_line(entry: Entry) -> bytes:
    """Return what keeps the chain whole, and says nothing."""
    facts = {
        "version": VERSION,
        "sequence": entry.sequence,
        "kind": WITHHELD,
        "digest": entry.digest,
        "previousDigest": entry.previous_digest,
    }
    return (json.dumps(facts, separators=(",", ":")) + "\n").encode()


def _line_of(entry: Entry, parts: Mapping[str, Part]) -> bytes:
    facts: dict[str, object] = {
        "version": VERSION,
        "sequence": entry.sequence,
        "kind": entry.kind,
        "subject": entry.subject,
        "effectiveAt": _moment(entry.effective_at),
        "recordedAt": _moment(entry.recorded_at),
        "origin": {"node": entry.origin_node, "sequence": entry.origin_sequence, "digest": entry.origin_digest},
        "digest": entry.digest,
        "previousDigest": entry.previous_digest,
        "publicDigest": entry.public_digest,
        "sealedDigest": entry.sealed_digest,
    }
    if entry.redacts is not None:
        facts["redacts"] = {"sequence": entry.redacts, "part": entry.redacted_part}
    if sealed := parts.get(Part.SEALED):
        facts["salt"] = sealed.salt
    # Envelope and parts are sent out unparsed: the digests are over their very text.
    texts = {"envelope": entry.envelope, **{name: part.text for name, part in sorted(parts.items())}}
    start = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))[:-1]
    return (start + "".join(f',"{name}":{text}' for name, text in texts.items()) + "}\n").encode()


def _moment(moment: datetime) -> str:
    return moment.isoformat()
