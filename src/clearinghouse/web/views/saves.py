"""Earlier saves of a draft: what changed with each, and going back to one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import WrongStateError
from clearinghouse.records.drafting import get_draft
from clearinghouse.records.errors import StaleDraftError
from clearinghouse.records.saving import restore_save
from clearinghouse.search.refusals import status_of
from clearinghouse.web.errors import said
from clearinghouse.web.saves_shown import save_page, save_to_restore, saves_page
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def saves(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """List the earlier saves of a draft."""
    draft = get_draft(uid, by=account)
    return render(request, "editor/saves.html", saves_page(draft))


@for_accounts
def save(request: HttpRequest, account: Account, uid: UUID, pk: int) -> HttpResponse:
    """Show what differs between an earlier save and now; go back to it."""
    draft = get_draft(uid, by=account)
    one = save_to_restore(draft, pk)
    if one is None:
        messages.info(request, _("This save is no longer kept."))
        return HttpResponseRedirect(reverse("draft-saves", args=[draft.pk]))
    if request.method != "POST":
        return render(request, "editor/save.html", save_page(draft, one, account))
    try:
        restore_save(draft, one, by=account, at=timezone.now())
    except (StaleDraftError, WrongStateError) as error:
        draft.refresh_from_db()
        context = {**save_page(draft, one, account), "notice": said(error)}
        return render(request, "editor/save.html", context, status=status_of(error))
    messages.success(request, _("The draft says again what it said then. To undo this, open its earlier saves."))
    return HttpResponseRedirect(reverse("draft", args=[draft.pk]))
