"""The kinds of value a field may hold. A closed union: mypy finds every output that a new kind lacks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearinghouse.core.messages import Message

if TYPE_CHECKING:
    from clearinghouse.formats.format import Field

COUNTRIES = "countries"
"""The scheme of governments, whose terms are the parties' lower-case codes."""
REGIONS = "regions"
"""The scheme of regions and groups, with the governments that belong to them as terms below."""
MAX_CUSTOM_CHARS = 20_000
"""How long the text of “Other” may be."""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text in no particular language: a name, a code, a telephone number. JSON: string."""

    max_chars: int = 500
    is_multiline: bool = False


@dataclass(frozen=True, slots=True)
class LocalText:
    """Text in one or more languages. JSON: `{"en": "…"}`; rich text is sanitised HTML."""

    is_rich: bool = False
    max_chars: int = 200_000


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address. JSON: string."""


@dataclass(frozen=True, slots=True)
class OecdIdentifier:
    """A unique identifier of the OECD for a transformation event, check digit included. JSON: string."""


@dataclass(frozen=True, slots=True)
class YesNo:
    """A yes or no. JSON: boolean."""


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """An integer of at least `minimum`. JSON: integer; `unit` is what is counted."""

    unit: Message
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """A number that need not be whole, of at least `minimum` where there is one. JSON: number; `unit` is counted."""

    unit: Message
    minimum: float | None = 0


@dataclass(frozen=True, slots=True)
class Url:
    """A web address alone. JSON: string."""


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place on a map. JSON: `{"lat", "lng", "zoom"?}`, degrees of WGS 84."""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day. JSON: `YYYY-MM-DD`; `YYYY-MM` or `YYYY` will do where is_partial."""

    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a Choice."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values that belong to the format itself, not to a vocabulary. JSON: string."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of a concept scheme. JSON: `{"identifier", "customValue"?}`.

    below: only terms under this one; not_selectable: group terms; allows_other: “Other” with a text of its own.
    """

    scheme: str
    allows_other: bool = False
    below: str = ""
    not_selectable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordReference:
    """A reference to a record of one of `formats`. JSON: `{"identifier": "GUID"}`, `GUID@revision` if versioned."""

    formats: tuple[str, ...]
    is_same_government: bool = False
    is_versioned: bool = False


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address with a name. JSON: `{"url", "name"?, "language"?}`."""

    accepts_files: bool = False


@dataclass(frozen=True, slots=True)
class Construct:
    """A gene cassette: elements in order of transcription.

    JSON: list of `{"type", "identifier": {"identifier": "GUID"}, "size"?}`; size in base pairs.
    """

    format: str = "dnaSequence"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together: one object, or rows of them where the field repeats. JSON: object of answers.

    Conditions of these fields may name fields of the same row, or of the body.
    """

    fields: "tuple[Field, ...]"


@dataclass(frozen=True, slots=True)
class Legacy:
    """An answer of a superseded form that is read, searched and carried on, but never asked for. JSON: anything."""


Kind = (
    Text
    | LocalText
    | Email
    | OecdIdentifier
    | YesNo
    | WholeNumber
    | Number
    | Url
    | MapPoint
    | Day
    | Choice
    | Concept
    | RecordReference
    | WebLink
    | Construct
    | Group
    | Legacy
)

ELEMENT_TYPES: tuple[Option, ...] = (
    Option("sense", "Sense"),
    Option("antisense", "Antisense"),
    Option("senseStart", "Sense, start of fusion"),
    Option("senseStop", "Sense, end of fusion"),
)
"""How an element stands in a construct."""
