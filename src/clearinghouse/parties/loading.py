"""Loading the tables of governments: each load that changes something is one entry of the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clearinghouse.parties.facts import SORTS, NamedGovernment, Sort
from clearinghouse.parties.models import Government
from clearinghouse.parties.storing import Changes, as_row, facts_now, keep
from clearinghouse.parties.tables import FILES, Known, read_table

GOVERNMENTS_FILE = FILES["governments"]
_KINDS: dict[Sort, str] = {
    "governments": "governments.loaded",
    "former-names": "former-names.loaded",
    "groups": "groups.loaded",
    "memberships": "memberships.loaded",
    "treaties": "treaty-status.loaded",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What loading a table changed, by key. kept: what the secretariat has edited, which no table undoes."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was loaded."""
        return not (self.added or self.changed or self.removed)


def load_all() -> Iterator[tuple[Sort, Difference]]:
    """Bring everything in line with the tables that come with the software; yield what changed in each."""
    for sort in SORTS:
        yield sort, load(sort)


def load_governments(path: Path = GOVERNMENTS_FILE) -> Difference:
    """Bring the governments in line with a table. None is removed: records belong to them."""
    return load("governments", path)


def load(sort: Sort, path: Path | None = None) -> Difference:
    """Bring the facts of a sort in line with a table, its own by default.

    What the secretariat has edited stays as it is. Raises MalformedTableError, with nothing changed.
    """
    wanted = {fact.key: fact for fact in read_table(sort, path, known=_known(sort))}
    present = facts_now(sort)
    edited = {key for key, fact in present.items() if fact.is_edited}
    free = {key: fact for key, fact in wanted.items() if key not in edited}
    added = tuple(key for key in free if key not in present)
    changed = tuple(key for key, fact in free.items() if key in present and present[key] != fact)
    removed = () if sort == "governments" else tuple(sorted(present.keys() - wanted.keys() - edited))
    difference = Difference(added, changed, len(free) - len(added) - len(changed), removed, tuple(sorted(edited)))
    if not difference.is_empty:
        facts = tuple(free[key] for key in (*added, *changed))
        keep(_KINDS[sort], Changes(facts, {sort: removed} if removed else {}))
    return difference


def _known(sort: Sort) -> Known:
    if sort in ("governments", "groups"):
        return Known()
    governments = frozenset(facts_now("governments"))
    return Known(governments, frozenset(facts_now("groups")) if sort == "memberships" else None)


def read_governments(path: Path = GOVERNMENTS_FILE) -> Iterator[Government]:
    """Yield the governments of a table as rows that are not stored. Raises MalformedTableError."""
    yield from (as_row(fact) for fact in read_table("governments", path) if isinstance(fact, NamedGovernment))
