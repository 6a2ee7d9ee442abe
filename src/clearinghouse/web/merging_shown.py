"""What merging is said on a page: which fields came from others, and what is to be decided where both changed them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import BY_CODE
from clearinghouse.derived.atoms import REST, Path, is_rows, leaves
from clearinghouse.derived.merging import Conflict, fields_at
from clearinghouse.derived.pages import Reader, page_values
from clearinghouse.formats.answers import with_answer
from clearinghouse.formats.format import Field, Format
from clearinghouse.formats.kinds import Group
from clearinghouse.records.queries import cards_for
from clearinghouse.records.saving import DraftConflictError, Saved, Writer
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.files_shown import files_of_draft
from clearinghouse.web.languages import current_language
from clearinghouse.web.presenting import ShownValue, shown
from clearinghouse.web.speech import say

_MOST = 500
_MAX_PATH_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Question:
    """One place that somebody else changed as well. path: to be sent back; where: row and language, "" if neither.

    mine, theirs: what each would be, empty where it is removed. by: who else wrote it; "" for oneself, elsewhere.
    """

    number: int
    path: str
    field: str
    label: str
    where: str
    mine: list[ShownValue]
    theirs: list[ShownValue]
    by: str
    at: datetime


def questions_of(error: DraftConflictError, account: Account) -> list[Question]:
    """Return what is to be decided before a draft can be saved."""
    draft, fmt, language = error.draft, error.draft.format, current_language().code
    known = cards_for(draft.body, fmt, language, account) | cards_for(error.merged.body, fmt, language, account)
    reader = Reader(language, say, current_vocabulary(), known)
    files = {**files_of_draft(draft, draft.body), **files_of_draft(draft, error.merged.body)}
    fields = {one.name: one for one in leaves(fmt)}

    def values(conflict: Conflict, value: Any) -> list[ShownValue]:
        one = fields.get(conflict.path[0])
        if value is None or one is None:
            return []
        return [shown(found, files) for found in page_values(one, _body_with(one, conflict.path, value), fmt, reader)]

    return [
        _question(number, one, error, values(one, one.mine), values(one, one.theirs))
        for number, one in enumerate(error.conflicts)
    ]


def _question(
    number: int, conflict: Conflict, error: DraftConflictError, mine: list[ShownValue], theirs: list[ShownValue]
) -> Question:
    writer = error.writers[conflict.path]
    return Question(
        number,
        json.dumps(conflict.path, ensure_ascii=False),
        conflict.field,
        label_of(conflict.field, error.draft.format),
        " · ".join(_where(conflict.path, error)),
        mine,
        theirs,
        "" if writer.is_oneself else writer.name,
        writer.at,
    )


def _body_with(one: Field, path: Path, value: Any) -> Json:
    """Return a body that says nothing but this one thing."""
    further = path[1:]
    if is_rows(one) and further:
        row: Json = value if len(further) == 1 and isinstance(value, dict) else _nested(further[1:], value)
        answer: Any = [row]
    elif one.is_repeated and further:
        answer = [value]
    else:
        answer = _nested(further, value)
    return with_answer({}, one.name, answer)


def _nested(path: Sequence[str], value: Any) -> Any:
    for step in reversed(path):
        value = {step: value}
    return value


def _where(path: Path, error: DraftConflictError) -> Iterable[str]:
    """Yield what leads to a place within its field: the number of the row, the member, the language."""
    fmt = error.draft.format
    one = fmt.find(path[0])
    if one is None:
        return
    further = list(path[1:])
    if is_rows(one) and further:
        key = further.pop(0)
        for keyed in (error.merged, error.draft.keyed):
            keys = list(keyed.keys.get(one.name, ()))
            if key in keys:
                yield _("Row %(number)s") % {"number": keys.index(key) + 1}
                break
        if further and isinstance(one.kind, Group):
            member = next((m for m in one.kind.fields if m.name == further[0]), None)
            further.pop(0)
            if member is not None:
                inner = fmt.find(f"{one.name}.0.{member.name}")
                yield say(fmt.label_of(inner)) if inner is not None else member.name
        yield from _languages(further)
    elif not one.is_repeated:
        yield from _languages(further)


def _languages(steps: Sequence[str]) -> Iterable[str]:
    return [BY_CODE[code].name if code in BY_CODE else code for code in steps]


def label_of(name: str, fmt: Format) -> str:
    """Return what a field is called; the languages of the record are no field."""
    if name in ("header", REST):
        return _("Languages of the record")
    one = fmt.find(name)
    return say(fmt.label_of(one)) if one is not None else name


def merged_sentence(saved: Saved) -> str:
    """Return what to say of changes by others that came in with a save, "" if none did."""
    if not saved.writers or not saved.taken:
        return ""
    fields = ", ".join(label_of(name, saved.draft.format) for name in fields_at(sorted(saved.taken)))
    people = ", ".join(_names(saved.writers))
    if not people:
        return _("Merged with what you saved elsewhere: %(fields)s") % {"fields": fields}
    return _("Merged with changes by %(people)s: %(fields)s") % {"people": people, "fields": fields}


def _names(writers: Iterable[Writer]) -> list[str]:
    return list(dict.fromkeys(one.name for one in writers if not one.is_oneself))


def chosen_theirs(request: HttpRequest) -> list[Path]:
    """Return the places in which the person decided for what others wrote."""
    chosen = []
    for number in range(_MOST):
        text = request.POST.get(f"conflict.{number}")
        if text is None:
            break
        if request.POST.get(f"answer.{number}") == "theirs" and (path := _path_in(text)):
            chosen.append(path)
    return chosen


def _path_in(text: str) -> Path:
    try:
        steps = json.loads(text) if len(text) <= _MAX_PATH_CHARS else None
    except ValueError:
        return ()
    if not isinstance(steps, list) or not all(isinstance(step, str) for step in steps):
        return ()
    return tuple(steps)


def taken_fields(saved: Saved) -> list[str]:
    """Return the names of the fields that differ from what was sent."""
    return list(fields_at(sorted(saved.taken)))
