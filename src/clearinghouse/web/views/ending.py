"""Ending what a record says: retiring it, taking text away, taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import require
from clearinghouse.accounts.person import person_of
from clearinghouse.ledger.models import Part
from clearinghouse.projections.links import cited_by
from clearinghouse.records.ending import redact, retire
from clearinghouse.records.errors import CitedRecordError, DraftOpenError, NothingToRedactError, ReasonMissingError
from clearinghouse.records.models import Draft, Record, Revision
from clearinghouse.records.queries import find_record, read_revision
from clearinghouse.records.withdrawing import withdraw_record
from clearinghouse.web.errors import said
from clearinghouse.web.presenting import record_url
from clearinghouse.web.record_page import record_page
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def retire_record(request: HttpRequest, account: Account, identifier: str) -> HttpResponse:
    """Ask for the reason, saying what will happen and who refers to the record; retire it."""
    found, _number = find_record(identifier, account)
    person = person_of(account)
    require(person, "retire", found.subject)
    problem = ""
    if request.method == "POST":
        try:
            retire(
                found,
                by=account,
                at=timezone.now(),
                reason=request.POST.get("reason", ""),
                cited_by=cited_by,
                despite_citations="despite" in request.POST,
            )
        except (ReasonMissingError, CitedRecordError) as error:
            problem = said(error)
        else:
            messages.success(request, _("The record was retired. It stays readable with its history."))
            return HttpResponseRedirect(record_url(str(found.printed_number)))
    page = record_page(read_revision(found, person), person, account)
    context = {"page": page, "record": found, "problem": problem, "crumbs": page.crumbs}
    return render(request, "records/retire.html", context, status=422 if problem else 200)


@for_accounts
def redact_record(request: HttpRequest, account: Account, identifier: str) -> HttpResponse:
    """Ask what is to be taken away and why, saying what will happen; take it away."""
    found, _number = find_record(identifier, account)
    person = person_of(account)
    require(person, "redact", found.subject)
    problem = ""
    if request.method == "POST":
        try:
            _redact(request, found, account)
        except (ReasonMissingError, CitedRecordError, DraftOpenError, NothingToRedactError) as error:
            problem = said(error)
        else:
            messages.success(request, _("The text was taken away. The entry that says so is in the ledger."))
            return HttpResponseRedirect(record_url(str(found.printed_number)))
    page = record_page(read_revision(found, person), person, account)
    revisions = list(found.revisions.all())
    context = {"page": page, "record": found, "revisions": revisions, "problem": problem, "crumbs": page.crumbs}
    return render(request, "records/redact.html", context, status=422 if problem else 200)


@for_accounts
def withdraw(request: HttpRequest, account: Account, identifier: str) -> HttpResponse:
    """Say what will happen and ask once more; take a community's record back."""
    found, _number = find_record(identifier, account)
    person = person_of(account)
    require(person, "withdraw-record", found.subject)
    problem = ""
    if request.method == "POST":
        if "yes" in request.POST:
            withdraw_record(found, by=account, at=timezone.now())
            messages.success(request, _("The record was withdrawn. Nothing of it is kept here."))
            return HttpResponseRedirect(reverse("desk"))
        problem = _("Confirm that the community wants this: it cannot be undone.")
    page = record_page(read_revision(found, person), person, account, has_relations=False)
    is_drafted = Draft.objects.filter(guid=found.guid).exists()
    context = {"page": page, "record": found, "problem": problem, "is_drafted": is_drafted, "crumbs": page.crumbs}
    return render(request, "records/withdraw.html", context, status=422 if problem else 200)


def _redact(request: HttpRequest, found: Record, account: Account) -> None:
    revisions: list[Revision] = list(found.revisions.select_related("record"))
    number, part = request.POST.get("number", ""), request.POST.get("part", "")
    if part not in (Part.PUBLIC, Part.SEALED):
        # Nothing is taken away on a guess.
        raise NothingToRedactError
    redact(
        [one for one in revisions if number == "all" or str(one.number) == number],
        part=part,
        by=account,
        at=timezone.now(),
        reason=request.POST.get("reason", ""),
        cited_by=cited_by,
        despite_citations="despite" in request.POST,
    )
