"""The trail that an owner's people can read."""

import csv
from datetime import UTC, datetime

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account, AuditEvent, Role, RoleHeld
from clearinghouse.core.origin import Door, Origin, coming_from
from clearinghouse.records.cases import reassign, request_publication
from clearinghouse.records.models import Case
from clearinghouse.web import trail_table
from clearinghouse.web.trail_sentences import ACTS, DOORS
from tests import factories
from tests.factories import NOON, later

pytestmark = [pytest.mark.django_db, pytest.mark.store]


@pytest.fixture(autouse=True)
def _words():
    factories.reference_data()


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def trail(account: Account, language: str = "en", **asked: str) -> str:
    answer = client_of(account).get(f"/{language}/desk/trail/", {"owner": "bj", **asked})
    assert answer.status_code == 200
    return plain(answer.content.decode())


def plain(page: str) -> str:
    """Return a page without the marks that set names off."""
    return page.translate(dict.fromkeys(map(ord, "\u2068\u2069")))


def requested() -> Case:
    officer = factories.officer("bj")
    with coming_from(Origin(Door.PAGE, "192.0.2.7")):
        draft = factories.draft("authority", by=officer)
        return request_publication(draft, by=officer, at=later(1))


def test_each_act_is_a_sentence_with_what_it_was_about():
    case, authority, other = requested(), factories.authority("bj"), factories.authority("bj")
    reassign(case, to=other, by=authority, at=later(2))
    reassign(case, to=None, by=authority, at=later(3))
    page = trail(authority)
    for sentence in (
        f"{case.requested_by.name} began a draft.",
        f"{case.requested_by.name} asked for publication.",
        f"{authority.name} handed the request to {other.name}.",
        f"{authority.name} gave the request back to everybody who may decide.",
        "Biosafety Agency",
        "on a page",
    ):
        assert sentence in page
    assert page.index("handed the request") < page.index("began a draft")


def test_the_address_is_for_those_who_answer_for_the_country():
    requested()
    for trusted in (factories.authority("bj"), factories.account(Role.ADMINISTRATOR)):
        assert "192.0.2.7" in trail(trusted)
    assert "192.0.2.7" not in trail(factories.officer("bj"))


def test_nobody_else_reads_it():
    requested()
    for stranger in (factories.officer("eg"), factories.secretariat(), factories.account()):
        for path in ("", "table/"):
            assert client_of(stranger).get(f"/en/desk/trail/{path}", {"owner": "bj"}).status_code == 403
    authority = client_of(factories.authority("bj"))
    for owner in ("", "eg", "nonsense:x", "x" * 300, "\0"):
        assert authority.get("/en/desk/trail/", {"owner": owner}).status_code == 403
    assert Client().get("/en/desk/trail/?owner=bj").status_code == 302


def test_an_administrator_is_told_of_drafts_but_not_what_they_say():
    requested()
    assert "Biosafety Agency" not in trail(factories.account(Role.ADMINISTRATOR))


def test_one_who_looks_after_one_clearing_house_reads_of_that_one():
    requested()
    note("record-retired", by=None, at=NOON, owner="bj", realm="abs", about="ELSEWHERE-1")
    limited = factories.account()
    RoleHeld.objects.create(account=limited, role=Role.AUTHORIZED_USER, owner="bj", realm="bch")
    page = trail(limited)
    assert "asked for publication" in page
    assert "retired the record" not in page


def test_it_is_narrowed_by_person_action_record_and_day():
    case = requested()
    record = factories.revision("authority", at=NOON).record
    authority = factories.authority("bj")
    AuditEvent.objects.filter(action="draft-begun").update(at=datetime(2026, 1, 1, 12, tzinfo=UTC))
    assert "asked for publication." not in trail(authority, who=str(authority.opaque_id))
    assert "asked for publication." in trail(authority, who=str(case.requested_by.opaque_id))
    assert "began a draft." not in trail(authority, action="record-published")
    for name in (record.guid, str(record.printed_number)):
        page = trail(authority, record=name)
        assert "published revision 1." in page
        assert "asked for publication." not in page
    assert "asked for publication." not in trail(authority, to="2026-01-01")
    assert "began a draft." not in trail(authority, **{"from": "2026-01-02"})


@pytest.mark.parametrize("asked", [{"from": "yesterday"}, {"to": "2026-02-31"}])
def test_a_day_that_is_none_is_said(asked):
    answer = client_of(factories.authority("bj")).get("/en/desk/trail/", {"owner": "bj", **asked})
    assert answer.status_code == 422
    assert "is not a date" in answer.content.decode()


@pytest.mark.parametrize(
    "asked", [{"who": "x"}, {"who": "\0"}, {"action": "no-such"}, {"record": "BCH-X-Y-1"}, {"to": "9999-12-31"}]
)
def test_whatever_is_asked_is_answered(asked):
    requested()
    trail(factories.authority("bj"), **asked)


def test_it_is_kept_as_a_table_whose_cells_compute_nothing(monkeypatch):
    monkeypatch.setattr(trail_table, "_AT_ONCE", 2)
    Account.objects.filter(pk=requested().requested_by_id).update(name="=HYPERLINK(1)")
    for _ in range(3):
        requested()
    authority = factories.authority("bj")
    answer = client_of(authority).get("/fr/desk/trail/table/", {"owner": "bj"})
    rows = list(csv.reader(answer.getvalue().decode("utf-8-sig").splitlines()))
    assert answer["Content-Disposition"] == 'attachment; filename="trail-bj.csv"'
    assert len(rows) == 1 + AuditEvent.objects.filter(owner="bj").count()
    assert {len(row) for row in rows} == {8}
    assert any(row[1] == "'=HYPERLINK(1)" for row in rows)
    assert not any(cell.startswith("=") for row in rows for cell in row)
    without = client_of(factories.officer("bj")).get("/en/desk/trail/table/", {"owner": "bj"}).getvalue().decode()
    assert "192.0.2.7" not in without


def test_the_record_page_leads_its_people_to_the_trail_of_that_record():
    record = factories.revision("authority").record
    address = f"/en/records/{record.printed_number}/"
    assert "/desk/trail/?owner=bj" in client_of(factories.officer("bj")).get(address).content.decode()
    assert "/desk/trail/" not in client_of(factories.officer("eg")).get(address).content.decode()


def test_every_act_that_is_noted_here_has_a_sentence_and_every_door_a_name():
    assert set(DOORS) == {door.value for door in Door}
    for action in ACTS:
        note(action, by=factories.officer("bj"), at=NOON, owner="bj", realm="bch", about="SOMETHING-1")
    page = trail(factories.authority("bj"), language="ru")
    assert page.count("<time") >= len(ACTS)


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_no_filter_breaks_the_page(record, who, day):
    client = Client()
    account = Account.objects.filter(name="reader").first() or Account.objects.create(email="r@e.org", name="reader")
    RoleHeld.objects.get_or_create(account=account, role=Role.PUBLISHING_AUTHORITY, owner="bj")
    client.force_login(account)
    asked = {"owner": "bj", "record": record, "who": who, "from": day}
    assert client.get("/en/desk/trail/", asked).status_code in (200, 422)
