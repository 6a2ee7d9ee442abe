"""Focal points of all countries, for the secretariat: nominations, gaps, and the table to take away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.teams import get_role
from clearinghouse.records.errors import ReasonMissingError
from clearinghouse.records.handing_over import confirm_focal_point, decline_focal_point
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.errors import said
from clearinghouse.web.focal_points import FocalPointsPage, focal_points_page, table_of
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def focal_points(request: HttpRequest, account: Account) -> HttpResponse:
    """Show what waits to be confirmed, and the table."""
    return _shown(request, account)


@for_accounts
def table(request: HttpRequest, account: Account) -> HttpResponse:
    """Send the table, filtered as on the page, as CSV."""
    response = HttpResponse(table_of(_page(request, account)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="focal-points.csv"'
    return response


@require_POST
@for_accounts
def confirm(request: HttpRequest, account: Account, key: int) -> HttpResponse:
    """Confirm a focal point."""
    at = timezone.now()
    row = get_role(key, by=account, at=at)
    confirm_focal_point(row, by=account, at=at)
    messages.success(request, _("%(name)s is confirmed and is told so.") % {"name": row.account.name})
    return HttpResponseRedirect(reverse("focal-points"))


@require_POST
@for_accounts
def decline(request: HttpRequest, account: Account, key: int) -> HttpResponse:
    """Decline a nomination with a reason."""
    at = timezone.now()
    row = get_role(key, by=account, at=at)
    try:
        decline_focal_point(row, by=account, at=at, reason=request.POST.get("reason", ""))
    except ReasonMissingError as error:
        return _shown(request, account, declining=key, problem=said(error))
    messages.success(request, _("The nomination was declined. The people concerned read the reason."))
    return HttpResponseRedirect(reverse("focal-points"))


def _page(request: HttpRequest, account: Account) -> FocalPointsPage:
    text, without = request.GET.get("q", "")[:200], request.GET.get("without", "")[:10]
    return focal_points_page(account, text=text, without=without, at=timezone.now())


def _shown(request: HttpRequest, account: Account, *, declining: int = 0, problem: str = "") -> HttpResponse:
    crumbs = [*desk_crumbs(), {"label": _("Focal points"), "url": reverse("focal-points")}]
    context = {"page": _page(request, account), "declining": declining, "problem": problem, "crumbs": crumbs}
    return render(request, "team/focal_points.html", context, status=422 if problem else 200)
