"""Who is who and who is Party, at one moment of our knowledge: immutable, asked as of any day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from clearinghouse.parties.facts import AnyFact, FormerName, Group, Membership, NamedGovernment, TreatyAction
from clearinghouse.parties.instruments import INSTRUMENTS, entry_into_force

_ALIASES = MappingProxyType({"eur": "eu", "uk": "gb", "el": "gr"})
"""Codes in use elsewhere: `eur` in old indexes and clients, `uk` and `el` in the usage of the European Union."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where a government stands with an instrument on a day, as far as had happened by then.

    in_force_since: may lie after the day, for one that has deposited and waits; None also where is_date_unknown.
    """

    government: str
    instrument: str
    signed: date | None = None
    deposited: date | None = None
    kind: str = ""
    in_force_since: date | None = None
    is_party: bool = False
    is_signatory: bool = False
    is_date_unknown: bool = False
    confidence: str = ""
    source: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether the instrument is deposited and not in force yet."""
        return self.deposited is not None and not self.is_party


class Parties:
    """Governments, groups and instruments as this node knows them. `on` is always a day in the calendar."""

    def __init__(self, facts: Iterable[AnyFact]) -> None:
        self._governments: dict[str, NamedGovernment] = {}
        self._former: dict[str, list[FormerName]] = {}
        self._groups: dict[str, Group] = {}
        self._by_group: dict[str, list[Membership]] = {}
        self._by_government: dict[str, list[Membership]] = {}
        self._actions: dict[tuple[str, str], TreatyAction] = {}
        for fact in facts:
            if not fact.is_void:
                self._take(fact)

    def _take(self, fact: AnyFact) -> None:
        match fact:
            case NamedGovernment():
                self._governments[fact.code] = fact
            case FormerName():
                self._former.setdefault(fact.code, []).append(fact)
            case Group():
                self._groups[fact.identifier] = fact
            case Membership():
                self._by_group.setdefault(fact.group, []).append(fact)
                self._by_government.setdefault(fact.government, []).append(fact)
            case TreatyAction():
                self._actions[fact.instrument, fact.government] = fact

    # Governments

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of all governments, in order."""
        return tuple(sorted(self._governments))

    def government(self, code: str) -> NamedGovernment | None:
        """Return what is known of a government, or None."""
        return self._governments.get(code)

    def former_names(self, code: str) -> tuple[FormerName, ...]:
        """Return the names that a government had, latest first."""
        return tuple(sorted(self._former.get(code, ()), key=lambda one: one.until, reverse=True))

    def name(self, code: str, language: str, on: date | None = None) -> str:
        """Return the short name of a government on a day, today's if none is given; the code if there is no name."""
        for former in self._former.get(code, ()) if on else ():
            if on and former.holds_on(on):
                return former.name(language)
        found = self._governments.get(code)
        return found.name(language) if found else code

    def find(self, text: str) -> str | None:
        """Return the code of the government that a code, a former code or a name in any language means."""
        return self._meanings.get(text.strip().casefold())

    @cached_property
    def _meanings(self) -> Mapping[str, str]:
        meanings: dict[str, str] = {}
        # What is said first stands: codes of today before former ones, and codes before names.
        for told, code in (*self._codes_told(), *self._names_told()):
            if told:
                meanings.setdefault(told.casefold(), code)
        return meanings

    def _codes_told(self) -> Iterator[tuple[str, str]]:
        for code in self.codes:
            yield code, code
        for code in self.codes:
            yield self._governments[code].iso3, code
            yield self._governments[code].m49, code
        yield from ((alias, code) for alias, code in _ALIASES.items() if code in self._governments)
        for code, names in self._former.items():
            for former in names:
                yield former.alpha2, code
                yield former.iso3, code

    def _names_told(self) -> Iterator[tuple[str, str]]:
        for code in self.codes:
            found = self._governments[code]
            yield from ((name, code) for name in (*found.names.values(), *found.formal_names.values()))
        for code, names in self._former.items():
            yield from ((name, code) for former in names for name in former.names.values())

    # Groups

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All groups in the order of presentation."""
        return tuple(sorted(self._groups.values(), key=lambda group: (group.position, group.identifier)))

    def group(self, identifier: str) -> Group | None:
        """Return a group, or None."""
        return self._groups.get(identifier)

    @cached_property
    def _narrower(self) -> Mapping[str, tuple[str, ...]]:
        below: dict[str, list[str]] = {}
        for group in self.groups:
            below.setdefault(group.broader, []).append(group.identifier)
        return {identifier: tuple(found) for identifier, found in below.items()}

    def members(self, group: str, on: date) -> tuple[str, ...]:
        """Return the codes of the members of a group and of all groups below it on a day, in order."""
        found: set[str] = set()
        for identifier in _walked(group, lambda one: self._narrower.get(one, ())):
            found.update(one.government for one in self._by_group.get(identifier, ()) if one.holds_on(on))
            found.update(self._derived_members(identifier, on))
        return tuple(sorted(found))

    def memberships(self, government: str) -> tuple[Membership, ...]:
        """Return every time that a government spent in a group, however long ago."""
        return tuple(self._by_government.get(government, ()))

    def direct_groups_of(self, government: str, on: date) -> tuple[str, ...]:
        """Return the groups that a government itself belongs to on a day, in the order of presentation."""
        found = {one.group for one in self._by_government.get(government, ()) if one.holds_on(on)}
        return tuple(
            group.identifier
            for group in self.groups
            if group.identifier in found or (group.derived and self._is_derived_member(group, government, on))
        )

    def groups_of(self, government: str, on: date) -> tuple[str, ...]:
        """Return the groups that a government belongs to on a day with all above them, in the order of presentation."""
        found = {
            identifier
            for direct in self.direct_groups_of(government, on)
            for identifier in _walked(direct, self._above)
        }
        return tuple(group.identifier for group in self.groups if group.identifier in found)

    def _above(self, identifier: str) -> tuple[str, ...]:
        group = self._groups.get(identifier)
        return (group.broader,) if group and group.broader else ()

    def _derived_members(self, identifier: str, on: date) -> tuple[str, ...]:
        group = self._groups.get(identifier)
        if not group or not group.derived:
            return ()
        what, _, instrument = group.derived.partition(":")
        return self.parties_to(instrument, on) if what == "parties" else self.signatories_to(instrument, on)

    def _is_derived_member(self, group: Group, government: str, on: date) -> bool:
        what, _, instrument = group.derived.partition(":")
        status = self.status(government, instrument, on)
        return status.is_party if what == "parties" else status.is_signatory

    # Instruments

    def status(self, government: str, instrument: str, on: date) -> Status:
        """Return where a government stands with an instrument on a day."""
        action = self._actions.get((instrument, government))
        if action is None:
            return Status(government, instrument)
        force = _in_force(action)
        has_deposited = action.deposit is not None and action.deposit <= on
        is_party = force is not None and force <= on
        is_known = has_deposited or is_party
        signed = action.signature if action.signature and action.signature <= on else None
        return Status(
            government,
            instrument,
            signed,
            action.deposit if has_deposited else None,
            action.kind if is_known else "",
            force if is_known and not action.is_date_unknown else None,
            is_party,
            signed is not None,
            action.is_date_unknown and is_party,
            action.confidence,
            action.source,
        )

    def parties_to(self, instrument: str, on: date) -> tuple[str, ...]:
        """Return the codes of all for whom an instrument is in force on a day, in order."""
        return self._for_whom(instrument, lambda code: self.status(code, instrument, on).is_party)

    def signatories_to(self, instrument: str, on: date) -> tuple[str, ...]:
        """Return the codes of all that had signed an instrument by a day, Party or not, in order."""
        return self._for_whom(instrument, lambda code: self.status(code, instrument, on).is_signatory)

    def depositors_of(self, instrument: str, on: date) -> tuple[str, ...]:
        """Return the codes of all that had deposited by a day or were Party, in force or not, in order."""
        statuses = (self.status(code, instrument, on) for code in self.codes)
        return tuple(one.government for one in statuses if one.is_party or one.is_waiting)

    def _for_whom(self, instrument: str, holds: Callable[[str], bool]) -> tuple[str, ...]:
        return tuple(sorted(code for treaty, code in self._actions if treaty == instrument and holds(code)))


def _walked(start: str, onward: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return all that can be reached, each once; a circle ends where it closes."""
    seen: dict[str, None] = {}
    waiting = [start]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen[current] = None
            waiting.extend(onward(current))
    return tuple(seen)


def _in_force(action: TreatyAction) -> date | None:
    """Return from when a government counts as Party.

    Of one whose date is unknown, from the day on which a source first shows it as Party; if no source says when it
    looked, since the instrument itself entered into force.
    """
    if action.in_force:
        return action.in_force
    if action.deposit:
        return entry_into_force(action.instrument, action.deposit)
    if action.is_date_unknown:
        return action.known_since or INSTRUMENTS[action.instrument].in_force
    return None
