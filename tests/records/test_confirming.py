from datetime import timedelta

import pytest

from clearinghouse.accounts.models import AuditEvent, Role, RoleHeld
from clearinghouse.accounts.person import person_of
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.ledger.models import Entry
from clearinghouse.notices.models import Notice
from clearinghouse.records import confirming
from clearinghouse.records.actions import publish
from clearinghouse.records.confirming import confirm_current, count_to_confirm, remind_of_stale, stale, to_confirm
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.records.errors import ForeignRecordError, RecordRetiredError
from clearinghouse.records.models import Record
from clearinghouse.records.titles import forget_titles
from tests import factories
from tests.factories import NOON, body

pytestmark = [pytest.mark.store, pytest.mark.django_db]
MONTH = timedelta(days=31)


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def guids(records) -> set[str]:
    return {record.guid for record in records}


def test_contacts_and_authorities_are_looked_at_after_a_year_others_after_two() -> None:
    authority, organism = factories.revision("authority").record, factories.revision("organism").record
    assert guids(stale(NOON + 11 * MONTH)) == set()
    assert guids(stale(NOON + 13 * MONTH)) == {authority.guid}
    assert guids(stale(NOON + 25 * MONTH)) == {authority.guid, organism.guid}


def test_what_was_confirmed_amended_or_retired_is_not_asked_about() -> None:
    confirmed, amended, retired = (factories.revision("authority").record for _ in range(3))
    after = NOON + 13 * MONTH
    by = factories.authority("bj")
    entries = Entry.objects.count()
    confirm_current(confirmed, by=by, at=after)
    assert Entry.objects.count() == entries
    assert (confirmed.confirmed_at, confirmed.confirmed_by) == (after, by)
    assert AuditEvent.objects.get(action="record-confirmed").about == confirmed.guid
    draft = begin_amendment(amended, by=by, at=after)
    publish(save_draft(draft, body("authority", notes="new"), by=by, at=after, version=1), by=by, at=after)
    factories.retired(retired, at=after)
    assert guids(stale(after)) == set()
    assert guids(stale(after + 13 * MONTH)) == {confirmed.guid, amended.guid}


def test_only_the_owners_people_confirm_and_only_at_home() -> None:
    record = factories.revision("authority").record
    for stranger in (factories.officer("eg"), factories.account(), factories.secretariat()):
        with pytest.raises(NotAllowedError):
            confirm_current(record, by=stranger, at=NOON)
    confirm_current(record, by=factories.officer("bj"), at=NOON)
    record.home_node = "elsewhere"
    with pytest.raises(ForeignRecordError):
        confirm_current(record, by=factories.officer("bj"), at=NOON)
    record.refresh_from_db()
    factories.retired(record)
    with pytest.raises(RecordRetiredError):
        confirm_current(Record.objects.get(), by=factories.officer("bj"), at=NOON)


def test_everyone_is_shown_what_they_may_confirm() -> None:
    authority, organism = factories.revision("authority").record, factories.revision("organism").record
    after = NOON + 25 * MONTH
    assert guids(to_confirm(person_of(factories.officer("bj")), after)) == {authority.guid}
    assert guids(to_confirm(person_of(factories.secretariat()), after)) == {organism.guid}
    for stranger in (factories.officer("eg"), factories.account()):
        assert guids(to_confirm(person_of(stranger), after)) == set()
        assert count_to_confirm(person_of(stranger), after) == 0
    assert count_to_confirm(person_of(factories.officer("bj")), after) == 1


def test_owners_are_told_once_a_month(monkeypatch) -> None:
    monkeypatch.setattr(confirming, "MOST_LISTED", 2)
    for _ in range(3):
        factories.revision("authority")
    other = factories.revision(
        "authority", by=factories.authority("eg"), owner="eg", body=body("authority", government={"identifier": "eg"})
    ).record
    Notice.objects.all().delete()
    benin = factories.authority("bj")
    after = NOON + 13 * MONTH
    assert remind_of_stale(after) == 4
    assert remind_of_stale(after + timedelta(days=29)) == 0
    notice = Notice.objects.get(account=benin)
    assert (notice.kind, notice.about.owner, notice.about.data["count"]) == ("records-stale", "bj", "3")
    assert (len(notice.about.listed), notice.about.link_arguments) == (2, ("bj",))
    assert set(Notice.objects.exclude(about_text__contains='"bj"').values_list("kind", flat=True)) == {"record-stale"}
    confirm_current(other, by=factories.authority("eg"), at=after)
    assert remind_of_stale(after + timedelta(days=31)) == 3


def test_nobody_is_told_of_what_only_others_may_confirm() -> None:
    """A decider for laws alone is not told of authorities, and the secretariat not of what an organization confirms."""
    laws, editor, officer = factories.account(), factories.account(), factories.secretariat()
    RoleHeld.objects.create(
        account=laws, role=Role.PUBLISHING_AUTHORITY, owner="bj", realm="bch", format_slug="biosafetyLaw"
    )
    seeds = "organization:SEEDS"
    RoleHeld.objects.create(account=editor, role=Role.ORGANIZATION_EDITOR, owner=seeds)
    for owner in ("bj", seeds):
        record = factories.revision("authority").record
        Record.objects.filter(pk=record.pk).update(owner=owner)
    Notice.objects.all().delete()
    remind_of_stale(NOON + 25 * MONTH)
    told = {one.account_id for one in Notice.objects.all() if one.about.owner == seeds}
    assert told == {editor.pk}
    assert not Notice.objects.filter(account__in=[laws, officer]).exists()


def test_a_title_that_is_forgotten_leaves_the_list_of_a_notice() -> None:
    first, second = factories.revision("authority").record, factories.revision("authority").record
    benin = factories.authority("bj")
    remind_of_stale(NOON + 13 * MONTH)
    forget_titles(first.guid)
    listed = {one.guid: one.titles for one in Notice.objects.get(account=benin, kind="records-stale").about.listed}
    assert listed == {first.guid: {}, second.guid: second.titles}


def test_many_records_take_as_many_queries_as_few(django_assert_max_num_queries) -> None:
    for _ in range(12):
        factories.revision("authority")
    with django_assert_max_num_queries(25):
        assert remind_of_stale(NOON + 13 * MONTH) == 12
