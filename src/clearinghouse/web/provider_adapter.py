"""Signing in through an OpenID Connect service: whom this node lets in, and what it says otherwise."""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account


class ProviderAdapter(DefaultSocialAccountAdapter):
    """The side of allauth that faces services of others."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse whoever shows no confirmed address: an account here is known by one."""
        if not any(address.verified for address in sociallogin.email_addresses):
            refuse(request, _("The sign-in service has not confirmed your e-mail address. Sign in with a password."))

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Account:
        """Return the account as the service describes the person."""
        account = sociallogin.user
        assert isinstance(account, Account)
        account.email = str(data.get("email") or "").lower()
        given = " ".join(str(data.get(part) or "") for part in ("first_name", "last_name")).strip()
        account.name = str(data.get("name") or given or account.email.partition("@")[0])[:200]
        return account

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Account:
        """Keep a new account, and note it."""
        account = super().save_user(request, sociallogin, form)
        assert isinstance(account, Account)
        details = {"is_verified": True, "provider": sociallogin.account.provider}
        note("registered", by=account, at=timezone.now(), about=str(account.opaque_id), details=details)
        return account

    def on_authentication_error(self, request: HttpRequest, *_about: Any, **_more: Any) -> None:
        """Lead back to the page of signing in, whatever the service said."""
        note("sign-in-failed", by=None, at=timezone.now(), details={"methods": ["socialaccount"]})
        refuse(request, _("The sign-in service did not let you in. Try again, or sign in with a password."))


def refuse(request: HttpRequest, sentence: str) -> NoReturn:
    """Lead back to the page of signing in."""
    messages.error(request, sentence)
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("sign-in")))
