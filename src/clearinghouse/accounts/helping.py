"""What administrators and team managers do for people: a reset link, shutting an account, opening it again."""

from datetime import datetime

from django.db import transaction

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.granting import require_another_administrator
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed, require
from clearinghouse.accounts.person import Person, Subject, person_of
from clearinghouse.accounts.recovering import reset_link
from clearinghouse.accounts.team_errors import PersonGoneError
from clearinghouse.accounts.teams import helpable
from clearinghouse.core.errors import NotAllowedError

EVERYBODY = Subject("")


def may_manage_accounts(person: Person) -> bool:
    """Say whether a person looks after all accounts of the node."""
    return is_allowed(person, "manage-accounts", EVERYBODY)


def help_in(account: Account, *, by: Account, at: datetime) -> str:
    """Return the path of the page on which somebody sets a new password, to be handed to them. Noted in the trail.

    Raises NotAllowedError: everything that the account may do must be one's to give.
    """
    person = person_of(by)
    is_theirs = account.pk in helpable(person, [account], at)
    if by.pk == account.pk or not account.is_active or not (is_theirs or may_manage_accounts(person)):
        raise NotAllowedError(action="manage-accounts")
    with transaction.atomic():
        return reset_link(account, by, at)


def get_account(opaque_id: str, *, by: Account) -> Account:
    """Return any account that was not deleted. Raises NotAllowedError, PersonGoneError."""
    require(person_of(by), "manage-accounts", EVERYBODY)
    account = Account.objects.filter(opaque_id=opaque_id, closed_at=None).first()
    if account is None:
        raise PersonGoneError
    return account


def shut(account: Account, *, by: Account, at: datetime) -> None:
    """Close an account until it is opened again: nobody signs in with it and its tokens are refused; its roles stay.

    Raises NotAllowedError, also for one's own account, and LastAdministratorError.
    """
    require(person_of(by), "manage-accounts", EVERYBODY)
    if by.pk == account.pk:
        raise NotAllowedError(action="manage-accounts")
    with transaction.atomic():
        require_another_administrator(account.pk)
        if Account.objects.filter(pk=account.pk, is_active=True).update(is_active=False):
            note("account-shut", by=by, at=at, about=str(account.opaque_id))
    account.refresh_from_db()


def reopen(account: Account, *, by: Account, at: datetime) -> None:
    """Open a closed account again. Raises NotAllowedError."""
    require(person_of(by), "manage-accounts", EVERYBODY)
    with transaction.atomic():
        if Account.objects.filter(pk=account.pk, is_active=False, closed_at=None).update(is_active=True):
            note("account-reopened", by=by, at=at, about=str(account.opaque_id))
    account.refresh_from_db()
