"""What a person works on for an owner: drafts they began, requests assigned to them, notices they have not read."""

from dataclasses import dataclass, replace
from datetime import datetime

from clearinghouse.accounts.models import Account, RoleHeld
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import person_of
from clearinghouse.accounts.teams import held_of, team
from clearinghouse.notices.kinds import GROUP_OF, Group, NoticeKind
from clearinghouse.notices.models import Notice
from clearinghouse.records.models import Case, Draft
from clearinghouse.records.telling import decision_on

_MOVING = frozenset({Group.TASKS, Group.REQUESTS, Group.RECORDS})
"""Groups of notices that belong to the work and go with it; those about people and accounts are the person's own."""


@dataclass(frozen=True, slots=True)
class Work:
    """What goes over to a successor, or stays with the office."""

    drafts: tuple[Draft, ...] = ()
    cases: tuple[Case, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether there is nothing."""
        return not (self.drafts or self.cases or self.notices)

    def said(self) -> dict[str, object]:
        """Return every piece of it, as the trail lists it."""
        return {
            "drafts": [str(draft.pk) for draft in self.drafts],
            "cases": [case.pk for case in self.cases],
            "notices": [notice.pk for notice in self.notices],
        }


def work_of(account: Account, owner: str) -> Work:
    """Return all the work of a person for an owner."""
    notices = account.notices.filter(read_at=None)
    return Work(
        tuple(Draft.objects.filter(author=account, owner=owner)),
        tuple(Case.objects.filter(assigned_to=account, owner=owner, state=Case.REQUESTED)),
        tuple(one for one in notices if one.about.owner == owner and GROUP_OF[NoticeKind(one.kind)] in _MOVING),
    )


def work_lost(row: RoleHeld, at: datetime) -> Work:
    """Return what a person could no longer reach without a role."""
    person = person_of(row.account)
    without = replace(person, roles=person.roles - {held_of(row)})
    is_last = not team(row.owner, at).filter(account=row.account).exclude(pk=row.pk).exists()
    work = work_of(row.account, row.owner)
    return Work(
        tuple(one for one in work.drafts if not is_allowed(without, "see-draft", one.subject)),
        tuple(one for one in work.cases if not is_allowed(without, decision_on(one), one.subject)),
        work.notices if is_last else (),
    )


def move(work: Work, to: Account) -> None:
    """Give work to another, within the caller's transaction."""
    Draft.objects.filter(pk__in=[one.pk for one in work.drafts]).update(author=to)
    Case.objects.filter(pk__in=[one.pk for one in work.cases]).update(assigned_to=to)
    Notice.objects.filter(pk__in=[one.pk for one in work.notices]).update(account=to)


def leave_to_office(work: Work) -> None:
    """Leave work to whoever of the owner may do it, within the caller's transaction: nobody in particular."""
    Case.objects.filter(pk__in=[one.pk for one in work.cases]).update(assigned_to=None)
