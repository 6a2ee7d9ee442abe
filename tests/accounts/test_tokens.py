"""Tokens for programs."""

from datetime import timedelta

import pytest

from clearinghouse.accounts.models import AccessToken, AuditEvent
from clearinghouse.accounts.permissions import OutOfScopeError, require
from clearinghouse.accounts.person import Subject, person_of
from clearinghouse.accounts.tokens import TokenRefusedError, account_of_token, in_use, issue, revoke
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]
NOON = factories.NOON
LATER = NOON + timedelta(hours=1)


def test_a_secret_speaks_for_its_account_within_its_scopes():
    account = factories.authority()
    token, secret = issue(account, " Harvester ", ["draft", "read"], None, NOON)
    assert (token.name, token.scopes_text) == ("Harvester", "read draft")
    found = account_of_token(secret, LATER)
    assert found == account
    with pytest.raises(OutOfScopeError):
        require(person_of(found), "publish", Subject("bj", "bch"))


def test_only_the_digest_is_kept():
    token, secret = issue(factories.account(), "One", ["read"], None, NOON)
    assert secret not in {str(value) for value in AccessToken.objects.filter(pk=token.pk).values().get().values()}
    assert not any(secret in event.details_text for event in AuditEvent.objects.all())


@pytest.mark.parametrize("secret", ["", "clr_", "clr_nonsense", "nonsense", "clr_\0", "clr_ü", "clr_" + "x" * 10_000])
def test_what_is_no_secret_speaks_for_nobody(secret):
    issue(factories.account(), "One", ["read"], None, NOON)
    assert account_of_token(secret, LATER) is None


def test_an_expired_an_ended_and_a_closed_one_speak_for_nobody():
    account = factories.account()
    _expired, expired = issue(account, "Expired", ["read"], NOON + timedelta(minutes=1), NOON)
    ended, secret = issue(account, "Ended", ["read"], None, NOON)
    _kept, kept = issue(account, "Kept", ["read"], LATER + timedelta(days=1), NOON)
    revoke(ended, by=account, at=NOON)
    revoke(ended, by=account, at=NOON)
    assert AuditEvent.objects.filter(action="token-ended").count() == 1
    assert [account_of_token(one, LATER) for one in (expired, secret, kept)] == [None, None, account]
    assert [token.name for token in in_use(account, LATER)] == ["Kept"]
    account.is_active = False
    account.save()
    assert account_of_token(kept, LATER) is None


def test_its_use_is_noted_once_a_minute():
    token, secret = issue(factories.account(), "One", ["read"], None, NOON)
    for seconds in (0, 30, 59, 61):
        account_of_token(secret, NOON + timedelta(seconds=seconds))
        token.refresh_from_db()
        assert token.last_used_at == NOON + timedelta(seconds=61 if seconds == 61 else 0)


@pytest.mark.parametrize(
    ("name", "scopes", "days"), [("", ["read"], 1), ("x" * 101, ["read"], 1), ("One", [], 1), ("One", ["all"], 1)]
)
def test_what_makes_no_token_is_refused(name, scopes, days):
    with pytest.raises(TokenRefusedError):
        issue(factories.account(), name, scopes, NOON + timedelta(days=days), NOON)


def test_a_token_does_not_end_before_it_begins():
    with pytest.raises(TokenRefusedError):
        issue(factories.account(), "One", ["read"], NOON, NOON)
