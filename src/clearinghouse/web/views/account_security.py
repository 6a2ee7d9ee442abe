"""Password and second factors of one's own account, and proving once more who one is."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.views import PasswordChangeView, PasswordSetView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ListWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.web.account_forms import ChangedPasswordForm, FirstPasswordForm
from clearinghouse.web.account_pages import AccountPage, EntryPage
from clearinghouse.web.passkey_forms import (
    AddPasskeyForm,
    ConfirmPasskeyForm,
    SecondStepPasskeyForm,
    SignInPasskeyForm,
)

SECURITY = "mfa_index"


class Security(AccountPage, IndexView):
    """What protects the account."""

    title = _("Password and second factor")
    section = SECURITY
    template_name = "accounts/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context of the page."""
        account = self.request.user
        assert isinstance(account, Account)
        asked_for = person_of(account).lacks_second_factor
        return {
            **super().get_context_data(**kwargs),
            "is_asked_for": asked_for,
            "has_password": account.has_usable_password(),
        }


class ChangePassword(AccountPage, PasswordChangeView):
    """Another password; the other sessions end with the old one."""

    title = _("Change password")
    section = SECURITY
    template_name = "accounts/password.html"
    form_class = ChangedPasswordForm


@method_decorator(reauthentication_required, name="dispatch")
class SetPassword(AccountPage, PasswordSetView):
    """A password for an account that signed in through a service of others so far."""

    title = _("Set a password")
    section = SECURITY
    template_name = "accounts/password.html"
    form_class = FirstPasswordForm


# Proving it once more


class Reauthenticate(AccountPage, ReauthenticateView):
    """By password."""

    title = _("Confirm that it is you")
    section = SECURITY
    template_name = "accounts/reauthenticate.html"


class ReauthenticateByCode(AccountPage, ReauthenticateByCodeView):
    """By the code of an app, or a recovery code."""

    title = _("Confirm that it is you")
    section = SECURITY
    template_name = "accounts/reauthenticate_code.html"


class ReauthenticateByPasskey(AccountPage, ReauthenticateWebAuthnView):
    """By a passkey."""

    title = _("Confirm that it is you")
    section = SECURITY
    template_name = "accounts/reauthenticate_passkey.html"
    form_class = ConfirmPasskeyForm


# Signing in


class SecondStep(EntryPage, AuthenticateView):
    """The second step of signing in."""

    title = _("Second step")
    template_name = "accounts/second_step.html"
    webauthn_form_class = SecondStepPasskeyForm

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Note the failure and ask again."""
        account: Account = self.stage.login.user
        note("second-factor-failed", by=None, at=timezone.now(), about=str(account.opaque_id))
        return super().form_invalid(form)


class SignInByPasskey(LoginWebAuthnView):
    """Signing in with a passkey alone; the page of signing in starts it."""

    form_class = SignInPasskeyForm

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Note the failure and lead back."""
        note("sign-in-failed", by=None, at=timezone.now(), details={"methods": ["webauthn"]})
        response: HttpResponse = super().form_invalid(form)
        return response


# Authenticator app


class AddApp(AccountPage, ActivateTOTPView):
    """Setting up an authenticator app."""

    title = _("Set up an authenticator app")
    section = SECURITY
    template_name = "accounts/app_add.html"


class RemoveApp(AccountPage, DeactivateTOTPView):
    """Removing the authenticator app."""

    title = _("Remove the authenticator app")
    section = SECURITY
    template_name = "accounts/app_remove.html"


# Recovery codes


class Codes(AccountPage, ViewRecoveryCodesView):
    """The recovery codes, shown once after they were made."""

    title = _("Recovery codes")
    section = SECURITY
    template_name = "accounts/codes.html"


class NewCodes(AccountPage, GenerateRecoveryCodesView):
    """New recovery codes instead of the old ones."""

    title = _("New recovery codes")
    section = SECURITY
    template_name = "accounts/codes_new.html"


# Passkeys


class Passkeys(AccountPage, ListWebAuthnView):
    """The passkeys of the account."""

    title = _("Passkeys")
    section = SECURITY
    template_name = "accounts/passkeys.html"


class AddPasskey(AccountPage, AddWebAuthnView):
    """Adding a passkey; only a browser with scripts can."""

    title = _("Add a passkey")
    section = SECURITY
    template_name = "accounts/passkey_add.html"
    form_class = AddPasskeyForm


class RenamePasskey(AccountPage, EditWebAuthnView):
    """Another name for a passkey."""

    title = _("Rename the passkey")
    section = SECURITY
    template_name = "accounts/passkey_rename.html"


class RemovePasskey(AccountPage, RemoveWebAuthnView):
    """Removing a passkey."""

    title = _("Remove the passkey")
    section = SECURITY
    template_name = "accounts/passkey_remove.html"
