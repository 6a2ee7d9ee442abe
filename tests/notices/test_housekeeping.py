"""What is forgotten, and when."""

from datetime import timedelta

import pytest

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import AuditEvent
from clearinghouse.core.origin import Door, Origin, coming_from
from clearinghouse.notices.actions import mark_read, notify
from clearinghouse.notices.housekeeping import forget_old
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.notices.models import ActionLink, Notice, Outgoing
from tests import factories
from tests.factories import NOON
from tests.notices.letters import about, posted, told

pytestmark = [pytest.mark.store, pytest.mark.django_db]
DAY = timedelta(days=1)


def test_read_notices_are_kept_for_a_year_and_unread_ones_until_they_are_read():
    account = factories.account()
    read, unread = told(account), told(account)
    mark_read(account, [read.pk], at=NOON)
    assert forget_old(NOON + 365 * DAY) == 0
    forget_old(NOON + 366 * DAY)
    assert list(Notice.objects.all()) == [unread]


def test_sent_mail_is_kept_for_90_days_and_what_failed_for_a_year():
    account = factories.account()
    notice = told(account)
    posted()
    told(account)
    Outgoing.objects.filter(state=Outgoing.WAITING).update(state=Outgoing.FAILED)
    assert forget_old(NOON + 90 * DAY) == 0
    assert forget_old(NOON + 91 * DAY) == 1
    assert Outgoing.objects.get().state == Outgoing.FAILED
    notice.refresh_from_db()
    assert notice.mail is None
    assert forget_old(NOON + 366 * DAY) == 1
    assert Notice.objects.count() == 2


def test_mail_that_waits_is_never_forgotten():
    told(factories.account())
    forget_old(NOON + 1000 * DAY)
    assert Outgoing.objects.get().state == Outgoing.WAITING


def test_network_addresses_are_forgotten_after_a_year_and_the_rest_of_the_trail_stays():
    account = factories.account()
    with coming_from(Origin(Door.PAGE, "192.0.2.7")):
        for days in (0, 10):
            note("draft-begun", by=account, at=NOON + days * DAY, owner="bj")
    notify([account], NoticeKind.NEW_DEVICE, about=about(data={"device": "Firefox – 192.0.2.7"}), at=NOON)
    assert forget_old(NOON + 366 * DAY) == 2
    assert sorted(AuditEvent.objects.values_list("address", flat=True)) == ["", "192.0.2.7"]
    assert AuditEvent.objects.filter(action="draft-begun", account=account).count() == 2
    assert not Notice.objects.exists()


def test_links_are_forgotten_long_after_they_expired():
    account = factories.account()
    ActionLink.objects.create(digest="x", account=account, action="approve", case=1, version=1, expires_at=NOON)
    assert forget_old(NOON + 90 * DAY) == 0
    assert forget_old(NOON + 91 * DAY) == 1
