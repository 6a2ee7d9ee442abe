"""Reading the tables of governments: CSV in UTF-8, one row a fact; what is wrong is told by line and column."""

import csv
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clearinghouse.core.errors import DomainError
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.core.messages import Message
from clearinghouse.parties.facts import (
    CONFIDENCES,
    GROUP_KINDS,
    SORTS,
    AnyFact,
    FormerName,
    Group,
    Membership,
    NamedGovernment,
    Sort,
    TreatyAction,
)
from clearinghouse.parties.instruments import INSTRUMENTS, KINDS

DATA = Path(__file__).resolve().parent / "data"
FILES: Mapping[Sort, Path] = {sort: DATA / f"{sort}.csv" for sort in SORTS}
"""The tables that come with the software."""
_NAMES = tuple(f"name_{code}" for code in sorted(language.code for language in LANGUAGES))
_MAX_CHARS = 500


class MalformedTableError(DomainError):
    """A table of governments cannot be read."""

    code = "table-malformed"
    sentence = Message("error", "Line %(line)s, column %(column)s: a value is missing. Nothing was loaded.")


class WrongValueError(MalformedTableError):
    """A value is not what its column holds."""

    sentence = Message(
        "error", "Line %(line)s, column %(column)s: “%(value)s” cannot stand in this column. Nothing was loaded."
    )


class RepeatedRowError(MalformedTableError):
    """Two rows are about the same thing."""

    sentence = Message(
        "error", "Line %(line)s, column %(column)s: line %(first)s is about the same already. Nothing was loaded."
    )


class UnreadableTableError(MalformedTableError):
    """A file is no table at all."""

    sentence = Message(
        "error", "Line %(line)s, column %(column)s: this is not a table with commas in UTF-8. Nothing was loaded."
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What a table may refer to: codes of governments and identifiers of groups. None where anything goes."""

    governments: Collection[str] | None = None
    groups: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a table, asked column by column; every question raises MalformedTableError for a bad answer."""

    line: int
    values: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return what stands in a column that must be there but may be empty."""
        value = self.values.get(column)
        if value is None:
            raise MalformedTableError(line=self.line, column=column)
        if "\0" in value or len(value) > _MAX_CHARS:
            raise self.wrong(column)
        return value.strip()

    def needed(self, column: str) -> str:
        """Return what stands in a column that must not be empty."""
        value = self.text(column)
        if not value:
            raise MalformedTableError(line=self.line, column=column)
        return value

    def among(self, column: str, allowed: Collection[str] | None) -> str:
        """Return one of the values allowed; an empty one only if it is among them."""
        value = self.text(column) if allowed is not None and "" in allowed else self.needed(column)
        if allowed is not None and value not in allowed:
            raise self.wrong(column)
        return value

    def day(self, column: str) -> date | None:
        """Return a day written as 2026-11-21, None for an empty value."""
        value = self.text(column)
        try:
            day = date.fromisoformat(value) if value else None
        except ValueError:
            raise self.wrong(column) from None
        if day and day.isoformat() != value:
            raise self.wrong(column)
        return day

    def number(self, column: str) -> int:
        """Return a whole number from 0."""
        value = self.needed(column)
        if not (value.isascii() and value.isdigit() and len(value) <= 6):
            raise self.wrong(column)
        return int(value)

    def names(self) -> dict[str, str]:
        """Return the names in six languages."""
        return {column.removeprefix("name_"): self.needed(column) for column in _NAMES}

    def wrong(self, column: str) -> WrongValueError:
        """Return the refusal of what stands in a column."""
        return WrongValueError(line=self.line, column=column, value=self.values.get(column, "")[:40])


def read_table(sort: Sort, path: Path | None = None, *, known: Known | None = None) -> list[AnyFact]:
    """Return the facts of a table, the one that comes with the software by default. Raises MalformedTableError."""
    facts: dict[str, AnyFact] = {}
    lines: dict[str, int] = {}
    for row in _rows(path or FILES[sort]):
        fact = _READERS[sort](row, known or Known())
        if fact.key in facts:
            column = "code" if sort in ("governments", "former-names") else next(iter(row.values))
            raise RepeatedRowError(line=row.line, column=column, first=lines[fact.key])
        facts[fact.key], lines[fact.key] = fact, row.line
    for fact in facts.values():
        if isinstance(fact, Group) and fact.broader and fact.broader not in facts:
            raise WrongValueError(line=lines[fact.key], column="broader", value=fact.broader[:40])
    return list(facts.values())


def _rows(path: Path) -> Iterator[_Row]:
    line = 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            for values in reader:
                line = reader.line_num
                # More values than columns come under None, and a column without a name is none of ours.
                if None in values:
                    raise UnreadableTableError(line=line, column=len(reader.fieldnames or ()) + 1)
                yield _Row(line, {name: value for name, value in values.items() if value is not None})
        except (csv.Error, UnicodeDecodeError):
            raise UnreadableTableError(line=max(line, reader.line_num), column=1) from None


def _government(row: _Row, _known: Known) -> NamedGovernment:
    code = row.needed("code")
    if not (code.isascii() and code.isalpha() and code.islower() and len(code) == 2):
        raise row.wrong("code")
    names = row.names()
    formal = {language.code: row.values.get(f"formal_{language.code}", "").strip() for language in LANGUAGES}
    return NamedGovernment(
        code=code,
        iso3=row.text("iso3"),
        m49=row.text("m49"),
        names=names,
        formal_names={language: name for language, name in formal.items() if name},
        region=row.text("region"),
        subregion=row.text("subregion"),
    )


def _former_name(row: _Row, known: Known) -> FormerName:
    until = row.day("until")
    if until is None:
        raise MalformedTableError(line=row.line, column="until")
    return FormerName(
        code=row.among("code", known.governments),
        since=row.day("since"),
        until=until,
        alpha2=row.text("alpha2"),
        iso3=row.text("iso3"),
        names=row.names(),
        confidence=row.among("confidence", CONFIDENCES),
        source=row.needed("source"),
    )


def _group(row: _Row, _known: Known) -> Group:
    derived = row.text("derived")
    what, _, instrument = derived.partition(":")
    if derived and (what not in ("parties", "signatories") or instrument not in INSTRUMENTS):
        raise row.wrong("derived")
    return Group(
        identifier=row.needed("identifier"),
        family=row.needed("family"),
        kind=row.among("kind", GROUP_KINDS),
        broader=row.text("broader"),
        derived=derived,
        position=row.number("position"),
        names=row.names(),
    )


def _membership(row: _Row, known: Known) -> Membership:
    since, until = row.day("since"), row.day("until")
    if since and until and until <= since:
        raise row.wrong("until")
    return Membership(
        group=row.among("group", known.groups),
        government=row.among("government", known.governments),
        since=since,
        until=until,
        confidence=row.among("confidence", CONFIDENCES),
        source=row.needed("source"),
    )


def _treaty_action(row: _Row, known: Known) -> TreatyAction:
    action = TreatyAction(
        instrument=row.among("instrument", INSTRUMENTS),
        government=row.among("government", known.governments),
        signature=row.day("signature"),
        deposit=row.day("deposit"),
        kind=row.among("kind", ("", *KINDS)),
        in_force=row.day("in_force"),
        is_date_unknown=row.among("date_unknown", ("", "1")) == "1",
        known_since=row.day("known_since"),
        confidence=row.among("confidence", CONFIDENCES),
        source=row.needed("source"),
    )
    if column := fault_in(action):
        raise row.wrong(column)
    return action


def fault_in(action: TreatyAction) -> str | None:
    """Return the column of a treaty action that contradicts another, None if all agree."""
    if action.deposit and not action.kind:
        return "kind"
    if action.deposit and action.is_date_unknown:
        return "date_unknown"
    if action.signature and action.deposit and action.deposit < action.signature:
        return "deposit"
    if action.known_since and not action.is_date_unknown:
        return "known_since"
    if not (action.signature or action.deposit or action.is_date_unknown):
        return "deposit"
    return None


_READERS: Mapping[Sort, Callable[[_Row, Known], AnyFact]] = {
    "governments": _government,
    "former-names": _former_name,
    "groups": _group,
    "memberships": _membership,
    "treaties": _treaty_action,
}
