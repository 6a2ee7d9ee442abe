"""Joining a team by an invitation with a new account, whose address the invitation has proven."""

from datetime import datetime

from django.db import transaction

from clearinghouse.accounts.invitations import opened
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.registering import register
from clearinghouse.accounts.team_errors import NameMissingError
from clearinghouse.records.handing_over import accept_invitation


def join(secret: str, *, name: str, password: str, language: str, at: datetime) -> Account:
    """Make the account and take on the role in one step.

    Raises InvitationGoneError, NameMissingError, PasswordRefusedError, AccountExistsError.
    """
    called = name.replace("\0", "").strip()
    with transaction.atomic():
        invitation = opened(secret, at)
        if not called:
            raise NameMissingError
        account = register(invitation.email, called, password, language, is_verified=True)
        accept_invitation(secret, by=account, at=at)
    return account
