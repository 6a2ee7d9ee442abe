"""What is done to accounts."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.person import Held


def create_account(
    email: str, password: str, *, name: str, roles: Iterable[Held], is_demonstration: bool = False
) -> Account:
    """Make an account with its roles, as an operator does: its address and the roles of focal points are confirmed."""
    with transaction.atomic():
        account = Account.objects.create_account(email, password, name=name, is_demonstration=is_demonstration)
        EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
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


def change_profile(account: Account, *, name: str, language: str) -> None:
    """Change how a person is called and in which language they are written to; they do so themselves."""
    with transaction.atomic():
        account.name, account.language = name.strip()[:200], language
        account.save(update_fields=["name", "language"])
        note("profile-changed", by=account, at=timezone.now(), about=str(account.opaque_id))
