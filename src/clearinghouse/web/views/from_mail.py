"""Pages behind the links of mails. Looking at one never acts: mail scanners follow links."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from clearinghouse.core.errors import DomainError
from clearinghouse.notices.bouncing import address_to_confirm, confirm
from clearinghouse.notices.errors import LinkUnknownError
from clearinghouse.notices.preferences import account_of_token, stop
from clearinghouse.records.errors import ReasonMissingError
from clearinghouse.search.refusals import status_of
from clearinghouse.web.deciding_by_mail import decide, decision_of
from clearinghouse.web.errors import said


@never_cache
def decide_by_mail(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what a link decides with one button; carry it out when that is pressed."""
    at = timezone.now()
    problem = ""
    try:
        decision = decision_of(secret, at=at)
        if request.method == "POST":
            try:
                address = decide(decision, reason=request.POST.get("reason", ""), at=at)
            except ReasonMissingError as error:
                problem = said(error)
            else:
                return _render(request, "mail/decided.html", {"decision": decision, "record_url": address})
    except DomainError as error:
        return _refused(request, error)
    context = {"decision": decision, "problem": problem}
    return _render(request, "mail/decide.html", context, status=422 if problem else 200)


@never_cache
@csrf_exempt
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether mail of a kind shall stop, and stop it; a mail program does so by itself (RFC 8058).

    Without a token against forgery: the address holds a secret of its own, and no session is needed.
    """
    try:
        account, _kind = account_of_token(token)
        if request.method == "POST":
            stop(token)
    except LinkUnknownError as error:
        return _refused(request, error)
    return _render(request, "mail/stop.html", {"email": account.email, "is_stopped": request.method == "POST"})


@never_cache
def confirm_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether an address shall get mail again, and see to it."""
    try:
        email = confirm(token) if request.method == "POST" else address_to_confirm(token)
    except LinkUnknownError as error:
        return _refused(request, error)
    return _render(request, "mail/confirm.html", {"email": email, "is_confirmed": request.method == "POST"})


def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    return _render(request, "mail/refused.html", {"sentence": said(error)}, status=status_of(error))


def _render(request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    crumbs = [{"label": _("Link of a mail"), "url": ""}]
    response = render(request, template, {**context, "crumbs": crumbs}, status=status)
    # The address is a secret; other sites are never told it either, as on every page.
    response["X-Robots-Tag"] = "noindex"
    return response
