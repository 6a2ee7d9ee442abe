"""Records of one type side by side: each question with what every one of them answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from clearinghouse.accounts.person import Visitor, person_of
from clearinghouse.core.languages import tag_of
from clearinghouse.core.multilingual import Spoken
from clearinghouse.derived.pages import Card, Reader, page_sections
from clearinghouse.formats.collection import FORMATS
from clearinghouse.records.errors import RecordNotFoundError
from clearinghouse.records.queries import ReadRevision, card_of, cards_for, find_record, read_revision
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.files_shown import files_of_record
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import owner_name
from clearinghouse.web.picking import find_cards
from clearinghouse.web.presenting import ShownRow, ShownValue, record_url, shown_sections
from clearinghouse.web.speech import say

MOST = 5
CHOSEN = "r"
"""Parameter of the address that names a record, once for each."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One record at the head of a column. drop_url: the same page without it."""

    number: str
    title: str
    language: str
    owner: str
    url: str
    drop_url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One question. cells: the answers of each record, in their order; differs: whether they are not all the same."""

    label: str
    cells: list[list[ShownValue]]
    differs: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A record that may be added, with the page that has it."""

    title: str
    language: str
    number: str
    owner: str
    url: str


@dataclass(frozen=True, slots=True)
class CompareRecords:
    """The whole page. unknown: what names no record; unlike: numbers of records of another type than the first."""

    kind: str
    format: str
    columns: list[Compared]
    lines: list[Line]
    same: int
    only_differences: bool
    unknown: list[str]
    unlike: list[str]
    is_cut: bool
    query: str
    offered: list[Offered]
    hidden: list[tuple[str, str]]
    other_url: str


def compare_records(
    identifiers: Sequence[str], visitor: Visitor, *, query: str = "", only_differences: bool = False
) -> CompareRecords:
    """Return the records side by side, as this visitor may see them. Raises SearchUnavailableError for a query."""
    reads, unknown = _read(identifiers[: MOST * 4], visitor)
    first = reads[0].record.format_slug if reads else ""
    alike = [read for read in reads if read.record.format_slug == first]
    unlike = [str(read.record.printed_number) for read in reads if read.record.format_slug != first]
    kept = alike[:MOST]
    numbers = [str(read.record.printed_number) for read in kept]
    lines = _lines(kept, visitor)
    shown = [line for line in lines if line.differs] if only_differences else lines
    found = find_cards(query, [first], owner="", visitor=visitor) if query and first else []
    return CompareRecords(
        kind=say(FORMATS[first].plural_name) if first else "",
        format=first,
        columns=[_column(read, numbers) for read in kept],
        lines=shown,
        same=sum(not line.differs for line in lines),
        only_differences=only_differences,
        unknown=unknown,
        unlike=unlike,
        is_cut=len(alike) > MOST,
        query=query,
        offered=[_offered(card, numbers) for card in found if card.number not in numbers],
        hidden=[(CHOSEN, number) for number in numbers],
        other_url=_address(numbers, only_differences=not only_differences),
    )


def _read(identifiers: Sequence[str], visitor: Visitor) -> tuple[list[ReadRevision], list[str]]:
    reads: dict[str, ReadRevision] = {}
    unknown = []
    for identifier in dict.fromkeys(text.strip() for text in identifiers if text.strip()):
        try:
            record, number = find_record(identifier, visitor)
            reads.setdefault(record.guid, read_revision(record, person_of(visitor), number=number))
        except RecordNotFoundError:
            unknown.append(identifier[:80])
    return list(reads.values()), unknown


def _lines(reads: Sequence[ReadRevision], visitor: Visitor) -> list[Line]:
    rows = [_rows(read, visitor) for read in reads]
    names = [field.name for field in reads[0].record.format] if reads else []
    found = []
    for name in names:
        answered = [by_name.get(name) for by_name in rows]
        label = next((row.label for row in answered if row), "")
        if not label:
            continue
        cells = [row.values if row else [] for row in answered]
        texts = [[value.value for value in cell] for cell in cells]
        found.append(Line(label, cells, differs=any(text != texts[0] for text in texts)))
    return found


def _rows(read: ReadRevision, visitor: Visitor) -> dict[str, ShownRow]:
    language = current_language().code
    fmt = read.record.format
    reader = Reader(language, say, current_vocabulary(), cards_for(read.body, fmt, language, visitor))
    sections = shown_sections(
        page_sections(read.body, fmt, reader, sealed=read.sealed), files_of_record(read.record, read.body)
    )
    return {row.name: row for section in sections for row in section.rows}


def _column(read: ReadRevision, numbers: Sequence[str]) -> Compared:
    card = card_of(read.record, current_language().code)
    others = [number for number in numbers if number != card.number]
    return Compared(
        card.number,
        card.title.text,
        _tag(card.title),
        owner_name(read.record.owner),
        record_url(card.number),
        _address(others),
    )


def _offered(card: Card, numbers: Sequence[str]) -> Offered:
    url = _address([*numbers, card.number])
    return Offered(card.title.text, _tag(card.title), card.number, owner_name(card.government), url)


def _tag(spoken: Spoken) -> str:
    return tag_of(spoken.language)


def _address(numbers: Sequence[str], *, only_differences: bool = False) -> str:
    params = [(CHOSEN, number) for number in numbers] + ([("only", "differences")] if only_differences else [])
    return f"{reverse('compare-records')}?{urlencode(params)}" if params else reverse("compare-records")
