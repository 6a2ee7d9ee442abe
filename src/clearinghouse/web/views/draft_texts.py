"""What helps with writing the texts of a draft."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account
from clearinghouse.core.rich_text import cleaned
from clearinghouse.derived.form_texts import as_html
from clearinghouse.records.draft_texts import MAX_BODY_BYTES
from clearinghouse.records.drafting import get_draft
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.translation_aids import aids_for
from clearinghouse.web.views.signing_in import for_accounts

_MOST_CHARS = 200


@require_POST
@for_accounts
def preview_text(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Answer a text as it was typed with what readers will see. For scripts: the draft has a preview as a page."""
    get_draft(uid, by=account)
    return HttpResponse(cleaned(as_html(request.POST.get("text", "")[:MAX_BODY_BYTES])))


@for_accounts
def translation_aids(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Show what helps to translate one text: a page of its own, whose middle scripts show beside the text."""
    draft = get_draft(uid, by=account)
    name, source, target = (request.GET.get(key, "")[:_MOST_CHARS] for key in ("text", "from", "to"))
    aids = aids_for(draft, account, name=name, source=source, target=target)
    draft_url = reverse("draft", args=[draft.pk])
    title = _("Help with the translation")
    crumbs = [*desk_crumbs(), {"label": _("Draft"), "url": draft_url}, {"label": title, "url": ""}]
    context = {"title": title, "aids": aids, "draft_url": draft_url, "realm": draft.realm, "crumbs": crumbs}
    return render(request, "editor/aids.html", context)
