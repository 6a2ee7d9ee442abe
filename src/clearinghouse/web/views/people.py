"""The list of accounts, for administrators: find one, shut it, open it again, make a reset link."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.helping import get_account, help_in, reopen, shut
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.paging import page_of
from clearinghouse.web.people import accounts_found, accounts_shown
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def accounts(request: HttpRequest, account: Account) -> HttpResponse:
    """List the accounts."""
    person = person_of(account)
    text = request.GET.get("q", "")[:200]
    page = page_of(request, accounts_found(person, text, timezone.now()))
    context = {
        "accounts": accounts_shown(list(page.rows), person),
        "total": page.total,
        "pager": page.pager,
        "text": text,
        "crumbs": _crumbs(),
    }
    return render(request, "team/accounts.html", context)


@require_POST
@for_accounts
def shut_account(request: HttpRequest, account: Account, person: UUID) -> HttpResponse:
    """Shut an account until it is opened again."""
    found = get_account(str(person), by=account)
    shut(found, by=account, at=timezone.now())
    messages.success(request, _("The account of %(name)s is closed. Its roles stay.") % {"name": found.name})
    return HttpResponseRedirect(reverse("accounts"))


@require_POST
@for_accounts
def reopen_account(request: HttpRequest, account: Account, person: UUID) -> HttpResponse:
    """Open an account again."""
    found = get_account(str(person), by=account)
    reopen(found, by=account, at=timezone.now())
    messages.success(request, _("The account of %(name)s is open again.") % {"name": found.name})
    return HttpResponseRedirect(reverse("accounts"))


@require_POST
@for_accounts
def make_reset_link(request: HttpRequest, account: Account, person: UUID) -> HttpResponse:
    """Make a link with which somebody sets a new password."""
    found = get_account(str(person), by=account)
    link = request.build_absolute_uri(help_in(found, by=account, at=timezone.now()))
    context = {"link": link, "name": found.name, "back": reverse("accounts"), "crumbs": _crumbs()}
    return render(request, "team/reset_link.html", context)


def _crumbs() -> list[dict[str, str]]:
    return [*desk_crumbs(), {"label": _("Accounts"), "url": reverse("accounts")}]
