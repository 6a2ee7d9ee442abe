"""Making an account, by oneself or by accepting an invitation; and whether an address has one."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account
from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message


class AccountExistsError(DomainError):
    """The address has an account. Never to be told to somebody who has not shown that the address is theirs."""

    code = "account-exists"
    sentence = Message("error", "This e-mail address already has an account. Sign in with it.")


class PasswordRefusedError(DomainError):
    """The password is too short, too common or too close to the name. data: reasons, in the language in use."""

    code = "password-refused"
    sentence = Message("error", "Choose another password. %(reasons)s")


def account_of_address(email: str) -> Account | None:
    """Return the account that an address belongs to, verified or not; None if it has none."""
    email = email.strip().lower()
    holds_it = Q(emailaddress__email=email, emailaddress__verified=True) | Q(email=email)
    return Account.objects.filter(holds_it).distinct().first()


def register(email: str, name: str, password: str, language: str, *, is_verified: bool = False) -> Account:
    """Make an account. is_verified: whether it is known that the address is the person's; else they confirm it first.

    language: code in which they are written to. Raises AccountExistsError or PasswordRefusedError.
    """
    email = email.strip().lower()
    check_password_strength(password, Account(email=email, name=name))
    if account_of_address(email) is not None:
        raise AccountExistsError
    try:
        with transaction.atomic():
            account = Account.objects.create_account(email, password, name=name.strip()[:200], language=language)
            EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=is_verified)
            note(
                "registered",
                by=account,
                at=timezone.now(),
                about=str(account.opaque_id),
                details={"is_verified": is_verified},
            )
    except IntegrityError as error:
        raise AccountExistsError from error
    return account


def check_password_strength(password: str, account: Account) -> None:
    """Raise PasswordRefusedError if a password is too weak for an account, saved or not."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise PasswordRefusedError(reasons=" ".join(error.messages)) from error
