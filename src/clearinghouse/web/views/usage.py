"""How often records are looked at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.usage_shown import usage_page
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def usage(request: HttpRequest, account: Account) -> HttpResponse:
    """Show what was looked at most, of one owner or of all; without `owner`, of the first that the person may see."""
    days = request.GET.get("days", "")
    number = int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0
    page = usage_page(person_of(account), request.GET.get("owner"), days=number, at=timezone.now())
    crumbs = [*desk_crumbs(), {"label": _("What people look at"), "url": ""}]
    return render(request, "desk/usage.html", {"page": page, "crumbs": crumbs})
