"""Every cell of who_may.csv, and proof that no change of the table would go unnoticed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import pytest

from clearinghouse.accounts import permissions, predicates
from clearinghouse.accounts.permissions import PERMISSIONS, SCOPES, Rule, is_allowed, require
from clearinghouse.accounts.person import Person, State, Subject
from clearinghouse.accounts.predicates import Predicate
from clearinghouse.core.errors import NotAllowedError
from tests.accounts.matrix import ALWAYS, OWNERS, WHATS, Cell, agreed, cells_of, people

ALL_PREDICATES: dict[str, Predicate] = {
    name: found
    for module in (predicates, permissions)
    for name, found in vars(module).items()
    if name.startswith(("is_", "may_")) and callable(found) and found is not is_allowed
}


@cache
def questions(action: str) -> tuple[tuple[Person, Subject, bool], ...]:
    """Return every cell of an action as the table is asked, those that are allowed first: they tell most."""
    asked = [(people()[cell.who].person, cell.subject, is_agreed) for cell, is_agreed in cells_of(action)]
    return tuple(sorted(asked, key=lambda question: not question[2]))


def is_noticed(action: str) -> bool:
    """Say whether some cell is at odds with the table as it stands."""
    return any(is_allowed(person, action, subject) is not may for person, subject, may in questions(action))


@pytest.mark.parametrize("action", PERMISSIONS)
def test_the_table_allows_exactly_what_was_agreed(action) -> None:
    wrong = [
        f"{cell} {'is allowed' if not may else 'is refused'}"
        for cell, may in cells_of(action)
        if is_allowed(people()[cell.who].person, action, cell.subject) is not may
    ]
    assert not wrong, "\n".join([f"{len(wrong)} cells", *wrong[:20]])


@pytest.mark.parametrize("action", PERMISSIONS)
def test_requiring_and_asking_agree(action) -> None:
    for person, subject, may in questions(action):
        try:
            require(person, action, subject)
        except (
            NotAllowedError,
            permissions.WrongStateError,
            permissions.OutOfScopeError,
            permissions.SecondFactorMissingError,
        ):
            assert not may
        else:
            assert may


def test_every_action_was_agreed_and_nothing_else() -> None:
    assert {cell.action for cell in agreed()} == set(PERMISSIONS)


def test_everybody_of_the_list_can_do_something_or_is_meant_not_to() -> None:
    assert set(people()) - {cell.who for cell in agreed()} == {"nobody"}


def test_a_nomination_gives_nothing_that_an_account_does_not() -> None:
    def of(who: str) -> set[Cell]:
        return {replace(cell, who="") for cell in agreed() if cell.who == who}

    assert of("unconfirmed-focal-point") == of("registered-user")


# Mutants: the table with one thing changed. At least one cell must be at odds with each.


def mutants(action: str) -> Iterator[tuple[str, Rule]]:
    """Yield every change of one rule, with its name."""
    rule = PERMISSIONS[action]
    for one in rule.who:
        yield f"without {one.__name__}", replace(rule, who=tuple(each for each in rule.who if each is not one))
    for name, one in ALL_PREDICATES.items():
        if one not in rule.who and not changes_nothing(name, rule):
            yield f"with {name}", replace(rule, who=(*rule.who, one))
    for state in State:
        yield f"{'without' if state in rule.when else 'with'} {state}", replace(rule, when=rule.when ^ {state})
    yield "guarded otherwise", replace(rule, is_guarded=not rule.is_guarded)
    for scope in set(SCOPES) - {rule.scope}:
        yield f"for the scope {scope}", replace(rule, scope=scope)


EDITORS = {
    "is_authorized_user", "is_publishing_authority", "is_focal_point", "is_organization_editor", "is_community_steward",
    "is_owner_in_person", "is_secretariat_for_reference", "is_author_of_reference",
}  # fmt: skip
IMPLIED: Mapping[str, frozenset[str]] = {
    "is_focal_point_who_publishes": frozenset({"is_focal_point"}),
    "is_author_of_reference": frozenset({"is_signed_in_for_reference"}),
    "is_secretariat_for_reference": frozenset({"is_signed_in_for_reference"}),
    "may_draft_what_publishes_directly": frozenset(EDITORS),
}
"""Predicate → those of which one holds wherever it does: beside all of them it adds nobody."""
ONLY_IN: Mapping[str, frozenset[State]] = {
    "is_secretariat_for_others": frozenset({State.REQUESTED, State.PUBLISHED, State.RETIRED}),
    "may_draft_what_publishes_directly": frozenset({State.EDITING, State.RETURNED}),
}
"""Predicate → the states in which it can hold: an action of no such state does not gain by it."""


def implications(name: str) -> list[frozenset[str]]:
    """Return what a predicate implies; it always implies that somebody is signed in."""
    weaker = frozenset({"is_signed_in"})
    return [weaker, IMPLIED.get(name, weaker)] if name != "is_signed_in" else []


def changes_nothing(name: str, rule: Rule) -> bool:
    """Say whether a rule is the same with one more predicate, whoever asks."""
    there = {one.__name__ for one in rule.who}
    is_too_late = bool(rule.when) and name in ONLY_IN and not rule.when & ONLY_IN[name]
    return is_too_late or any(weaker <= there for weaker in implications(name))


@pytest.mark.parametrize("name", [name for name in ALL_PREDICATES if name != "is_signed_in"])
def test_what_is_said_to_change_nothing_changes_nothing(name) -> None:
    holds = ALL_PREDICATES[name]
    for person, subject, _may in questions("see-draft"):
        if holds(person, subject):
            assert subject.state in ONLY_IN.get(name, ALWAYS)
            for weaker in implications(name):
                assert any(ALL_PREDICATES[each](person, subject) for each in weaker)


def surviving(action: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the changes of one rule that nobody would notice."""
    found = []
    for name, mutant in mutants(action):
        with monkeypatch.context() as patch:
            patch.setattr(permissions, "PERMISSIONS", {**PERMISSIONS, action: mutant})
            if not is_noticed(action):
                found.append(name)
    return found


@pytest.mark.parametrize("action", PERMISSIONS)
def test_no_change_of_the_table_goes_unnoticed(action, monkeypatch) -> None:
    assert surviving(action, monkeypatch) == []


def test_all_predicates_are_looked_at() -> None:
    used = {one for rule in PERMISSIONS.values() for one in rule.who}
    assert used <= set(ALL_PREDICATES.values())
    assert len(ALL_PREDICATES) == 18
    assert len(OWNERS) * len(WHATS) * len(people()) > 2000
