"""Links that give an account back to its owner, for the mail and for those who may hand one over in person."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account
from clearinghouse.core.languages import BY_CODE

RESET_PAGE = "account_reset_password_from_key"
CONFIRMATION_PAGE = "account_confirm_email"


def reset_link(account: Account, by: Account, at: datetime) -> str:
    """Return the path of the page on which an account gets a new password; who made the link is noted.

    It works until it is used, the person signs in, or the time of PASSWORD_RESET_TIMEOUT is over. The caller asks
    for the right to hand it over; it is never shown to whoever merely asked for a reset.
    """
    note("reset-link-made", by=by, at=at, about=str(account.opaque_id))
    return _path(account, RESET_PAGE, reset_arguments(account))


def verification_link(account: Account, by: Account, at: datetime) -> str:
    """Return the path of the page on which an address is confirmed, "" if none of the account waits for it."""
    address = EmailAddress.objects.filter(user=account, verified=False).order_by("-pk").first()
    if address is None:
        return ""
    note("verification-link-made", by=by, at=at, about=str(account.opaque_id))
    return _path(account, CONFIRMATION_PAGE, confirmation_arguments(address))


def reset_arguments(account: Account) -> tuple[str, str]:
    """Return the arguments of the page for a new password: the account and a token that proves the link."""
    return user_pk_to_url_str(account), default_token_generator.make_token(account)


def confirmation_arguments(address: EmailAddress) -> tuple[str]:
    """Return the argument of the page that confirms an address."""
    return (EmailConfirmationHMAC.create(address).key,)


def _path(account: Account, page: str, arguments: tuple[str, ...]) -> str:
    with translation.override(BY_CODE[account.language].django):
        return reverse(page, args=arguments)


def remove_second_factors(account: Account, by: Account, at: datetime) -> None:
    """Take away the second factors of somebody who lost them; the caller asks for the right and knows the person."""
    with transaction.atomic():
        Authenticator.objects.filter(user=account).delete()
        note("second-factors-removed", by=by, at=at, about=str(account.opaque_id))
