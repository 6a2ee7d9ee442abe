"""Requests: one about a retirement, several at once; and records that wait to be confirmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.core.errors import DomainError
from clearinghouse.core.owners import MAX_OWNER_CHARS, OwnerKind
from clearinghouse.projections.links import cited_by
from clearinghouse.records.cases import approve, get_case, request_retirement, send_back, withdraw
from clearinghouse.records.confirming import confirm_current, to_confirm
from clearinghouse.records.errors import BatchTooLargeError, CitedRecordError, ReasonMissingError
from clearinghouse.records.models import Case, Draft, Record
from clearinghouse.records.queries import find_record, read_revision, require_of
from clearinghouse.search.refusals import status_of
from clearinghouse.web.case_pages import (
    case_url,
    cases_to_decide,
    decide_sent,
    drafts_to_request,
    request_sent,
    to_confirm_shown,
)
from clearinghouse.web.deciding import give_sent
from clearinghouse.web.decision_part import decision_part
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.errors import said
from clearinghouse.web.owners import owner_name
from clearinghouse.web.paging import page_of
from clearinghouse.web.presenting import record_url
from clearinghouse.web.record_page import record_page
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def case(request: HttpRequest, account: Account, pk: int) -> HttpResponse:
    """Show a request to retire, and decide it; a request to publish is shown with its draft."""
    found = get_case(pk, by=account)
    if found.kind == Case.PUBLISH or found.state != Case.REQUESTED:
        return HttpResponseRedirect(_where(found))
    error: DomainError | None = None
    if request.method == "POST":
        try:
            done = _decided(request, found, account)
        except (ReasonMissingError, CitedRecordError) as refused:
            error = refused
        else:
            messages.success(request, done)
            return HttpResponseRedirect(record_url(found.guid))
    return _case_page(request, found, account, error)


def _where(found: Case) -> str:
    """Return where a decided request, or one to publish, is read: with its draft or record, while there is one."""
    if found.draft_uid and Draft.objects.filter(pk=found.draft_uid).exists():
        return case_url(found)
    is_published = Record.objects.filter(pk=found.guid).exclude(latest=0).exists()
    return record_url(found.guid) if is_published else reverse("desk-requests")


def _decided(request: HttpRequest, found: Case, account: Account) -> str:
    """Do what the pressed button says; return the sentence that says so."""
    at, reason = timezone.now(), request.POST.get("reason", "")
    match request.POST.get("do"):
        case "approve":
            despite = "despite" in request.POST
            public = request.POST.get("public", "")
            approve(found, by=account, at=at, cited_by=cited_by, reason=public, despite_citations=despite)
            return _("The record was retired. It stays readable with its history.")
        case "return":
            send_back(found, by=account, at=at, reason=reason)
            return _("The request was returned with your reason.")
        case "withdraw":
            withdraw(found, by=account, at=at)
            return _("The request was withdrawn.")
        case _:
            give_sent(request, found, account)
            return _("The request was handed on.")


def _case_page(request: HttpRequest, found: Case, account: Account, error: DomainError | None) -> HttpResponse:
    person = person_of(account)
    record = Record.objects.get(pk=found.guid)
    page = record_page(read_revision(record, person), person, account)
    is_about_return = request.POST.get("do") == "return"
    context = {
        "page": page,
        "record": record,
        "decision": decision_part(found, person),
        "problem": said(error) if error and not is_about_return else "",
        "reason_problem": said(error) if error and is_about_return else "",
        "public": request.POST.get("public", found.asks),
        "crumbs": [*desk_crumbs(), {"label": _("Request to retire a record"), "url": ""}],
    }
    return render(request, "cases/retirement.html", context, status=status_of(error) if error else 200)


@for_accounts
def ask_to_retire(request: HttpRequest, account: Account, identifier: str) -> HttpResponse:
    """Ask for the reason, which will be public; request the retirement."""
    found, _number = find_record(identifier, account)
    person, problem = person_of(account), ""
    require_of(person, "request-retirement", found)
    if request.method == "POST":
        try:
            request_retirement(found, by=account, at=timezone.now(), asks=request.POST.get("reason", ""))
        except ReasonMissingError as error:
            problem = said(error)
        else:
            messages.success(request, _("The retirement was requested. Whoever decides sees it on their desk."))
            return HttpResponseRedirect(record_url(str(found.printed_number)))
    page = record_page(read_revision(found, person), person, account)
    context = {"page": page, "record": found, "problem": problem, "crumbs": page.crumbs}
    return render(request, "cases/ask_to_retire.html", context, status=422 if problem else 200)


@for_accounts
def batches(request: HttpRequest, account: Account) -> HttpResponse:
    """List the requests that wait for this person; approve or return those that are chosen."""
    context = {"title": _("Decide on several requests"), "results": [], "reason_problem": "", "status": 200}
    if request.method == "POST":
        try:
            context["results"] = decide_sent(request, account)
        except (ReasonMissingError, BatchTooLargeError) as error:
            chosen = request.POST.getlist("cases")
            context |= {"reason_problem": said(error), "status": 422, "chosen": chosen}
    context["rows"] = cases_to_decide(account)
    return _list(request, "cases/batches.html", context)


@for_accounts
def request_several(request: HttpRequest, account: Account) -> HttpResponse:
    """List the drafts in which nothing is missing; request the publication of those that are chosen."""
    context = {"title": _("Request several publications"), "results": [], "problem": "", "status": 200}
    if request.method == "POST":
        try:
            context["results"] = request_sent(request, account)
        except BatchTooLargeError as error:
            context |= {"problem": said(error), "status": 422}
    context["rows"] = drafts_to_request(account)
    return _list(request, "cases/request_several.html", context)


@for_accounts
def records_to_confirm(request: HttpRequest, account: Account, owner: str | None = None) -> HttpResponse:
    """List the records of which this person should say whether they are current. owner: those of one owner alone."""
    whose = "" if owner == OwnerKind.SECRETARIAT.value else owner
    page = page_of(request, to_confirm(person_of(account), timezone.now(), owner=whose))
    context = {
        "title": _("Records to confirm"),
        "page": page,
        "rows": to_confirm_shown(page.rows),
        "owner": owner,
        "whose": owner_name(whose) or _("Secretariat") if whose is not None else "",
    }
    return _list(request, "cases/to_confirm.html", context)


@require_POST
@for_accounts
def confirm(request: HttpRequest, account: Account, identifier: str) -> HttpResponse:
    """Say that a record is current."""
    found, _number = find_record(identifier, account)
    confirm_current(found, by=account, at=timezone.now())
    messages.success(request, _("The record is confirmed as current."))
    if request.POST.get("back") != "list":
        return HttpResponseRedirect(record_url(str(found.printed_number)))
    owner = request.POST.get("owner", "")[:MAX_OWNER_CHARS]
    return HttpResponseRedirect(reverse("to-confirm-of", args=[owner]) if owner else reverse("to-confirm"))


def _list(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    crumbs = [*desk_crumbs(), {"label": context["title"], "url": ""}]
    return render(request, template, {**context, "crumbs": crumbs}, status=int(str(context.get("status", 200))))
