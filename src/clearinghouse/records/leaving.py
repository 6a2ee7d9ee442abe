"""Taking a role away: what its holder worked on goes to another, or is left to the office."""

from datetime import datetime

from django.db import transaction

from clearinghouse.accounts import granting
from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account, RoleHeld
from clearinghouse.accounts.team_errors import SuccessorUnfitError
from clearinghouse.accounts.teams import team
from clearinghouse.records.team_news import tell_of_hand_over, tell_of_role
from clearinghouse.records.work_held import leave_to_office, move, work_lost


def remove(row: RoleHeld, *, to: Account | None, by: Account, at: datetime) -> None:
    """End a role. What its holder can no longer reach goes to `to`, None for the office: nobody in particular.

    Anyone may give up their own role. Raises NotAllowedError, RoleGoneError, LastAdministratorError,
    SuccessorUnfitError.
    """
    if by.pk != row.account_id:
        granting.require_ending(row, by)
    if to is not None and not _is_colleague(to, row, at):
        raise SuccessorUnfitError
    with transaction.atomic():
        work = work_lost(row, at)
        granting.end(row, by=by, at=at, tell=tell_of_role)
        if work.is_none:
            return
        if to is None:
            leave_to_office(work)
        else:
            move(work, to)
            tell_of_hand_over(to, row.owner, leaver=row.account, at=at)
        details = {"to": str(to.opaque_id) if to else "", **work.said()}
        action = "work-reassigned" if to else "work-left"
        note(action, by=by, at=at, owner=row.owner, about=str(row.account.opaque_id), details=details)


def _is_colleague(to: Account, row: RoleHeld, at: datetime) -> bool:
    return to.pk != row.account_id and to.is_active and team(row.owner, at).filter(account=to).exists()
