"""What the pages of accounts share: the way in for visitors, the sections of one's own account."""

from collections.abc import Callable
from typing import Any, ClassVar, ParamSpec

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

Crumbs = list[dict[str, str]]
_P = ParamSpec("_P")


def confirmed(view: Callable[_P, HttpResponse]) -> Callable[_P, HttpResponse]:
    """Give way to a view only if the person proved a short while ago who they are; else they do so, and it goes on."""
    guarded: Callable[_P, HttpResponse] = reauthentication_required(view)
    return guarded


def entry_crumbs(title: str) -> Crumbs:
    """Return where a page for visitors stands."""
    return [{"label": _("Clearinghouse"), "url": reverse("home")}, {"label": title, "url": ""}]


def account_crumbs(title: str) -> Crumbs:
    """Return where a page of one's own account stands."""
    before = [{"label": _("Clearinghouse"), "url": reverse("home")}, {"label": _("My desk"), "url": reverse("desk")}]
    if title == _("My account"):
        return [*before, {"label": title, "url": ""}]
    return [*before, {"label": _("My account"), "url": reverse("account")}, {"label": title, "url": ""}]


def account_ways(current: str) -> list[dict[str, Any]]:
    """Return the sections of one's own account. current: name of the page of the one that is open."""
    labels = {
        "account": _("Name, language and address"),
        "mfa_index": _("Password and second factor"),
        "usersessions_list": _("Sessions"),
        "access-tokens": _("Tokens for programs"),
        "account-data": _("My data"),
    }
    return [{"label": label, "url": reverse(name), "is_current": name == current} for name, label in labels.items()]


def account_context(title: str, section: str) -> dict[str, Any]:
    """Return what accounts/_page.html needs."""
    return {"title": title, "crumbs": account_crumbs(title), "ways": account_ways(section)}


def provider_name() -> str:
    """Return the name of the sign-in service of others that this node trusts, "" without one."""
    return str(settings.OIDC_NAME)


class EntryPage:
    """A page of allauth for visitors, in our frame. title: of the page and its crumb."""

    title: ClassVar[str | Promise] = ""

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer what no store of pages keeps."""
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # mixed into views of allauth
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context of the page."""
        title = str(self.title)
        return {**super().get_context_data(**kwargs), "title": title, "crumbs": entry_crumbs(title)}  # type: ignore[misc]  # mixed into views of allauth

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Show the form again with what is wrong."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # mixed into views of allauth
        response.status_code = 422
        return response


class AccountPage(EntryPage):
    """A page of allauth about one's own account, in our frame. section: name of the page of its section."""

    section: ClassVar[str] = ""

    @method_decorator(login_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer those who are signed in."""
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context of the page."""
        return {**super().get_context_data(**kwargs), **account_context(str(self.title), self.section)}
