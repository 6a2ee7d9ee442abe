"""The team page: who holds which role for an owner, which invitations wait, and what the reader may do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account, Invitation, KnownDevice, Role, RoleHeld
from clearinghouse.accounts.person import Person, person_of
from clearinghouse.accounts.teams import (
    held_of,
    helpable,
    may_give,
    may_manage,
    may_take,
    require_seeing,
    team,
    teams_of,
    waiting_invitations,
)
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.owners import OwnerKind, is_owner, key_of, kind_of
from clearinghouse.parties.models import Government
from clearinghouse.records.models import HandOver, Record
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.ordering import by_name
from clearinghouse.web.owners import WITH_RECORD, learn, owner_name
from clearinghouse.web.presenting import Status
from clearinghouse.web.roles_shown import role_name
from clearinghouse.web.team_forms import format_name, realm_name

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class RoleShown:
    """One role of a member, with what the reader may do about it. limits: realm and format, where there are any."""

    key: int
    name: str
    limits: list[str]
    since: datetime
    by: str
    until: datetime | None
    waits: bool
    may_limit: bool
    may_remove: bool


@dataclass(frozen=True, slots=True)
class MemberShown:
    """One person of the team."""

    key: str
    name: str
    email: str
    is_reader: bool
    last_seen: datetime | None
    second_factor: Status
    roles: list[RoleShown]
    may_help: bool
    hand_over_url: str


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """One invitation that waits."""

    key: int
    email: str
    name: str
    role: str
    limits: list[str]
    by: str
    at: datetime
    expires_at: datetime
    may_change: bool


@dataclass(frozen=True, slots=True)
class HandOverShown:
    """One hand-over that waits: for an invitation to be accepted, or for the secretariat."""

    key: int
    leaver: str
    successor: str
    waits_for_secretariat: bool
    may_cancel: bool


@dataclass(frozen=True, slots=True)
class TeamLink:
    """Another team of the reader."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The whole page."""

    owner: str
    name: str
    members: list[MemberShown]
    invitations: list[InvitationShown]
    hand_overs: list[HandOverShown]
    teams: list[TeamLink]
    invite_url: str
    crumbs: list[dict[str, str]] = field(default_factory=list)


def known_owner(text: str) -> str:
    """Return an owner that an address or form names. Raises NotAllowedError for one that there is not."""
    if is_owner(text) and (
        kind_of(text) is OwnerKind.SECRETARIAT
        or (kind_of(text) is OwnerKind.GOVERNMENT and Government.objects.filter(pk=text).exists())
        or (kind_of(text) in WITH_RECORD and Record.objects.filter(pk=key_of(text)).exclude(latest=0).exists())
    ):
        return text
    raise NotAllowedError(action="see-team")


def team_url(owner: str) -> str:
    """Return the address of a team."""
    return f"{reverse('team')}?{urlencode({'owner': owner})}"


def team_name(owner: str) -> str:
    """Return what a team is called."""
    return owner_name(owner) or _("Secretariat")


def team_crumbs(owner: str, *labels: str) -> list[dict[str, str]]:
    """Return the way to a page about a team."""
    return [
        *desk_crumbs(),
        {"label": _("Team of %(owner)s") % {"owner": team_name(owner)}, "url": team_url(owner)},
        *({"label": label, "url": ""} for label in labels),
    ]


def team_page(owner: str, account: Account, at: datetime) -> TeamPage:
    """Return the team of an owner as a person may see it. Raises NotAllowedError. As many queries for any team."""
    person = person_of(account)
    require_seeing(person, owner)
    rows = list(team(owner, at))
    own_teams = teams_of(person)
    learn([owner, *own_teams])
    is_manager = may_manage(person, owner)
    return TeamPage(
        owner,
        team_name(owner),
        _members(rows, person, account, is_manager=is_manager, at=at),
        [_invitation(one, person) for one in waiting_invitations(owner, at)] if is_manager else [],
        _hand_overs(owner, account, is_manager=is_manager),
        [TeamLink(team_name(one), team_url(one), one == owner) for one in by_name(own_teams, team_name)]
        if len(own_teams) > 1
        else [],
        f"{reverse('team-invite')}?{urlencode({'owner': owner})}" if is_manager else "",
        team_crumbs(owner),
    )


def _members(
    rows: list[RoleHeld], person: Person, reader: Account, *, is_manager: bool, at: datetime
) -> list[MemberShown]:
    accounts = list({row.account_id: row.account for row in rows}.values())
    seen, secured = _last_seen(accounts), _with_second_factor(accounts)
    can_help = helpable(person, accounts, at) if is_manager else set()
    shown = []
    for account_id, theirs in groupby(rows, key=lambda row: row.account_id):
        roles = list(theirs)
        account = roles[0].account
        is_reader = account_id == reader.pk
        may_end = all(may_take(person, held_of(row)) for row in roles)
        query = urlencode({"owner": roles[0].owner})
        shown.append(
            MemberShown(
                str(account.opaque_id),
                account.name,
                account.email,
                is_reader,
                max(filter(None, (account.last_login, seen.get(account_id))), default=None),
                _factor(is_set=account_id in secured),
                [_role(row, person, is_reader=is_reader) for row in roles],
                account_id in can_help,
                f"{reverse('team-hand-over', args=[account.opaque_id])}?{query}" if is_reader or may_end else "",
            )
        )
    return by_name(shown, lambda one: one.name)


def _factor(*, is_set: bool) -> Status:
    return Status("good", "lock", _("Second factor")) if is_set else Status("", "ring", _("No second factor"))


def _last_seen(accounts: Iterable[Account]) -> dict[int, datetime]:
    rows = KnownDevice.objects.filter(account__in=accounts).values_list("account_id").order_by("account_id")
    return dict(rows.annotate(last=Max("last_seen_at")))


def _with_second_factor(accounts: Iterable[Account]) -> set[int]:
    found = Authenticator.objects.filter(user__in=[one.pk for one in accounts], type__in=_FACTORS)
    return set(found.values_list("user_id", flat=True))


def _role(row: RoleHeld, person: Person, *, is_reader: bool) -> RoleShown:
    held = held_of(row)
    waits = row.role == Role.FOCAL_POINT and row.confirmed_at is None
    may_end = may_take(person, held) or (waits and may_give(person, held))
    return RoleShown(
        row.pk,
        role_name(row.role, row.instrument),
        limits_shown(row),
        row.granted_at,
        row.granted_by.name if row.granted_by else "",
        row.ends_at,
        waits,
        may_take(person, held) and may_give(person, held),
        is_reader or may_end,
    )


def limits_shown(row: RoleHeld | Invitation) -> list[str]:
    """Return to what a role is limited, in words."""
    limits = [realm_name(row.realm)] if row.realm else []
    return [*limits, format_name(row.format_slug)] if row.format_slug else limits


def _invitation(one: Invitation, person: Person) -> InvitationShown:
    return InvitationShown(
        one.pk,
        one.email,
        one.name,
        role_name(one.role, one.instrument),
        limits_shown(one),
        one.invited_by.name,
        one.invited_at,
        one.expires_at,
        may_give(person, held_of(one)),
    )


def _hand_overs(owner: str, reader: Account, *, is_manager: bool) -> list[HandOverShown]:
    waiting = HandOver.objects.filter(owner=owner, state=HandOver.WAITING)
    found = waiting.select_related("leaver", "successor", "invitation")
    return [
        HandOverShown(
            one.pk,
            one.leaver.name,
            one.successor.name if one.successor else one.invitation.email if one.invitation and is_manager else "",
            one.successor is not None,
            reader.pk in (one.leaver_id, one.asked_by_id),
        )
        for one in found
    ]
