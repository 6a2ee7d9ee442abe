"""Second factors in our words and with our care: what allauth asks of this node."""

import base64
import hashlib
from io import BytesIO

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SecondFactorAdapter(DefaultMFAAdapter):
    """Words, names of passkeys, and secrets that are useless without the key of the node."""

    error_messages = {
        "add_email_blocked": gettext_lazy("Remove your second factor before you change your e-mail address."),
        "cannot_delete_authenticator": gettext_lazy("This second factor cannot be removed."),
        "cannot_generate_recovery_codes": gettext_lazy("Set up an authenticator app or a passkey first."),
        "incorrect_code": gettext_lazy("This code is wrong or no longer valid. Enter the one that is shown now."),
        "unverified_email": gettext_lazy("Confirm your new e-mail address first; the link is in the mail sent to it."),
    }

    def build_totp_svg(self, url: str) -> str:
        """Return what an authenticator app reads, as a picture."""
        # By segno: the library that allauth would take is under a licence that we have not agreed to.
        picture = BytesIO()
        segno.make(url, micro=False).save(picture, kind="svg", scale=4, light="#fff", xmldecl=False)
        return picture.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret. Raises ImproperlyConfigured where the key of the node was exchanged."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            sentence = "A second factor cannot be read: SECRET_KEY is not the one with which it was stored."
            raise ImproperlyConfigured(sentence) from error

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """Return the name that a passkey is offered."""
        return _("My passkey")


def _box() -> MultiFernet:
    keys = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    derived = (hashlib.sha256(f"second-factors:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in derived])
