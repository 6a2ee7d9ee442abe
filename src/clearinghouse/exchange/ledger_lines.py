"""The ledger as lines of JSON: an entry each, with its envelope, origin, dates and parts."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Prefetch

from clearinghouse.ledger.models import Entry, Part

VERSION = 1
"""Of the shape of a line; stands in each, so that a file can be cut and joined."""
_BATCH = 100


def lines_after(sequence: int, *, with_sealed: bool) -> Iterator[tuple[int, bytes]]:
    """Yield the sequence of each entry after a cursor and its line, in order.

    A part that was redacted is absent, and its digest stands. with_sealed: whether sealed parts are given.
    """
    parts = Part.objects.all() if with_sealed else Part.objects.filter(name=Part.PUBLIC)
    entries = Entry.objects.filter(sequence__gt=sequence).order_by("sequence")
    for entry in entries.prefetch_related(Prefetch("parts", parts)).iterator(chunk_size=_BATCH):
        yield entry.sequence, _line_of(entry)


def _line_of(entry: Entry) -> bytes:
    parts = {part.name: part for part in entry.parts.all()}
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
