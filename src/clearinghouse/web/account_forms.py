"""Forms of accounts. Labels stand in the templates; every sentence of an error is ours or Django's."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import SCOPES
from clearinghouse.accounts.registering import PasswordRefusedError, check_password_strength
from clearinghouse.core.languages import LANGUAGES

_LANGUAGES = [(language.code, language.name) for language in LANGUAGES]
_DAYS = (("30", _("30 days")), ("90", _("90 days")), ("365", _("One year")), ("", _("Never")))


class RegistrationForm(forms.Form):
    """Asking for an account."""

    name = forms.CharField(max_length=200)
    email = forms.EmailField(max_length=254)
    password = forms.CharField(max_length=1000, strip=False, widget=forms.PasswordInput)
    language = forms.ChoiceField(choices=_LANGUAGES)

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is too weak for this person."""
        answers: dict[str, Any] = super().clean() or {}
        if password := answers.get("password"):
            account = Account(email=answers.get("email", "").lower(), name=answers.get("name", ""))
            try:
                check_password_strength(password, account)
            except PasswordRefusedError as error:
                self.add_error("password", str(error.data["reasons"]))
        return answers


class ForgottenForm(forms.Form):
    """Asking for a new password."""

    email = forms.EmailField(max_length=254)


class ProfileForm(forms.Form):
    """How a person is called and written to."""

    name = forms.CharField(max_length=200)
    language = forms.ChoiceField(choices=_LANGUAGES)


class TokenForm(forms.Form):
    """A token for a program."""

    name = forms.CharField(max_length=100)
    scopes = forms.MultipleChoiceField(choices=[(scope, scope) for scope in SCOPES])
    days = forms.ChoiceField(choices=_DAYS, required=False)


# A second field for the same password makes nobody surer; a forgotten one is replaced by mail.


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password instead of one that was forgotten."""

    password2 = None  # type: ignore[assignment]  # how Django takes a field away


class ChangedPasswordForm(ChangePasswordForm):
    """A new password beside the one in use."""

    password2 = None  # type: ignore[assignment]  # how Django takes a field away


class FirstPasswordForm(SetPasswordForm):
    """A password for an account that had none."""

    password2 = None  # type: ignore[assignment]  # how Django takes a field away
