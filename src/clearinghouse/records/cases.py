"""Requests to publish or to retire, from asking to deciding. Each is decided once; whoever comes second is told."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import WrongStateError, is_allowed, require
from clearinghouse.accounts.person import State, Subject, person_of
from clearinghouse.core.canonical import canonical
from clearinghouse.ledger.models import Entry
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.records.actions import publish
from clearinghouse.records.closing import close, reopen_draft, require_open
from clearinghouse.records.deciders import may_decide
from clearinghouse.records.delegating import end_sections
from clearinghouse.records.drafting import problems_of
from clearinghouse.records.ending import CitedBy, retire
from clearinghouse.records.errors import (
    CaseClosedError,
    CaseGoneError,
    DraftGoneError,
    InvalidDraftError,
    NotADeciderError,
    ReasonMissingError,
    RecordRetiredError,
    StaleDraftError,
)
from clearinghouse.records.models import Batch, Case, Draft, Record, Revision
from clearinghouse.records.queries import require_home, require_of
from clearinghouse.records.telling import decision_on, note_case, tell, tell_deciders, tell_requester
from clearinghouse.records.titles import titles_told

MAX_TEXT_CHARS = 5000


def open_cases() -> QuerySet[Case]:
    """Return the requests that wait for a decision, with the people concerned."""
    return Case.objects.select_related("requested_by", "assigned_to").filter(state=Case.REQUESTED)


def open_case(draft: Draft) -> Case | None:
    """Return the request that waits for a decision on a draft, None if none does."""
    return open_cases().filter(draft_uid=draft.pk).first()


def get_case(pk: int, *, by: Account) -> Case:
    """Return a request that the person sent or has a part in. Raises CaseGoneError for any other."""
    case = Case.objects.select_related("requested_by", "assigned_to", "decided_by").filter(pk=pk).first()
    if case is None:
        raise CaseGoneError
    person = person_of(by)
    is_theirs = case.requested_by_id == by.pk or is_allowed(person, decision_on(case), case.subject)
    if not is_theirs and not is_allowed(person, "see-draft", case.waiting):
        require(person, "reassign-request", case.waiting)
    return case


def request_publication(draft: Draft, *, by: Account, at: datetime, asks: str = "", batch: Batch | None = None) -> Case:
    """Ask whoever may decide to publish a draft, which nobody but them can change from then on.

    asks: a message to them. A second request is the first. Raises NotAllowedError, InvalidDraftError, StaleDraftError,
    DraftGoneError.
    """
    if (standing := open_case(draft)) is not None:
        require(person_of(by), "see-draft", draft.subject)
        return standing
    require(person_of(by), "request-publication", draft.subject)
    if problems := problems_of(draft):
        raise InvalidDraftError(problems)
    with transaction.atomic():
        # What was checked is what is asked for: the same version, which nobody asked for meanwhile.
        same = Draft.objects.filter(pk=draft.pk, version=draft.version, state=draft.state)
        if not same.update(state=State.REQUESTED.value):
            return _asked_meanwhile(draft)
        draft.state = State.REQUESTED.value
        end_sections(draft, by=by, at=at)
        case = Case.objects.create(
            draft=draft,
            draft_uid=draft.pk,
            guid=draft.guid,
            format_slug=draft.format_slug,
            realm=draft.realm,
            owner=draft.owner,
            titles_text=canonical(titles_told(draft)),
            asks=_clean(asks),
            batch=batch,
            requested_by=by,
            requested_at=at,
        )
        note_case("publication-requested", case, by=by, at=at)
        tell_deciders(case, NoticeKind.REQUEST_WAITS, by=by, at=at, asks=case.asks)
    return case


def _asked_meanwhile(draft: Draft) -> Case:
    if (standing := open_case(draft)) is not None:
        draft.refresh_from_db()
        return standing
    raise StaleDraftError if Draft.objects.filter(pk=draft.pk).exists() else DraftGoneError


def request_retirement(record: Record, *, by: Account, at: datetime, asks: str) -> Case:
    """Ask whoever may decide to take a record out of force. asks: the reason, which will be public.

    A second request is the first. Raises NotAllowedError, RecordRetiredError, ForeignRecordError, ReasonMissingError.
    """
    require_of(person_of(by), "request-retirement", record)
    require_home(record)
    reason = _reason(asks)
    with transaction.atomic():
        case, is_new = open_cases().get_or_create(
            guid=record.guid,
            kind=Case.RETIRE,
            state=Case.REQUESTED,
            defaults={
                "format_slug": record.format_slug,
                "realm": record.realm,
                "owner": record.owner,
                "titles_text": record.titles_text,
                "asks": reason,
                "requested_by": by,
                "requested_at": at,
            },
        )
        if is_new:
            note_case("retirement-requested", case, by=by, at=at)
            tell_deciders(case, NoticeKind.REQUEST_WAITS, by=by, at=at, asks=reason)
    return case


def approve(
    case: Case,
    *,
    by: Account,
    at: datetime,
    cited_by: CitedBy,
    reason: str = "",
    despite_citations: bool = False,
) -> Revision | Entry:
    """Do what was asked: publish the draft, or retire the record with the reason given, the requester's if it is "".

    Raises what publish() and retire() raise, and CaseClosedError if the request was withdrawn, or decided by another.
    """
    if case.kind == Case.RETIRE:
        record = Record.objects.get(pk=case.guid)
        said = reason.strip() or case.asks
        try:
            return retire(
                record, by=by, at=at, reason=said, cited_by=cited_by, despite_citations=despite_citations, deciding=case
            )
        except RecordRetiredError as error:
            raise CaseClosedError from error
    require(person_of(by), "publish", case.subject)
    draft = _draft_of(case)
    try:
        if draft is None:
            raise DraftGoneError
        revision = publish(draft, by=by, at=at, deciding=case)
    except DraftGoneError as error:
        return _decided_before(case, by, error)
    case.refresh_from_db()
    return revision if case.decided_by_id == by.pk else _decided_before(case, by, CaseClosedError())


def _decided_before(case: Case, by: Account, error: Exception) -> Revision:
    """Answer a second submit of the same approval with the first; tell anybody else that they came too late."""
    case.refresh_from_db()
    revision = Revision.objects.select_related("record").filter(draft_uid=case.draft_uid).first()
    if revision is None or case.decided_by_id != by.pk:
        raise CaseClosedError from error
    return revision


def withdraw(case: Case, *, by: Account, at: datetime) -> None:
    """Take a request back. Raises NotAllowedError, CaseClosedError."""
    _require(case, "withdraw-request", by)
    with transaction.atomic():
        reopen_draft(case, State.EDITING)
        close(case, Case.WITHDRAWN, by=by, at=at)
        note_case("request-withdrawn", case, by=by, at=at, kind=case.kind)
        tell_deciders(case, NoticeKind.REQUEST_WITHDRAWN, by=by, at=at)


def send_back(case: Case, *, by: Account, at: datetime, reason: str) -> None:
    """Refuse a request with a reason; a draft goes back to its editors.

    Raises NotAllowedError, ReasonMissingError, CaseClosedError.
    """
    _require(case, "return-draft" if case.kind == Case.PUBLISH else "retire", by)
    said = _reason(reason)
    with transaction.atomic():
        reopen_draft(case, State.RETURNED)
        close(case, Case.RETURNED, by=by, at=at, reason=said)
        note_case("request-returned", case, by=by, at=at, kind=case.kind)
        tell_requester(case, NoticeKind.REQUEST_RETURNED, by=by, at=at, reason=said)


def reassign(case: Case, *, to: Account | None, by: Account, at: datetime, reason: str = "") -> None:
    """Give a request to somebody who may decide it, or back to all of them (None); tell them and whoever had it.

    Raises NotAllowedError, NotADeciderError, CaseClosedError.
    """
    _require(case, "reassign-request", by)
    if to is not None and not may_decide(to, case.subject, action=decision_on(case)):
        raise NotADeciderError
    said, former = _clean(reason), case.assigned_to
    with transaction.atomic():
        if not Case.objects.filter(pk=case.pk, state=Case.REQUESTED).update(assigned_to=to):
            raise CaseClosedError
        case.assigned_to = to
        why = {"reason": said} if said else {}
        note_case("request-reassigned", case, by=by, at=at, to=str(to.opaque_id) if to else "", **why)
        if to is not None:
            tell(case, [to], NoticeKind.REQUEST_REASSIGNED, by=by, at=at, asks=case.asks, **why)
        if former is not None and former != to:
            tell(case, [former], NoticeKind.REQUEST_MOVED, by=by, at=at, **why)


def expire(case: Case, *, at: datetime) -> None:
    """End a request that nobody decided; its draft goes back to its editors. Raises CaseClosedError."""
    with transaction.atomic():
        reopen_draft(case, State.EDITING)
        close(case, Case.EXPIRED, by=None, at=at)
        note_case("request-expired", case, by=None, at=at, kind=case.kind)
        tell_requester(case, NoticeKind.REQUEST_EXPIRED, by=None, at=at)


def withdraw_request(draft: Draft, *, by: Account, at: datetime) -> None:
    """Take the request to publish a draft back. Raises NotAllowedError, CaseClosedError."""
    withdraw(_case_of(draft, "withdraw-request", by), by=by, at=at)
    draft.refresh_from_db()


def return_draft(draft: Draft, *, by: Account, at: datetime, reason: str) -> None:
    """Send the request to publish a draft back. Raises NotAllowedError, ReasonMissingError, CaseClosedError."""
    send_back(_case_of(draft, "return-draft", by), by=by, at=at, reason=reason)
    draft.refresh_from_db()


def _case_of(draft: Draft, action: str, by: Account) -> Case:
    """Return the open request of a draft; that it was decided meanwhile is a refusal of its own."""
    try:
        require(person_of(by), action, draft.subject)
    except WrongStateError as error:
        raise CaseClosedError from error
    case = open_case(draft)
    if case is None:
        raise CaseClosedError
    return case


def _require(case: Case, action: str, by: Account) -> None:
    require(person_of(by), action, case.subject if action == "retire" else _waiting(case))
    require_open(case)


def _waiting(case: Case) -> Subject:
    """Return the request as the table sees it; the author of a draft counts, whoever asked for its publication."""
    draft = _draft_of(case)
    return replace(case.waiting, author_id=draft.author_id) if draft else case.waiting


def _draft_of(case: Case) -> Draft | None:
    """Return the draft as it now stands, whatever the caller's object remembers."""
    return Draft.objects.filter(pk=case.draft_uid).first() if case.draft_uid else None


def _clean(text: str) -> str:
    """Return a text as it is stored. PostgreSQL holds no text with NUL in it."""
    return text.replace("\0", "").strip()[:MAX_TEXT_CHARS]


def _reason(text: str) -> str:
    said = _clean(text)
    if not said:
        raise ReasonMissingError
    return said
