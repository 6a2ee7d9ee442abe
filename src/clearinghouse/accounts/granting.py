"""Giving, limiting, confirming and ending roles: each with its permission, one transaction, the trail, and a notice."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.person import Held, person_of
from clearinghouse.accounts.team_errors import (
    AccountClosedError,
    EndInPastError,
    LastAdministratorError,
    RoleAlreadyHeldError,
    RoleGoneError,
)
from clearinghouse.accounts.teams import (
    held_of,
    may_confirm,
    may_give,
    require_fitting,
    require_giving,
    require_taking,
)
from clearinghouse.core.errors import NotAllowedError


class Occasion(StrEnum):
    """What became of a role."""

    GRANTED = "granted"
    ENDED = "ended"
    NAMED = "named"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class Tell(Protocol):
    """Tells people what became of a role; the room of notices, which lies above, knows how.

    data: more for its text, as `reason`.
    """

    def __call__(
        self, to: Iterable[Account], occasion: Occasion, held: Held, *, at: datetime, data: Mapping[str, str] = ...
    ) -> None:
        """Tell them."""


def grant(
    to: Account, held: Held, *, by: Account | None, at: datetime, tell: Tell, ends_at: datetime | None = None
) -> RoleHeld:
    """Give a role. by: None for the operator at the command line, who is asked for no permission.

    A focal point counts at once only if who names them may also confirm them; nobody confirms themselves. Raises
    RoleUnfitError, NotAllowedError, EndInPastError, AccountClosedError, RoleAlreadyHeldError.
    """
    require_fitting(held)
    if by is not None:
        require_giving(person_of(by), held)
    _require_future(ends_at, at)
    with transaction.atomic():
        row = hold(to, held, by=by, at=at, is_confirmed=_confirms_at_once(by, to, held), ends_at=ends_at)
        note("role-granted", by=by, at=at, owner=held.owner, realm=held.realm, about=_about(to), details=said(row))
        tell_granted(row, by=by, at=at, tell=tell)
    return row


def hold(
    to: Account, held: Held, *, by: Account | None, at: datetime, is_confirmed: bool, ends_at: datetime | None = None
) -> RoleHeld:
    """Write a role down, within the caller's transaction, who has asked for every permission.

    A role that had ended begins again in its own row. Raises AccountClosedError, RoleAlreadyHeldError.
    """
    # Locked, so that two who give the same role at once are told apart.
    account = Account.objects.select_for_update().get(pk=to.pk)
    if not account.is_active:
        raise AccountClosedError
    earlier = _same(account, held)
    if earlier is not None and (earlier.ends_at is None or earlier.ends_at > at):
        raise RoleAlreadyHeldError
    row = earlier or RoleHeld(
        account=account,
        role=held.role,
        owner=held.owner,
        realm=held.realm,
        format_slug=held.format,
        instrument=held.instrument,
    )
    row.granted_by, row.granted_at, row.ends_at = by, at, ends_at
    is_focal_point = held.role == Role.FOCAL_POINT.value
    row.confirmed_at = at if is_focal_point and is_confirmed else None
    row.confirmed_by = by if is_focal_point and is_confirmed else None
    row.save()
    return row


def _same(account: Account, held: Held) -> RoleHeld | None:
    return account.roles_held.filter(
        role=held.role, owner=held.owner, realm=held.realm, format_slug=held.format, instrument=held.instrument
    ).first()


def _confirms_at_once(by: Account | None, to: Account, held: Held) -> bool:
    return by is None or (by.pk != to.pk and may_confirm(person_of(by), held))


def tell_granted(row: RoleHeld, *, by: Account | None, at: datetime, tell: Tell) -> None:
    """Tell who holds a role now; of a focal point who must be confirmed, those who may."""
    if row.role == Role.FOCAL_POINT and row.confirmed_at is None:
        tell(confirmers(held_of(row), besides=row.account), Occasion.NAMED, held_of(row), at=at, data=_named(row, by))
    else:
        tell([row.account], Occasion.GRANTED, held_of(row), at=at, data=_named(row, by))


def confirmers(held: Held, *, besides: Account) -> list[Account]:
    """Return the people who may confirm a focal point."""
    staff = (Role.SECRETARIAT_OFFICER, Role.ADMINISTRATOR)
    people = Account.objects.filter(is_active=True, roles_held__role__in=staff, roles_held__owner="").distinct()
    return [one for one in people.exclude(pk=besides.pk) if may_confirm(person_of(one), held)]


def limit(
    row: RoleHeld, *, realm: str, format_slug: str, ends_at: datetime | None, by: Account, at: datetime, tell: Tell
) -> None:
    """Change to what a role is limited, and until when. Both what it reached and what it will must be one's to give.

    Raises RoleUnfitError, NotAllowedError, EndInPastError, RoleAlreadyHeldError, RoleGoneError.
    """
    before = held_of(row)
    after = Held(row.role, row.owner, realm, format_slug, row.instrument)
    require_fitting(after)
    person = person_of(by)
    require_taking(person, before)
    require_giving(person, after)
    _require_future(ends_at, at)
    with transaction.atomic():
        locked = _standing(row, at)
        if ends_at is not None or realm:
            _require_dispensable(locked)
        other = _same(locked.account, after)
        if other is not None and other.pk != locked.pk:
            if other.ends_at is None or other.ends_at > at:
                raise RoleAlreadyHeldError
            # The trail keeps what was; the row would stand in the way of the one that is to have its limits.
            other.delete()
        was = said(locked)
        locked.realm, locked.format_slug, locked.ends_at = realm, format_slug, ends_at
        locked.save(update_fields=("realm", "format_slug", "ends_at"))
        details = {"before": was, "after": said(locked)}
        note("role-limited", by=by, at=at, owner=row.owner, realm=realm, about=_about(row.account), details=details)
        tell([row.account], Occasion.GRANTED, after, at=at, data=_named(locked, by))
    row.refresh_from_db()


def end(row: RoleHeld, *, by: Account | None, at: datetime, tell: Tell) -> None:
    """End a role now. Anyone may give up their own. Raises NotAllowedError, RoleGoneError, LastAdministratorError."""
    if by is not None and by.pk != row.account_id:
        require_ending(row, by)
    with transaction.atomic():
        stop(row, by=by, at=at)
        if by is None or by.pk != row.account_id:
            tell([row.account], Occasion.ENDED, held_of(row), at=at, data=_named(row, by))


def require_ending(row: RoleHeld, by: Account) -> None:
    """Raise NotAllowedError unless a person may end a role of another; who named a focal point may take it back."""
    held, person = held_of(row), person_of(by)
    if row.role == Role.FOCAL_POINT and row.confirmed_at is None and may_give(person, held):
        return
    require_taking(person, held)


def stop(row: RoleHeld, *, by: Account | None, at: datetime, action: str = "role-ended", reason: str = "") -> None:
    """Write down that a role ends, within the caller's transaction, who has asked for every permission."""
    _require_dispensable(_standing(row, at))
    RoleHeld.objects.filter(pk=row.pk).update(ends_at=at)
    row.ends_at = at
    details = {**said(row), "reason": reason}
    note(action, by=by, at=at, owner=row.owner, realm=row.realm, about=_about(row.account), details=details)


def confirm(row: RoleHeld, *, by: Account, at: datetime, tell: Tell) -> None:
    """Confirm a focal point; from now on the role counts. Raises NotAllowedError, RoleGoneError."""
    _require_confirming(row, by)
    with transaction.atomic():
        waiting = RoleHeld.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), pk=row.pk, confirmed_at=None)
        if not waiting.update(confirmed_at=at, confirmed_by=by):
            raise RoleGoneError
        row.refresh_from_db()
        note("focal-point-confirmed", by=by, at=at, owner=row.owner, about=_about(row.account), details=said(row))
        tell(_concerned(row), Occasion.CONFIRMED, held_of(row), at=at, data=_named(row, by))


def decline(row: RoleHeld, *, by: Account, at: datetime, reason: str, tell: Tell) -> None:
    """Decline a nomination; the reason is read by who was named and who named them. Raises as confirm()."""
    _require_confirming(row, by)
    with transaction.atomic():
        if _standing(row, at).confirmed_at is not None:
            raise RoleGoneError
        stop(row, by=by, at=at, action="focal-point-declined", reason=reason)
        tell(_concerned(row), Occasion.DECLINED, held_of(row), at=at, data={**_named(row, by), "reason": reason})


def _require_confirming(row: RoleHeld, by: Account) -> None:
    if by.pk == row.account_id or row.role != Role.FOCAL_POINT:
        raise NotAllowedError(action="confirm-focal-point")
    require_taking(person_of(by), held_of(row))


def _concerned(row: RoleHeld) -> list[Account]:
    return [one for one in (row.account, row.granted_by) if one is not None]


def _standing(row: RoleHeld, at: datetime) -> RoleHeld:
    """Return a role as it stands under a lock. Raises RoleGoneError."""
    current = RoleHeld.objects.select_for_update(of=("self",)).select_related("account").filter(pk=row.pk).first()
    # Whoever had the lock before may have ended it after `at`.
    if current is None or (current.ends_at is not None and current.ends_at <= max(at, timezone.now())):
        raise RoleGoneError
    return current


def _require_dispensable(row: RoleHeld) -> None:
    if row.role == Role.ADMINISTRATOR and not row.realm:
        require_another_administrator(row.account_id)


def require_another_administrator(account_id: int) -> None:
    """Raise LastAdministratorError if nobody but this account runs the whole node, within the caller's transaction."""
    whole = RoleHeld.objects.filter(role=Role.ADMINISTRATOR, owner="", realm="")
    # Locked first and read then, so that of two who end each other at once the second sees what the first did.
    list(whole.select_for_update().order_by("pk"))
    running = set(whole.in_force(timezone.now()).filter(account__is_active=True).values_list("account_id", flat=True))
    if running == {account_id}:
        raise LastAdministratorError


def _require_future(ends_at: datetime | None, at: datetime) -> None:
    if ends_at is not None and ends_at <= at:
        raise EndInPastError


def said(row: RoleHeld) -> dict[str, str]:
    """Return what the trail says of a role."""
    return {
        "role": row.role,
        "realm": row.realm,
        "format": row.format_slug,
        "instrument": row.instrument,
        "until": row.ends_at.isoformat() if row.ends_at else "",
    }


def _named(row: RoleHeld, by: Account | None) -> dict[str, str]:
    return {"name": row.account.name, "by": by.name if by else ""}


def _about(account: Account) -> str:
    return str(account.opaque_id)
