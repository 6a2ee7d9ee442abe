"""Signing in and out. What was typed while a session ended is handed on, not lost."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from clearinghouse.accounts.limits import BY_ACCOUNT, BY_ADDRESS, count, forget, is_exhausted
from clearinghouse.accounts.models import Account
from clearinghouse.web.errors import kept_answers

_P = ParamSpec("_P")
_Answer = TypeVar("_Answer", bound=HttpResponseBase)
_LOOPBACK = frozenset({"127.0.0.1", "::1"})
_KEPT = "kept."


def for_accounts(
    view: Callable[Concatenate[HttpRequest, Account, _P], _Answer],
) -> Callable[Concatenate[HttpRequest, _P], _Answer | HttpResponse]:
    """Give a view the account that is signed in; ask to sign in first, keeping what was being sent."""

    @wraps(view)
    def answer(request: HttpRequest, *args: _P.args, **kwargs: _P.kwargs) -> _Answer | HttpResponse:
        if isinstance(request.user, Account):
            return view(request, request.user, *args, **kwargs)
        if request.method == "POST":
            return _sign_in_form(request, target=request.path, kept=kept_answers(request), status=401)
        return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")

    return never_cache(answer)  # type: ignore[return-value]  # `wraps` keeps the name of the first parameter


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by e-mail address and password; the answer to a wrong pair does not say which was wrong."""
    target = _safe(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.method != "POST":
        return _sign_in_form(request, target=target)
    kept = [(n.removeprefix(_KEPT), v) for n, vs in request.POST.lists() if n.startswith(_KEPT) for v in vs]
    # PostgreSQL refuses to be asked for a text with NUL in it.
    email = request.POST.get("email", "").replace("\0", "").strip().lower()
    origin = _address_of(request)
    if is_exhausted(BY_ACCOUNT, email) or is_exhausted(BY_ADDRESS, origin):
        problem = _("Too many attempts. Wait a quarter of an hour, then try again.")
        return _sign_in_form(request, target=target, kept=kept, problem=problem, email=email, status=429)
    account = authenticate(request, username=email, password=request.POST.get("password", ""))
    if account is None:
        count(BY_ACCOUNT, email)
        count(BY_ADDRESS, origin)
        problem = _("The e-mail address or the password is wrong. Check both and try again.")
        return _sign_in_form(request, target=target, kept=kept, problem=problem, email=email, status=422)
    if account.is_demonstration and not _is_local(request):
        problem = _("Demonstration accounts work on the machine of the demonstration only.")
        return _sign_in_form(request, target=target, kept=kept, problem=problem, email=email, status=422)
    forget(BY_ACCOUNT, email)
    login(request, account)
    if kept:
        context = {"kept": kept, "action": target, "is_signed_in_again": True}
        return render(request, "errors/expired.html", context)
    return HttpResponseRedirect(target or reverse("desk"))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return HttpResponseRedirect(reverse("home"))


def _sign_in_form(
    request: HttpRequest,
    *,
    target: str,
    kept: list[tuple[str, str]] | None = None,
    problem: str = "",
    email: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "target": target,
        "kept": [(f"{_KEPT}{name}", value) for name, value in kept or []],
        "problem": problem,
        "email": email,
        "has_ended": status == 401,
        "crumbs": [{"label": _("Clearinghouse"), "url": reverse("home")}, {"label": _("Sign in"), "url": ""}],
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _safe(request: HttpRequest, target: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else ""


def _address_of(request: HttpRequest) -> str:
    """Return the address of the visitor: as the trusted proxies saw it, where there are any."""
    seen = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    trusted: int = settings.PROXIES
    if trusted and len(seen) >= trusted:
        return str(seen[-trusted])
    return str(request.META.get("REMOTE_ADDR", ""))


def _is_local(request: HttpRequest) -> bool:
    return request.META.get("REMOTE_ADDR", "") in _LOOPBACK and "HTTP_X_FORWARDED_FOR" not in request.META
