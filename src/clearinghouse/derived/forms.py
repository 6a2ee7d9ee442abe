"""Format → form: the controls of the editor, with what stands in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import Say
from clearinghouse.derived.origins import Origin
from clearinghouse.derived.pages import Card
from clearinghouse.derived.problems import Problem
from clearinghouse.derived.reading import ATTACHMENT
from clearinghouse.derived.row_keys import RowKeys
from clearinghouse.derived.word_changes import Run
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.vocabularies.concepts import Vocabulary


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that stands beside a text: its code, its own name and its `lang` attribute."""

    code: str
    name: str
    tag: str


@dataclass(frozen=True, slots=True)
class Translation:
    """What a text in one language has to do with those in the others.

    place: name of the text without its language. sources: what it may be translated from; source: what it is said to be
    translated from. copies: languages whose text can be copied here, as there is none. changes: of the source's words
    since then, where it is stale and they are known.
    """

    place: str
    sources: tuple[Tongue, ...]
    source: Tongue | None = None
    copies: tuple[Tongue, ...] = ()
    is_stale: bool = False
    changes: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """One input with its name, value and, for text in a language, that language.

    translation: None where the record speaks one language, or the text is not written yet in any.
    """

    name: str
    value: str
    language: str = ""
    tag: str = ""
    direction: str = "auto"
    label: str = ""
    translation: Translation | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing that can be chosen. depth: levels below the root; group: shown but not selectable.

    note_tag: language of the note, "" where it is a code. below: what stands under it in a tree. url: of its draft, ""
    where it is published.
    """

    value: str
    label: str
    is_chosen: bool = False
    depth: int = 0
    is_group: bool = False
    note: str = ""
    note_tag: str = ""
    below: "tuple[Pick, ...]" = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class TextControl:
    """Lines or blocks of text, one for each row. input_type: text, email or textarea."""

    kind: ClassVar[str] = "text"
    rows: tuple[Input, ...]
    input_type: str = "text"
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class LocalTextControl:
    """Text in each language of the record, for each row."""

    kind: ClassVar[str] = "local-text"
    rows: tuple[tuple[Input, ...], ...]
    is_rich: bool


@dataclass(frozen=True, slots=True)
class YesNoControl:
    """Yes, no, or no answer yet. value: `yes`, `no` or ``."""

    kind: ClassVar[str] = "yes-no"
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class NumberControl:
    """A whole number with what is counted."""

    kind: ClassVar[str] = "number"
    name: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class DayControl:
    """A date in three inputs, so that no one has to fight a calendar."""

    kind: ClassVar[str] = "day"
    name: str
    day: str
    month: str
    year: str

    @property
    def written(self) -> str:
        """The date in one, as year-month-day, as far as it is known."""
        parts = [self.year, self.month.zfill(2) if self.month else "", self.day.zfill(2) if self.day else ""]
        return "-".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class PickControl:
    """Options or terms. widget: radio, select or checkbox. other: inputs for the text of “Other”."""

    kind: ClassVar[str] = "pick"
    name: str
    widget: str
    picks: tuple[Pick, ...]
    other: tuple[Input, ...] = ()
    other_value: str = ""
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class TermControl:
    """Terms of a scheme too long to be shown at once: those chosen, those found for `query`, and the tree if asked for.

    format: in which the field stands, for looking up terms while somebody types. other: inputs for the text of “Other”.
    """

    kind: ClassVar[str] = "terms"
    name: str
    format: str
    is_repeated: bool
    chosen: tuple[Pick, ...]
    found: tuple[Pick, ...] = ()
    query: str = ""
    was_searched: bool = False
    tree: tuple[Pick, ...] = ()
    other: tuple[Input, ...] = ()
    other_value: str = ""
    is_other_chosen: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceControl:
    """Records chosen, records found for `query`, and the formats that may be chosen.

    creatable: slug and name of those in which this person may begin a record at once.
    """

    kind: ClassVar[str] = "reference"
    name: str
    is_repeated: bool
    chosen: tuple[Pick, ...]
    found: tuple[Pick, ...]
    query: str
    formats: tuple[str, ...]
    was_searched: bool = False
    creatable: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LinkRow:
    """The inputs of one link."""

    url: Input
    name: Input
    language: Input

    @property
    def file_name(self) -> str:
        """Name of the input that says that the link leads to an uploaded file; "" if it does not."""
        return f"{self.url.name.removesuffix('url')}file" if self.url.value.startswith(ATTACHMENT) else ""


@dataclass(frozen=True, slots=True)
class LinkControl:
    """Links, one row each. accepts_files: whether a file may be uploaded instead."""

    kind: ClassVar[str] = "link"
    rows: tuple[LinkRow, ...]
    languages: tuple[tuple[str, str], ...]
    accepts_files: bool = False


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element of a cassette: how it stands, which record, how long."""

    type_name: str
    types: tuple[Pick, ...]
    record_name: str
    records: tuple[Pick, ...]
    size: Input


@dataclass(frozen=True, slots=True)
class ConstructControl:
    """Gene cassettes, each a list of elements."""

    kind: ClassVar[str] = "construct"
    cassettes: tuple[tuple[ElementRow, ...], ...]


@dataclass(frozen=True, slots=True)
class PointControl:
    """A place on a map: latitude and longitude in degrees."""

    kind: ClassVar[str] = "point"
    latitude: Input
    longitude: Input


class GroupRow(tuple["FormField", ...]):  # noqa: SLOT001  # the slots of a tuple hold nothing
    """The fields of one row, with its key; "" for a new one."""

    key: str = ""

    @classmethod
    def of(cls, fields: "Iterable[FormField]", key: str = "") -> "GroupRow":
        """Return the row of these fields."""
        row = cls(fields)
        row.key = key
        return row


@dataclass(frozen=True, slots=True)
class GroupControl:
    """Fields that belong together, for each row. blank: a row to be copied, with GROUP_ROW in its names.

    is_table: all of them are short, so that the rows stand in a table, of which `blank` gives the columns.
    """

    kind: ClassVar[str] = "group"
    rows: tuple[GroupRow, ...]
    blank: "tuple[FormField, ...]" = ()
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class LegacyControl:
    """An answer of a superseded form, which can be read and is carried on."""

    kind: ClassVar[str] = "legacy"


GROUP_ROW = "__group__"
"""Stands in names for the number of a row that scripts add."""

Control = (
    TextControl
    | LocalTextControl
    | YesNoControl
    | NumberControl
    | DayControl
    | PickControl
    | TermControl
    | ReferenceControl
    | LinkControl
    | ConstructControl
    | PointControl
    | GroupControl
    | LegacyControl
)


@dataclass(frozen=True, slots=True)
class FormField:
    """One row of the editor. depends: shown because of an earlier answer; decides: other rows hang on its answer.

    asked_by, asked_value: the input of the same row of a table, and what it must hold for this one to be asked.
    """

    name: str
    label: str
    help: str
    is_required: bool
    is_repeated: bool
    problems: tuple[str, ...]
    control: Control
    is_answered: bool
    depends: bool = False
    decides: bool = False
    is_locked: bool = False
    is_asked: bool = True
    asked_by: str = ""
    asked_value: str = ""


def _problems_of(one: FormField) -> int:
    rows = one.control.rows if isinstance(one.control, GroupControl) else ()
    return len(one.problems) + sum(_problems_of(below) for row in rows for below in row)


@dataclass(frozen=True, slots=True)
class FormSection:
    """One section of the editor with how complete it is."""

    name: str
    label: str
    fields: tuple[FormField, ...]

    @property
    def required(self) -> int:
        """How many answers are needed."""
        return sum(one.is_required for one in self.fields)

    @property
    def answered(self) -> int:
        """How many of the needed answers are there."""
        return sum(one.is_required and one.is_answered for one in self.fields)

    @property
    def has_problems(self) -> bool:
        """Whether a field of the section, or of a row in it, stands in the way of publication."""
        return self.problem_count > 0

    @property
    def problem_count(self) -> int:
        """How many things its fields, and those of their rows, still need to be mended."""
        return sum(_problems_of(one) for one in self.fields)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return self.required == self.answered and not self.has_problems


@dataclass(frozen=True, slots=True)
class Form:
    """The whole editor form."""

    sections: tuple[FormSection, ...]

    @property
    def required(self) -> int:
        """How many answers are needed."""
        return sum(section.required for section in self.sections)

    @property
    def answered(self) -> int:
        """How many of them are there."""
        return sum(section.answered for section in self.sections)


@dataclass(frozen=True, slots=True)
class Picking:
    """A search for records or terms: for which field, what was typed, which records were found."""

    field: str
    query: str
    found: Sequence[Card]


@dataclass(frozen=True, slots=True)
class FormSituation:
    """What a form is made from beside the body.

    cards: the records referred to, by GUID. browsing: the field whose tree of terms is shown. extra_rows: rows asked
    for beyond those answered, by field. problems are shown only where given. locked: fields that are set by who owns
    the record. left_out: fields that are not for whoever writes. origins: which texts are translations of which.
    drafts: those referred to in place of a record, by GUID. creatable: name of each format in which whoever writes may
    begin a record, by slug.
    """

    language: str
    say: Say
    circumstances: Circumstances
    vocabulary: Vocabulary
    cards: Mapping[str, Card]
    problems: Sequence[Problem] = ()
    picking: Picking | None = None
    browsing: str = ""
    extra_rows: Mapping[str, int] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    drafts: Mapping[str, Pick] = field(default_factory=dict)
    creatable: Mapping[str, str] = field(default_factory=dict)
    row_keys: RowKeys = field(default_factory=dict)
    origins: Sequence[Origin] = ()


def prefix(name: str, *rest: object) -> str:
    """Return the name of an input for a field, and for a place in its answer."""
    return ".".join(["f", name, *map(str, rest)])


def text_of(value: object) -> str:
    """Return what to show in an input for a raw value, so that a wrong answer can be mended, not lost."""
    return "" if value is None else value if isinstance(value, str) else str(value)


def record_languages(body: Json) -> tuple[str, ...]:
    """Return the languages in which the form asks for text; English until one is chosen."""
    header = body.get("header")
    found = header.get("languages") if isinstance(header, dict) else None
    codes = tuple(code for code in found if isinstance(code, str)) if isinstance(found, list) else ()
    return codes or ("en",)
