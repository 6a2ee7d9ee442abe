"""A body taken apart into the smallest answers that two people can change without meeting, and put together again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clearinghouse.core.canonical import Json, canonical, stripped
from clearinghouse.derived.row_keys import Keyed
from clearinghouse.formats.answers import answer_at, with_answer, without_answer
from clearinghouse.formats.format import Field, Format, members_of
from clearinghouse.formats.kinds import Concept, Group, LocalText, RecordReference, WebLink

Path = tuple[str, ...]
"""To an atom: a field, then a language, the key of an item, or the key of a row with a member and its language."""
LANGUAGES = "header.languages"
"""Stands for the languages of the record, which are no field of a format."""
REST = ""
"""First step of whatever the format does not know."""


@dataclass(slots=True)
class Parts:
    """atoms: path → value, never None. orders: list (a path of one step) → keys of its items or rows, in order."""

    atoms: dict[Path, Any] = field(default_factory=dict)
    orders: dict[Path, list[str]] = field(default_factory=dict)

    def below(self, path: Path) -> dict[Path, Any]:
        """Return the atoms of a row."""
        return {one: value for one, value in self.atoms.items() if one[: len(path)] == path}


def leaves(fmt: Format) -> Iterator[Field]:
    """Yield the fields of a format, those of a single group in its place."""
    return _leaves(fmt)


def _leaves(fields: Iterable[Field]) -> Iterator[Field]:
    for one in fields:
        if isinstance(one.kind, Group) and not one.is_repeated:
            yield from _leaves(members_of(one))
        else:
            yield one


def is_rows(one: Field) -> bool:
    """Say whether a field is rows with keys."""
    return isinstance(one.kind, Group) and one.is_repeated


def irregular(keyed: Keyed, fmt: Format) -> frozenset[str]:
    """Return the fields whose answers have not the shape of their kind: they are one atom."""
    return frozenset(one.name for one in leaves(fmt) if not _is_regular(one, answer_at(keyed.body, one.name)))


def _is_regular(one: Field, value: Any) -> bool:
    if value is None:
        return True
    if is_rows(one):
        return isinstance(value, list) and all(isinstance(row, dict) and _has_regular_texts(one, row) for row in value)
    if one.is_repeated:
        return isinstance(value, list)
    return isinstance(value, dict) if isinstance(one.kind, LocalText) else True


def _has_regular_texts(one: Field, row: Json) -> bool:
    texts = (member for member in _members(one) if isinstance(member.kind, LocalText) and not member.is_repeated)
    return all(isinstance(answer_at(row, member.name), dict | None) for member in texts)


def _members(one: Field) -> tuple[Field, ...]:
    return one.kind.fields if isinstance(one.kind, Group) else ()


def take_apart(keyed: Keyed, fmt: Format, *, whole: frozenset[str] = frozenset()) -> Parts:
    """Return the atoms of a completed body. whole: fields to be left in one piece, see `irregular`."""
    parts = Parts()
    body = stripped(keyed.body) or {}
    rest = body
    for one in leaves(fmt):
        value = answer_at(body, one.name)
        if value is None:
            continue
        rest = without_answer(rest, one.name)
        if one.name in whole:
            parts.atoms[one.name,] = value
        elif is_rows(one):
            _take_rows(parts, one, value, keyed.keys.get(one.name, ()))
        elif one.is_repeated:
            _take_items(parts, one.name, dict(_keyed_items(one, value)))
        else:
            _take(parts, (one.name,), one, value)
    header = rest.get("header")
    languages = header.get("languages") if isinstance(header, dict) else None
    if isinstance(languages, list) and all(isinstance(code, str) for code in languages):
        rest = {**rest, "header": {**(header or {}), "languages": None}}
        _take_items(parts, LANGUAGES, {code: code for code in languages})
    _take_rest(parts, (REST,), stripped(rest) or {})
    return parts


def _take_items(parts: Parts, name: str, items: Mapping[str, Any]) -> None:
    parts.orders[name,] = list(items)
    parts.atoms.update({(name, key): item for key, item in items.items()})


def _take_rows(parts: Parts, one: Field, rows: list[Json], keys: Iterable[str]) -> None:
    parts.orders[one.name,] = list(keys)
    for row, key in zip(rows, keys, strict=True):
        rest = row
        for member in _members(one):
            value = answer_at(row, member.name)
            if value is not None:
                rest = without_answer(rest, member.name)
                _take(parts, (one.name, key, member.name), member, value)
        _take_rest(parts, (one.name, key, REST), stripped(rest) or {})


def _take(parts: Parts, path: Path, one: Field, value: Any) -> None:
    if isinstance(one.kind, LocalText) and not one.is_repeated:
        parts.atoms.update({(*path, code): text for code, text in value.items()})
    else:
        parts.atoms[path] = value


def _take_rest(parts: Parts, path: Path, value: Any) -> None:
    if isinstance(value, dict):
        for name, below in value.items():
            _take_rest(parts, (*path, name), below)
    else:
        parts.atoms[path] = value


def _keyed_items(one: Field, items: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield items with what they are known by: the term or record, the address, otherwise the whole item."""
    seen: dict[str, int] = {}
    for item in items:
        name = _identity(one, item)
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), item


def _identity(one: Field, item: Any) -> str:
    match one.kind, item:
        case ((Concept() | RecordReference()), {"identifier": str(identifier)}):
            return identifier
        case WebLink(), {"url": str(url)}:
            return url
        case _:
            return canonical({"": item})


def put_together(parts: Parts, fmt: Format) -> Keyed:
    """Return the body that consists of these atoms, with the keys of its rows."""
    by_name: dict[str, list[Path]] = {}
    for path in parts.atoms:
        by_name.setdefault(path[0], []).append(path)
    body: Json = {}
    keys: dict[str, list[str]] = {}
    for path in by_name.get(REST, ()):
        _put(body, path[1:], parts.atoms[path])
    if languages := _items(parts, LANGUAGES):
        _put(body, ("header", "languages"), languages)
    for one in leaves(fmt):
        paths = by_name.get(one.name, [])
        if not paths:
            continue
        if (one.name,) in parts.atoms:
            value = parts.atoms[one.name,]
        elif is_rows(one):
            rows = {key: _row(parts, [path for path in paths if path[1] == key]) for key in parts.orders[one.name,]}
            kept = {key: row for key, row in rows.items() if row}
            value, keys[one.name] = list(kept.values()), list(kept)
        elif one.is_repeated:
            value = _items(parts, one.name)
        else:
            value = {path[1]: parts.atoms[path] for path in paths}
        body = with_answer(body, one.name, value)
    return Keyed(body, keys)


def _items(parts: Parts, name: str) -> list[Any]:
    return [parts.atoms[name, key] for key in parts.orders.get((name,), ()) if (name, key) in parts.atoms]


def _row(parts: Parts, paths: list[Path]) -> Json:
    row: Json = {}
    for path in paths:
        _name, _key, member, *further = path
        if member == REST:
            _put(row, tuple(further), parts.atoms[path])
        else:
            steps = member.split(".")
            _put(row, (*steps, *further), parts.atoms[path])
    return row


def _put(body: Json, path: Path, value: Any) -> None:
    """Set a value in a new object, in place."""
    for step in path[:-1]:
        below = body.get(step)
        if not isinstance(below, dict):
            below = body[step] = {}
        body = below
    body[path[-1]] = value
