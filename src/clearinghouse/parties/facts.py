"""What the project holds about governments, as plain values: each is one row of a table and one line of an entry.

Days: `since` is the first on which something holds, `until` the first on which it no longer does; None is open.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, ClassVar, Literal

from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import preferred

Sort = Literal["governments", "former-names", "groups", "memberships", "treaties"]
SORTS: tuple[Sort, ...] = ("governments", "former-names", "groups", "memberships", "treaties")
"""The tables, in the order in which they are loaded: later ones refer to earlier ones."""
GROUP_KINDS = ("geographic", "political", "treaty", "development", "ecosystem")
CONFIDENCES = ("checked", "recalled")
"""Whether a row was found in the public source that it names, or was compiled without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(ABC):
    """What every fact carries.

    source: a row of sources.csv, or `secretariat`. is_edited: the secretariat said so here, and loading a file does
    not undo it; is_void: it holds no longer and stands only so that a file does not bring it back.
    """

    sort: ClassVar[Sort]
    confidence: str = "checked"
    source: str = ""
    is_edited: bool = False
    is_void: bool = False

    @property
    @abstractmethod
    def key(self) -> str:
        """What no two facts of a sort share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedGovernment(Fact):
    """A Party or another government with its codes, names by language, and M49 region and subregion."""

    sort: ClassVar[Sort] = "governments"
    code: str
    iso3: str = ""
    m49: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    formal_names: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    subregion: str = ""

    @property
    def key(self) -> str:
        """The code."""
        return self.code

    def name(self, language: str) -> str:
        """Return the short name for a reader of `language`, the code if there is none."""
        found = preferred(self.names, language)
        return self.names[found] if found else self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName(Fact):
    """A name that a government had, with its codes then (alpha2 in lower case) if they were others."""

    sort: ClassVar[Sort] = "former-names"
    code: str
    since: date | None = None
    until: date
    alpha2: str = ""
    iso3: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The government and the day on which the name ended."""
        return f"{self.code} {self.until}"

    def holds_on(self, on: date) -> bool:
        """Say whether it was the name on a day."""
        return (self.since is None or self.since <= on) and on < self.until

    def name(self, language: str) -> str:
        """Return it for a reader of `language`."""
        found = preferred(self.names, language)
        return self.names[found] if found else self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Fact):
    """A region or group of governments, known by its official identifier; `x-` where no official one is known.

    derived: `parties:CBD` or `signatories:NKLSP` where its members follow from the treaties; broader: one group or "".
    """

    sort: ClassVar[Sort] = "groups"
    identifier: str
    family: str = ""
    kind: str
    broader: str = ""
    derived: str = ""
    position: int = 0
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The identifier; identifiers that differ only in case are different."""
        return self.identifier

    def name(self, language: str) -> str:
        """Return the name for a reader of `language`."""
        found = preferred(self.names, language)
        return self.names[found] if found else self.identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Fact):
    """A government belongs to a group for a time; one that left and came back has two."""

    sort: ClassVar[Sort] = "memberships"
    group: str
    government: str
    since: date | None = None
    until: date | None = None

    @property
    def key(self) -> str:
        """Group, government, first day."""
        return f"{self.group} {self.government} {self.since or ''}".rstrip()

    def holds_on(self, on: date) -> bool:
        """Say whether the government belonged to the group on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyAction(Fact):
    """What a government did about an instrument. Whether it is Party on a day is computed, never stored.

    in_force: only where it does not follow from the deposit, as for a successor State. is_date_unknown: it is Party,
    but we do not know since when; known_since: a day on which a source showed it as Party.
    """

    sort: ClassVar[Sort] = "treaties"
    instrument: str
    government: str
    signature: date | None = None
    deposit: date | None = None
    kind: str = ""
    in_force: date | None = None
    is_date_unknown: bool = False
    known_since: date | None = None

    @property
    def key(self) -> str:
        """Instrument and government."""
        return f"{self.instrument} {self.government}"


AnyFact = NamedGovernment | FormerName | Group | Membership | TreatyAction
_CLASSES: Mapping[Sort, type[AnyFact]] = {
    "governments": NamedGovernment,
    "former-names": FormerName,
    "groups": Group,
    "memberships": Membership,
    "treaties": TreatyAction,
}
_DAYS = frozenset({"since", "until", "signature", "deposit", "in_force", "known_since"})


def written(fact: AnyFact) -> Json:
    """Return a fact as JSON, without what is empty or false: the form in which it stands in the ledger."""
    pairs = ((one.name, getattr(fact, one.name)) for one in fields(fact))
    return {name: _plain(value) for name, value in pairs if value}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def restored(sort: Sort, content: Json) -> AnyFact:
    """Read a fact back from its JSON."""
    values: dict[str, Any] = {
        name: date.fromisoformat(value) if name in _DAYS else value for name, value in content.items()
    }
    return _CLASSES[sort](**values)
