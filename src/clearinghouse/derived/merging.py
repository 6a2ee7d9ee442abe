"""Three-way merging of drafts: what one side alone changed is taken, what both changed differently is asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clearinghouse.core.canonical import Json
from clearinghouse.derived.atoms import (
    LANGUAGES,
    REST,
    Parts,
    Path,
    irregular,
    is_rows,
    leaves,
    put_together,
    take_apart,
)
from clearinghouse.derived.row_keys import Keyed
from clearinghouse.formats.format import Format


@dataclass(frozen=True, slots=True)
class Base:
    """What both sides began from.

    Where the very save is no longer kept, `before` and `after` are those around it: what is the same in both was so in
    between, the rest is not known, and is asked. Both None: nothing is known.
    """

    before: Keyed | None = None
    after: Keyed | None = None

    @classmethod
    def of(cls, keyed: Keyed) -> "Base":
        """Return a base that is known exactly."""
        return cls(keyed, keyed)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place that both sides changed differently. theirs, mine: None where it was removed; rows are objects."""

    path: Path
    theirs: Any
    mine: Any

    @property
    def field(self) -> str:
        """Name of the field in the format; `header` for the languages."""
        return "header" if self.path[0] in (LANGUAGES, REST) else self.path[0]


@dataclass(frozen=True, slots=True)
class Merged:
    """The result, with mine where it is in conflict. taken: the places in which it differs from mine."""

    keyed: Keyed
    conflicts: list[Conflict] = field(default_factory=list)
    taken: frozenset[Path] = frozenset()


class _Unknown:
    """What stood in a base that is no longer kept."""


_UNKNOWN = _Unknown()


def merge(fmt: Format, base: Base, *, theirs: Keyed, mine: Keyed) -> Merged:
    """Return mine with what the others changed since the base. All rows must have keys."""
    known = [one for one in (base.before, base.after) if one is not None]
    whole = frozenset[str]().union(*(irregular(one, fmt) for one in (*known, theirs, mine)))
    before, after = (
        take_apart(one, fmt, whole=whole) if one is not None else None for one in (base.before, base.after)
    )
    work = _Work(_Basis(before, after), take_apart(theirs, fmt, whole=whole), take_apart(mine, fmt, whole=whole))
    rows = {one.name for one in leaves(fmt) if is_rows(one)}
    for name in dict.fromkeys(path[0] for path in (*work.theirs.atoms, *work.mine.atoms)):
        if name in rows and name not in whole:
            work.merge_rows(name)
        else:
            work.merge_atoms((name,))
        if name not in whole and ((name,) in work.theirs.orders or (name,) in work.mine.orders):
            work.merge_order((name,))
    taken = frozenset(
        path
        for path in work.result.atoms.keys() | work.mine.atoms.keys()
        if work.result.atoms.get(path) != work.mine.atoms.get(path)
    )
    return Merged(put_together(work.result, fmt), work.conflicts, taken | work.moved)


class _Basis:
    """What is known of the base."""

    def __init__(self, before: Parts | None, after: Parts | None) -> None:
        self.before, self.after = before, after

    def at(self, path: Path) -> Any:
        """Return the value of an atom, None where there was none, _UNKNOWN where nobody knows."""
        if self.before is None or self.after is None:
            return _UNKNOWN
        value = self.before.atoms.get(path)
        return value if value == self.after.atoms.get(path) else _UNKNOWN

    def has_row(self, name: str, key: str) -> bool | _Unknown:
        """Say whether a row was there."""
        if self.before is None or self.after is None:
            return _UNKNOWN
        found = {key in parts.orders.get((name,), ()) for parts in (self.before, self.after)}
        return found.pop() if len(found) == 1 else _UNKNOWN

    def order(self, path: Path) -> list[str] | None:
        """Return the order of a list, None if nobody knows it."""
        return None if self.before is None else self.before.orders.get(path, [])


class _Work:
    """A merge under way."""

    def __init__(self, base: _Basis, theirs: Parts, mine: Parts) -> None:
        self.base, self.theirs, self.mine = base, theirs, mine
        self.result = Parts()
        self.conflicts: list[Conflict] = []
        self.moved: frozenset[Path] = frozenset()

    def merge_atoms(self, prefix: Path) -> None:
        """Merge every atom below a path."""
        is_list = prefix in self.theirs.orders or prefix in self.mine.orders
        for path in {**self.theirs.below(prefix), **self.mine.below(prefix)}:
            value = self._decided(path, is_list=is_list)
            if value is not None:
                self.result.atoms[path] = value

    def _decided(self, path: Path, *, is_list: bool) -> Any:
        base, theirs, mine = self.base.at(path), self.theirs.atoms.get(path), self.mine.atoms.get(path)
        if mine in (theirs, base):
            return theirs
        if theirs == base:
            return mine
        if base is _UNKNOWN and is_list and (theirs is None or mine is None):
            return theirs if mine is None else mine
        self.conflicts.append(Conflict(path, theirs, mine))
        return mine

    def merge_rows(self, name: str) -> None:
        """Merge rows by their keys; what one side removed and the other changed is in conflict."""
        in_theirs, in_mine = self.theirs.orders.get((name,), []), self.mine.orders.get((name,), [])
        for key in dict.fromkeys((*in_theirs, *in_mine)):
            if key in in_theirs and key in in_mine:
                self.merge_atoms((name, key))
            else:
                self._merge_lone_row((name, key), self.theirs if key in in_theirs else self.mine)

    def _merge_lone_row(self, path: Path, side: Parts) -> None:
        row = side.below(path)
        if self.base.has_row(*path) is not True:
            self.result.atoms.update(row)
        elif not self._is_untouched(path, row):
            is_theirs = side is self.theirs
            shown = _row_shown(path, row)
            self.conflicts.append(Conflict(path, shown if is_theirs else None, None if is_theirs else shown))
            if not is_theirs:
                self.result.atoms.update(row)

    def _is_untouched(self, path: Path, row: Mapping[Path, Any]) -> bool:
        base = self.base.before
        former = base.below(path) if base is not None else {}
        return all(self.base.at(one) == row.get(one) for one in row.keys() | former.keys())

    def merge_order(self, path: Path) -> None:
        """Keep the order of whoever changed it, mine if both did; what the other side added stands where it stood."""
        base, theirs, mine = (one.get(path, []) for one in (_orders(self.base), self.theirs.orders, self.mine.orders))
        there = {one[1] for one in self.result.atoms if one[0] == path[0]}
        common = [key for key in base if key in theirs and key in mine]
        is_mine_moved = [key for key in mine if key in common] != common
        first, second = (mine, theirs) if is_mine_moved else (theirs, mine)
        order = [key for key in first if key in there]
        for place, key in enumerate(second):
            if key in there and key not in order:
                before = [one for one in second[:place] if one in order]
                order.insert(order.index(before[-1]) + 1 if before else 0, key)
        self.result.orders[path] = order
        if order != [key for key in mine if key in there]:
            self.moved |= {path}


def _orders(base: _Basis) -> Mapping[Path, list[str]]:
    return base.before.orders if base.before is not None else {}


def _row_shown(path: Path, row: Mapping[Path, Any]) -> Json:
    """Return a row of atoms as an object; members of objects keep their names with points."""
    shown: Json = {}
    for one, value in row.items():
        member, *further = one[len(path) :]
        if further:
            shown.setdefault(member, {})[further[-1]] = value
        else:
            shown[member] = value
    return shown


def with_theirs(fmt: Format, mine: Keyed, theirs: Keyed, paths: Iterable[Path]) -> Keyed:
    """Return mine with theirs in some places; a place that neither side has is passed over."""
    whole = irregular(mine, fmt) | irregular(theirs, fmt)
    result, other = take_apart(mine, fmt, whole=whole), take_apart(theirs, fmt, whole=whole)
    for path in paths:
        if not path:
            continue
        for one in [*result.below(path)]:
            del result.atoms[one]
        result.atoms.update(other.below(path))
        if path[:1] in other.orders and len(path) > 1 and path[1] in other.orders[path[:1]]:
            order = result.orders.setdefault(path[:1], [])
            if path[1] not in order:
                there = other.orders[path[:1]]
                before = [key for key in there[: there.index(path[1])] if key in order]
                order.insert(order.index(before[-1]) + 1 if before else 0, path[1])
    return put_together(result, fmt)


def fields_at(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the names of the fields that paths lead to, each once."""
    yield from dict.fromkeys("header" if path[0] in (LANGUAGES, REST) else path[0] for path in paths)


def differing(one: Keyed, other: Keyed, fmt: Format) -> frozenset[Path]:
    """Return the places in which two bodies differ, order of lists included."""
    whole = irregular(one, fmt) | irregular(other, fmt)
    first, second = take_apart(one, fmt, whole=whole), take_apart(other, fmt, whole=whole)
    atoms = {p for p in first.atoms.keys() | second.atoms.keys() if first.atoms.get(p) != second.atoms.get(p)}
    orders = {p for p in first.orders.keys() | second.orders.keys() if first.orders.get(p) != second.orders.get(p)}
    return frozenset(atoms | orders)


def at(keyed: Keyed, fmt: Format, path: Path) -> Any:
    """Return what stands at a place: a value, a row as an object, None if nothing does."""
    parts = take_apart(keyed, fmt)
    found = parts.below(path)
    return found.get(path, _row_shown(path, found) if found else None)
