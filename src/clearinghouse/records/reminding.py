"""What the clock does about requests that wait too long: remind, escalate, and in the end let them expire."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from clearinghouse.accounts.models import Account
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.records.cases import expire, open_cases
from clearinghouse.records.deciders import focal_points_of, officers_of
from clearinghouse.records.errors import CaseClosedError
from clearinghouse.records.models import Case
from clearinghouse.records.telling import note_case, tell, tell_deciders

logger = logging.getLogger(__name__)

_FIRST_OF_WEEKEND = 5


def remind(at: datetime) -> int:
    """Do what is due about every request that waits; return how much was done. Done again, it does nothing more."""
    # No request is due earlier than after the shortest time, counted in days of the week.
    shortest = min(settings.REMIND_AFTER_DAYS, settings.ESCALATE_AFTER_DAYS)
    waiting = open_cases().filter(requested_at__lte=at - timedelta(days=shortest))
    return sum(_see_to(case, at) for case in waiting.order_by("requested_at"))


def _see_to(case: Case, at: datetime) -> int:
    waited = at - case.requested_at
    if waited >= timedelta(weeks=settings.EXPIRE_AFTER_WEEKS):
        return _expired(case, at)
    done = 0
    if working_days(case.requested_at, at) >= settings.REMIND_AFTER_DAYS:
        done += _once(case, "reminded_at", at, _remind)
    if waited >= timedelta(days=settings.ESCALATE_AFTER_DAYS):
        done += _once(case, "escalated_at", at, _escalate)
    if waited >= timedelta(days=settings.TELL_SECRETARIAT_AFTER_DAYS):
        done += _once(case, "secretariat_told_at", at, _tell_secretariat)
    return done


def _expired(case: Case, at: datetime) -> int:
    try:
        expire(case, at=at)
    except CaseClosedError:
        # Decided in this very moment.
        return 0
    return 1


def _once(case: Case, step: str, at: datetime, do: Callable[[Case, datetime], None]) -> int:
    """Do a step unless it was done before, or the request was decided meanwhile."""
    if getattr(case, step) is not None:
        return 0
    with transaction.atomic():
        if not Case.objects.filter(pk=case.pk, state=Case.REQUESTED, **{step: None}).update(**{step: at}):
            return 0
        setattr(case, step, at)
        do(case, at)
    logger.info("request seen to case=%s step=%s", case.pk, step)
    return 1


def _remind(case: Case, at: datetime) -> None:
    note_case("request-reminded", case, by=None, at=at)
    tell_deciders(case, NoticeKind.REQUEST_REMINDED, by=None, at=at, asks=case.asks)


def _escalate(case: Case, at: datetime) -> None:
    points = focal_points_of(case.subject)
    if points:
        note_case("request-escalated", case, by=None, at=at, to="focal-points")
        _tell_escalated(case, points, at)
    else:
        _once(case, "secretariat_told_at", at, _tell_secretariat)


def _tell_secretariat(case: Case, at: datetime) -> None:
    note_case("request-escalated", case, by=None, at=at, to="secretariat")
    _tell_escalated(case, officers_of(case.realm), at)


def _tell_escalated(case: Case, to: Iterable[Account], at: datetime) -> None:
    tell(case, to, NoticeKind.REQUEST_ESCALATED, by=None, at=at, asks=case.asks)


def working_days(begin: datetime, end: datetime) -> int:
    """Return how many whole days from Monday to Friday lie between two moments."""
    days = max(0, (end - begin).days)
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum((begin + timedelta(days=n)).weekday() < _FIRST_OF_WEEKEND for n in range(1, rest + 1))
