"""Requests as pages: one about a retirement, and several at once with what became of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, person_of
from clearinghouse.core.errors import DomainError
from clearinghouse.core.languages import tag_of
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.derived.reading import title_of
from clearinghouse.formats.collection import get_format
from clearinghouse.projections.links import cited_by
from clearinghouse.records.batches import approve_batch, request_batch, return_batch
from clearinghouse.records.models import Case, Draft, Record
from clearinghouse.web.deciding import sent_cases
from clearinghouse.web.desk_work import Work
from clearinghouse.web.errors import said
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import learn, owner_name
from clearinghouse.web.presenting import Status, record_url
from clearinghouse.web.speech import say

MOST_SHOWN = 100
"""So many requests or drafts can be chosen on one page."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """One request or draft that can be chosen, with what became of it.

    problem: why nothing did, "" if something. text: what whoever asked says about it.
    """

    value: str
    url: str
    title: str
    language: str
    kind: str
    realm: str
    owner: str
    at: datetime
    by: str
    status: Status | None = None
    problem: str = ""
    text: str = ""


def case_url(case: Case) -> str:
    """Return where a request is read: with its draft, or on a page of its own."""
    return reverse("draft", args=[case.draft_uid]) if case.draft_uid else reverse("case", args=[case.pk])


def open_retirement(record: Record, person: Person) -> Case | None:
    """Return the request to retire a record that waits, None if none does or this reader has no part in it.

    Nobody else causes a query.
    """
    if not any(is_allowed(person, action, record.subject) for action in ("retire", "request-retirement")):
        return None
    return Case.objects.filter(guid=record.guid, kind=Case.RETIRE, state=Case.REQUESTED).first()


def cases_to_decide(account: Account) -> list[Choosable]:
    """Return the requests to publish that wait for a person."""
    work = Work(account, person_of(account))
    found = Case.objects.select_related("requested_by").in_bulk(work.task_ids())
    waiting = [case for case in found.values() if case.kind == Case.PUBLISH]
    waiting = sorted(waiting, key=lambda case: case.requested_at)[:MOST_SHOWN]
    learn(case.owner for case in waiting)
    return [_case(case) for case in waiting]


def _case(case: Case, status: Status | None = None, problem: str = "") -> Choosable:
    language = current_language().code
    title = best(case.titles, language) or Spoken(_("Untitled"), language)
    return Choosable(
        str(case.pk),
        case_url(case),
        title.text,
        tag_of(title.language),
        say(get_format(case.format_slug).name),
        case.realm,
        owner_name(case.owner),
        case.requested_at,
        case.requested_by.name,
        status,
        problem,
        case.asks,
    )


def decide_sent(request: HttpRequest, account: Account) -> list[Choosable]:
    """Approve or return the requests that were chosen; return what became of each. Raises ReasonMissingError."""
    cases, at = sent_cases(request), timezone.now()
    if request.POST.get("do") == "return":
        results = return_batch(cases, by=account, at=at, reason=request.POST.get("reason", ""))
        done = Status("", "ring", _("Returned"))
    else:
        results = approve_batch(cases, by=account, at=at, cited_by=cited_by)
        done = Status("good", "ok", _("Approved"))
    return [_case(one.case, *_outcome(done, one.error)) for one in results]


def _outcome(done: Status, error: DomainError | None) -> tuple[Status, str]:
    if error is None:
        return done, ""
    return Status("wrong", "wrong", _("Not done")), said(error)


def drafts_to_request(account: Account) -> list[Choosable]:
    """Return the drafts for which a person may request publication and in which nothing is missing."""
    person = person_of(account)
    whole = Work(account, person).drafts().filter(problem_count=0).select_related("updated_by")[:MOST_SHOWN]
    asking = [draft for draft in whole if _is_asking(person, draft)]
    learn(draft.owner for draft in asking)
    return [_draft(draft) for draft in asking]


def _is_asking(person: Person, draft: Draft) -> bool:
    subject = draft.subject
    return is_allowed(person, "request-publication", subject) and not is_allowed(person, "publish", subject)


def _draft(draft: Draft, status: Status | None = None, problem: str = "") -> Choosable:
    language = current_language().code
    title = title_of(draft.body, draft.format, language) or Spoken(_("Untitled"), language)
    return Choosable(
        str(draft.pk),
        reverse("draft", args=[draft.pk]),
        title.text,
        tag_of(title.language),
        say(draft.format.name),
        draft.realm,
        owner_name(draft.owner),
        draft.updated_at,
        draft.updated_by.name,
        status,
        problem,
    )


def request_sent(request: HttpRequest, account: Account) -> list[Choosable]:
    """Request the publication of the drafts that were chosen; return what became of each."""
    chosen = set(request.POST.getlist("drafts"))
    drafts = [draft for draft in _workable(account) if str(draft.pk) in chosen]
    asked = request_batch(drafts, by=account, at=timezone.now(), asks=request.POST.get("asks", ""))
    done = Status("needs", "wait", _("Requested"))
    return [_draft(one.draft, *_outcome(done, one.error)) for one in asked]


def _workable(account: Account) -> Iterable[Draft]:
    return Work(account, person_of(account)).drafts().select_related("updated_by")


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A record of which nobody has said for long that it is current."""

    record: Record
    url: str
    title: str
    language: str
    kind: str
    owner: str


def to_confirm_shown(records: Sequence[Record]) -> list[ToConfirm]:
    """Return records as rows of the list to confirm."""
    learn(record.owner for record in records)
    language = current_language().code
    rows = []
    for record in records:
        title = best(record.titles, language) or Spoken(str(record), "und")
        kind = say(record.format.name)
        url = record_url(str(record.printed_number))
        rows.append(ToConfirm(record, url, title.text, tag_of(title.language), kind, owner_name(record.owner)))
    return rows
