"""Rows pasted from a spreadsheet: text with tabs, read cell by cell into rows of a group; what is wrong is said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import Message
from clearinghouse.derived.form_cells import Reader, Refused, answer_in_cell
from clearinghouse.derived.reading import is_shown
from clearinghouse.formats.answers import answer_at, with_answer
from clearinghouse.formats.conditions import Circumstances, is_filled
from clearinghouse.formats.format import Field, members_of
from clearinghouse.vocabularies.letters import folded

MOST_ROWS = 1_000
MOST_CHARS = 200_000
TOO_MUCH = Message("problem", "Only the first 1,000 rows were taken. Paste the rest afterwards.")
NO_COLUMN = Message("problem", "“%(value)s” stands beyond the last column.")
NOT_ASKED = Message("problem", "%(label)s: “%(value)s” is not asked for in this row, given its other answers.")

# A quoted cell may hold tabs and line ends; a quotation mark that nothing closes is one like any other character.
_CELL = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)|([^\t\n]*)')


@dataclass(frozen=True, slots=True)
class CellRefused:
    """One cell that was not taken. line: of the pasted text, from 1; column: label of the field, None if there is none.

    place: the row it would have stood in, from 0.
    """

    line: int
    place: int
    column: Message | None
    value: str
    sentence: Message


@dataclass(frozen=True, slots=True)
class Pasted:
    """Rows that were read, as answers of the group, and the cells that were not."""

    rows: tuple[Json, ...]
    refused: tuple[CellRefused, ...]
    is_cut: bool = False


def cells_in(text: str) -> list[list[str]]:
    """Return the cells of a block copied from a spreadsheet, row by row. Never raises."""
    text = text[:MOST_CHARS].replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").rstrip("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        found = _CELL.match(text, at)
        assert found is not None  # the second way matches nothing at all, if need be
        quoted, plain = found.groups()
        rows[-1].append(quoted.replace('""', '"') if quoted is not None else plain)
        at = found.end()
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1


def pasted_rows(text: str, group: Field, reader: Reader, circumstances: Circumstances, *, first: int = 0) -> Pasted:
    """Return the rows of a group that a pasted block holds.

    first: the column in which the block begins. A first line that names the columns says which cell is which.
    """
    lines = cells_in(text)
    columns: list[Field | None] = [*members_of(group, "0")[first:]]
    named = _named_columns(lines[0], members_of(group, "0"), reader) if lines else None
    start = 0
    if named is not None:
        columns, start = named, 1
    rows: list[Json] = []
    refused: list[CellRefused] = []
    for number, cells in enumerate(lines[start : start + MOST_ROWS], start + 1):
        if not any(cell.strip() for cell in cells):
            continue
        row, wrong = _row(cells, columns, group, reader, circumstances)
        refused += [CellRefused(number, len(rows), *one) for one in wrong]
        rows.append(row)
    return Pasted(tuple(rows), tuple(refused), len(lines) - start > MOST_ROWS)


_Wrong = tuple[Message | None, str, Message]


def _row(
    cells: Sequence[str], columns: Sequence[Field | None], group: Field, reader: Reader, circumstances: Circumstances
) -> tuple[Json, list[_Wrong]]:
    body: Json = {}
    for step in group.name.split(".")[::-1]:
        body = {step: body} if body else {step: [{}]}
    wrong: list[_Wrong] = []
    for place, text in enumerate(cells):
        column = columns[place] if place < len(columns) else None
        if column is None:
            wrong += [(None, text.strip(), NO_COLUMN)] if text.strip() else []
            continue
        answer = answer_in_cell(column, text, reader)
        if isinstance(answer, Refused):
            wrong.append((reader.fmt.label_of(column), answer.value, answer.sentence))
        elif answer is not None:
            body = with_answer(body, column.name, answer)
    for column in columns:
        if column and is_filled(answer_at(body, column.name)) and not is_shown(column, body, circumstances):
            text = cells[columns.index(column)].strip()
            wrong.append((reader.fmt.label_of(column), text, NOT_ASKED))
            body = with_answer(body, column.name, None)
    row = answer_at(body, f"{group.name}.0")
    return {name: value for name, value in row.items() if value is not None}, wrong


def _named_columns(cells: Sequence[str], members: Sequence[Field], reader: Reader) -> list[Field | None] | None:
    """Return the fields that a line of headings names, None if it is no such line."""
    names = {}
    for member in members:
        for name in (member.name.rpartition(".")[2], member.label, reader.say(reader.fmt.label_of(member))):
            names[folded(name)] = member
    found = [names.get(folded(cell)) if cell.strip() else None for cell in cells]
    named = [one for one in found if one]
    filled = [cell for cell in cells if cell.strip()]
    is_heading = bool(named) and len({one.name for one in named}) == len(named) and len(named) * 2 > len(filled)
    return found if is_heading else None
