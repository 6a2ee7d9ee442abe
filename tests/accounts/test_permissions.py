"""Who may do what. The expected table was written by hand: who_may.csv beside this file."""

import csv
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from clearinghouse.accounts.models import Role
from clearinghouse.accounts.permissions import (
    NOBODY,
    PERMISSIONS,
    Person,
    Subject,
    is_allowed,
    person_of,
    require,
)
from clearinghouse.core.errors import NotAllowedError
from tests import factories

OWNERS = {"own": "bj", "other": "eg", "reference": ""}
PEOPLE = {
    "nobody": NOBODY,
    "anyone": Person(1),
    "authorized-user": Person(1, frozenset({("authorized-user", "bj")})),
    "publishing-authority": Person(1, frozenset({("publishing-authority", "bj")})),
    "secretariat-officer": Person(1, frozenset({("secretariat-officer", "")})),
    "author": Person(7),
}


def expected() -> list[tuple[str, str, str, bool]]:
    with Path(__file__).with_name("who_may.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["action"], row["who"], whose, row[whose] == "yes") for row in csv.DictReader(file) for whose in OWNERS
        ]


@pytest.mark.parametrize(("action", "who", "whose", "may"), expected())
def test_the_table_allows_what_was_agreed(action, who, whose, may) -> None:
    name, _, of_contact = action.partition(" a ")
    subject = Subject(OWNERS[whose], author_id=7, is_directly_published=bool(of_contact))
    assert is_allowed(PEOPLE[who], name, subject) is may


def test_every_action_was_agreed_for_everyone() -> None:
    rows = expected()
    assert {action.partition(" ")[0] for action, *_ in rows} == set(PERMISSIONS)
    assert len(rows) == len({action for action, *_ in rows}) * len(PEOPLE) * len(OWNERS)


def test_an_action_that_no_one_has_thought_of_is_a_fault_not_a_permission() -> None:
    with pytest.raises(KeyError):
        is_allowed(PEOPLE["secretariat-officer"], "set-fire-to", Subject(""))


def test_a_role_for_all_governments_is_a_role_for_none() -> None:
    """A publishing authority without a government must not publish reference records."""
    person = Person(1, frozenset({("publishing-authority", ""), ("authorized-user", "")}))
    assert not is_allowed(person, "publish", Subject(""))
    assert not is_allowed(person, "see-internal", Subject(""))


def test_the_secretariat_is_one() -> None:
    assert not is_allowed(Person(1, frozenset({("secretariat-officer", "bj")})), "publish", Subject(""))


def test_a_refusal_names_the_action() -> None:
    with pytest.raises(NotAllowedError) as caught:
        require(NOBODY, "publish", Subject("bj"))
    assert caught.value.code == "not-allowed"
    assert caught.value.data == {"action": "publish"}


@pytest.mark.store
@pytest.mark.django_db
def test_roles_are_read_as_they_are_held() -> None:
    officer = factories.officer("bj")
    assert person_of(officer) == Person(officer.pk, frozenset({("authorized-user", "bj")}))
    assert person_of(officer).holds(Role.AUTHORIZED_USER, "bj")
    assert person_of(AnonymousUser()) is NOBODY


@pytest.mark.store
@pytest.mark.django_db
def test_an_account_that_was_closed_may_do_nothing() -> None:
    assert person_of(factories.account(Role.SECRETARIAT_OFFICER, is_active=False)) is NOBODY
