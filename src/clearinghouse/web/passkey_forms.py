"""Forms that take what a browser says of a passkey; whoever sends nonsense is told so."""

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

_MALFORMED = (
    AttributeError,
    IndexError,
    InvalidSignature,
    KeyError,
    OverflowError,
    TypeError,
    UnsupportedAlgorithm,
    ValueError,
    struct.error,
)
"""What the library for passkeys raises over bytes that no browser sends."""


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey that was made."""

    def clean(self) -> dict[str, Any]:
        """Refuse what is no passkey."""
        try:
            answers: dict[str, Any] = super().clean()
        except _MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return answers


class _Used:
    """A passkey that was used."""

    def clean_credential(self) -> Authenticator:
        """Refuse what is no passkey of the account."""
        try:
            used: Authenticator = super().clean_credential()  # type: ignore[misc]  # mixed into forms of allauth
        except _MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return used


class SecondStepPasskeyForm(_Used, AuthenticateWebAuthnForm):
    """As the second step of signing in."""


class SignInPasskeyForm(_Used, LoginWebAuthnForm):
    """To sign in with it alone."""


class ConfirmPasskeyForm(_Used, ReauthenticateWebAuthnForm):
    """To prove once more who one is."""
