"""What differs between two versions of a scheme."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from clearinghouse.core.canonical import Json
from clearinghouse.vocabularies.concepts import Scheme, Term

_OWN = ("identifier", "terms", "scheme")


@dataclass(frozen=True, slots=True)
class Change:
    """One property of a term that differs. field: as Term names it, with the language where it has one."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that stands in both versions and differs."""

    before: Term
    after: Term
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Terms added, removed and changed, how many did not change, and what changed of the scheme itself.

    merged: identifiers that became an alias of another term → that term.
    """

    added: tuple[Term, ...]
    removed: tuple[Term, ...]
    changed: tuple[TermChange, ...]
    unchanged: int
    scheme_changes: tuple[Change, ...]
    merged: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.scheme_changes)

    def summary(self) -> Json:
        """Return the identifiers concerned, as the ledger and reports keep them."""
        return {
            "added": [term.identifier for term in self.added],
            "removed": [term.identifier for term in self.removed],
            "changed": [one.after.identifier for one in self.changed],
            "merged": dict(self.merged),
            "properties": [one.field for one in self.scheme_changes],
        }


def compare(before: Scheme | None, after: Scheme) -> Difference:
    """Return what changed from one version of a scheme to another; None is no version yet."""
    old = {term.identifier: term for term in before.terms} if before else {}
    new = {term.identifier: term for term in after.terms}
    changed = tuple(
        TermChange(old[identifier], term, tuple(_changes(old[identifier], term)))
        for identifier, term in new.items()
        if identifier in old and old[identifier] != term
    )
    merged = tuple((alias, term.identifier) for term in after.terms for alias in term.aliases if alias in old)
    return Difference(
        tuple(term for identifier, term in new.items() if identifier not in old),
        tuple(term for identifier, term in old.items() if identifier not in new),
        changed,
        len(new.keys() & old.keys()) - len(changed),
        tuple(_changes(before, after)) if before else (),
        tuple((alias, target) for alias, target in merged if alias not in new),
    )


def _changes(before: Any, after: Any) -> Iterator[Change]:
    """Yield what differs between two terms, or two schemes but for their terms."""
    for one in fields(before):
        if one.name in _OWN:
            continue
        old, new = getattr(before, one.name), getattr(after, one.name)
        if old == new:
            continue
        if isinstance(old, dict) or isinstance(new, dict):
            for key in sorted({*old, *new}):
                if old.get(key) != new.get(key):
                    yield Change(f"{one.name}.{key}", _text(old.get(key)), _text(new.get(key)))
        else:
            yield Change(one.name, _text(old), _text(new))


def _text(value: Any) -> str:
    match value:
        case None | False | ():
            return ""
        case tuple():
            return "; ".join(map(str, value))
        case _:
            return str(value)
