"""Verifying what is printed on a document: the identifier of a certificate, of a record, or of a modified organism."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from clearinghouse.accounts.person import NOBODY, Visitor
from clearinghouse.core.canonical import Json
from clearinghouse.core.identifiers import (
    identifiers_in,
    identifiers_listed,
    is_misread_oecd,
    looks_like_oecd,
    oecd_plain,
)
from clearinghouse.derived.reading import values_of
from clearinghouse.formats.kinds import OecdIdentifier
from clearinghouse.projections.links import public_bodies
from clearinghouse.records.errors import RecordNotFoundError
from clearinghouse.records.models import Record
from clearinghouse.records.queries import ReadRevision, find_record, read_revision
from clearinghouse.records.standing import Standing, Step, Verdict, standing_of, steps_of
from clearinghouse.search.analysis.identifiers import identifier_keys, own_key
from clearinghouse.search.documents import PAST
from clearinghouse.search.nodes import Key, any_of
from clearinghouse.search.opening import engine
from clearinghouse.search.projection import PUBLIC
from clearinghouse.search.query import Query

MOST_IDENTIFIERS = 20
MAX_TEXT_CHARS = 5_000
_MOST_HITS = 20
_MOST_RECORDS = 3
"""How many records may bear one identifier before the others are left to the search."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of one identifier, as it was given.

    read: the revision asked for, None where nothing is known. is_misread: it has the form of a unique identifier of the
    OECD but the check digit is wrong, so that a character was misread or mistyped.
    """

    identifier: str
    standing: Standing
    read: ReadRevision | None = None
    steps: tuple[Step, ...] = ()
    is_misread: bool = False


def verified(text: str, visitor: Visitor, *, today: date) -> list[Verification]:
    """Return what is known of each identifier in a text: pasted, typed, scanned, or the address of a record.

    A text without any is looked up whole. Only what is public counts. Raises SearchUnavailableError.
    """
    cut = text[:MAX_TEXT_CHARS]
    whole = " ".join(cut.split())
    identifiers = identifiers_listed(cut)[:MOST_IDENTIFIERS] or ((whole,) if whole else ())
    return [one for identifier in identifiers for one in _verified(identifier, visitor, today)]


def _verified(identifier: str, visitor: Visitor, today: date) -> Iterator[Verification]:
    found = _found(identifier, visitor)
    for record, number in found:
        yield _verification(identifier, record, number, today)
    if not found:
        yield Verification(identifier, Standing(Verdict.UNKNOWN), is_misread=is_misread_oecd(identifier))


def _verification(identifier: str, record: Record, number: int | None, today: date) -> Verification:
    latest = read_revision(record, NOBODY)
    try:
        read = read_revision(record, NOBODY, number=number) if number else latest
    except RecordNotFoundError:
        # The record exists, but not the revision that the document names: nobody has published that.
        return Verification(identifier, Standing(Verdict.UNKNOWN))
    steps = tuple(steps_of(record))
    return Verification(identifier, standing_of(read, latest, steps, today=today), read, steps)


def _found(identifier: str, visitor: Visitor) -> Sequence[tuple[Record, int | None]]:
    try:
        return [find_record(identifier, visitor)]
    except RecordNotFoundError:
        return [(record, None) for record in records_bearing(identifier, visitor)]


def records_bearing(identifier: str, visitor: Visitor) -> list[Record]:
    """Return the records that bear an identifier themselves, those out of force too: it is still printed on papers.

    None for one whose check digit does not fit: its other letters may name an event, but not this document's.
    Raises SearchUnavailableError.
    """
    if any(map(is_misread_oecd, identifiers_in(identifier))):
        return []
    bears = tuple(Key(own_key(key)) for key in sorted(identifier_keys(identifier)))
    if not bears:
        return []
    index = engine()
    index.refresh()
    query = Query(must=(any_of(bears),), page_size=_MOST_HITS).visible_to((PUBLIC, f"{PAST}{PUBLIC}"))
    records = Record.objects.visible_to(visitor).in_bulk({hit.guid for hit in index.search(query).hits})
    # A stack of several events bears the identifier of each; the event itself comes first.
    found = [(not _is_named(record, body, identifier), record.guid) for record, body in public_bodies(records.values())]
    return [records[guid] for _is_other, guid in sorted(found)][:_MOST_RECORDS]


def _is_named(record: Record, body: Json, identifier: str) -> bool:
    """Say whether one of the record's identifiers is this alone, in whatever typing."""
    wanted = _own_keys(identifier)
    named = (one for one in record.format if one.is_identifier or isinstance(one.kind, OecdIdentifier))
    values = (value for one in named for value in values_of(one, body))
    return any(isinstance(value, str) and _own_keys(value) == wanted for value in values)


def _own_keys(identifier: str) -> frozenset[str]:
    """Return the keys of an identifier, the same for each of its typings."""
    return identifier_keys(oecd_plain(identifier) if looks_like_oecd(identifier) else identifier)
