"""Invitations into a team: sent to one address, accepted once, ended by time or by whoever may give the role."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Protocol

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.granting import Tell, hold, tell_granted
from clearinghouse.accounts.models import Account, Invitation, RoleHeld
from clearinghouse.accounts.person import Held, person_of
from clearinghouse.accounts.registering import account_of_address
from clearinghouse.accounts.team_errors import (
    EmailUnusableError,
    InvitationGoneError,
    RoleAlreadyHeldError,
    TooManyInvitationsError,
    WrongAddressError,
)
from clearinghouse.accounts.teams import (
    held_of,
    may_confirm,
    may_give,
    may_see_team,
    require_fitting,
    require_giving,
    team,
    waiting_invitations,
)
from clearinghouse.core.languages import BY_CODE, DEFAULT

LIFETIME = timedelta(days=14)
MAX_EMAIL_CHARS = 254
MOST_WAITING = 200
"""So many into one team may wait at once."""


class TellInvited(Protocol):
    """Sends the link of an invitation to its address; the room of notices, which lies above, knows how."""

    def __call__(self, invitation: Invitation, secret: str, *, at: datetime) -> None:
        """Send it."""


def invite(
    held: Held, email: str, *, name: str, language: str, by: Account, at: datetime, tell: TellInvited
) -> tuple[Invitation, str]:
    """Ask an address to take on a role; return the invitation with the secret of its link, which nobody reads again.

    An earlier invitation of the same address to the same role ends. language: code in which they are written to.
    Raises RoleUnfitError, NotAllowedError, EmailUnusableError, RoleAlreadyHeldError, TooManyInvitationsError.
    """
    require_fitting(held)
    require_giving(person_of(by), held)
    address = usable_address(email)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        _require_not_held(address, held, at)
        for earlier in waiting_invitations(held.owner, at).filter(email=address):
            if held_of(earlier) == held:
                _end(earlier, by=by, at=at)
        if waiting_invitations(held.owner, at).count() >= MOST_WAITING:
            raise TooManyInvitationsError(most=MOST_WAITING)
        invitation = Invitation.objects.create(
            email=address,
            name=name.replace("\0", "").strip()[:200],
            language=language if language in BY_CODE else DEFAULT.code,
            digest=_digest(secret),
            role=held.role,
            owner=held.owner,
            realm=held.realm,
            format_slug=held.format,
            instrument=held.instrument,
            invited_by=by,
            invited_at=at,
            expires_at=at + LIFETIME,
        )
        _noted("invited", invitation, by=by, at=at)
        tell(invitation, secret, at=at)
    return invitation, secret


def usable_address(email: str) -> str:
    """Return an address as accounts have it. Raises EmailUnusableError."""
    address = email.replace("\0", "").strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise EmailUnusableError from error
    if len(address) > MAX_EMAIL_CHARS:
        raise EmailUnusableError
    return address


def _require_not_held(address: str, held: Held, at: datetime) -> None:
    account = account_of_address(address)
    if account is not None and any(held_of(row) == held for row in team(held.owner, at).filter(account=account)):
        raise RoleAlreadyHeldError


def get_invitation(key: int, *, by: Account, at: datetime) -> Invitation:
    """Return an invitation that waits, into a team that the person may look at. Raises InvitationGoneError."""
    waiting = Invitation.objects.filter(pk=key, accepted_at=None, revoked_at=None, expires_at__gt=at)
    invitation = waiting.select_related("invited_by").first()
    if invitation is None or not may_see_team(person_of(by), invitation.owner):
        raise InvitationGoneError
    return invitation


def resend(invitation: Invitation, *, by: Account, at: datetime, tell: TellInvited) -> str:
    """Make a new link for an invitation, with its whole time before it; the old one opens nothing any more.

    Raises NotAllowedError, InvitationGoneError.
    """
    require_giving(person_of(by), held_of(invitation))
    secret = secrets.token_urlsafe(32)
    fresh = {"digest": _digest(secret), "invited_by": by, "expires_at": at + LIFETIME}
    with transaction.atomic():
        if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(**fresh):
            raise InvitationGoneError
        invitation.refresh_from_db()
        _noted("invited-again", invitation, by=by, at=at)
        tell(invitation, secret, at=at)
    return secret


def revoke(invitation: Invitation, *, by: Account, at: datetime) -> None:
    """Take an invitation back. Raises NotAllowedError, InvitationGoneError."""
    require_giving(person_of(by), held_of(invitation))
    with transaction.atomic():
        _end(invitation, by=by, at=at)


def _end(invitation: Invitation, *, by: Account, at: datetime) -> None:
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(revoked_at=at):
        raise InvitationGoneError
    invitation.revoked_at = at
    _noted("invitation-ended", invitation, by=by, at=at)


def opened(secret: str, at: datetime) -> Invitation:
    """Return the invitation that a secret opens, if who sent it may still give the role. Raises InvitationGoneError."""
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=at, digest=_digest(secret))
    invitation = waiting.select_related("invited_by").first()
    if invitation is None or not may_give(person_of(invitation.invited_by), held_of(invitation)):
        raise InvitationGoneError
    return invitation


def require_addressed(invitation: Invitation, account: Account) -> None:
    """Raise WrongAddressError unless the invitation was sent to an address of the account."""
    if account_of_address(invitation.email) != account:
        raise WrongAddressError(invited=invitation.email, present=account.email)


def accept(secret: str, *, by: Account, at: datetime, tell: Tell) -> tuple[Invitation, RoleHeld]:
    """Take on the role; a second time is refused. Raises InvitationGoneError, WrongAddressError, RoleAlreadyHeldError.

    A focal point counts at once only if who sent the invitation may confirm them, and is another person.
    """
    with transaction.atomic():
        invitation = opened(secret, at)
        require_addressed(invitation, by)
        unused = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if not unused.update(accepted_by=by, accepted_at=at):
            raise InvitationGoneError
        invitation.accepted_by, invitation.accepted_at = by, at
        held, inviter = held_of(invitation), invitation.invited_by
        is_confirmed = inviter.pk != by.pk and may_confirm(person_of(inviter), held)
        row = hold(by, held, by=inviter, at=at, is_confirmed=is_confirmed)
        _noted("invitation-accepted", invitation, by=by, at=at)
        tell_granted(row, by=inviter, at=at, tell=tell)
    return invitation, row


def _noted(action: str, invitation: Invitation, *, by: Account, at: datetime) -> None:
    # The address stands in the row of the invitation alone, so that it can be forgotten there.
    held = held_of(invitation)
    details = {"invitation": invitation.pk, "role": held.role, "format": held.format, "instrument": held.instrument}
    about = str(invitation.accepted_by.opaque_id) if invitation.accepted_by else ""
    note(action, by=by, at=at, owner=held.owner, realm=held.realm, about=about, details=details)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
