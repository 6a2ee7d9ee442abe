"""Teams: which role may be given by whom, and who is in a team. What is done to a team is in granting.py."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from clearinghouse.accounts.instruments import INSTRUMENTS
from clearinghouse.accounts.models import Account, Invitation, Role, RoleHeld
from clearinghouse.accounts.permissions import is_allowed, require
from clearinghouse.accounts.person import Held, Person, Subject, person_of
from clearinghouse.accounts.team_errors import PersonGoneError, RoleGoneError, RoleUnfitError
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.owners import OwnerKind, is_owner, kind_of
from clearinghouse.parties.models import Government

GIVEN_BY: Mapping[Role, str] = {
    Role.AUTHORIZED_USER: "manage-team",
    Role.PUBLISHING_AUTHORITY: "manage-team",
    Role.FOCAL_POINT: "name-focal-point",
    Role.ORGANIZATION_EDITOR: "name-organization-editor",
    Role.COMMUNITY_STEWARD: "name-community-steward",
    Role.SECRETARIAT_OFFICER: "name-staff",
    Role.VOCABULARY_EDITOR: "name-staff",
    Role.TRANSLATOR: "name-staff",
    Role.ADMINISTRATOR: "name-staff",
}
"""Role → action of the permission table that gives it. Whoever may give a role may also limit it and take it away."""
TAKEN_BY: Mapping[Role, str] = {**GIVEN_BY, Role.FOCAL_POINT: "confirm-focal-point"}
"""Role → action that ends it. A confirmed focal point is ended by the secretariat: focal points are equals."""
TEAM_OF: Mapping[OwnerKind, tuple[Role, ...]] = {
    OwnerKind.SECRETARIAT: (
        Role.SECRETARIAT_OFFICER,
        Role.VOCABULARY_EDITOR,
        Role.TRANSLATOR,
        Role.ADMINISTRATOR,
    ),
    OwnerKind.GOVERNMENT: (Role.FOCAL_POINT, Role.PUBLISHING_AUTHORITY, Role.AUTHORIZED_USER),
    OwnerKind.ORGANIZATION: (Role.ORGANIZATION_EDITOR,),
    OwnerKind.COMMUNITY: (Role.COMMUNITY_STEWARD,),
    OwnerKind.USER: (),
}
"""Which roles there are in the team of an owner."""
NEVER_LIMITED = frozenset({Role.FOCAL_POINT, Role.VOCABULARY_EDITOR, Role.TRANSLATOR})
"""Roles that hold for every realm and format, so that nobody who is limited can give them; see also INSTRUMENTS."""
REALMS_OF_TEAMS = tuple(sorted(frozenset[str]().union(*(one.realms for one in INSTRUMENTS.values()))))
"""Realms to which a role can be limited."""


def held_of(row: RoleHeld | Invitation) -> Held:
    """Return what is held, or would be."""
    return Held(row.role, row.owner, row.realm, row.format_slug, row.instrument)


def subjects_of(held: Held) -> tuple[Subject, ...]:
    """Return what a role reaches, as the permission table sees it: everything there must be one's to give."""
    if held.role == Role.FOCAL_POINT.value and held.instrument in INSTRUMENTS:
        return tuple(Subject(held.owner, realm) for realm in sorted(INSTRUMENTS[held.instrument].realms))
    return (Subject(held.owner, held.realm, held.format),)


def may_give(person: Person, held: Held) -> bool:
    """Say whether a person may give a role, and limit it: all that it reaches must lie within what is theirs."""
    return all(is_allowed(person, GIVEN_BY[Role(held.role)], subject) for subject in subjects_of(held))


def may_take(person: Person, held: Held) -> bool:
    """Say whether a person may end a role of another."""
    return all(is_allowed(person, TAKEN_BY[Role(held.role)], subject) for subject in subjects_of(held))


def may_confirm(person: Person, held: Held) -> bool:
    """Say whether a person may confirm a focal point for this instrument."""
    return held.role == Role.FOCAL_POINT.value and all(
        is_allowed(person, "confirm-focal-point", subject) for subject in subjects_of(held)
    )


def require_giving(person: Person, held: Held) -> None:
    """Raise NotAllowedError, OutOfScopeError or SecondFactorMissingError unless the person may give the role."""
    for subject in subjects_of(held):
        require(person, GIVEN_BY[Role(held.role)], subject)


def require_taking(person: Person, held: Held) -> None:
    """Raise NotAllowedError, OutOfScopeError or SecondFactorMissingError unless the person may end the role."""
    for subject in subjects_of(held):
        require(person, TAKEN_BY[Role(held.role)], subject)


def require_fitting(held: Held) -> None:
    """Raise RoleUnfitError unless such a role can be held at all."""
    if held.role not in Role.values or not is_owner(held.owner):
        raise RoleUnfitError
    role = Role(held.role)
    is_limited = bool(held.realm or held.format)
    faults = (
        role not in TEAM_OF[kind_of(held.owner)],
        bool(held.instrument) is not (role is Role.FOCAL_POINT),
        held.instrument not in ("", *INSTRUMENTS),
        held.realm not in ("", *REALMS_OF_TEAMS),
        role in NEVER_LIMITED and is_limited,
        role is Role.ADMINISTRATOR and bool(held.format),
        kind_of(held.owner) is OwnerKind.GOVERNMENT and not Government.objects.filter(pk=held.owner).exists(),
    )
    if any(faults):
        raise RoleUnfitError


def may_see_team(person: Person, owner: str) -> bool:
    """Say whether a person may look at a team: with any role of it, however limited."""
    return any(is_allowed(person, "see-team", subject) for subject in _reaches(person, owner))


def teams_of(person: Person) -> list[str]:
    """Return the owners whose teams a person belongs to, the secretariat last."""
    owners = sorted({held.owner for held in person.roles}, key=lambda owner: (not owner, owner))
    return [owner for owner in owners if may_see_team(person, owner)]


def may_confirm_some(person: Person) -> bool:
    """Say whether a person confirms focal points in some realm."""
    return any(is_allowed(person, "confirm-focal-point", Subject("", realm)) for realm in REALMS_OF_TEAMS)


def require_seeing(person: Person, owner: str) -> None:
    """Raise NotAllowedError unless the person may look at a team."""
    if not may_see_team(person, owner):
        raise NotAllowedError(action="see-team")


def _reaches(person: Person, owner: str) -> Iterator[Subject]:
    """Yield everything of an owner to which some role of the person could reach."""
    formats = {"", *(held.format for held in person.roles)}
    for realm in ("", *REALMS_OF_TEAMS):
        for format_slug in sorted(formats):
            yield Subject(owner, realm, format_slug)


def may_manage(person: Person, owner: str) -> bool:
    """Say whether a person may give any role at all in a team."""
    return any(
        is_allowed(person, GIVEN_BY[role], subject)
        for role in TEAM_OF[kind_of(owner)]
        for subject in _reaches(person, owner)
    )


def team(owner: str, at: datetime) -> QuerySet[RoleHeld]:
    """Return the roles of a team that have not ended, also those of focal points that wait to be confirmed."""
    return (
        RoleHeld.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), owner=owner, account__is_active=True)
        .select_related("account", "granted_by")
        .order_by("account__name", "account_id", "role", "realm", "format_slug", "instrument")
    )


def waiting_invitations(owner: str, at: datetime) -> QuerySet[Invitation]:
    """Return the invitations into a team that can still be accepted, newest first."""
    still = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)
    return still.filter(owner=owner).select_related("invited_by")


def nominations(at: datetime) -> QuerySet[RoleHeld]:
    """Return the focal points that wait for the secretariat, oldest first."""
    waiting = RoleHeld.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), role=Role.FOCAL_POINT, confirmed_at=None)
    return waiting.filter(account__is_active=True).select_related("account", "granted_by").order_by("granted_at", "pk")


def get_role(key: int, *, by: Account, at: datetime) -> RoleHeld:
    """Return a role that has not ended, of a team that the person may look at. Raises RoleGoneError."""
    row = RoleHeld.objects.select_related("account", "granted_by").filter(pk=key).first()
    if row is None or (row.ends_at is not None and row.ends_at <= at):
        raise RoleGoneError
    if row.account_id != by.pk and not may_see_team(person_of(by), row.owner):
        raise RoleGoneError
    return row


def get_member(opaque_id: str, owner: str, *, by: Account, at: datetime) -> Account:
    """Return a person of a team that `by` may look at. Raises PersonGoneError."""
    member = Account.objects.filter(opaque_id=opaque_id, is_active=True).first()
    if member is None or not may_see_team(person_of(by), owner):
        raise PersonGoneError
    if not team(owner, at).filter(account=member).exists():
        raise PersonGoneError
    return member


def helpable(person: Person, accounts: Iterable[Account], at: datetime) -> set[int]:
    """Return the ids of those for whom a person may make a reset link: every role that it would open is theirs to give.

    Otherwise whoever manages one team could take over somebody who holds more elsewhere.
    """
    wanted = {account.pk for account in accounts} - {person.account_id}
    rows = RoleHeld.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), account__in=wanted)
    held: dict[int, list[Held]] = {}
    for row in rows:
        held.setdefault(row.account_id, []).append(held_of(row))
    return {key for key, roles in held.items() if all(may_give(person, one) for one in roles)}
