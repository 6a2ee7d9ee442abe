"""Format → difference: what changed between two bodies, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from clearinghouse.core.canonical import Json, stripped
from clearinghouse.derived.pages import Reader, Value, page_values
from clearinghouse.formats.answers import answer_at, with_answer
from clearinghouse.formats.format import Format
from clearinghouse.formats.kinds import Group, LocalText


class ChangeKind(Enum):
    """What happened to an answer."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One field whose answer differs, with what it was and what it is."""

    name: str
    label: str
    kind: ChangeKind
    before: tuple[Value, ...]
    after: tuple[Value, ...]


def changes_between(before: Json, after: Json, fmt: Format, reader: Reader) -> Iterator[Change]:
    """Yield the fields that differ, in the order of the format."""
    for one in fmt:
        old, new = stripped(answer_at(before, one.name)), stripped(answer_at(after, one.name))
        if old == new:
            continue
        if isinstance(one.kind, LocalText) and isinstance(old, dict) and isinstance(new, dict):
            was, now = old, new
            old, new = _differing(was, now), _differing(now, was)
        elif isinstance(one.kind, Group) and isinstance(old, list) and isinstance(new, list):
            rows_before, rows_now = old, new
            gone = [row for row in rows_before if row not in rows_now]
            come = [row for row in rows_now if row not in rows_before]
            # Where rows changed places only, all of them are shown.
            old, new = (gone or None, come or None) if gone or come else (old, new)
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED if new is None else ChangeKind.CHANGED
        yield Change(
            one.name,
            reader.say(fmt.label_of(one)),
            kind,
            tuple(page_values(one, with_answer(before, one.name, old), fmt, reader)),
            tuple(page_values(one, with_answer(after, one.name, new), fmt, reader)),
        )


def _differing(one: Json, other: Json) -> Json | None:
    """Return the languages in which a text differs from another; what stayed the same would hide the change."""
    return {language: text for language, text in one.items() if other.get(language) != text} or None


def changed_fields(before: Json, after: Json) -> frozenset[str]:
    """Return the names of the fields whose answers differ, header left out."""
    names = (set(before) | set(after)) - {"header"}
    return frozenset(name for name in names if stripped(before.get(name)) != stripped(after.get(name)))
