"""Who may give which role, and what giving, limiting, confirming and ending one does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clearinghouse.accounts import granting
from clearinghouse.accounts.granting import Occasion
from clearinghouse.accounts.helping import help_in, reopen, shut
from clearinghouse.accounts.instruments import INSTRUMENTS
from clearinghouse.accounts.models import Account, AuditEvent, Role, RoleHeld
from clearinghouse.accounts.person import Held, Subject, person_of
from clearinghouse.accounts.team_errors import (
    AccountClosedError,
    EndInPastError,
    LastAdministratorError,
    PersonGoneError,
    RoleAlreadyHeldError,
    RoleGoneError,
    RoleUnfitError,
)
from clearinghouse.accounts.teams import GIVEN_BY, TEAM_OF, get_member, get_role, may_give, may_see_team, team
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.owners import OwnerKind, owner_named
from tests import factories

pytestmark = pytest.mark.django_db

ORGANIZATION = "organization:SOME-ORGANIZATION-1"
COMMUNITY = "community:SOME-COMMUNITY-1"
OFFICER = Held("authorized-user", "bj", "bch")


class Told:
    """Keeps what would have been told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Occasion]] = []

    def __call__(self, to, occasion, held, *, at, data=None) -> None:
        self.said += [(account.name, occasion) for account in to]


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def give(to: Account, held: Held, *, by: Account | None, told: Told | None = None, **options) -> RoleHeld:
    return granting.grant(to, held, by=by, at=timezone.now(), tell=told or Told(), **options)


def editor(owner: str = ORGANIZATION, **limits) -> Account:
    made = factories.account()
    RoleHeld.objects.create(account=made, role=Role.ORGANIZATION_EDITOR, owner=owner, **limits)
    return made


def test_every_role_has_an_action_that_gives_it_and_belongs_to_one_kind_of_team() -> None:
    assert set(GIVEN_BY) == set(Role)
    assert sorted(role for roles in TEAM_OF.values() for role in roles) == sorted(Role)


@pytest.mark.parametrize(
    ("who", "held", "may"),
    [
        (("focal-point", "bj", "", "", "BCH"), ("authorized-user", "bj", "bch"), True),
        (("focal-point", "bj", "", "", "BCH"), ("publishing-authority", "bj", "bch", "authority"), True),
        (("focal-point", "bj", "", "", "BCH"), ("publishing-authority", "bj", ""), False),
        (("focal-point", "bj", "", "", "BCH"), ("publishing-authority", "bj", "abs"), False),
        (("focal-point", "bj", "", "", "BCH"), ("publishing-authority", "eg", "bch"), False),
        (("focal-point", "bj", "", "", "BCH"), ("focal-point", "bj", "", "", "CPB"), True),
        (("focal-point", "bj", "", "", "BCH"), ("focal-point", "bj", "", "", "NP"), False),
        (("focal-point", "bj", "", "", "CHM"), ("focal-point", "bj", "", "", "CBD"), False),
        (("focal-point", "bj", "", "", "CBD"), ("focal-point", "bj", "", "", "CHM"), True),
        (("focal-point", "bj", "", "", "BCH"), ("secretariat-officer", ""), False),
        (("publishing-authority", "bj"), ("authorized-user", "bj", "bch"), False),
        (("authorized-user", "bj"), ("authorized-user", "bj", "bch"), False),
        (("secretariat-officer", ""), ("focal-point", "bj", "", "", "BCH"), True),
        (("secretariat-officer", "", "abs"), ("focal-point", "bj", "", "", "BCH"), False),
        (("secretariat-officer", ""), ("publishing-authority", "bj", "bch"), False),
        (("secretariat-officer", ""), ("organization-editor", ORGANIZATION), True),
        (("secretariat-officer", ""), ("secretariat-officer", ""), False),
        (("organization-editor", ORGANIZATION), ("organization-editor", ORGANIZATION), True),
        (("organization-editor", ORGANIZATION, "bch"), ("organization-editor", ORGANIZATION), False),
        (("organization-editor", ORGANIZATION, "bch"), ("organization-editor", ORGANIZATION, "bch"), True),
        (("organization-editor", ORGANIZATION, "bch", "contact"), ("organization-editor", ORGANIZATION, "bch"), False),
        (("organization-editor", ORGANIZATION), ("organization-editor", "organization:ANOTHER-ONE-1"), False),
        (
            ("community-steward", COMMUNITY),
            ("community-steward", COMMUNITY),
            True,
        ),
        (("administrator", "", "bch"), ("secretariat-officer", "", "bch"), True),
        (("administrator", "", "bch"), ("secretariat-officer", ""), False),
        (("administrator", "", "bch"), ("vocabulary-editor", ""), False),
        (("administrator", "", "bch"), ("administrator", ""), False),
        (("administrator", ""), ("administrator", ""), True),
        (("administrator", ""), ("publishing-authority", "bj"), True),
        (("vocabulary-editor", ""), ("vocabulary-editor", ""), False),
        (("translator", ""), ("translator", ""), False),
    ],
)
def test_nobody_gives_more_than_lies_within_what_is_theirs(who, held, may) -> None:
    account = factories.account()
    role, owner, realm, slug, instrument = (*who, "", "", "")[:5]
    RoleHeld.objects.create(
        account=account,
        role=role,
        owner=owner,
        realm=realm,
        format_slug=slug,
        instrument=instrument,
        confirmed_at=timezone.now(),
    )
    assert may_give(person_of(account), Held(*held)) is may
    if not may:
        with pytest.raises(NotAllowedError):
            give(factories.account(), Held(*held), by=account)
        with pytest.raises(NotAllowedError):
            give(account, Held(*held), by=account)


@pytest.mark.parametrize(
    "held",
    [
        Held("king", "bj"),
        Held("authorized-user", "zz", "bch"),
        Held("authorized-user", "", "bch"),
        Held("authorized-user", "bj", "nowhere"),
        Held("authorized-user", "bj", "bch", instrument="BCH"),
        Held("authorized-user", "user:someone"),
        Held("authorized-user", "foo:bar"),
        Held("focal-point", "bj"),
        Held("focal-point", "bj", instrument="XYZ"),
        Held("focal-point", "bj", "bch", instrument="BCH"),
        Held("translator", "", "bch"),
        Held("administrator", "", "", "contact"),
        Held("organization-editor", "bj"),
    ],
)
def test_a_role_that_nobody_can_hold_is_refused(held) -> None:
    with pytest.raises(RoleUnfitError):
        give(factories.account(), held, by=None)


@pytest.mark.store
def test_a_role_is_given_noted_and_told() -> None:
    focal_point, officer, told = factories.focal_point(), factories.account(), Told()
    row = give(officer, OFFICER, by=focal_point, told=told)
    assert person_of(officer).holds(Role.AUTHORIZED_USER, Subject("bj", "bch"))
    assert told.said == [(officer.name, Occasion.GRANTED)]
    event = AuditEvent.objects.get(action="role-granted")
    assert (event.account, event.owner, event.about) == (focal_point, "bj", str(officer.opaque_id))
    assert event.details["role"] == "authorized-user"
    assert row.granted_by == focal_point


@pytest.mark.store
def test_a_role_is_held_once_and_begins_again_in_its_own_row() -> None:
    focal_point, officer = factories.focal_point(), factories.account()
    row = give(officer, OFFICER, by=focal_point)
    with pytest.raises(RoleAlreadyHeldError):
        give(officer, OFFICER, by=focal_point)
    granting.end(row, by=focal_point, at=timezone.now(), tell=Told())
    assert not person_of(officer).roles
    assert give(officer, OFFICER, by=focal_point).pk == row.pk
    assert person_of(officer).roles


def test_a_role_ends_by_itself_on_its_day_and_never_before_it_began() -> None:
    focal_point, officer, now = factories.focal_point(), factories.account(), timezone.now()
    with pytest.raises(EndInPastError):
        give(officer, OFFICER, by=focal_point, ends_at=now - timedelta(days=1))
    row = give(officer, OFFICER, by=focal_point, ends_at=now + timedelta(days=1))
    assert list(team("bj", now).filter(account=officer)) == [row]
    assert not team("bj", now + timedelta(days=2)).filter(account=officer).exists()
    with pytest.raises(RoleGoneError):
        get_role(row.pk, by=focal_point, at=now + timedelta(days=2))


def test_nothing_is_given_to_a_closed_account() -> None:
    with pytest.raises(AccountClosedError):
        give(factories.account(is_active=False), OFFICER, by=factories.focal_point())


@pytest.mark.store
def test_a_named_focal_point_counts_once_the_secretariat_confirms() -> None:
    officer, told = factories.secretariat(), Told()
    focal_point, new = factories.focal_point(), factories.account()
    row = give(new, Held("focal-point", "bj", instrument="CPB"), by=focal_point, told=told)
    assert not person_of(new).roles
    assert (officer.name, Occasion.NAMED) in told.said
    for unfit in (focal_point, new, factories.authority()):
        with pytest.raises(NotAllowedError):
            granting.confirm(row, by=unfit, at=timezone.now(), tell=Told())
    granting.confirm(row, by=officer, at=timezone.now(), tell=told)
    assert person_of(new).roles
    assert told.said[-2:] == [(new.name, Occasion.CONFIRMED), (focal_point.name, Occasion.CONFIRMED)]
    with pytest.raises(RoleGoneError):
        granting.confirm(row, by=officer, at=timezone.now(), tell=Told())
    with pytest.raises(RoleGoneError):
        granting.decline(row, by=officer, at=timezone.now(), reason="Late.", tell=Told())


def test_a_declined_nomination_ends_with_its_reason() -> None:
    row = give(factories.account(), Held("focal-point", "bj", instrument="CPB"), by=factories.focal_point())
    told = Told()
    granting.decline(row, by=factories.secretariat(), at=timezone.now(), reason="No letter came.", tell=told)
    assert AuditEvent.objects.get(action="focal-point-declined").details["reason"] == "No letter came."
    assert [occasion for _, occasion in told.said] == [Occasion.DECLINED, Occasion.DECLINED]
    assert not team("bj", timezone.now()).filter(pk=row.pk).exists()


def test_the_secretariat_names_a_focal_point_at_once_but_nobody_confirms_themselves() -> None:
    officer = factories.secretariat()
    assert give(factories.account(), Held("focal-point", "bj", instrument="NP"), by=officer).confirmed_at
    own = give(officer, Held("focal-point", "eg", instrument="NP"), by=officer)
    assert own.confirmed_at is None
    with pytest.raises(NotAllowedError):
        granting.confirm(own, by=officer, at=timezone.now(), tell=Told())


def test_a_focal_point_ends_no_other_but_may_give_up_and_take_back_a_nomination() -> None:
    one, other = factories.focal_point(), factories.focal_point(instrument="CPB")
    row = other.roles_held.get()
    with pytest.raises(NotAllowedError):
        granting.end(row, by=one, at=timezone.now(), tell=Told())
    granting.end(row, by=other, at=timezone.now(), tell=Told())
    waiting = give(factories.account(), Held("focal-point", "bj", instrument="CPB"), by=one)
    granting.end(waiting, by=one, at=timezone.now(), tell=Told())
    with pytest.raises(RoleGoneError):
        granting.end(waiting, by=one, at=timezone.now(), tell=Told())


@pytest.mark.store
def test_limiting_a_role_asks_for_what_it_reached_and_for_what_it_will() -> None:
    focal_point, officer = factories.focal_point(), factories.account()
    row = give(officer, OFFICER, by=focal_point)
    unlimited = give(factories.account(), Held("authorized-user", "bj"), by=None)

    def limit(row, realm="bch", format_slug="", by=focal_point, ends_at=None) -> None:
        granting.limit(
            row, realm=realm, format_slug=format_slug, ends_at=ends_at, by=by, at=timezone.now(), tell=Told()
        )

    limit(row, format_slug="authority")
    assert person_of(officer).roles == {Held("authorized-user", "bj", "bch", "authority")}
    assert AuditEvent.objects.get(action="role-limited").details["before"]["role"] == "authorized-user"
    for wider in ({"realm": ""}, {"realm": "abs"}):
        with pytest.raises(NotAllowedError):
            limit(row, **wider)
    with pytest.raises(NotAllowedError):
        limit(unlimited)
    with pytest.raises(NotAllowedError):
        limit(row, by=officer)
    limit(row)
    assert person_of(officer).roles == {OFFICER}


def test_limiting_a_role_to_one_that_is_held_is_refused_and_one_that_ended_gives_way() -> None:
    focal_point, officer = factories.focal_point(), factories.account()
    row = give(officer, OFFICER, by=focal_point)
    narrow = give(officer, Held("authorized-user", "bj", "bch", "contact"), by=focal_point)

    def narrow_it() -> None:
        granting.limit(
            row, realm="bch", format_slug="contact", ends_at=None, by=focal_point, at=timezone.now(), tell=Told()
        )

    with pytest.raises(RoleAlreadyHeldError):
        narrow_it()
    granting.end(narrow, by=focal_point, at=timezone.now(), tell=Told())
    narrow_it()
    assert person_of(officer).roles == {Held("authorized-user", "bj", "bch", "contact")}


def test_the_last_administrator_stays() -> None:
    one = factories.administrator()
    row = one.roles_held.get()
    for attempt in (
        lambda: granting.end(row, by=one, at=timezone.now(), tell=Told()),
        lambda: granting.end(row, by=None, at=timezone.now(), tell=Told()),
    ):
        with pytest.raises(LastAdministratorError):
            attempt()
    other = factories.administrator()
    with pytest.raises(NotAllowedError):
        shut(one, by=one, at=timezone.now())
    shut(one, by=other, at=timezone.now())
    assert not person_of(one).roles
    with pytest.raises(LastAdministratorError):
        granting.end(other.roles_held.get(), by=other, at=timezone.now(), tell=Told())
    reopen(one, by=other, at=timezone.now())
    assert person_of(one).roles


def test_accounts_are_shut_by_administrators_alone() -> None:
    for unfit in (factories.secretariat(), factories.focal_point(), factories.account()):
        with pytest.raises(NotAllowedError):
            shut(factories.account(), by=unfit, at=timezone.now())


def test_a_reset_link_is_made_only_where_every_role_it_would_open_is_ones_to_give() -> None:
    focal_point, officer = factories.focal_point(), factories.account()
    give(officer, OFFICER, by=focal_point)
    assert help_in(officer, by=focal_point, at=timezone.now()).startswith("/en/")
    assert AuditEvent.objects.filter(action="reset-link-made", account=focal_point).count() == 1
    give(officer, Held("translator", ""), by=None)
    for unfit in (focal_point, officer, factories.account()):
        with pytest.raises(NotAllowedError):
            help_in(officer, by=unfit, at=timezone.now())
    assert help_in(officer, by=factories.administrator(), at=timezone.now())


def test_a_team_is_seen_by_its_people_however_limited_and_by_nobody_else() -> None:
    limited = factories.account()
    RoleHeld.objects.create(account=limited, role=Role.AUTHORIZED_USER, owner="bj", realm="bch", format_slug="contact")
    row = limited.roles_held.get()
    assert may_see_team(person_of(limited), "bj")
    for outsider in (factories.officer("eg"), factories.account(), editor()):
        assert not may_see_team(person_of(outsider), "bj")
        with pytest.raises(RoleGoneError):
            get_role(row.pk, by=outsider, at=timezone.now())
        with pytest.raises(PersonGoneError):
            get_member(str(limited.opaque_id), "bj", by=outsider, at=timezone.now())
    with pytest.raises(PersonGoneError):
        get_member(str(limited.opaque_id), "eg", by=factories.secretariat(), at=timezone.now())


def test_every_instrument_looks_after_a_realm_in_which_teams_can_be_limited() -> None:
    for code in INSTRUMENTS:
        assert give(factories.account(), Held("focal-point", "bj", instrument=code), by=None).confirmed_at
    assert owner_named(OwnerKind.ORGANIZATION, "X") == "organization:X"
