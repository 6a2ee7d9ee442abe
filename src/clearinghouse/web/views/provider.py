"""Signing in through an OpenID Connect service; only where one is configured."""

from allauth.socialaccount.providers.openid_connect.views import callback, login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache


@never_cache
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the service."""
    response: HttpResponse = login(request, provider_id)
    return response


@never_cache
def end(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take up what the service says of the visitor."""
    response: HttpResponse = callback(request, provider_id)
    return response


@never_cache
def taken(request: HttpRequest) -> HttpResponse:
    """Say that an account with this address waits for its confirmation."""
    messages.error(request, _("There is an account with your e-mail address already. Sign in with its password."))
    return HttpResponseRedirect(reverse("sign-in"))
