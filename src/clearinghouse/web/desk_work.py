"""The work on a desk: requests that a person may decide on, drafts, requests they sent. Each list a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account, Role
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, State
from clearinghouse.core.languages import tag_of
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.derived.reading import title_of
from clearinghouse.formats.collection import get_format
from clearinghouse.records.models import Case, Draft, Record
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import learn, owner_name
from clearinghouse.web.presenting import Status, record_url
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class WorkShown:
    """One draft or request in a list. missing: how many things stand in the way, None where that was not counted.

    text: what a person said about it: why it was returned, or what they ask. for_whom: "" where it waits for anyone.
    """

    url: str
    title: str
    language: str
    kind: str
    realm: str
    owner: str
    at: datetime
    by: str
    status: Status
    missing: int | None = None
    text: str = ""
    for_whom: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A person and what lies on their desk. Counting reads keys only; rows are read for the page that is shown."""

    account: Account
    person: Person

    def task_ids(self) -> list[int]:
        """Return the cases that this person may decide on: those given to them first, then the oldest."""
        waiting = Case.objects.filter(self._decidable(), state=Case.REQUESTED)
        waiting = waiting.filter(Q(assigned_to=None) | Q(assigned_to=self.account)).order_by("requested_at")
        columns = ("pk", "kind", "owner", "realm", "format_slug", "requested_by_id", "assigned_to_id")
        found = [case for case in waiting.only(*columns) if is_allowed(self.person, decision_on(case), case.subject)]
        return [case.pk for case in sorted(found, key=lambda case: case.assigned_to_id is None)]

    def _decidable(self) -> Q:
        theirs = Q(owner__in=self.person.owners())
        if any(held.role == Role.SECRETARIAT_OFFICER.value for held in self.person.roles):
            theirs |= Q(owner="") | Q(owner__contains=":")
        return theirs

    def tasks(self, ids: Sequence[int]) -> list[WorkShown]:
        """Return cases in the order of their ids."""
        cases = Case.objects.select_related("requested_by", "assigned_to").in_bulk(ids)
        learn(case.owner for case in cases.values())
        return [_task(cases[pk]) for pk in ids if pk in cases]

    def returned(self) -> QuerySet[Draft]:
        """Return the drafts that came back to this person."""
        return self._drafts().filter(Q(author=self.account) | Q(updated_by=self.account), state=State.RETURNED.value)

    def drafts(self) -> QuerySet[Draft]:
        """Return the drafts that this person may work on, the last changed first."""
        return self._drafts().exclude(state=State.REQUESTED.value)

    def _drafts(self) -> QuerySet[Draft]:
        mine = Q(author=self.account) | Q(owner__in=self.person.owners() | {self.person.own})
        if self.person.has_role(Role.SECRETARIAT_OFFICER):
            mine |= Q(owner="")
        return Draft.objects.filter(mine).select_related("updated_by")

    def shown(self, drafts: Iterable[Draft]) -> list[WorkShown]:
        """Return drafts with why they came back, in one query for all."""
        learn(draft.owner for draft in drafts)
        rows = list(drafts)
        back = [draft.pk for draft in rows if draft.state == State.RETURNED.value]
        reasons = dict(
            Case.objects.filter(draft_uid__in=back, state=Case.RETURNED)
            .order_by("decided_at")
            .values_list("draft_uid", "reason")
        )
        return [_draft(draft, reasons.get(draft.pk, "")) for draft in rows]

    def requests(self) -> QuerySet[Case]:
        """Return the requests that this person sent, the last first."""
        return Case.objects.filter(requested_by=self.account).select_related(
            "requested_by", "decided_by", "assigned_to"
        )

    def requests_shown(self, cases: Iterable[Case]) -> list[WorkShown]:
        """Return requests with what became of them; those of drafts since deleted lead nowhere."""
        learn(case.owner for case in cases)
        rows = list(cases)
        guids = [case.guid for case in rows]
        records = Record.objects.visible_to(self.account).in_bulk(guids)
        standing = set(Draft.objects.filter(pk__in=[case.draft_uid for case in rows]).values_list("pk", flat=True))
        return [_request(case, records.get(case.guid), has_draft=case.draft_uid in standing) for case in rows]


def decision_on(case: Case) -> str:
    """Return what deciding on a case is called in the permission table."""
    return "publish" if case.kind == Case.PUBLISH else "retire"


def _task(case: Case) -> WorkShown:
    text = _("Asks to retire the record") if case.kind == Case.RETIRE else _("Waiting for a decision")
    return _case(case, _case_url(case), Status("needs", "wait", text), text=case.asks)


def _request(case: Case, record: Record | None, *, has_draft: bool) -> WorkShown:
    url = _case_url(case) if has_draft else ""
    if record is not None and (case.state == Case.APPROVED or not has_draft):
        url = record_url(str(record.printed_number))
    return _case(case, url, _outcome(case), text=case.reason)


def _case_url(case: Case) -> str:
    return reverse("draft", args=[case.draft_uid]) if case.draft_uid else reverse("case", args=[case.pk])


def _case(case: Case, url: str, status: Status, *, text: str) -> WorkShown:
    title = best(case.titles, current_language().code) or Spoken(_("Untitled"), current_language().code)
    return WorkShown(
        url,
        title.text,
        tag_of(title.language),
        say(get_format(case.format_slug).name),
        case.realm,
        owner_name(case.owner),
        case.decided_at or case.requested_at,
        case.decided_by.name if case.decided_by else case.requested_by.name,
        status,
        text=text,
        for_whom=case.assigned_to.name if case.assigned_to else "",
    )


def _outcome(case: Case) -> Status:
    return {
        Case.REQUESTED: Status("needs", "wait", _("Requested")),
        Case.RETURNED: Status("needs", "needs", _("Returned")),
        Case.WITHDRAWN: Status("", "ring", _("Withdrawn")),
        Case.EXPIRED: Status("", "ring", _("Expired")),
    }.get(case.state, Status("good", "ok", _("Approved")))


def _draft(draft: Draft, reason: str) -> WorkShown:
    language = current_language().code
    title = title_of(draft.body, draft.format, language) or Spoken(_("Untitled"), language)
    is_back = draft.state == State.RETURNED.value
    return WorkShown(
        reverse("draft", args=[draft.pk]),
        title.text,
        tag_of(title.language),
        say(draft.format.name),
        draft.realm,
        owner_name(draft.owner),
        draft.updated_at,
        draft.updated_by.name,
        Status("needs", "needs", _("Returned")) if is_back else Status("", "half", _("Draft")),
        draft.problem_count,
        reason,
    )
