"""What is done to accounts."""

from collections.abc import Iterable

from django.db import transaction

from clearinghouse.accounts.models import Account, Role, RoleHeld


def create_account(
    email: str, password: str, *, name: str, roles: Iterable[tuple[Role, str]], is_demonstration: bool = False
) -> Account:
    """Make an account with its roles, each for a government ("" for the secretariat)."""
    with transaction.atomic():
        account = Account.objects.create_account(email, password, name=name, is_demonstration=is_demonstration)
        RoleHeld.objects.bulk_create(
            RoleHeld(account=account, role=role, government=government) for role, government in roles
        )
    return account
