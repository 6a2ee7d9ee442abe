"""What is done to accounts."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.person import Held


def create_account(
    email: str, password: str, *, name: str, roles: Iterable[Held], is_demonstration: bool = False
) -> Account:
    """Make an account with its roles; those of focal points count as confirmed."""
    with transaction.atomic():
        account = Account.objects.create_account(email, password, name=name, is_demonstration=is_demonstration)
        RoleHeld.objects.bulk_create(
            RoleHeld(
                account=account,
                role=held.role,
                owner=held.owner,
                realm=held.realm,
                format_slug=held.format,
                instrument=held.instrument,
                confirmed_at=timezone.now() if held.role == Role.FOCAL_POINT else None,
            )
            for held in roles
        )
    return account
