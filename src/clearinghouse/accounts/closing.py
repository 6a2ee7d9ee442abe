"""Ending an account at its owner's wish: who they were is forgotten, what they did stays."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import AccessToken, Account, Invitation, KnownDevice, Role, RoleHeld
from clearinghouse.accounts.person import Held

NAME_OF_CLOSED = "—"
"""Instead of a name, in every language."""

_SOLE_ROLES = (Role.FOCAL_POINT, Role.PUBLISHING_AUTHORITY)


def held_alone(account: Account, at: datetime) -> list[Held]:
    """Return the roles without whose holder a government has no focal point or publishing authority there."""
    alone = []
    for held in account.roles_held.in_force(at).filter(role__in=_SOLE_ROLES):
        same = Q(role=held.role, owner=held.owner, instrument=held.instrument, realm__in={"", held.realm})
        others = RoleHeld.objects.in_force(at).filter(same, account__is_active=True).exclude(account=account)
        if not others.exists():
            alone.append(Held(held.role, held.owner, held.realm, held.format_slug, held.instrument))
    return alone


def close(account: Account, *, by: Account, at: datetime) -> None:
    """Close an account for good: nobody signs in with it, its roles, tokens and sessions end, the person is forgotten.

    Drafts stay with their owners, and what was published stays published under the opaque identifier.
    """
    with transaction.atomic():
        roles = [f"{held.role} {held.owner}".strip() for held in account.roles_held.in_force(at)]
        note("account-closed", by=by, at=at, about=str(account.opaque_id), details={"roles": roles})
        RoleHeld.objects.filter(account=account).filter(Q(ends_at=None) | Q(ends_at__gt=at)).update(ends_at=at)
        AccessToken.objects.filter(account=account, revoked_at=None).update(revoked_at=at)
        Invitation.objects.filter(email=account.email).update(email=_address_of_closed(account), name="")
        Invitation.objects.filter(invited_by=account, accepted_at=None, revoked_at=None).update(revoked_at=at)
        for kind in (KnownDevice.objects.filter(account=account), Authenticator.objects.filter(user=account)):
            kind.delete()
        EmailAddress.objects.filter(user=account).delete()
        _forget(account, at)
    for session in UserSession.objects.filter(user=account):
        session.end()


def _forget(account: Account, at: datetime) -> None:
    account.email = _address_of_closed(account)
    account.name = NAME_OF_CLOSED
    account.is_active = False
    account.closed_at = at
    account.set_unusable_password()
    account.save()


def _address_of_closed(account: Account) -> str:
    # The top-level domain is reserved: no mail ever goes there.
    return f"{account.opaque_id}@closed.invalid"
