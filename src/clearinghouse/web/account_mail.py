"""What accounts are written about: each letter is a notice, and leaves by the door of notices."""

from collections.abc import Mapping

from django.utils import timezone, translation

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.recovering import CONFIRMATION_PAGE, RESET_PAGE, reset_arguments
from clearinghouse.core.languages import BY_CODE
from clearinghouse.core.messages import Message
from clearinghouse.notices.actions import notify, notify_address
from clearinghouse.notices.kinds import About, NoticeKind
from clearinghouse.web.browsers import browser_named
from clearinghouse.web.speech import say

SECURITY_CHANGES: Mapping[str, Message] = {
    "account/email/password_changed": Message("security", "The password was changed."),
    "account/email/password_set": Message("security", "A password was set."),
    "account/email/password_reset": Message("security", "A forgotten password was replaced."),
    "account/email/email_changed": Message("security", "The e-mail address was changed."),
    "mfa/email/totp_activated": Message("security", "An authenticator app was added."),
    "mfa/email/totp_deactivated": Message("security", "The authenticator app was removed."),
    "mfa/email/webauthn_added": Message("security", "A passkey was added."),
    "mfa/email/webauthn_removed": Message("security", "A passkey was removed."),
    "mfa/email/recovery_codes_generated": Message("security", "New recovery codes were made."),
    "socialaccount/email/account_connected": Message("security", "A sign-in service was connected."),
    "socialaccount/email/account_disconnected": Message("security", "A sign-in service was disconnected."),
}
"""What allauth calls a letter → what changed."""


def send_confirmation(email: str, language: str, key: str) -> None:
    """Send the link that confirms an address, which need not be anybody's yet."""
    about = About(link=CONFIRMATION_PAGE, link_arguments=(key,))
    notify_address(email, language=language, kind=NoticeKind.ADDRESS_CONFIRMATION, about=about, at=timezone.now())


def send_reset(account: Account) -> None:
    """Send the link that gives an account a new password."""
    about = About(link=RESET_PAGE, link_arguments=reset_arguments(account))
    notify([account], NoticeKind.PASSWORD_RESET, about=about, at=timezone.now())


def send_account_exists(account: Account) -> None:
    """Tell the owner of an address that somebody tried to register with it."""
    notify([account], NoticeKind.ACCOUNT_EXISTS, about=About(link="sign-in"), at=timezone.now())


def tell_of_change(account: Account, what: Message, email: str) -> None:
    """Tell a person that something about signing in changed; also at an address that was theirs until now."""
    about, at = About(link="mfa_index", data={"what": _in_their_language(account, what)}), timezone.now()
    notify([account], NoticeKind.SECURITY_CHANGED, about=about, at=at)
    if email and email != account.email:
        kind = NoticeKind.SECURITY_CHANGED
        notify_address(email, language=account.language, kind=kind, about=about, at=at)


def tell_of_device(account: Account, *, agent: str, address: str) -> None:
    """Tell a person that their account was used from a browser that it was not used from before."""
    with translation.override(BY_CODE[account.language].django):
        device = f"{browser_named(agent)} – {address}"
    about = About(link="usersessions_list", data={"device": device})
    notify([account], NoticeKind.NEW_DEVICE, about=about, at=timezone.now())


def _in_their_language(account: Account, message: Message) -> str:
    with translation.override(BY_CODE[account.language].django):
        return say(message)
