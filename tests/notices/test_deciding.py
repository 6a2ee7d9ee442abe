"""Which mails hold links that decide, and for whom."""

from datetime import timedelta

import pytest

from clearinghouse.notices.deciding import VALID_FOR, find_link, links_for, mark_used
from clearinghouse.notices.errors import LinkExpiredError, LinkUnknownError, LinkUsedError
from clearinghouse.notices.kinds import DECIDABLE, NoticeKind
from clearinghouse.notices.models import ActionLink, Outgoing
from tests import factories
from tests.factories import NOON
from tests.notices.letters import about

pytestmark = [pytest.mark.store, pytest.mark.django_db]


def links(account, kind=NoticeKind.REQUEST_WAITS, **changes) -> dict[str, str]:
    """Return the links of a mail about version 3 of the draft of request 7, with changes."""
    mail = Outgoing.objects.create(key="one", account=account, kind=kind.value, queued_at=NOON, due_at=NOON)
    known = {"case": 7, "data": {"by": "Awa", "version": "3"}}
    return links_for(mail, kind, about(**{**known, **changes}), at=NOON)


@pytest.mark.parametrize("kind", sorted(DECIDABLE))
def test_whoever_may_decide_gets_two_links(kind):
    account = factories.authority()
    made = links(account, kind)
    assert set(made) == {ActionLink.APPROVE, ActionLink.RETURN}
    for action, secret in made.items():
        assert len(secret) == 43
        link = find_link(secret, at=NOON)
        assert (link.account, link.action, link.case, link.version) == (account, action, 7, 3)
        assert link.digest != secret


@pytest.mark.parametrize(
    "changes",
    [
        {"case": None},
        {"data": {"by": "Awa"}},
        {"data": {"version": "x"}},
        {"kind": NoticeKind.REQUEST_APPROVED},
        {"owner": "ke"},
        {"owner": ""},
    ],
)
def test_what_asks_for_no_decision_of_theirs_holds_none(changes):
    assert links(factories.authority(), **changes) == {}
    assert not ActionLink.objects.exists()


def test_who_may_not_publish_gets_none():
    assert links(factories.officer()) == {}


def test_where_a_second_factor_guards_deciding_no_mail_does_it(settings, monkeypatch):
    account = factories.authority()
    settings.SECOND_FACTOR = "publishing-authorities"
    assert links(account) == {}
    settings.SECOND_FACTOR = "optional"
    Outgoing.objects.all().delete()
    monkeypatch.setattr("clearinghouse.notices.deciding.has_second_factor", lambda _account: True)
    assert links(account) == {}


def test_a_link_is_used_once_and_expires():
    first, second = links(factories.authority()).values()
    mark_used(find_link(first, at=NOON), at=NOON)
    with pytest.raises(LinkUsedError):
        find_link(first, at=NOON)
    find_link(second, at=NOON + VALID_FOR - timedelta(seconds=1))
    with pytest.raises(LinkExpiredError):
        find_link(second, at=NOON + VALID_FOR)
    with pytest.raises(LinkUnknownError):
        find_link(second.swapcase(), at=NOON)
