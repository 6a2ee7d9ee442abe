"""Handing over: the roles and the work of a person who leaves go to a successor in one step, noted piece by piece.

A focal point must be confirmed by the secretariat before the successor counts; until then the predecessor stays, and
the confirmation completes the step. So does the acceptance of an invitation.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from clearinghouse.accounts import granting, invitations
from clearinghouse.accounts.audit import note
from clearinghouse.accounts.granting import Occasion
from clearinghouse.accounts.models import Account, Invitation, Role, RoleHeld
from clearinghouse.accounts.person import Held, Person, person_of
from clearinghouse.accounts.registering import account_of_address
from clearinghouse.accounts.team_errors import (
    HandOverGoneError,
    HandOverWaitsError,
    PersonGoneError,
    SuccessorUnfitError,
)
from clearinghouse.accounts.teams import held_of, may_confirm, may_give, may_take, subjects_of, team
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.records.errors import ReasonMissingError
from clearinghouse.records.models import HandOver
from clearinghouse.records.team_news import tell_invited, tell_of_hand_over, tell_of_role
from clearinghouse.records.work_held import Work, move, work_of

MAX_REASON_CHARS = 5000


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a person has for an owner. passed: roles that go to the successor; ended: those that only end."""

    passed: tuple[RoleHeld, ...]
    ended: tuple[RoleHeld, ...]
    work: Work

    @property
    def rows(self) -> tuple[RoleHeld, ...]:
        """Every role."""
        return (*self.passed, *self.ended)

    @property
    def focal_points(self) -> tuple[RoleHeld, ...]:
        """The roles whose successor must be confirmed."""
        return tuple(row for row in self.passed if row.role == Role.FOCAL_POINT)


def holdings_of(leaver: Account, owner: str, *, by: Account, at: datetime) -> Holdings:
    """Return what would move, for a preview. Raises NotAllowedError unless `by` may hand it over, PersonGoneError."""
    found = _holdings(leaver, owner, by=by, at=at)
    if not found.rows:
        raise PersonGoneError
    if by.pk != leaver.pk and not _may_hand_over(person_of(by), found.rows):
        raise NotAllowedError(action="manage-team")
    return found


def _holdings(leaver: Account, owner: str, *, by: Account, at: datetime) -> Holdings:
    rows = list(team(owner, at).filter(account=leaver))
    person = person_of(by)
    passed = tuple(row for row in rows if _may_pass(person, row, rows))
    return Holdings(passed, tuple(row for row in rows if row not in passed), work_of(leaver, owner))


def _may_pass(person: Person, row: RoleHeld, rows: list[RoleHeld]) -> bool:
    """Say whether a role goes over: if it is one's to give, or goes with a focal point whom one may confirm."""
    if row.role == Role.FOCAL_POINT and row.confirmed_at is None:
        return False
    held = held_of(row)
    return may_give(person, held) or _goes_with_focal_point(person, held, rows)


def _goes_with_focal_point(person: Person, held: Held, rows: list[RoleHeld]) -> bool:
    """Where a focal point is gone, the secretariat hands over for the country what the focal point could give."""
    realms = {
        subject.realm
        for row in rows
        if row.confirmed_at is not None and may_confirm(person, held_of(row))
        for subject in subjects_of(held_of(row))
    }
    return bool(held.realm) and held.realm in realms


def _may_hand_over(person: Person, rows: tuple[RoleHeld, ...]) -> bool:
    every = list(rows)
    return all(may_take(person, held_of(row)) or _goes_with_focal_point(person, held_of(row), every) for row in rows)


def hand_over(leaver: Account, owner: str, *, to: Account, by: Account, at: datetime) -> HandOver:
    """Hand over to somebody of the team. Complete at once, unless a focal point must be confirmed first.

    Raises NotAllowedError, PersonGoneError, SuccessorUnfitError, HandOverWaitsError.
    """
    with transaction.atomic():
        begun = _begun(leaver, owner, by=by, at=at)
        # Whoever had the lock before may have ended roles after `at`.
        at = max(at, timezone.now())
        holdings_of(leaver, owner, by=by, at=at)
        _require_successor(leaver, owner, to, at)
        begun.successor = to
        begun.save(update_fields=("successor",))
        _advance(begun, by=by, at=at)
    return begun


def hand_over_by_invitation(
    leaver: Account, owner: str, *, email: str, name: str, language: str, by: Account, at: datetime
) -> tuple[Invitation, str]:
    """Invite the successor; return the invitation with the secret of its link. It goes on when that is accepted.

    Raises NotAllowedError where none of the roles is one's to give, and what invite() and hand_over() raise.
    """
    with transaction.atomic():
        begun = _begun(leaver, owner, by=by, at=at)
        # Whoever had the lock before may have ended roles after `at`.
        at = max(at, timezone.now())
        found = holdings_of(leaver, owner, by=by, at=at)
        if not found.passed:
            raise NotAllowedError(action="manage-team")
        if account_of_address(invitations.usable_address(email)) == leaver:
            raise SuccessorUnfitError
        held = held_of((found.focal_points or found.passed)[0])
        begun.invitation, secret = invitations.invite(
            held, email, name=name, language=language, by=by, at=at, tell=tell_invited
        )
        begun.save(update_fields=("invitation",))
    return begun.invitation, secret


def _begun(leaver: Account, owner: str, *, by: Account, at: datetime) -> HandOver:
    # Locked, so that of two who hand over at once the second finds what the first has left.
    Account.objects.select_for_update().get(pk=leaver.pk)
    for waiting in HandOver.objects.filter(leaver=leaver, owner=owner, state=HandOver.WAITING):
        if not _is_dead(waiting, at):
            raise HandOverWaitsError
        _close(waiting, HandOver.CANCELLED, at=at)
    begun = HandOver.objects.create(owner=owner, leaver=leaver, asked_by=by, asked_at=at)
    note("hand-over-begun", by=by, at=at, owner=owner, about=str(leaver.opaque_id), details={"hand_over": begun.pk})
    return begun


def _is_dead(waiting: HandOver, at: datetime) -> bool:
    link = waiting.invitation
    return link is not None and link.accepted_at is None and (link.revoked_at is not None or link.expires_at <= at)


def _require_successor(leaver: Account, owner: str, to: Account, at: datetime) -> None:
    if to.pk == leaver.pk or not to.is_active or not team(owner, at).filter(account=to).exists():
        raise SuccessorUnfitError


def accept_invitation(secret: str, *, by: Account, at: datetime) -> RoleHeld:
    """Accept an invitation; a hand-over that waited for it goes on. Raises what invitations.accept() raises."""
    with transaction.atomic():
        invitation, row = invitations.accept(secret, by=by, at=at, tell=tell_of_role)
        waiting = HandOver.objects.filter(invitation=invitation, state=HandOver.WAITING).first()
        if waiting is not None:
            if waiting.leaver_id == by.pk:
                raise SuccessorUnfitError
            waiting.successor = by
            waiting.save(update_fields=("successor",))
            _advance(waiting, by=by, at=at)
    return row


def revoke_invitation(invitation: Invitation, *, by: Account, at: datetime) -> None:
    """Take an invitation back, and with it the hand-over that waited for it."""
    with transaction.atomic():
        invitations.revoke(invitation, by=by, at=at)
        for waiting in HandOver.objects.filter(invitation=invitation, state=HandOver.WAITING):
            _close(waiting, HandOver.CANCELLED, at=at)


def confirm_focal_point(row: RoleHeld, *, by: Account, at: datetime) -> None:
    """Confirm a focal point; a hand-over that waited for it is completed. Raises what granting.confirm() raises."""
    with transaction.atomic():
        granting.confirm(row, by=by, at=at, tell=tell_of_role)
        for waiting in _waiting_for(row):
            _advance(waiting, by=by, at=at)


def decline_focal_point(row: RoleHeld, *, by: Account, at: datetime, reason: str) -> None:
    """Decline a nomination; a hand-over that waited for it comes to nothing, and the predecessor stays.

    Raises ReasonMissingError, and what granting.decline() raises.
    """
    said = reason.replace("\0", "").strip()[:MAX_REASON_CHARS]
    if not said:
        raise ReasonMissingError
    with transaction.atomic():
        granting.decline(row, by=by, at=at, reason=said, tell=tell_of_role)
        for waiting in _waiting_for(row):
            _cancel(waiting, by=by, at=at)


def _waiting_for(row: RoleHeld) -> list[HandOver]:
    return list(HandOver.objects.filter(successor=row.account, owner=row.owner, state=HandOver.WAITING))


def get_hand_over(key: int, *, by: Account, at: datetime) -> HandOver:
    """Return a hand-over that waits, and that `by` may take back. Raises HandOverGoneError."""
    waiting = HandOver.objects.filter(pk=key, state=HandOver.WAITING).select_related("leaver", "invitation").first()
    if waiting is None or not _may_cancel(waiting, by=by, at=at):
        raise HandOverGoneError
    return waiting


def cancel(waiting: HandOver, *, by: Account, at: datetime) -> None:
    """Take a hand-over back before it is complete. Raises NotAllowedError, HandOverGoneError."""
    if not _may_cancel(waiting, by=by, at=at):
        raise NotAllowedError(action="manage-team")
    with transaction.atomic():
        _cancel(waiting, by=by, at=at)


def _may_cancel(waiting: HandOver, *, by: Account, at: datetime) -> bool:
    rows = _holdings(waiting.leaver, waiting.owner, by=by, at=at).rows
    return by.pk in (waiting.leaver_id, waiting.asked_by_id) or (bool(rows) and _may_hand_over(person_of(by), rows))


def _cancel(waiting: HandOver, *, by: Account, at: datetime) -> None:
    """Close a hand-over, its invitation, and the nominations that came with it."""
    _close(waiting, HandOver.CANCELLED, at=at)
    if waiting.invitation is not None:
        Invitation.objects.filter(pk=waiting.invitation.pk, accepted_at=None, revoked_at=None).update(revoked_at=at)
    for row in team(waiting.owner, at).filter(account=waiting.successor_id, confirmed_at=None, role=Role.FOCAL_POINT):
        if row.granted_by_id == waiting.asked_by_id and row.granted_at >= waiting.asked_at:
            granting.stop(row, by=by, at=at)
    about = str(waiting.leaver.opaque_id)
    details = {"hand_over": waiting.pk}
    note("hand-over-cancelled", by=by, at=at, owner=waiting.owner, about=about, details=details)


def _close(waiting: HandOver, state: str, *, at: datetime) -> None:
    if not HandOver.objects.filter(pk=waiting.pk, state=HandOver.WAITING).update(state=state, closed_at=at):
        raise HandOverGoneError
    waiting.state, waiting.closed_at = state, at


def _advance(waiting: HandOver, *, by: Account, at: datetime) -> None:
    """Name the successor as focal point where the leaver is one; complete the step once every one is confirmed."""
    successor, asked_by = waiting.successor, waiting.asked_by
    if successor is None:
        return
    found = _holdings(waiting.leaver, waiting.owner, by=asked_by, at=at)
    person = person_of(asked_by)
    theirs = {held_of(row): row for row in team(waiting.owner, at).filter(account=successor)}
    is_confirmed = True
    for row in found.focal_points:
        held = held_of(row)
        if held not in theirs:
            is_sure = asked_by.pk != successor.pk and may_confirm(person, held)
            theirs[held] = granting.hold(successor, held, by=asked_by, at=at, is_confirmed=is_sure)
            granting.tell_granted(theirs[held], by=asked_by, at=at, tell=tell_of_role)
        is_confirmed = is_confirmed and theirs[held].confirmed_at is not None
    if is_confirmed:
        _complete(waiting, found, successor, set(theirs), by=by, at=at)


def _complete(
    waiting: HandOver, found: Holdings, successor: Account, theirs: set[Held], *, by: Account, at: datetime
) -> None:
    """Give the roles and the work to the successor and end the leaver's roles; the trail lists every piece."""
    _close(waiting, HandOver.DONE, at=at)
    for row in found.passed:
        if held_of(row) not in theirs:
            granting.hold(successor, held_of(row), by=waiting.asked_by, at=at, is_confirmed=False, ends_at=row.ends_at)
    move(found.work, successor)
    for row in found.rows:
        granting.stop(row, by=by, at=at)
    details = {
        "hand_over": waiting.pk,
        "to": str(successor.opaque_id),
        "passed": [granting.said(row) for row in found.passed],
        "ended": [granting.said(row) for row in found.ended],
        **found.work.said(),
    }
    leaver = waiting.leaver
    note("handed-over", by=by, at=at, owner=waiting.owner, about=str(leaver.opaque_id), details=details)
    tell_of_hand_over(successor, waiting.owner, leaver=leaver, at=at)
    if by.pk != leaver.pk:
        for row in found.rows:
            tell_of_role([leaver], Occasion.ENDED, held_of(row), at=at, data={"by": by.name, "name": leaver.name})
