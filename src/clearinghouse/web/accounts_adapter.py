"""What allauth asks of this node: our words, our mail, our trail."""

import ipaddress
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clearinghouse.accounts import devices
from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.accounts.registering import account_of_address
from clearinghouse.web.account_mail import (
    SECURITY_CHANGES,
    send_account_exists,
    send_confirmation,
    send_reset,
    tell_of_change,
    tell_of_device,
)
from clearinghouse.web.addresses import address_of, is_local
from clearinghouse.web.languages import current_language

_SAID: Mapping[str, str | Promise] = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "account/messages/email_confirmed.txt": _("Your e-mail address is confirmed."),
    "account/messages/email_confirmation_failed.txt": _("This e-mail address cannot be used. Enter another one."),
    "account/messages/email_deleted.txt": _("The new e-mail address is forgotten; the old one stays."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes are made. The old ones no longer work."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "usersessions/messages/sessions_logged_out.txt": _("The other sessions are ended."),
    "socialaccount/messages/account_connected.txt": _("The sign-in service is connected."),
    "socialaccount/messages/account_disconnected.txt": _("The sign-in service is disconnected."),
}
"""What allauth would say from a template of its own → what we say; whatever is not named is not said."""


class AccountsAdapter(DefaultAccountAdapter):
    """The side of allauth that faces this node."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("This is the e-mail address with which you sign in."),
        "duplicate_email": _("This is your e-mail address already."),
        "email_password_mismatch": _("The e-mail address or the password is wrong. Check both and try again."),
        "email_taken": _("This e-mail address cannot be used. Enter another one."),
        "enter_current_password": _("This is not your password. Enter the one with which you sign in now."),
        "incorrect_code": _("This code is wrong or no longer valid. Enter the one that is shown now."),
        "incorrect_password": _("The password is wrong. Try again."),
        "invalid_or_expired_key": _("This link is not valid, or no longer. Ask for a new one."),
        "invalid_password_reset": _("This link is not valid, or no longer. Ask for a new one."),
        "rate_limited": _("Too many attempts. Wait a quarter of an hour, then try again."),
        "same_as_current": _("This is your e-mail address already."),
        "too_many_login_attempts": _("Too many attempts. Wait a quarter of an hour, then try again."),
        "unverified_primary_email": _("Confirm your e-mail address first."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's network address, as it is limited and listed."""
        for address in (address_of(request), request.META.get("REMOTE_ADDR", "")):
            try:
                return str(ipaddress.ip_address(address))
            except ValueError:
                continue
        return "0.0.0.0"  # noqa: S104 - it says that there is none, as through a local socket

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say something on the next page, in our words."""
        if said := message or _SAID.get(message_template or ""):
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    # Mail

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Tell of a change; every other letter has a method of its own."""
        account = account_of_address(email) or getattr(self.request, "user", None)
        if isinstance(account, Account) and (what := SECURITY_CHANGES.get(template_prefix)):
            note("security-changed", by=account, at=timezone.now(), details={"what": what.text})
            tell_of_change(account, what, email)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """Send the link that confirms an address."""
        address: EmailAddress = emailconfirmation.email_address
        account: Account = address.user
        owner = account_of_address(address.email)
        if owner is not None and owner.pk != account.pk:
            # The address is somebody else's: its owner is told, and whoever asks learns nothing.
            send_account_exists(owner)
            return
        send_confirmation(address.email, account.language, emailconfirmation.key)

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        """Send the link to a new password."""
        send_reset(_account(user))

    # Coming and going

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **about: Any) -> HttpResponse | None:
        """Refuse accounts of the demonstration to visitors from elsewhere, however they prove who they are."""
        if _account(user).is_demonstration and not is_local(request):
            said = _("Demonstration accounts work on the machine of the demonstration only.")
            messages.error(request, str(said))
            return HttpResponseRedirect(reverse("sign-in"))
        return super().pre_login(request, user, **about)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin the session, with a key of its own, and note by what means."""
        super().login(request, user)
        used = get_authentication_records(request, user)
        methods = [str(record.get("type") or record["method"]) for record in used]
        note("signed-in", by=_account(user), at=timezone.now(), details={"methods": methods})

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **about: Any) -> HttpResponse:
        """Know the browser again next time, tell of a new one, and lead to a second factor that is asked for."""
        response = super().post_login(request, user, **about)
        self._know_browser(request, response, _account(user))
        if person_of(_account(user)).lacks_second_factor:
            response["Location"] = reverse("mfa_index")
        return response

    def _know_browser(self, request: HttpRequest, response: HttpResponse, account: Account) -> None:
        secret = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
        if not devices.recognise(account, secret, timezone.now()):
            secret = secret or devices.new_secret()
            if devices.remember(account, secret, timezone.now()):
                agent = request.META.get("HTTP_USER_AGENT", "")
                tell_of_device(account, agent=agent, address=self.get_client_ip(request))
        response.set_cookie(
            settings.DEVICE_COOKIE_NAME,
            secret,
            max_age=devices.KEPT_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

    def logout(self, request: HttpRequest) -> None:
        """End the session, also in the list of sessions, and note it."""
        if isinstance(request.user, Account):
            UserSession.objects.filter(session_key=request.session.session_key).delete()
            note("signed-out", by=request.user, at=timezone.now())
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note that somebody who is signed in gave a wrong password when asked once more."""
        who = request.user if isinstance(request.user, Account) else None
        note("confirmation-failed", by=who, at=timezone.now())

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Return where a confirmed address leads."""
        return reverse("account") if self.request.user.is_authenticated else reverse("sign-in")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return where a changed password leads."""
        return reverse("mfa_index")

    def new_user(self, request: HttpRequest) -> Account:
        """Return an account that is not kept yet, in the language of the page."""
        return Account(language=current_language().code)


def _account(user: AbstractBaseUser) -> Account:
    assert isinstance(user, Account)
    return user
