"""Closing requests: each is closed once, whoever tries. In the caller's transaction."""

from datetime import datetime

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import State
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.records.errors import CaseClosedError
from clearinghouse.records.models import Case, Draft, Record
from clearinghouse.records.telling import tell_requester


def close(case: Case, state: str, *, by: Account | None, at: datetime, reason: str = "") -> None:
    """Close an open request. Raises CaseClosedError if somebody else was first."""
    open_case = Case.objects.filter(pk=case.pk, state=Case.REQUESTED)
    if not open_case.update(state=state, decided_by=by, decided_at=at, reason=reason):
        raise CaseClosedError
    case.state, case.decided_by, case.decided_at, case.reason = state, by, at, reason


def reopen_draft(case: Case, state: State) -> None:
    """Give the draft of a request back to its editors; first of all, as publication locks the draft first, too.

    Raises CaseClosedError if it is no longer requested.
    """
    if case.draft_uid is None:
        return
    if not Draft.objects.filter(pk=case.draft_uid, state=State.REQUESTED.value).update(state=state.value):
        raise CaseClosedError


def approve_open_cases(kind: str, record: Record, *, by: Account, at: datetime) -> None:
    """Close what was asked about a record with its approval, and tell whoever asked."""
    for case in Case.objects.select_related("requested_by").filter(guid=record.guid, kind=kind, state=Case.REQUESTED):
        close(case, Case.APPROVED, by=by, at=at)
        tell_requester(case, NoticeKind.REQUEST_APPROVED, by=by, at=at, number=str(record.printed_number))


def require_open(case: Case | None) -> None:
    """Raise CaseClosedError unless a request is still open; None is no request at all."""
    if case is not None and not Case.objects.filter(pk=case.pk, state=Case.REQUESTED).exists():
        raise CaseClosedError
