"""What the page of a record says first, and what it is computed from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.utils import timezone

from clearinghouse.accounts.person import Visitor
from clearinghouse.derived.pages import DayValue, LegacyValue, Reader, ReferenceValue, TermValue, Value
from clearinghouse.formats.conditions import Circumstances, Condition, holds
from clearinghouse.records.queries import ReadRevision, circumstances_of
from clearinghouse.web.histories import HistoryItem
from clearinghouse.web.presenting import ShownRow, ShownSection, Status, values_named
from clearinghouse.web.references import CitingGroup


@dataclass(frozen=True, slots=True)
class CardPart:
    """Answers that belong together, under a heading; "" for none."""

    title: str
    rows: list[ShownRow]


@dataclass(frozen=True, slots=True)
class Warned:
    """What a reader must not overlook. link: words that lead to `url`, "" for none."""

    title: str
    text: str = ""
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts and where that is listed, "" for nowhere."""

    value: int
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One record in a row of others that change each other. day: None if it names none."""

    day: date | None
    label: str
    title: str
    language: str
    url: str
    is_this: bool = False


@dataclass(frozen=True, slots=True)
class RecordCard:
    """What stands on top of a record's page. code_url: the picture of its address, "" for none."""

    status: Status | None = None
    sentences: list[str] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    parts: list[CardPart] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    counts_title: str = ""
    events: list[Event] = field(default_factory=list)
    code_url: str = ""

    @property
    def is_verdict(self) -> bool:
        """Whether it says something that a reader must know before anything else."""
        return self.status is not None or bool(self.sentences)


@dataclass(frozen=True, slots=True)
class CardSource:
    """A revision as one reader sees it on one day. groups: the records that refer to it today."""

    read: ReadRevision
    reader: Reader
    sections: list[ShownSection]
    history: list[HistoryItem]
    groups: list[CitingGroup]
    visitor: Visitor
    as_of: datetime | None = None

    @property
    def day(self) -> date:
        """The day on which the card is true."""
        return (self.as_of or timezone.now()).astimezone(UTC).date()

    @property
    def retirement(self) -> HistoryItem | None:
        """The entry that took the record out of force by that day."""
        return retirement_in(self.history, self.as_of)

    @property
    def successor(self) -> HistoryItem | None:
        """The next revision, where it was published by that day."""
        wanted = self.read.revision.number + 1
        later = (item for item in self.history if item.kind == "published" and item.number == wanted)
        return next((item for item in later if self.as_of is None or item.at <= self.as_of), None)

    def rows(self, *names: str) -> list[ShownRow]:
        """Return the answered fields of these names, in this order."""
        found = {row.name: row for section in self.sections for row in section.rows}
        return [found[name] for name in names if name in found]

    def section_of(self, *names: str) -> str:
        """Return the label of the section in which the first answered of these fields stands, "" if none is."""
        found = (one.label for name in names for one in self.sections if any(row.name == name for row in one.rows))
        return next(found, "")

    def values(self, name: str) -> list[Value]:
        """Return the answers of one field."""
        return values_named(name, self.read.body, self.read.record.format_slug, self.reader)

    def day_of(self, name: str) -> date | None:
        """Return the day that a field names."""
        return next((value.day for value in self.values(name) if isinstance(value, DayValue)), None)

    def labels(self, name: str) -> list[str]:
        """Return the words of a field: terms and titles of records."""
        return [label for value in self.values(name) if (label := _label(value))]

    def holds(self, condition: Condition) -> bool:
        """Say whether a condition of the format holds for the body."""
        return holds(condition, self.read.body, self.circumstances)

    @property
    def circumstances(self) -> Circumstances:
        """What conditions may know beside the body."""
        record = self.read.record
        return circumstances_of(record.realm, record.owner, is_published=self.read.revision.number > 1)

    def label_of(self, name: str) -> str:
        """Return the label of a field."""
        fmt = self.read.record.format
        return self.reader.say(fmt.label_of(fmt.fields[name]))


def retirement_in(history: Iterable[HistoryItem], as_of: datetime | None) -> HistoryItem | None:
    """Return the entry that took a record out of force, by a moment where one is named."""
    retired = (item for item in history if item.kind == "retired")
    return next((item for item in retired if as_of is None or item.at <= as_of), None)


def part(title: str, rows: list[ShownRow]) -> list[CardPart]:
    """Return a part of a card, none where nothing is answered."""
    return [CardPart(title, rows)] if rows else []


def _label(value: Value) -> str:
    match value:
        case TermValue(label=label):
            return label
        case ReferenceValue(card=card) if card is not None:
            return card.title.text
        case LegacyValue() | ReferenceValue():
            return ""
        case _:
            return str(getattr(value, "text", ""))
