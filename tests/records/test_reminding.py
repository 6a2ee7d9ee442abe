from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.accounts.models import Account, AuditEvent, Role
from clearinghouse.notices.models import Notice
from clearinghouse.records.cases import request_publication, withdraw
from clearinghouse.records.models import Case, Draft
from clearinghouse.records.reminding import remind, working_days
from tests import factories
from tests.records.test_cases import holder

pytestmark = [pytest.mark.store, pytest.mark.django_db]
MONDAY = datetime(2026, 3, 30, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


@pytest.fixture
def case() -> Case:
    by = factories.officer("bj")
    return request_publication(factories.draft("authority", by=by), by=by, at=MONDAY)


def kinds(account: Account) -> list[str]:
    found = Notice.objects.filter(account=account).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("request-") for kind in found]


def days(count: int) -> datetime:
    return MONDAY + timedelta(days=count)


def test_deciders_are_reminded_once_after_three_working_days(case) -> None:
    authority = factories.authority("bj")
    assert remind(days(2)) == 0
    assert remind(days(3)) == 1
    assert remind(days(4)) == 0
    assert kinds(authority) == ["reminded"]
    assert Case.objects.get().reminded_at == days(3)
    assert AuditEvent.objects.filter(action="request-reminded", account=None).count() == 1


def test_a_weekend_is_no_working_time() -> None:
    friday = MONDAY + timedelta(days=4)
    assert [working_days(friday, friday + timedelta(days=n)) for n in range(8)] == [0, 0, 0, 1, 2, 3, 4, 5]
    assert working_days(friday, MONDAY) == 0


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.integers(0, 90))  # noqa: DTZ001 - zoned below
def test_working_days_are_counted_as_one_would_by_hand(begin, count) -> None:
    begin = begin.replace(tzinfo=UTC)
    by_hand = sum((begin + timedelta(days=n)).weekday() < 5 for n in range(1, count + 1))
    assert working_days(begin, begin + timedelta(days=count)) == by_hand


def test_only_the_one_to_whom_it_was_given_is_reminded(case) -> None:
    authority, other = factories.authority("bj"), factories.authority("bj")
    Case.objects.update(assigned_to=other)
    remind(days(4))
    assert (kinds(authority), kinds(other)) == ([], ["reminded"])


def test_one_who_may_no_longer_decide_is_not_waited_for(case) -> None:
    authority, other = factories.authority("bj"), factories.authority("bj")
    Case.objects.update(assigned_to=other)
    other.roles_held.all().delete()
    remind(days(4))
    assert (kinds(authority), kinds(other)) == (["reminded"], [])


def test_focal_points_hear_after_ten_days_and_the_secretariat_after_twenty(case) -> None:
    authority, secretariat = factories.authority("bj"), factories.secretariat()
    point = holder(Role.FOCAL_POINT, "bj", instrument="CPB")
    elsewhere = [holder(Role.FOCAL_POINT, "bj", instrument="NP"), holder(Role.FOCAL_POINT, "eg", instrument="CPB")]
    remind(days(4))
    assert remind(days(10)) == 1
    assert remind(days(11)) == 0
    assert (kinds(point), kinds(secretariat)) == (["escalated"], [])
    assert remind(days(20)) == 1
    assert remind(days(21)) == 0
    assert (kinds(point), kinds(secretariat), kinds(authority)) == (["escalated"], ["escalated"], ["reminded"])
    assert not any(kinds(one) for one in elsewhere)


def test_without_focal_points_the_secretariat_hears_at_once_and_once(case) -> None:
    secretariat = factories.secretariat()
    factories.authority("bj")
    remind(days(10))
    remind(days(20))
    assert kinds(secretariat) == ["escalated"]


def test_after_twelve_weeks_the_draft_goes_back(case) -> None:
    assert remind(days(84)) == 1
    assert remind(days(85)) == 0
    assert (Case.objects.get().state, Draft.objects.get().state) == (Case.EXPIRED, "editing")
    assert kinds(case.requested_by) == ["expired"]


def test_a_clock_that_stood_still_does_each_step_once(case) -> None:
    factories.authority("bj")
    holder(Role.FOCAL_POINT, "bj", instrument="BCH")
    factories.secretariat()
    assert remind(days(30)) == 3
    assert remind(days(31)) == 0


def test_what_is_decided_is_left_alone(case) -> None:
    withdraw(case, by=case.requested_by, at=days(1))
    Notice.objects.all().delete()
    assert remind(days(100)) == 0
    assert not Notice.objects.exists()


def test_the_days_are_those_of_the_node(case, settings) -> None:
    settings.REMIND_AFTER_DAYS, settings.ESCALATE_AFTER_DAYS = 1, 2
    factories.authority("bj")
    assert remind(days(1)) == 1
    settings.EXPIRE_AFTER_WEEKS = 1
    assert remind(days(7)) == 1
    assert Case.objects.get().state == Case.EXPIRED
