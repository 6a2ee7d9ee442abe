"""Requests that lie still, as those see them who look after people and not after records: who waits for whom."""

from datetime import datetime

from django.db.models import QuerySet

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed, require
from clearinghouse.accounts.person import Person, Subject, person_of
from clearinghouse.records.cases import open_cases, reassign
from clearinghouse.records.errors import CaseClosedError, CaseGoneError, ReasonMissingError
from clearinghouse.records.models import Case

SEE = "see-requests"


def may_oversee(person: Person) -> bool:
    """Say whether a person sees the requests that wait in some clearing-house, whoever is to decide them."""
    return bool(_realms(person))


def _realms(person: Person) -> frozenset[str]:
    """Return the clearing-houses whose requests a person sees; "" stands for all."""
    return frozenset(held.realm for held in person.roles if is_allowed(person, SEE, Subject("", held.realm)))


def waiting_requests(person: Person) -> QuerySet[Case]:
    """Return all requests that wait, the longest first. Raises NotAllowedError."""
    realms = _realms(person)
    if not realms:
        require(person, SEE, Subject(""))
    found = open_cases().order_by("requested_at", "pk")
    return found if "" in realms else found.filter(realm__in=realms)


def get_waiting(pk: int, *, by: Account) -> Case:
    """Return a request that waits. Raises NotAllowedError, CaseGoneError, CaseClosedError if it was decided."""
    case = Case.objects.select_related("requested_by", "assigned_to").filter(pk=pk).first()
    require(person_of(by), SEE, Subject("", case.realm if case else ""))
    if case is None:
        raise CaseGoneError
    if case.state != Case.REQUESTED:
        raise CaseClosedError
    return case


def hand_on(case: Case, *, to: Account | None, by: Account, at: datetime, reason: str) -> None:
    """Give a request to another than it waits for, and say why. Raises ReasonMissingError, what reassign() raises."""
    if not reason.replace("\0", "").strip():
        raise ReasonMissingError
    reassign(case, to=to, by=by, at=at, reason=reason)
