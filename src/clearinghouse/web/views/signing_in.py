"""Signing in and out. What was typed while a session ended is handed on, not lost."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.limits import BY_ACCOUNT, BY_ADDRESS, count, forget, is_exhausted
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.registering import account_of_address
from clearinghouse.web.account_pages import entry_crumbs, provider_name
from clearinghouse.web.addresses import address_of, is_local
from clearinghouse.web.errors import kept_answers

_P = ParamSpec("_P")
_Answer = TypeVar("_Answer", bound=HttpResponseBase)
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
    again = partial(_sign_in_form, request, target=target, kept=kept, email=email)
    if _is_locked(request, email):
        return again(problem=_("Too many attempts. Wait a quarter of an hour, then try again."), status=429)
    account = authenticate(request, email=email, password=request.POST.get("password", ""))
    if not isinstance(account, Account):
        _note_failure(request, email)
        return again(problem=_("The e-mail address or the password is wrong. Check both and try again."), status=422)
    if account.is_demonstration and not is_local(request):
        return again(problem=_("Demonstration accounts work on the machine of the demonstration only."), status=422)
    forget(BY_ACCOUNT, email)
    login = Login(user=account, email=email, redirect_url=reverse("sign-in-kept") if kept else target or None)
    response: HttpResponse = perform_password_login(request, {"email": email}, login)
    return _with_kept(request, response, kept, target) if kept else response


def _with_kept(request: HttpRequest, response: HttpResponse, kept: list[tuple[str, str]], target: str) -> HttpResponse:
    """Hand back what was being sent: at once, or when the second factor has been given."""
    if not isinstance(request.user, Account):
        request.session[_KEPT] = {"kept": kept, "action": target}
        return response
    page = render(request, "errors/expired.html", {"kept": kept, "action": target, "is_signed_in_again": True})
    page.cookies.update(response.cookies)
    return page


@never_cache
def sign_in_kept(request: HttpRequest) -> HttpResponse:
    """Hand back what was being sent when the session ended, now that somebody has signed in with a second factor."""
    held = request.session.get(_KEPT)
    if not held or not isinstance(request.user, Account):
        return HttpResponseRedirect(reverse("desk"))
    return render(request, "errors/expired.html", {**held, "is_signed_in_again": True})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request, show_message=False)
    return HttpResponseRedirect(reverse("home"))


def _is_locked(request: HttpRequest, email: str) -> bool:
    return is_exhausted(BY_ACCOUNT, email) or is_exhausted(BY_ADDRESS, address_of(request))


def _note_failure(request: HttpRequest, email: str) -> None:
    """Count and note a failure; the same is done whether there is such an account."""
    count(BY_ACCOUNT, email)
    count(BY_ADDRESS, address_of(request))
    tried = account_of_address(email)
    action = "sign-in-locked" if _is_locked(request, email) else "sign-in-failed"
    note(action, by=None, at=timezone.now(), about=str(tried.opaque_id) if tried else "")


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
        "crumbs": entry_crumbs(_("Sign in")),
        "provider": provider_name(),
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _safe(request: HttpRequest, target: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else ""
