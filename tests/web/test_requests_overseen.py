"""Administrators see what waits for whom, and hand it on; nobody else does, and nothing of a draft is shown."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clearinghouse.accounts.models import Account, AuditEvent, Role, RoleHeld
from clearinghouse.notices.kinds import NoticeKind, about_in
from clearinghouse.notices.models import Notice
from clearinghouse.records.cases import reassign, request_publication, withdraw
from clearinghouse.records.models import Case
from tests import factories
from tests.factories import later

pytestmark = [pytest.mark.django_db, pytest.mark.store]
REASON = "Away until May."


@pytest.fixture(autouse=True)
def _words():
    factories.reference_data()


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def requested(owner: str = "bj", slug: str = "authority", hours: int = 1) -> Case:
    by = factories.officer(owner)
    return request_publication(factories.draft(slug, by=by, owner=owner), by=by, at=later(hours))


def administrator(realm: str = "") -> Account:
    made = factories.account()
    RoleHeld.objects.create(account=made, role=Role.ADMINISTRATOR, realm=realm)
    return made


def listed(account: Account, language: str = "en") -> str:
    answer = client_of(account).get(f"/{language}/desk/waiting/")
    assert answer.status_code == 200
    return answer.text


def handed(by: Account, case: Case, to: Account | None, reason: str = REASON, follow: bool = True):
    form = {"to": str(to.opaque_id) if to else "", "reason": reason}
    return client_of(by).post(f"/en/desk/waiting/{case.pk}/", form, follow=follow)


def told(account: Account) -> list[str]:
    return list(Notice.objects.filter(account=account).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_an_administrator_sees_what_waits_for_whom_the_longest_first(language):
    authority = factories.authority("bj")
    requested(hours=5)
    first = requested(hours=1)
    shown = listed(administrator(), language)
    assert shown.count('<li class="task">') == 2
    assert shown.count(authority.name) == 2
    assert shown.index(first.requested_by.name) < shown.index(Case.objects.exclude(pk=first.pk).get().requested_by.name)
    assert f"/{language}/desk/waiting/{first.pk}/" in shown


def test_where_nobody_may_decide_the_list_says_so_and_leads_to_the_team():
    case = requested()
    shown = listed(administrator())
    assert "Nobody who could decide has an account yet." in shown
    assert "/en/desk/team/?owner=bj" in shown
    assert f"/en/desk/waiting/{case.pk}/" not in shown


def test_an_empty_list_says_so():
    assert "No request waits" in listed(administrator())


def test_nobody_else_sees_the_list_or_hands_on_from_it():
    case, authority = requested(), factories.authority("bj")
    for by in (authority, case.requested_by, factories.secretariat(), factories.account()):
        assert client_of(by).get("/en/desk/waiting/").status_code == 403
        assert client_of(by).get(f"/en/desk/waiting/{case.pk}/").status_code == 403
        assert handed(by, case, authority).status_code == 403
        assert "/desk/waiting/" not in client_of(by).get("/en/desk/").text
    assert Client().get("/en/desk/waiting/").status_code == 302
    assert Case.objects.get().assigned_to is None
    assert "/desk/waiting/" in client_of(administrator()).get("/en/desk/").text


def test_an_administrator_of_one_clearing_house_sees_its_requests_alone():
    case = requested()
    assert case.requested_by.name in listed(administrator("bch"))
    other = administrator("abs")
    assert case.requested_by.name not in listed(other)
    assert client_of(other).get(f"/en/desk/waiting/{case.pk}/").status_code == 403


def test_a_request_is_handed_on_with_a_reason_and_both_are_told():
    former, to, case = factories.authority("bj"), factories.authority("bj"), requested()
    reassign(case, to=former, by=former, at=later(2))
    Notice.objects.all().delete()
    by = administrator()
    page = client_of(by).get(f"/en/desk/waiting/{case.pk}/").text
    assert f'value="{to.opaque_id}"' in page
    assert f'value="{former.opaque_id}"' not in page
    shown = handed(by, case, to).text
    assert "The request was handed on." in shown
    assert f"\u2068{to.name}\u2069 decides." in shown
    assert (told(to), told(former)) == ([NoticeKind.REQUEST_REASSIGNED], [NoticeKind.REQUEST_MOVED])
    assert {about_in(one.about_text).data["reason"] for one in Notice.objects.all()} == {REASON}
    event = AuditEvent.objects.filter(action="request-reassigned").latest("pk")
    assert (event.account, event.details["to"], event.details["reason"]) == (by, str(to.opaque_id), REASON)
    trail = client_of(by).get("/en/desk/trail/?owner=bj").text
    assert f"Reason: \u2068{REASON}\u2069" in trail
    assert REASON in client_of(former).get("/en/desk/notices/").text


def test_a_request_is_given_back_to_all_and_whoever_had_it_is_told():
    former, case = factories.authority("bj"), requested()
    reassign(case, to=former, by=former, at=later(2))
    handed(administrator(), case, None)
    assert Case.objects.get().assigned_to is None
    assert told(former)[-1] == NoticeKind.REQUEST_MOVED


def test_without_a_reason_nothing_happens_and_nothing_is_lost():
    to, case = factories.authority("bj"), requested()
    answer = handed(administrator(), case, to, reason=" ")
    assert answer.status_code == 422
    assert "Give a reason" in answer.text
    assert f'value="{to.opaque_id}" selected' in answer.text
    assert Case.objects.get().assigned_to is None


def test_somebody_who_may_not_decide_is_refused_and_the_reason_is_kept():
    factories.authority("bj")
    case = requested()
    for to in (case.requested_by, factories.authority("eg")):
        answer = handed(administrator(), case, to)
        assert answer.status_code == 422
        assert "This person may not decide about the request." in answer.text
        assert REASON in answer.text


def test_a_request_that_was_decided_meanwhile_is_not_handed_on():
    to, case = factories.authority("bj"), requested()
    withdraw(case, by=case.requested_by, at=later(2))
    answer = handed(administrator(), case, to)
    assert answer.status_code == 409
    assert "This request was already decided." in answer.text
    assert handed(administrator(), Case(pk=case.pk + 1), to).status_code == 404


def test_the_list_asks_as_often_for_many_as_for_one(django_assert_max_num_queries):
    by = administrator()
    for owner in ("bj", "eg", "fr"):
        factories.authority(owner)
        requested(owner)
    client = client_of(by)
    client.get("/en/desk/waiting/")
    with django_assert_max_num_queries(14):
        client.get("/en/desk/waiting/")


def test_what_lapsed_is_no_choice():
    to, case = factories.authority("bj"), requested()
    RoleHeld.objects.filter(account=to).update(ends_at=timezone.now() - timedelta(days=1))
    assert str(to.opaque_id) not in client_of(administrator()).get(f"/en/desk/waiting/{case.pk}/").text
