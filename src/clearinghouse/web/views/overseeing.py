"""Requests that wait for whoever decides, for administrators: the list, and handing one on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.core.errors import DomainError
from clearinghouse.records.errors import NotADeciderError, ReasonMissingError
from clearinghouse.records.models import Case
from clearinghouse.records.overseeing import get_waiting, hand_on, waiting_requests
from clearinghouse.web.deciding import chosen_decider
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.errors import said
from clearinghouse.web.paging import page_of
from clearinghouse.web.requests_overseen import requests_overseen
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def overseen(request: HttpRequest, account: Account) -> HttpResponse:
    """List all requests that wait, the longest first."""
    page = page_of(request, waiting_requests(person_of(account)))
    context = {
        "title": _("Requests that wait"),
        "page": page,
        "rows": requests_overseen(page.rows),
        "crumbs": _crumbs(),
    }
    return render(request, "cases/overseen.html", context)


@for_accounts
def hand_on_request(request: HttpRequest, account: Account, key: int) -> HttpResponse:
    """Ask to whom a request is to be given, and why; give it."""
    found = get_waiting(key, by=account)
    if request.method != "POST":
        return _page(request, found)
    try:
        to = chosen_decider(request.POST.get("to", ""))
        hand_on(found, to=to, by=account, at=timezone.now(), reason=request.POST.get("reason", ""))
    except (ReasonMissingError, NotADeciderError) as error:
        return _page(request, found, error)
    messages.success(request, _("The request was handed on."))
    return HttpResponseRedirect(reverse("requests-overseen"))


def _page(request: HttpRequest, found: Case, error: DomainError | None = None) -> HttpResponse:
    context = {
        "one": requests_overseen([found])[0],
        "to": request.POST.get("to", ""),
        "reason": request.POST.get("reason", ""),
        "to_problem": said(error) if isinstance(error, NotADeciderError) else "",
        "reason_problem": said(error) if isinstance(error, ReasonMissingError) else "",
        "crumbs": [*_crumbs(), {"label": _("Hand on the request"), "url": ""}],
    }
    return render(request, "cases/hand_on.html", context, status=422 if error else 200)


def _crumbs() -> list[dict[str, str]]:
    return [*desk_crumbs(), {"label": _("Requests that wait"), "url": reverse("requests-overseen")}]
