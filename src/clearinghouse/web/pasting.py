"""Rows pasted from a spreadsheet into a group of a draft."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import Message, filled
from clearinghouse.derived.form_cells import Reader
from clearinghouse.derived.form_pasting import TOO_MUCH, CellRefused, Pasted, pasted_rows
from clearinghouse.derived.form_tables import inputs_of
from clearinghouse.derived.form_terms import TYPED
from clearinghouse.derived.forms import record_languages
from clearinghouse.formats.answers import answer_at, with_answer
from clearinghouse.formats.format import Field, members_of
from clearinghouse.formats.kinds import Concept, Group
from clearinghouse.records.models import Draft
from clearinghouse.records.queries import draft_circumstances
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.languages import current_language
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class PasteShown:
    """What became of a pasted block: for which field, how many rows were taken, a sentence for each cell left out."""

    field: str
    taken: int
    refused: list[str]


def group_named(draft: Draft, name: str) -> Field | None:
    """Return the repeated group of a draft's format with this name, None if there is none."""
    one = draft.format.find(name)
    return one if one is not None and one.is_repeated and isinstance(one.kind, Group) else None


def read_block(draft: Draft, group: Field, text: str, *, first: int = 0) -> Pasted:
    """Return the rows that a pasted block holds for a group. first: the column in which it begins."""
    language = current_language().code
    reader = Reader(draft.format, current_vocabulary(), say, language, record_languages(draft.body)[0])
    return pasted_rows(text, group, reader, draft_circumstances(draft), first=first)


def with_rows(draft: Draft, group: Field, pasted: Pasted) -> Json:
    """Return the body of a draft with the rows behind those that it has."""
    before = answer_at(draft.body, group.name)
    return with_answer(draft.body, group.name, [*(before if isinstance(before, list) else []), *pasted.rows])


def with_blank_row(body: Json, blank_at: tuple[str, int]) -> Json:
    """Return a body with a blank row among those of a field, for being shown."""
    name, place = blank_at
    rows = answer_at(body, name)
    if not isinstance(rows, list):
        return body
    blank = next((type(row)() for row in rows if isinstance(row, dict | list | str)), None)
    return with_answer(body, name, [*rows[:place], blank, *rows[place:]])


def paste_shown(group: Field, pasted: Pasted) -> PasteShown:
    """Return what to say of a pasted block."""
    refused = [_said(one) for one in pasted.refused]
    return PasteShown(group.name, len(pasted.rows), [*refused, *([say(TOO_MUCH)] if pasted.is_cut else [])])


def block_answer(group: Field, pasted: Pasted) -> Json:
    """Return a block for the script of a table: what each input is to hold, and what was left out."""
    shown = paste_shown(group, pasted)
    return {"rows": [_cells(group, row) for row in pasted.rows], "refused": shown.refused}


def _cells(group: Field, row: Json) -> list[dict[str, str]]:
    cells = [{"stem": "f.", "name": name, "value": value} for name, value in inputs_of(group, row).items() if value]
    for member in members_of(group, "0"):
        name = member.name.removeprefix(f"{group.name}.0.")
        value = answer_at(row, name)
        if isinstance(member.kind, Concept) and isinstance(value, dict):
            term = current_vocabulary().term(member.kind.scheme, value["identifier"])
            label = term.label(current_language().code) if term else value["identifier"]
            cells.append({"stem": TYPED, "name": name, "value": label})
    return cells


def _said(one: CellRefused) -> str:
    data = {"label": say(one.column) if isinstance(one.column, Message) else "", "value": one.value[:80]}
    what = filled(say(one.sentence), data)
    return _("Line %(line)s: %(what)s") % {"line": one.line, "what": what}
