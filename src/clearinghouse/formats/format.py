"""A common format: what a record may contain, declared once as typed data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import Message
from clearinghouse.formats.answers import answer_at, path_of
from clearinghouse.formats.conditions import Condition, moved
from clearinghouse.formats.kinds import Group, Kind


class Audience(Enum):
    """Who may see a field of a published record. All but EVERYONE belong to the sealed part."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed-in"
    OWNER = "owner"


class Ownership(Enum):
    """Who a record of the format belongs to: a government, or the community that shares it as a reference."""

    NATIONAL = "national"
    REFERENCE = "reference"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a format.

    name: key in the body, exactly as existing clients send it; points lead into objects (`nagoya.subjects`).
    required: always, or on a condition. shown_when:
    a field that is not shown is cleared. personal: about a person, kept out of the public part, always or on a
    condition. facet: name under which its codes can be filtered in search. is_identifier: searched in any typing.
    is_obsolete: read from old records, never offered. words: in a group that many fields share, what its members are
    called after instead of the format, so that each is translated once.
    """

    name: str
    kind: Kind
    label: str
    is_repeated: bool = False
    required: bool | Condition = False
    shown_when: Condition | None = None
    audience: Audience = Audience.EVERYONE
    personal: bool | Condition = False
    help: str = ""
    facet: str = ""
    is_identifier: bool = False
    is_obsolete: bool = False
    words: str = ""


def members_of(field: Field, place: str | int | None = None) -> tuple[Field, ...]:
    """Return the fields of a group as they stand in one row (place), or in its one object. None of any other kind."""
    if not isinstance(field.kind, Group):
        return ()
    stem = field.name if place is None else f"{field.name}.{place}"
    names = {member.name: f"{stem}.{member.name}" for member in field.kind.fields}
    return tuple(
        replace(
            member,
            name=names[member.name],
            required=member.required if isinstance(member.required, bool) else moved(member.required, names),
            shown_when=moved(member.shown_when, names) if member.shown_when else None,
        )
        for member in field.kind.fields
    )


def expanded(fields: Iterable[Field], body: Json) -> Iterator[Field]:
    """Yield fields and, behind each group, those of every row that a body answers."""
    for field in fields:
        yield field
        if isinstance(field.kind, Group):
            for place in _places(field, body):
                yield from expanded(members_of(field, place), body)


def _places(field: Field, body: Json) -> Iterable[int | None]:
    if not field.is_repeated:
        return (None,)
    rows = answer_at(body, field.name)
    return range(len(rows)) if isinstance(rows, list) else ()


def _found(fields: Iterable[Field], name: str) -> Field | None:
    for field in fields:
        if field.name == name:
            return field
        if isinstance(field.kind, Group) and name.startswith(f"{field.name}."):
            place = name.removeprefix(f"{field.name}.").partition(".")[0]
            if not field.is_repeated:
                return _found(members_of(field), name)
            return _found(members_of(field, place), name) if place.isdecimal() else None
    return None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of fields. words: what it is called after where many formats share it, see Field."""

    name: str
    label: str
    fields: tuple[Field, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the fields must be answered, where `when` holds. A yes/no counts only when yes."""

    fields: tuple[str, ...]
    sentence: str
    when: bool | Condition = True


@dataclass(frozen=True, slots=True)
class InOrder:
    """The first day may not lie after the second."""

    earlier: str
    later: str
    sentence: str


Rule = AnyOf | InOrder


@dataclass(frozen=True, slots=True)
class Validity:
    """How long what a record attests is valid. begins, ends: fields that hold days; revoked_when: it ended before."""

    begins: str
    ends: str
    revoked_when: Condition


@dataclass(frozen=True, slots=True)
class Happening:
    """A day or a time that belongs into a calendar. begins, ends: fields that hold days; "" where it is one day."""

    begins: str
    ends: str = ""


@dataclass(frozen=True)
class Format:
    """A common format at one version.

    slug: the schema name of existing clients. code: part of the printed number. title: fields tried in order for
    the title of a record. summary: field whose text introduces it. lends: fields whose words also find the records
    that refer to this one. is_open: whether new records may be begun; those of a closed format are read and imported.
    superseded_by: slug of the open format that took the place of a closed one. validity: of certificates.
    happenings: what belongs into a calendar. term: what each of its records is one of, as the code of a concept: who
    names it finds them and what refers to them. A published version never changes (style rule 13).
    """

    slug: str
    code: str
    version: int
    realms: tuple[str, ...]
    ownership: Ownership
    label: str
    plural: str
    about: str
    title: tuple[str, ...]
    sections: tuple[Section, ...]
    summary: str = ""
    lends: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    is_open: bool = True
    superseded_by: str = ""
    validity: Validity | None = None
    happenings: tuple[Happening, ...] = ()
    term: str = ""

    def __iter__(self) -> Iterator[Field]:
        return (field for section in self.sections for field in section.fields)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by its name, in order."""
        return {field.name: field for field in self}

    def find(self, name: str) -> Field | None:
        """Return a field by its name, those within rows of a group too (`data.0.value`); None if there is none."""
        return _found(self, name)

    @property
    def name(self) -> Message:
        """What one record of the format is called."""
        return Message(self.slug, self.label)

    @property
    def plural_name(self) -> Message:
        """What several are called."""
        return Message(f"{self.slug}.plural", self.plural)

    @property
    def about_message(self) -> Message:
        """One sentence on what the format is for."""
        return Message(f"{self.slug}.about", self.about)

    def label_of(self, field: Field) -> Message:
        """Return the label of a field."""
        return Message(self._words(field), field.label)

    def help_of(self, field: Field) -> Message | None:
        """Return the advice on a field, if there is any."""
        return Message(f"{self._words(field)}.help", field.help) if field.help else None

    def section_label(self, section: Section) -> Message:
        """Return the title of a section."""
        return Message(f"{section.words or self.slug}.section", section.label)

    def option_label(self, field: Field, label: str) -> Message:
        """Return the label of one option of a choice."""
        return Message(f"{self._words(field)}.option", label)

    def rule_sentence(self, rule: Rule) -> Message:
        """Return what to do when a rule is broken."""
        return Message(f"{self.slug}.rule", rule.sentence)

    def _words(self, field: Field) -> str:
        return field.words or f"{self.slug}.{path_of(field.name)}"
