"""Which groups stand in a table, and what a row of cells says of each input."""

from typing import Any

from clearinghouse.core.canonical import Json
from clearinghouse.derived.forms import text_of
from clearinghouse.formats.answers import answer_at
from clearinghouse.formats.conditions import Equals, IsFilled
from clearinghouse.formats.format import Field, members_of
from clearinghouse.formats.kinds import (
    Choice,
    Concept,
    Day,
    Email,
    Group,
    Kind,
    Number,
    OecdIdentifier,
    Text,
    Url,
    WholeNumber,
    YesNo,
)

MOST_COLUMNS = 7


def stands_in_table(one: Field) -> bool:
    """Say whether the rows of a group are short enough for a table."""
    if not isinstance(one.kind, Group) or not one.is_repeated:
        return False
    members = one.kind.fields
    return 1 < len(members) <= MOST_COLUMNS and all(_fits(member) for member in members)


def _fits(member: Field) -> bool:
    is_simple = member.shown_when is None or isinstance(member.shown_when, Equals | IsFilled)
    return is_simple and not member.is_repeated and not member.is_obsolete and _is_short(member.kind)


def _is_short(kind: Kind) -> bool:
    match kind:
        case Concept(allows_other=allows_other):
            return not allows_other
        case Text() | Email() | Url() | OecdIdentifier() | YesNo() | WholeNumber() | Number() | Day() | Choice():
            return True
        case _:
            return False


def inputs_of(one: Field, row: Json) -> dict[str, str]:
    """Return what the inputs of a row of a table hold: the rest of their names behind the row's number → value."""
    return {suffix: text for member in members_of(one, "0") for suffix, text in _inputs(member, one, row)}


def _inputs(member: Field, one: Field, row: Json) -> list[tuple[str, str]]:
    name = member.name.removeprefix(f"{one.name}.0.")
    value: Any = answer_at(row, name)
    match member.kind:
        case YesNo():
            return [(name, {True: "yes", False: "no"}.get(value, ""))]
        case Concept():
            return [(name, text_of(value.get("identifier")) if isinstance(value, dict) else "")]
        case _:
            return [(name, text_of(value))]
