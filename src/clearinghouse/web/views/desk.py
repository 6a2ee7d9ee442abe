"""The desk, and beginning or ending a record from it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.formats.collection import get_format
from clearinghouse.formats.format import Format
from clearinghouse.records.drafting import begin_amendment, begin_draft, require_open
from clearinghouse.records.models import Draft
from clearinghouse.records.queries import find_record
from clearinghouse.web.broken import broken_shown
from clearinghouse.web.desks import desk_crumbs, desk_of, owners_offered
from clearinghouse.web.languages import current_language
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def desk(request: HttpRequest, account: Account) -> HttpResponse:
    """Show what waits for this person and what they work on."""
    shown = desk_of(account)
    # The masthead of this page shows the same number.
    request.desk_count = shown.waiting  # type: ignore[attr-defined]  # kept with the request for context.py
    return render(request, "desk/desk.html", {"desk": shown, "crumbs": desk_crumbs()})


@for_accounts
def new_draft(request: HttpRequest, account: Account) -> HttpResponse:
    """Offer the formats in which this person may begin a record; begin one."""
    if request.method == "POST":
        return HttpResponseRedirect(reverse("draft", args=[_begun(request, account).pk]))
    crumbs = [*desk_crumbs(), {"label": _("Begin a record"), "url": ""}]
    return render(request, "desk/new.html", {"groups": owners_offered(account), "crumbs": crumbs})


def _begun(request: HttpRequest, account: Account) -> Draft:
    fmt = get_format(request.POST.get("format", ""))
    owner = request.POST.get("owner", "")
    realm = realm_chosen(request, account, fmt, owner)
    language = current_language().code
    return begin_draft(fmt, by=account, realm=realm, owner=owner, language=language, at=timezone.now())


def realm_chosen(request: HttpRequest, account: Account, fmt: Format, owner: str) -> str:
    """Return the clearing-house in which a record is to begin: as sent, or the first. Raises NotAllowedError."""
    require_open(fmt)
    offered = [one for group in owners_offered(account) for one in group.formats if one.owner == owner]
    realms = next((one.realms for one in offered if one.slug == fmt.slug), [])
    realm = request.POST.get("realm") or next(iter(realms), "")
    if realm not in realms:
        raise NotAllowedError(action="draft")
    return realm


@for_accounts
def broken_references(request: HttpRequest, account: Account) -> HttpResponse:
    """List the references of this person's records to records that are not here."""
    crumbs = [*desk_crumbs(), {"label": _("Broken references"), "url": ""}]
    return render(request, "desk/broken.html", {"broken": broken_shown(account), "crumbs": crumbs})


@require_POST
@for_accounts
def amend(request: HttpRequest, account: Account, identifier: str) -> HttpResponse:
    """Open the draft of a record's next revision."""
    found, _number = find_record(identifier, account)
    draft = begin_amendment(found, by=account, at=timezone.now())
    return HttpResponseRedirect(reverse("draft", args=[draft.pk]))
