"""Format → record page: the answers of a body as values ready to be marked up."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, ClassVar, assert_never

from clearinghouse.core.canonical import Json
from clearinghouse.core.identifiers import MalformedIdentifierError, oecd_printed, parse_reference
from clearinghouse.core.messages import Message, Say
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.core.rich_text import cleaned, plain
from clearinghouse.derived.originals import NO_ORIGINALS, Originals, Translated
from clearinghouse.derived.origins import place_of
from clearinghouse.derived.reading import values_of
from clearinghouse.derived.value_problems import is_web_address
from clearinghouse.formats.answers import answer_at
from clearinghouse.formats.format import Field, Format, members_of
from clearinghouse.formats.kinds import (
    ELEMENT_TYPES,
    Choice,
    Concept,
    Construct,
    Day,
    Email,
    Group,
    Legacy,
    LocalText,
    MapPoint,
    Number,
    OecdIdentifier,
    RecordReference,
    Text,
    Url,
    WebLink,
    WholeNumber,
    YesNo,
)
from clearinghouse.vocabularies.concepts import OTHER, Vocabulary

_DEEPEST = 5
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_LINE_CHARS = 2_000
_MOST_LINES = 500

YES = Message("answer", "Yes")
NO = Message("answer", "No")


@dataclass(frozen=True, slots=True)
class TextValue:
    """Text with its language. others: in which languages it also exists; translated: which of them are translations."""

    kind: ClassVar[str] = "text"
    spoken: Spoken
    is_rich: bool = False
    others: tuple[Spoken, ...] = ()
    translated: tuple[Translated, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeValue:
    """An identifier, a number with its unit, or an e-mail address, shown as it is."""

    kind: ClassVar[str] = "code"
    text: str
    unit: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class SaidValue:
    """A word of the interface: yes, no, an option."""

    kind: ClassVar[str] = "said"
    text: str


@dataclass(frozen=True, slots=True)
class DayValue:
    """A calendar day."""

    kind: ClassVar[str] = "day"
    day: date


@dataclass(frozen=True, slots=True)
class MonthValue:
    """A month of a year, where the day was left out: `2021-05`."""

    kind: ClassVar[str] = "day"
    day: str


@dataclass(frozen=True, slots=True)
class TermValue:
    """A term in the reader's language; `facet` and `code` lead to the records that carry it."""

    kind: ClassVar[str] = "term"
    label: str
    scheme: str
    code: str
    facet: str = ""
    is_known: bool = True
    custom: Spoken | None = None


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """A record that is referred to; card is None when it is not published here."""

    kind: ClassVar[str] = "reference"
    identifier: str
    card: "Card | None"


@dataclass(frozen=True, slots=True)
class LinkValue:
    """An address with a name; `is_safe` says whether it may be followed."""

    kind: ClassVar[str] = "link"
    url: str
    name: str
    language: str
    is_safe: bool


@dataclass(frozen=True, slots=True)
class ConstructElement:
    """One element of a gene cassette."""

    type: str
    reference: ReferenceValue
    size: str


@dataclass(frozen=True, slots=True)
class ConstructValue:
    """A gene cassette in order of transcription."""

    kind: ClassVar[str] = "construct"
    elements: tuple[ConstructElement, ...]


@dataclass(frozen=True, slots=True)
class PointValue:
    """A place on a map, in degrees."""

    kind: ClassVar[str] = "point"
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class GroupValue:
    """Answers that belong together."""

    kind: ClassVar[str] = "group"
    rows: "tuple[Row, ...]"


@dataclass(frozen=True, slots=True)
class LegacyValue:
    """An answer of a superseded form, as it was given: lines of text with how deep they lie."""

    kind: ClassVar[str] = "legacy"
    lines: tuple[tuple[int, str], ...]


Value = (
    TextValue
    | CodeValue
    | SaidValue
    | DayValue
    | MonthValue
    | TermValue
    | ReferenceValue
    | LinkValue
    | ConstructValue
    | PointValue
    | GroupValue
    | LegacyValue
)


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a record where another refers to it."""

    guid: str
    number: str
    format: str
    code: str
    title: Spoken
    government: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One answered field of a page. is_sealed: seen by this reader, but not by everyone."""

    name: str
    label: str
    values: tuple[Value, ...]
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class PageSection:
    """One answered section of a page."""

    name: str
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a page is made for, and what explains the body to them. originals: what its texts are translations of."""

    language: str
    say: Say
    vocabulary: Vocabulary
    cards: Mapping[str, Card]
    originals: Originals = NO_ORIGINALS


def page_sections(
    body: Json, fmt: Format, reader: Reader, *, sealed: frozenset[str] = frozenset()
) -> list[PageSection]:
    """Return the answered sections of a body in the order of its format. sealed: names of fields not seen by all."""
    sections = []
    for section in fmt.sections:
        rows = tuple(
            Row(one.name, reader.say(fmt.label_of(one)), values, one.name in sealed)
            for one in section.fields
            if (values := tuple(page_values(one, body, fmt, reader)))
        )
        if rows:
            sections.append(PageSection(section.name, reader.say(fmt.section_label(section)), rows))
    return sections


def page_values(one: Field, body: Json, fmt: Format, reader: Reader) -> Iterator[Value]:
    """Yield the answers of one field. A value of the wrong shape, as imports may hold, is shown as it stands."""
    if isinstance(one.kind, Group):
        yield from _groups(one, body, fmt, reader)
        return
    for value in values_of(one, body):
        yield _page_value(one, value, fmt, reader) or CodeValue(str(value)[:500])


def _groups(one: Field, body: Json, fmt: Format, reader: Reader) -> Iterator[GroupValue]:
    found = answer_at(body, one.name)
    count = len(found) if isinstance(found, list) else 0
    for place in range(count) if one.is_repeated else (None,):
        rows = tuple(
            Row(member.name, reader.say(fmt.label_of(member)), values)
            for member in members_of(one, place)
            if (values := tuple(page_values(member, body, fmt, reader)))
        )
        if rows:
            yield GroupValue(rows)


def _page_value(one: Field, value: Any, fmt: Format, reader: Reader) -> Value | None:
    kind = one.kind
    match kind:
        case Text():
            return TextValue(Spoken(value, "und")) if isinstance(value, str) else None
        case LocalText(is_rich=is_rich):
            return _text(one.name, value, reader, is_rich=is_rich)
        case Email():
            return CodeValue(str(value), address=f"mailto:{value}")
        case OecdIdentifier():
            return CodeValue(oecd_printed(str(value)))
        case YesNo():
            return SaidValue(reader.say(YES if value else NO)) if isinstance(value, bool) else None
        case WholeNumber(unit=unit):
            return CodeValue(str(value), unit=reader.say(unit))
        case Number(unit=unit):
            return CodeValue(str(value), unit=reader.say(unit))
        case Url():
            return LinkValue(value, value, "und", is_web_address(value)) if isinstance(value, str) else None
        case MapPoint():
            return _point(value)
        case Day():
            return _day(value)
        case Choice(options=options):
            label = next((option.label for option in options if option.value == value), None)
            return SaidValue(reader.say(fmt.option_label(one, label))) if label else None
        case Concept(scheme=scheme):
            return _term(value, scheme, one.facet, reader)
        case RecordReference():
            return _reference(value, reader)
        case WebLink():
            return _link(value)
        case Construct():
            return _construct(value, fmt, reader)
        case Legacy():
            return LegacyValue(tuple(islice(_lines(value, 0), _MOST_LINES)))
        case Group():
            return None
        case _:
            assert_never(kind)


def _text(name: str, value: Any, reader: Reader, *, is_rich: bool) -> TextValue | None:
    spoken = best(value, reader.language) if isinstance(value, dict) else None
    if spoken is None:
        return None
    others = [Spoken(text, code) for code, text in value.items() if code != spoken.language and isinstance(text, str)]
    if is_rich:
        spoken = Spoken(cleaned(spoken.text), spoken.language)
        others = [Spoken(cleaned(other.text), other.language) for other in others]
    translated = reader.originals.of(place_of(name, value, is_rich=is_rich))
    return TextValue(spoken, is_rich, tuple(others), translated)


def _day(value: Any) -> DayValue | MonthValue | None:
    try:
        return DayValue(date.fromisoformat(str(value)))
    except ValueError:
        return MonthValue(value) if _MONTH.fullmatch(str(value)) else None


def _term(value: Any, scheme: str, facet: str, reader: Reader) -> TermValue | None:
    identifier = value.get("identifier") if isinstance(value, dict) else None
    if not isinstance(identifier, str):
        return None
    custom = value.get("customValue")
    spoken = best(custom, reader.language) if isinstance(custom, dict) else None
    term = reader.vocabulary.term(scheme, identifier)
    if term is None and identifier == OTHER:
        return TermValue(reader.say(OTHER_LABEL), scheme, identifier, facet, custom=spoken)
    label = term.label(reader.language) if term else identifier
    return TermValue(label, scheme, term.identifier if term else identifier, facet, term is not None, spoken)


OTHER_LABEL = Message("answer", "Other")


def _reference(value: Any, reader: Reader) -> ReferenceValue | None:
    identifier = value.get("identifier") if isinstance(value, dict) else None
    if not isinstance(identifier, str):
        return None
    try:
        guid = parse_reference(identifier).guid
    except MalformedIdentifierError:
        return ReferenceValue(identifier, None)
    return ReferenceValue(identifier, reader.cards.get(guid))


def _point(value: Any) -> PointValue | None:
    found = value if isinstance(value, dict) else {}
    latitude, longitude = found.get("lat"), found.get("lng")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None
    return PointValue(f"{latitude:.5g}", f"{longitude:.5g}")


def _lines(value: Any, depth: int) -> Iterator[tuple[int, str]]:
    """Yield a JSON value as lines; what lies deeper than a reader can follow is one line."""
    match value:
        case dict() if depth < _DEEPEST:
            for key, below in value.items():
                if isinstance(below, dict | list):
                    yield depth, str(key)
                    yield from _lines(below, depth + 1)
                else:
                    yield depth, f"{key}: {below}"
        case list() if depth < _DEEPEST:
            for below in value:
                yield from _lines(below, depth)
        case _:
            yield depth, plain(str(value))[:_LINE_CHARS]


def _link(value: Any) -> LinkValue | None:
    url = value.get("url") if isinstance(value, dict) else None
    if not isinstance(url, str):
        return None
    name = value.get("name")
    language = value.get("language")
    return LinkValue(
        url,
        name if isinstance(name, str) and name else url,
        language if isinstance(language, str) else "und",
        is_web_address(url),
    )


def _construct(value: Any, fmt: Format, reader: Reader) -> ConstructValue | None:
    if not isinstance(value, list):
        return None
    labels = {option.value: option.label for option in ELEMENT_TYPES}
    elements = []
    for element in value:
        reference = _reference(element.get("identifier"), reader) if isinstance(element, dict) else None
        if reference is None:
            return None
        label = labels.get(str(element.get("type")), "")
        said = reader.say(Message("construct", label)) if label else str(element.get("type"))
        elements.append(ConstructElement(said, reference, str(element.get("size") or "")))
    return ConstructValue(tuple(elements))
