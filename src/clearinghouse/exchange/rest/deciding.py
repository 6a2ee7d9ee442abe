"""Published records and requests through the API, and who the caller is."""

from typing import Annotated, Literal

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from clearinghouse.accounts.models import Account, Role
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import NOBODY, Person
from clearinghouse.exchange.rest.access import by_token, caller, reading
from clearinghouse.exchange.rest.answers import RecordAnswer, record_answer
from clearinghouse.exchange.rest.drafts import Page, Size, answered, decider
from clearinghouse.exchange.rest.sent import sent, takes
from clearinghouse.exchange.rest.shapes import (
    Approval,
    CaseAnswer,
    CasesAnswer,
    DraftAnswer,
    MeAnswer,
    Reason,
    Redaction,
    Retirement,
    Successor,
    WithdrawalAnswer,
)
from clearinghouse.projections.links import cited_by
from clearinghouse.records.cases import (
    approve,
    get_case,
    open_cases,
    reassign,
    request_retirement,
    send_back,
    withdraw,
)
from clearinghouse.records.confirming import confirm_current
from clearinghouse.records.drafting import begin_amendment
from clearinghouse.records.ending import redact, retire
from clearinghouse.records.models import Case, Record
from clearinghouse.records.queries import find_record, read_revision
from clearinghouse.records.telling import decision_on
from clearinghouse.records.withdrawing import withdraw_record

router = Router(auth=by_token)


@router.get("/me", response=MeAnswer, summary="Whom the token speaks for", tags=["me"])
def me(request: HttpRequest) -> MeAnswer:
    """Return the caller with every role in force and the scopes of the token."""
    return MeAnswer.of(caller(request))


@router.post("/records/{identifier}/amend", response=DraftAnswer, summary="Amend a record", tags=["records"])
def amend(request: HttpRequest, response: HttpResponse, identifier: str) -> DraftAnswer:
    """Open the draft of a record's next revision; the one that is open already, if there is one."""
    account = caller(request)
    return answered(begin_amendment(_found(identifier, account), by=account, at=timezone.now()), account, response)


@router.post(
    "/records/{identifier}/retire",
    response=RecordAnswer,
    summary="Retire a record",
    tags=["records"],
    openapi_extra=takes(Retirement),
)
def retire_record(request: HttpRequest, identifier: str) -> RecordAnswer:
    """Take a record out of force; it stays readable with its history."""
    account, wanted = caller(request), sent(request, Retirement)
    record = _found(identifier, account)
    retire(
        record,
        by=account,
        at=timezone.now(),
        reason=wanted.reason,
        cited_by=cited_by,
        despite_citations=wanted.despite_citations,
    )
    return _public(record)


@router.post(
    "/records/{identifier}/request-retirement",
    response=CaseAnswer,
    summary="Request that a record is retired",
    tags=["records"],
    openapi_extra=takes(Reason),
)
def request_to_retire(request: HttpRequest, identifier: str) -> CaseAnswer:
    """Ask whoever may decide to take a record out of force."""
    account, reason = caller(request), sent(request, Reason).reason
    return CaseAnswer.of(request_retirement(_found(identifier, account), by=account, at=timezone.now(), asks=reason))


@router.post(
    "/records/{identifier}/redact",
    response=RecordAnswer,
    summary="Take text of a record away",
    tags=["records"],
    openapi_extra=takes(Redaction),
)
def redact_record(request: HttpRequest, identifier: str) -> RecordAnswer:
    """Take one part of some revisions away for good; that it was there stays provable."""
    account, wanted = caller(request), sent(request, Redaction)
    record = _found(identifier, account)
    revisions = record.revisions.select_related("record")
    redact(
        [one for one in revisions if not wanted.revisions or one.number in wanted.revisions],
        part=wanted.part,
        by=account,
        at=timezone.now(),
        reason=wanted.reason,
        cited_by=cited_by,
        despite_citations=wanted.despite_citations,
    )
    return _public(record)


@router.post(
    "/records/{identifier}/withdraw",
    response=WithdrawalAnswer,
    summary="Withdraw a community's record",
    tags=["records"],
)
def withdraw_from_all(request: HttpRequest, identifier: str) -> WithdrawalAnswer:
    """Take a record back in the name of the community that owns it: every text of it is deleted for good."""
    account = caller(request)
    record = _found(identifier, account)
    withdraw_record(record, by=account, at=timezone.now())
    return WithdrawalAnswer(identifier=record.guid, withdrawn_at=record.withdrawn_at or timezone.now())


@router.post("/records/{identifier}/confirm", response=RecordAnswer, summary="Say that it is current", tags=["records"])
def confirm(request: HttpRequest, identifier: str) -> RecordAnswer:
    """Say that a record is still current; nothing of it changes."""
    account = caller(request)
    record = _found(identifier, account)
    confirm_current(record, by=account, at=timezone.now())
    return _public(record)


@router.get("/cases", response=CasesAnswer, summary="Requests that wait for you, or that you sent", tags=["cases"])
def cases(
    request: HttpRequest,
    box: Annotated[Literal["waiting", "sent"], Query()] = "waiting",
    page: Page = 1,
    size: Size = 20,
) -> CasesAnswer:
    """List the requests that the caller may decide, the oldest first, or those the caller sent, the last first."""
    account = caller(request)
    person = reading(account)
    ids = _sent_by(account) if box == "sent" else _decidable_by(person)
    shown = ids[(page - 1) * size : page * size]
    found = Case.objects.select_related("requested_by", "assigned_to", "decided_by").in_bulk(shown)
    answers = [CaseAnswer.of(found[key]) for key in shown if key in found]
    return CasesAnswer(total=len(ids), page=page, size=size, cases=answers)


def _sent_by(account: Account) -> list[int]:
    return list(Case.objects.filter(requested_by=account).order_by("-requested_at", "-pk").values_list("pk", flat=True))


def _decidable_by(person: Person) -> list[int]:
    theirs = Q(owner__in=person.owners())
    if person.has_role(Role.SECRETARIAT_OFFICER):
        theirs |= Q(owner="") | Q(owner__contains=":")
    # As the one who signs in would be asked: the token may be there for reading alone.
    waiting = open_cases().filter(theirs).order_by("requested_at", "pk")
    asked = Person(person.account_id, person.roles, person.opaque_id)
    return [case.pk for case in waiting if is_allowed(asked, decision_on(case), case.subject)]


@router.get("/cases/{int:key}", response=CaseAnswer, summary="One request", tags=["cases"])
def one_case(request: HttpRequest, key: int) -> CaseAnswer:
    """Return a request that the caller sent or has a part in."""
    reading(caller(request))
    return CaseAnswer.of(get_case(key, by=caller(request)))


@router.post(
    "/cases/{int:key}/approve",
    response=RecordAnswer,
    summary="Do what was asked",
    tags=["cases"],
    openapi_extra=takes(Approval),
)
def approve_case(request: HttpRequest, key: int) -> RecordAnswer:
    """Publish the draft, or retire the record, as was asked; asked again, the first answer comes again."""
    account, wanted = caller(request), sent(request, Approval)
    case = get_case(key, by=account)
    approve(
        case,
        by=account,
        at=timezone.now(),
        cited_by=cited_by,
        reason=wanted.reason,
        despite_citations=wanted.despite_citations,
    )
    return _public(Record.objects.get(pk=case.guid))


@router.post(
    "/cases/{int:key}/return",
    response=CaseAnswer,
    summary="Refuse with a reason",
    tags=["cases"],
    openapi_extra=takes(Reason),
)
def return_case(request: HttpRequest, key: int) -> CaseAnswer:
    """Refuse a request; a draft goes back to its editors."""
    account, reason = caller(request), sent(request, Reason).reason
    case = get_case(key, by=account)
    send_back(case, by=account, at=timezone.now(), reason=reason)
    return CaseAnswer.of(case)


@router.post("/cases/{int:key}/withdraw", response=CaseAnswer, summary="Take a request back", tags=["cases"])
def withdraw_case(request: HttpRequest, key: int) -> CaseAnswer:
    """Take a request back; a draft goes back to its editors."""
    case = get_case(key, by=caller(request))
    withdraw(case, by=caller(request), at=timezone.now())
    return CaseAnswer.of(case)


@router.post(
    "/cases/{int:key}/reassign",
    response=CaseAnswer,
    summary="Give it to somebody",
    tags=["cases"],
    openapi_extra=takes(Successor),
)
def reassign_case(request: HttpRequest, key: int) -> CaseAnswer:
    """Give a request to somebody who may decide it, or back to all of them."""
    to = decider(sent(request, Successor))
    case = get_case(key, by=caller(request))
    reassign(case, to=to, by=caller(request), at=timezone.now())
    return CaseAnswer.of(case)


def _found(identifier: str, account: Account) -> Record:
    record, _number = find_record(identifier, account)
    return record


def _public(record: Record) -> RecordAnswer:
    """Return the latest revision as everyone reads it: what machines are told is copied on."""
    record.refresh_from_db()
    return record_answer(read_revision(record, NOBODY))
