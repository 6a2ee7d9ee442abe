"""What is true of the permission table beside its cells, which test_matrix.py looks at."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from clearinghouse.accounts.models import Role, RoleHeld
from clearinghouse.accounts.permissions import (
    PERMISSIONS,
    SCOPES,
    OutOfScopeError,
    SecondFactorMissingError,
    WrongStateError,
    is_allowed,
    require,
)
from clearinghouse.accounts.person import NOBODY, Held, Person, State, Subject, person_of
from clearinghouse.core.errors import NotAllowedError
from tests import factories

AUTHORITY = Held("publishing-authority", "bj")
REQUESTED = Subject("bj", "bch", "biosafetyLaw", state=State.REQUESTED)


def authority(**fields) -> Person:
    return Person(1, frozenset({AUTHORITY}), "me", **fields)


def test_an_action_that_no_one_has_thought_of_is_a_fault_not_a_permission() -> None:
    with pytest.raises(KeyError):
        is_allowed(authority(), "set-fire-to", Subject(""))


@pytest.mark.parametrize("role", ["publishing-authority", "authorized-user", "focal-point"])
def test_a_role_for_all_governments_is_a_role_for_none(role) -> None:
    person = Person(1, frozenset({Held(role, "", instrument="BCH")}), "me")
    subject = Subject("", "bch", "organism", state=State.REQUESTED)
    assert not is_allowed(person, "publish", subject)
    assert not is_allowed(person, "see-internal", subject)


def test_the_secretariat_is_one() -> None:
    person = Person(1, frozenset({Held("secretariat-officer", "bj")}))
    assert not is_allowed(person, "publish", Subject("", state=State.REQUESTED))
    assert not is_allowed(person, "publish", REQUESTED)


def test_a_focal_point_for_an_unknown_instrument_is_none() -> None:
    person = Person(1, frozenset({Held("focal-point", "bj", instrument="XYZ")}))
    assert not is_allowed(person, "see-team", Subject("bj", "bch"))


def test_a_refusal_names_the_action() -> None:
    with pytest.raises(NotAllowedError) as caught:
        require(NOBODY, "publish", REQUESTED)
    assert caught.value.code == "not-allowed"
    assert caught.value.data == {"action": "publish"}


def test_a_refusal_says_what_is_in_the_way_and_to_strangers_nothing_else() -> None:
    """Whoever may not do it at all learns nothing of how things stand."""
    elsewhere = Subject("eg", "bch", "biosafetyLaw", state=State.PUBLISHED)
    everything = {"scopes": frozenset({"read"}), "lacks_second_factor": True}
    with pytest.raises(NotAllowedError):
        require(authority(**everything), "publish", elsewhere)
    with pytest.raises(OutOfScopeError) as caught:
        require(authority(**everything), "publish", REQUESTED)
    assert caught.value.data == {"scope": "publish"}
    with pytest.raises(SecondFactorMissingError):
        require(authority(lacks_second_factor=True), "publish", REQUESTED)
    with pytest.raises(WrongStateError):
        require(authority(), "publish", Subject("bj", "bch", "biosafetyLaw", state=State.PUBLISHED))


def test_every_action_belongs_to_a_scope_that_a_token_can_have() -> None:
    assert {rule.scope for rule in PERMISSIONS.values()} == set(SCOPES)


def test_a_token_without_scopes_allows_nothing() -> None:
    assert not any(is_allowed(authority(scopes=frozenset()), action, REQUESTED) for action in PERMISSIONS)


@pytest.mark.store
@pytest.mark.django_db
def test_roles_are_read_as_they_are_held() -> None:
    officer = factories.officer("bj")
    assert person_of(officer) == Person(officer.pk, frozenset({Held("authorized-user", "bj")}), str(officer.opaque_id))
    assert person_of(officer).holds(Role.AUTHORIZED_USER, Subject("bj"))
    assert person_of(AnonymousUser()) is NOBODY


@pytest.mark.store
@pytest.mark.django_db
def test_a_role_counts_until_it_ends_and_a_nomination_once_it_is_confirmed() -> None:
    account = factories.account()
    now = timezone.now()
    RoleHeld.objects.create(account=account, role=Role.AUTHORIZED_USER, owner="bj", ends_at=now - timedelta(seconds=1))
    RoleHeld.objects.create(
        account=account, role=Role.AUTHORIZED_USER, owner="eg", realm="bch", ends_at=now + timedelta(hours=1)
    )
    nomination = RoleHeld.objects.create(account=account, role=Role.FOCAL_POINT, owner="bj", instrument="BCH")
    assert person_of(account).roles == {Held("authorized-user", "eg", "bch")}
    RoleHeld.objects.filter(pk=nomination.pk).update(confirmed_at=now)
    assert Held("focal-point", "bj", instrument="BCH") in person_of(account).roles


@pytest.mark.store
@pytest.mark.django_db
def test_an_account_that_was_closed_may_do_nothing() -> None:
    assert person_of(factories.account(Role.SECRETARIAT_OFFICER, is_active=False)) is NOBODY
