"""Who is at the door of the API, by bearer token alone, and how often they may ask."""

import logging
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from clearinghouse.accounts.limits import Limit, take
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import OutOfScopeError
from clearinghouse.accounts.person import Person, person_of
from clearinghouse.accounts.tokens import account_of_token
from clearinghouse.core.origin import Door, Origin, address_in, coming_from
from clearinghouse.exchange.problems import plain_problem

logger = logging.getLogger(__name__)

_WINDOW_S = 60


class ByToken(HttpBearer):
    """Lets in whoever sends a token that is in use; a session in a cookie opens nothing here."""

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        """Return whom the token speaks for, None for one that is unknown, ended or expired."""
        return account_of_token(token.strip(), timezone.now())


by_token = ByToken()


def caller(request: HttpRequest) -> Account:
    """Return whom the token of a request speaks for; the operation has asked for one."""
    account: Account = request.__dict__["auth"]
    return account


def reading(account: Account) -> Person:
    """Return the caller of a list that leaves out what may not be seen. Raises OutOfScopeError."""
    person = person_of(account)
    if person.scopes is not None and "read" not in person.scopes:
        raise OutOfScopeError(scope="read")
    return person


def not_signed_in(request: HttpRequest) -> HttpResponse:
    """Ask for a token, or for another one. Whoever guesses tokens is limited as anybody without one."""
    if wait_s := _taken(request):
        return too_many(wait_s)
    was_sent = "Authorization" in request.headers
    if was_sent:
        title = "This token is unknown, was ended or has expired. Make another on the page of your account."
    else:
        title = "Send a token of your account as “Authorization: Bearer …”. A session in a browser does not count here."
    refused = plain_problem("not-signed-in", title, status=401)
    refused["WWW-Authenticate"] = 'Bearer realm="clearinghouse"' + (', error="invalid_token"' if was_sent else "")
    return refused


def too_many(wait_s: int | None) -> HttpResponse:
    """Say when to come back."""
    refused = plain_problem("too-many-requests", "Too many requests. Wait as “Retry-After” says.", status=429)
    refused["Retry-After"] = str(wait_s or _WINDOW_S)
    return refused


class PerCaller(BaseThrottle):
    """So many requests in a minute: from one address without a token, and with each token."""

    def __init__(self) -> None:
        self._refused = threading.local()

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request, and say whether it may go on."""
        self._refused.wait_s = _taken(request)
        return not self._refused.wait_s

    def wait(self) -> float | None:
        """Return how many seconds whoever was just refused must wait."""
        return float(self._refused.wait_s)


def _taken(request: HttpRequest) -> int:
    account = request.__dict__.get("auth")
    if account is None:
        limit, key = Limit("api-address", settings.API_PER_ADDRESS, _WINDOW_S), _address(request)
    else:
        limit, key = Limit("api-token", settings.API_PER_TOKEN, _WINDOW_S), request.headers["Authorization"]
    try:
        return take(limit, key)
    except (DatabaseError, InterfaceError) as error:
        # Reading must go on where nothing can be written, and so nothing counted.
        logger.warning("request not counted", exc_info=error)
        return 0


def at_the_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return a view that says of whatever it does that it came through the API, and refuses as the rest of it does."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        with coming_from(Origin(Door.API, _address(request))):
            response = view(request, *arguments, **named)
        if "Authorization" in request.headers:
            # Kept out of every shared store of answers.
            response.headers.setdefault("Cache-Control", "private, no-store")
        if response.status_code != 405:
            return response
        allowed = ", ".join(sorted(response["Allow"].split(", ")))
        refused = plain_problem("method-unknown", f"This address takes {allowed}.", status=405)
        refused["Allow"] = allowed
        return refused

    return answer


def _address(request: HttpRequest) -> str:
    return address_in(request.META, proxies=settings.PROXIES)
