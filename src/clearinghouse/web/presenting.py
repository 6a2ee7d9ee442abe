"""What pages show of a record: results with their tone, cards with their address, values with their links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import tag_of
from clearinghouse.core.messages import Message
from clearinghouse.derived.pages import (
    Card,
    LinkValue,
    PageSection,
    Reader,
    ReferenceValue,
    Row,
    TermValue,
    Value,
    page_values,
)
from clearinghouse.formats.catalogue.bch.biosafety_decision import (
    APPROVED,
    APPROVED_WITH_CONDITIONS,
    INFORMATION_REQUESTED,
    PERIOD_EXTENDED,
    PROHIBITED,
)
from clearinghouse.formats.collection import FORMATS
from clearinghouse.records.models import Record
from clearinghouse.records.standing import Standing, Verdict
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.files_shown import Files, FileValue, file_value, is_file
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import owner_name
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class Status:
    """A status chip: shape, word, colour."""

    tone: str
    icon: str
    text: str


_RESULTS: Mapping[str, tuple[str, str, Message]] = {
    APPROVED: ("good", "ok", Message("result", "Approved")),
    APPROVED_WITH_CONDITIONS: ("good", "cond", Message("result", "Approved with conditions")),
    PROHIBITED: ("wrong", "stop", Message("result", "Prohibited")),
    INFORMATION_REQUESTED: ("needs", "wait", Message("result", "Information requested")),
    PERIOD_EXTENDED: ("needs", "wait", Message("result", "Period extended")),
}
_NO_FILES: Files = {}
_PUBLISHED = ("good", "ok", Message("status", "Published"))
_RETIRED = ("", "dash", Message("status", "Retired"))
_VERDICTS: Mapping[Verdict, tuple[str, str, Message]] = {
    Verdict.VALID: ("good", "ok", Message("certificate", "Valid")),
    Verdict.NOT_YET: ("needs", "wait", Message("certificate", "Not yet valid")),
    Verdict.EXPIRED: ("wrong", "stop", Message("certificate", "Expired")),
    Verdict.SUPERSEDED: ("needs", "needs", Message("certificate", "Superseded")),
    Verdict.REVOKED: ("wrong", "stop", Message("certificate", "Revoked")),
    Verdict.RETIRED: ("wrong", "stop", Message("status", "Retired")),
    Verdict.UNKNOWN: ("wrong", "stop", Message("certificate", "Unknown")),
}


def reader() -> Reader:
    """Return the reader of the page being written, who knows no other records yet."""
    return Reader(current_language().code, say, current_vocabulary(), {})


def status_of(record: Record, standing: Standing | None = None, *, is_retired: bool | None = None) -> Status:
    """Return whether a record is in force. is_retired: whether it was on another day than today.

    standing: of what it attests, see standing_in_body; a certificate that expired is published, but does not hold.
    """
    if record.is_retired if is_retired is None else is_retired:
        tone, icon, text = _RETIRED
        return Status(tone, icon, say(text))
    if standing is not None and standing.verdict is not Verdict.VALID:
        return certificate_status(standing.verdict)
    tone, icon, text = _PUBLISHED
    return Status(tone, icon, say(text))


def certificate_status(verdict: Verdict) -> Status:
    """Return the chip of a verdict on a certificate or a registration."""
    tone, icon, text = _VERDICTS[verdict]
    return Status(tone, icon, say(text))


def result_status(values: Iterable[Value]) -> Status | None:
    """Return the chip of a decision's result, None if it has none."""
    for value in values:
        if isinstance(value, TermValue) and value.code in _RESULTS:
            tone, icon, text = _RESULTS[value.code]
            return Status(tone, icon, say(text))
    return None


def record_url(identifier: str) -> str:
    """Return the address of a record's page."""
    return reverse("record", args=[identifier])


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value with the address to which it leads."""

    value: Value | FileValue
    url: str

    def __getattr__(self, name: str) -> Any:
        """Pass what templates ask on to the value."""
        return getattr(self.value, name)


def shown(value: Value, files: Files = _NO_FILES) -> ShownValue:
    """Return a value with its address: a reference's record, a term's records, a file's download."""
    match value:
        case ReferenceValue(identifier=identifier, card=Card(number=number)):
            # A reference that is pinned to a revision leads to that revision.
            return ShownValue(value, record_url(identifier if "@" in identifier else number))
        case LinkValue() if is_file(value):
            file = file_value(value, files)
            return ShownValue(file, file.url)
        case LinkValue(url=url):
            return ShownValue(value, url)
        case TermValue(facet=facet, code=code) if facet:
            return ShownValue(value, f"{reverse('search')}?{facet}={code}")
        case _:
            return ShownValue(value, "")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One answered field with its values."""

    name: str
    label: str
    values: list[ShownValue]
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section of a record page."""

    name: str
    label: str
    rows: list[ShownRow]


def shown_sections(sections: Iterable[PageSection], files: Files = _NO_FILES) -> list[ShownSection]:
    """Return sections with the addresses of their values. files: those that the body names."""
    return [
        ShownSection(section.name, section.label, [_shown_row(row, files) for row in section.rows])
        for section in sections
    ]


def _shown_row(row: Row, files: Files) -> ShownRow:
    return ShownRow(row.name, row.label, [shown(value, files) for value in row.values], row.is_sealed)


def values_named(name: str, body: Json, format_slug: str, reading: Reader) -> list[Value]:
    """Return the answers of one field of a body, none if the format does not have it."""
    fmt = FORMATS[format_slug]
    field = fmt.find(name)
    return list(page_values(field, body, fmt, reading)) if field else []


@dataclass(frozen=True, slots=True)
class CardShown:
    """One record in a list of others."""

    url: str
    title: str
    language: str
    kind: str
    realm: str
    owner: str
    identifier: str
    note: str = ""


def card_shown(card: Card, realm: str, note: str = "") -> CardShown:
    """Return a card ready for a list."""
    return CardShown(
        record_url(card.number),
        card.title.text,
        tag_of(card.title.language),
        say(FORMATS[card.format].name),
        realm,
        owner_name(card.government),
        card.number,
        note,
    )
