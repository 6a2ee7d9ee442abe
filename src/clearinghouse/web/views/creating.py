"""Beginning a record at the field of a draft that is to refer to it."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.core.canonical import Json
from clearinghouse.records.drafting import get_draft
from clearinghouse.web.creating import (
    Created,
    CreatePage,
    Start,
    choose,
    create_page,
    create_record,
    problems_of_body,
    searched,
    start_of,
    typed_body,
)
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.pressed import pressed
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def create(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Show the few answers that a record needs, and begin it with them; scripts show the form in a dialog."""
    draft = get_draft(uid, by=account)
    start = start_of(draft, account, name=request.GET.get("field", ""), slug=request.GET.get("format", ""))
    body = typed_body(request, start)
    button = pressed(request, start.fmt)
    if request.method == "POST" and button.act in ("create", "begin"):
        return _create(request, start, account, body)
    page = create_page(start, account, body, button=button)
    if button.act in ("find", "enter"):
        page = searched(page, account, name=button.field, text=request.POST.get(f"q.{button.field}", ""), body=body)
    return _page(request, page)


def _create(request: HttpRequest, start: Start, account: Account, body: Json) -> HttpResponse:
    problems = problems_of_body(start, body) if pressed(request, start.fmt).act == "create" else []
    if problems:
        return _page(request, create_page(start, account, body, problems=problems), status=422)
    created = create_record(request, start, account, body, at=timezone.now())
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({**asdict(created), "sentence": _sentence(created)})
    choose(start, created, account, at=timezone.now())
    messages.success(request, _sentence(created))
    is_begun = pressed(request, start.fmt).act == "begin"
    back = create_page(start, account, body).back_url
    return HttpResponseRedirect(created.url if is_begun else back)


def _sentence(created: Created) -> str:
    if created.number:
        return _("The record was published, and is chosen here.")
    return _("The record was kept as a draft, and is chosen here. It must be published before this one.")


def _page(request: HttpRequest, page: CreatePage, *, status: int = 200) -> HttpResponse:
    crumbs = [*desk_crumbs(), {"label": _("New record"), "url": ""}]
    context = {"page": page, "form": page.form, "realm": page.start.realm, "crumbs": crumbs}
    return render(request, "editor/create.html", context, status=status)
