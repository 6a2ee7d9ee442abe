"""Keys of the rows of repeated groups: kept beside a draft's body, so that a row is known wherever it stands."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clearinghouse.core.canonical import Json, stripped
from clearinghouse.formats.answers import answer_at, with_answer
from clearinghouse.formats.format import Field, Format
from clearinghouse.formats.kinds import Group

RowKeys = Mapping[str, Sequence[str]]
"""Name of a repeated group → the keys of its rows, in their order."""
ROW_KEY = "rowkey"
"""The member under which a key travels within its row while a body is read or settled; never stored in a body."""
_KEY = re.compile(r"[0-9a-z]{2,32}\Z")


@dataclass(frozen=True, slots=True)
class Keyed:
    """A body with the keys of its rows."""

    body: Json
    keys: RowKeys = field(default_factory=dict)


def row_groups(fmt: Format) -> list[Field]:
    """Return the fields whose answers are rows with keys."""
    return [one for one in fmt if isinstance(one.kind, Group) and one.is_repeated]


def embedded(keyed: Keyed, fmt: Format) -> Json:
    """Return the body with each row's key within it, so that what drops empty rows drops their keys as well."""
    body = keyed.body
    for one in row_groups(fmt):
        rows = answer_at(body, one.name)
        if isinstance(rows, list):
            keys = _padded(keyed.keys.get(one.name, ()), len(rows))
            body = with_answer(body, one.name, [_with_key(row, key) for row, key in zip(rows, keys, strict=True)])
    return body


def apart(body: Json, fmt: Format) -> Keyed:
    """Take the keys out of the rows again; a row that holds its key alone is gone. "" for a row without one."""
    keys: dict[str, list[str]] = {}
    for one in row_groups(fmt):
        rows = answer_at(body, one.name)
        if not isinstance(rows, list):
            continue
        pairs = [(_without_key(row), _key_of(row)) for row in rows]
        kept = [(row, key) for row, key in pairs if row is not None]
        body = with_answer(body, one.name, [row for row, _ in kept])
        if kept:
            keys[one.name] = [key for _, key in kept]
    return Keyed(stripped(body) or {}, keys)


def in_order_of(keyed: Keyed, keys: RowKeys, fmt: Format) -> Json:
    """Return the body with its rows in the order of these keys, an empty row for a key that it has not."""
    body = keyed.body
    for one in row_groups(fmt):
        rows = answer_at(body, one.name)
        if one.name in keys and isinstance(rows, list):
            known = dict(zip(keyed.keys.get(one.name, ()), rows, strict=False))
            body = with_answer(body, one.name, [known.get(key, {}) for key in keys[one.name]])
    return body


def completed(keyed: Keyed, fmt: Format) -> Keyed:
    """Return the body with a key for every row; where none was kept, the row's place is its key."""
    keys = {}
    for one in row_groups(fmt):
        rows = answer_at(keyed.body, one.name)
        if isinstance(rows, list) and rows:
            given = _each_once(_padded(keyed.keys.get(one.name, ()), len(rows)))
            keys[one.name] = [key or f"p{place}" for place, key in enumerate(given)]
    return Keyed(keyed.body, keys)


def matched(new: Keyed, old: Keyed, fmt: Format, *, fresh: Callable[[], str]) -> Keyed:
    """Return a body with a key for every row: its own, that of the row of `old` which it continues, or a fresh one.

    An equal row continues first, then the one row that is like it, then the one at the same place if as many rows stand
    there; in doubt the key is fresh, and merging keeps both rows. `old` must be completed.
    """
    keys = {}
    for one in row_groups(fmt):
        rows = answer_at(new.body, one.name)
        if isinstance(rows, list) and rows:
            given = _each_once(_padded(new.keys.get(one.name, ()), len(rows)))
            known = answer_at(old.body, one.name)
            before = list(zip(known, old.keys.get(one.name, ()), strict=False)) if isinstance(known, list) else []
            keys[one.name] = [key or fresh() for key in _continued(rows, given, before)]
    return Keyed(new.body, keys)


def _continued(rows: list[Any], given: list[str], before: list[tuple[Any, str]]) -> list[str]:
    keys = list(given)
    left = {key: row for row, key in before if key not in keys}
    for place, row in enumerate(rows):
        same = next((key for key, old in left.items() if old == row), "") if not keys[place] else ""
        if same:
            keys[place] = same
            del left[same]
    for place, row in enumerate(rows):
        if not keys[place]:
            alike = [key for key, old in left.items() if _is_alike(row, old)]
            here = before[place][1] if len(rows) == len(before) else ""
            found = alike[0] if len(alike) == 1 else here if here in left and (not alike or here in alike) else ""
            if found:
                keys[place] = found
                del left[found]
    return keys


def _is_alike(one: Any, other: Any) -> bool:
    """Say whether at least half of what two rows answer is the same."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    names = one.keys() | other.keys()
    equal = [name for name in names if one.get(name) == other.get(name)]
    return 0 < len(names) <= 2 * len(equal)


def _padded(keys: Sequence[str], count: int) -> list[str]:
    known = [key if _KEY.match(key) else "" for key in keys[:count]]
    return known + [""] * (count - len(known))


def _each_once(keys: list[str]) -> list[str]:
    return [key if key not in keys[:place] else "" for place, key in enumerate(keys)]


def _with_key(row: Any, key: str) -> Any:
    return {**row, ROW_KEY: key} if isinstance(row, dict) and key else row


def _without_key(row: Any) -> Any:
    if not isinstance(row, dict):
        return stripped(row)
    return stripped({name: value for name, value in row.items() if name != ROW_KEY})


def _key_of(row: Any) -> str:
    key = row.get(ROW_KEY) if isinstance(row, dict) else None
    return key if isinstance(key, str) and _KEY.match(key) else ""
