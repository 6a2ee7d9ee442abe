"""Reading governments, their groups, and who is Party to what."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from clearinghouse.parties.facts import SORTS, FormerName, Group
from clearinghouse.parties.instruments import INSTRUMENTS, Instrument
from clearinghouse.parties.models import Government
from clearinghouse.parties.snapshot import Parties, Status
from clearinghouse.parties.storing import facts_at, facts_now, newest
from clearinghouse.parties.tables import DATA


class _Kept:
    """The snapshot of this process, with the entry of the ledger for which it was read."""

    entry: tuple[int, str] = (0, "")
    parties = Parties(())


def version() -> int:
    """Return a number that grows whenever a government, a group, a membership or a treaty action changes."""
    return newest()[0]


def names_by_code() -> dict[str, dict[str, str]]:
    """Return the short names of every government: code → language → name."""
    return {government.code: government.names for government in Government.objects.all()}


def current_parties() -> Parties:
    """Return what is known now. Kept in memory; one small query tells whether it still holds."""
    entry = newest()
    if _Kept.entry != entry or not entry[1]:
        # Without an entry there is nothing by which to tell two states apart; it is so in an empty node only.
        _Kept.parties = Parties(fact for sort in SORTS for fact in facts_now(sort).values())
        _Kept.entry = entry
    return _Kept.parties


def parties_at(sequence: int) -> Parties:
    """Return what this node knew at an entry of the ledger, rebuilt from the entries up to it."""
    return Parties(facts_at(sequence))


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of a country page: an instrument and where the government stands with it.

    is_certain: False where we hold nothing of the government and know that our list of Parties is not complete; a page
    must not call it a non-Party then.
    """

    instrument: Instrument
    status: Status
    is_certain: bool = True


def standings(parties: Parties, government: str, on: date) -> tuple[Standing, ...]:
    """Return where a government stands with each instrument on a day, in the order of presentation."""
    incomplete = incomplete_lists(parties)
    statuses = ((one, parties.status(government, code, on)) for code, one in INSTRUMENTS.items())
    return tuple(Standing(one, status, status.is_party or one.code not in incomplete) for one, status in statuses)


@lru_cache(maxsize=4)
def incomplete_lists(parties: Parties) -> frozenset[str]:
    """Return the instruments of which we hold fewer Parties than others last stated."""
    latest = {one.instrument: one for one in sorted(stated_totals(parties), key=_day) if one.counted == "parties"}
    return frozenset(code for code, one in latest.items() if one.held < one.total)


def groups_shown(parties: Parties, government: str, on: date) -> Mapping[str, tuple[Group, ...]]:
    """Return the groups to which a government itself belongs on a day, by kind, without treaty status."""
    found: dict[str, list[Group]] = {}
    for identifier in parties.direct_groups_of(government, on):
        group = parties.group(identifier)
        if group and not group.derived:
            found.setdefault(group.kind, []).append(group)
    return {kind: tuple(groups) for kind, groups in found.items()}


def former_names_shown(parties: Parties, government: str, language: str) -> tuple[tuple[str, FormerName], ...]:
    """Return the names that a government had, latest first, in a language with the days on which they held."""
    return tuple((former.name(language), former) for former in parties.former_names(government))


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A number that others state and ours is compared with. counted: parties, deposits or signatories."""

    instrument: str
    on: date
    counted: str
    total: int
    held: int
    source: str

    @property
    def is_met(self) -> bool:
        """Whether we hold as many as stated."""
        return self.total == self.held


def stated_totals(parties: Parties) -> tuple[StatedTotal, ...]:
    """Compare what we hold with the totals that others state, each on its day."""
    ways = {
        "parties": parties.parties_to,
        "deposits": parties.depositors_of,
        "signatories": parties.signatories_to,
    }
    return tuple(
        StatedTotal(
            row["instrument"],
            date.fromisoformat(row["on"]),
            row["counted"],
            int(row["total"]),
            len(ways[row["counted"]](row["instrument"], date.fromisoformat(row["on"]))),
            row["source"],
        )
        for row in _rows_of_totals()
    )


@cache
def _rows_of_totals() -> tuple[Mapping[str, str], ...]:
    with (DATA / "totals.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _day(stated: StatedTotal) -> date:
    return stated.on


@dataclass(frozen=True, slots=True)
class RegionTerm:
    """A group or a government as a term of the scheme `regions`; broader: the groups directly above it."""

    identifier: str
    names: Mapping[str, str]
    broader: tuple[str, ...]
    position: int


def region_terms(parties: Parties, on: date) -> tuple[RegionTerm, ...]:
    """Return every group and, below those they belong to on a day, the governments, as the official scheme does."""
    groups = [
        RegionTerm(group.identifier, group.names, (group.broader,) if group.broader else (), group.position)
        for group in parties.groups
    ]
    after = max((group.position for group in parties.groups), default=0) + 1
    governments = [
        RegionTerm(code, found.names, parties.direct_groups_of(code, on), after + number)
        for number, code in enumerate(parties.codes)
        if (found := parties.government(code))
    ]
    return (*groups, *governments)
