"""A common format: what a record may contain, declared once as typed data."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from clearinghouse.core.messages import Message
from clearinghouse.formats.conditions import Condition
from clearinghouse.formats.kinds import Kind


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

    name: key in the body, exactly as existing clients send it. required: always, or on a condition. shown_when:
    a field that is not shown is cleared. personal: about a person, kept out of the public part, always or on a
    condition. facet: name under which its codes can be filtered in search. is_identifier: searched in any typing.
    is_obsolete: read from old records, never offered.
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


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of fields."""

    name: str
    label: str
    fields: tuple[Field, ...]


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


@dataclass(frozen=True)
class Format:
    """A common format at one version.

    slug: the schema name of existing clients. code: part of the printed number. title: fields tried in order for
    the title of a record. summary: field whose text introduces it. lends: fields whose words also find the records
    that refer to this one. A published version never changes (style rule 13).
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

    def __iter__(self) -> Iterator[Field]:
        return (field for section in self.sections for field in section.fields)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by its name, in order."""
        return {field.name: field for field in self}

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
        return Message(f"{self.slug}.{field.name}", field.label)

    def help_of(self, field: Field) -> Message | None:
        """Return the advice on a field, if there is any."""
        return Message(f"{self.slug}.{field.name}.help", field.help) if field.help else None

    def section_label(self, section: Section) -> Message:
        """Return the title of a section."""
        return Message(f"{self.slug}.section", section.label)

    def option_label(self, field: Field, label: str) -> Message:
        """Return the label of one option of a choice."""
        return Message(f"{self.slug}.{field.name}.option", label)

    def rule_sentence(self, rule: Rule) -> Message:
        """Return what to do when a rule is broken."""
        return Message(f"{self.slug}.rule", rule.sentence)
