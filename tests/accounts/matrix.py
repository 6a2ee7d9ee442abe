"""Who may do what, as it was agreed: who_may.csv and who_may_people.csv beside this file, written by hand.

A row of who_may.csv: for these actions, of these things, these people, for these owners, in these states. Whatever no
row names is never allowed. Every column holds words with blanks between:

- what: a name of WHATS, a realm for all its things, `every`, or `reach` for what the person's role reaches.
- who: a name or group of who_may_people.csv, `signed-in` for everybody with an account and no token; `!name` is left
  out.
- whose: a name of OWNERS, `every-user` and its like for own and other, or `any`.
- when: states, or `always`.

who_may_people.csv: one person a row with the one role they hold; reach: the things within it.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from clearinghouse.accounts.person import Held, Person, State, Subject
from clearinghouse.core.owners import OwnerKind, owner_named

FOLDER = Path(__file__).parent
ME, ANOTHER = 1, 2
MY_ID, ANOTHER_ID = "6f1c0a52-0000-4000-8000-000000000001", "6f1c0a52-0000-4000-8000-000000000002"

WHATS: dict[str, tuple[str, str]] = {
    "decision": ("bch", "biosafetyDecision"),
    "law": ("bch", "biosafetyLaw"),
    "contact": ("bch", "contact"),
    "measure": ("abs", "measure"),
    "strategy": ("chm", "nbsap"),
    "target": ("ort", "nationalTarget7"),
    "anything": ("", ""),
}
"""Name → realm and format; contacts are those that are published directly."""
OWNERS: dict[str, str] = {
    "own-government": "bj",
    "other-government": "eg",
    "reference": "",
    "own-organization": "organization:SEEDS",
    "other-organization": "organization:WEEDS",
    "own-community": "community:HILLS",
    "other-community": "community:PLAINS",
    "own-user": owner_named(OwnerKind.USER, MY_ID),
    "other-user": owner_named(OwnerKind.USER, ANOTHER_ID),
}
ALWAYS = frozenset[State | None]([None, *State])


@dataclass(frozen=True, slots=True)
class Cell:
    """One question: may they do it to this, of this owner, as it stands?"""

    action: str
    what: str
    who: str
    whose: str
    state: State | None

    @property
    def subject(self) -> Subject:
        """What it is done to."""
        return subject_of(self.what, self.whose, self.state, who=self.who)


@cache
def subject_of(what: str, whose: str, state: State | None, *, who: str) -> Subject:
    """Return the thing. Its author is whoever began it, its delegate whom a section is given to; nobody else is."""
    realm, slug = WHATS[what]
    return Subject(
        OWNERS[whose],
        realm,
        slug,
        author_id=ME if who == "author" else ANOTHER + 1,
        state=state,
        is_directly_published=what == "contact",
        delegates=frozenset({ANOTHER, ME} if who == "delegate" else {ANOTHER}),
    )


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of the matrix. held: None without a role, or where a nomination was not confirmed."""

    who: str
    group: str
    role: str
    held: Held | None
    token: str
    lacks_second_factor: bool
    reach: tuple[str, ...]

    @property
    def is_signed_in(self) -> bool:
        """Whether they have an account and came without a token."""
        return self.who != "nobody" and not self.token

    @property
    def person(self) -> Person:
        """The person as the table sees them."""
        if self.who == "nobody":
            return Person()
        return Person(
            account_id=ME,
            roles=frozenset({self.held} if self.held else ()),
            opaque_id=MY_ID,
            scopes=frozenset({self.token}) if self.token else None,
            lacks_second_factor=self.lacks_second_factor,
        )


@cache
def people() -> dict[str, Someone]:
    """Return everybody by name."""
    return {row["who"]: _someone(row) for row in _rows("who_may_people.csv")}


def _someone(row: dict[str, str]) -> Someone:
    held = None
    if row["role"] and not row["role"].startswith("unconfirmed-"):
        held = Held(row["role"], OWNERS[row["owner"]], row["realm"], row["format"], row["instrument"])
    return Someone(
        row["who"],
        row["group"],
        row["role"],
        held,
        row["token"],
        bool(row["lacks_second_factor"]),
        _whats(row["reach"]),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def agreed() -> frozenset[Cell]:
    """Return every cell in which it is allowed."""
    return frozenset(cell for row in _rows("who_may.csv") for cell in _cells(row))


def _cells(row: dict[str, str]) -> Iterator[Cell]:
    states = ALWAYS if row["when"] == "always" else frozenset(State(word) for word in row["when"].split())
    for action, who, whose in product(row["action"].split(), _people(row["who"]), _owners(row["whose"])):
        whats = people()[who].reach if row["what"] == "reach" else _whats(row["what"])
        for what, state in product(whats, states):
            yield Cell(action, what, who, whose, state)


def _whats(words: str) -> tuple[str, ...]:
    found = []
    for word in words.split():
        named = [name for name, (realm, _slug) in WHATS.items() if word in ("every", name, realm)]
        if not named:
            raise ValueError(f"nothing is called {word}")
        found += named
    return tuple(found)


def _people(words: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words.split():
        name = word.removeprefix("!")
        named = {one.who for one in people().values() if name in (one.who, one.group)}
        if name == "signed-in":
            named = {one.who for one in people().values() if one.is_signed_in}
        if not named:
            raise ValueError(f"nobody is called {word}")
        found = found - named if word.startswith("!") else found | named
    return frozenset(found)


def _owners(words: str) -> frozenset[str]:
    found = set()
    for word in words.split():
        kind = word.removeprefix("every-")
        named = {name for name in OWNERS if word in ("any", name) or (kind != word and name.endswith(f"-{kind}"))}
        if not named:
            raise ValueError(f"no owner is called {word}")
        found |= named
    return frozenset(found)


def cells_of(action: str) -> Iterator[tuple[Cell, bool]]:
    """Yield every cell of an action, and whether it is allowed."""
    for what, who, whose, state in product(WHATS, people(), OWNERS, (None, *State)):
        cell = Cell(action, what, who, whose, state)
        yield cell, cell in agreed()
