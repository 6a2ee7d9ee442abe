"""Registering, closing, and what is known of a person, without pages."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from clearinghouse.accounts.closing import close, held_alone
from clearinghouse.accounts.devices import KEPT_FOR, new_secret, recognise, remember
from clearinghouse.accounts.housekeeping import forget_unused
from clearinghouse.accounts.models import Account, AuditEvent, KnownDevice, Role, RoleHeld
from clearinghouse.accounts.person import Held, person_of
from clearinghouse.accounts.registering import (
    AccountExistsError,
    PasswordRefusedError,
    account_of_address,
    register,
)
from clearinghouse.accounts.tokens import account_of_token, issue
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]
NOON = factories.NOON
PASSWORD = "words-that-are-hers"


def test_an_account_is_made_with_its_address_confirmed_or_not():
    for is_verified in (False, True):
        account = register(f"{is_verified}@Example.org", " Ada ", PASSWORD, "fr", is_verified=is_verified)
        assert (account.name, account.language) == ("Ada", "fr")
        address = EmailAddress.objects.get(user=account)
        assert (address.email, address.verified, address.primary) == (account.email, is_verified, True)
        assert account_of_address(account.email.upper()) == account


def test_an_address_has_one_account():
    register("ada@example.org", "Ada", PASSWORD, "en")
    with pytest.raises(AccountExistsError):
        register("ADA@example.org", "Ada", PASSWORD, "en", is_verified=True)


@pytest.mark.parametrize("password", ["short", "password1234", "ada@example.org", ""])
def test_a_weak_password_is_refused_with_reasons(password):
    with pytest.raises(PasswordRefusedError) as caught:
        register("ada@example.org", "Ada", password, "en")
    assert caught.value.data["reasons"]


def test_roles_that_nobody_else_holds_are_named():
    alone, other = factories.authority("bj"), factories.authority("ke")
    assert held_alone(alone, NOON) == [Held("publishing-authority", "bj")]
    RoleHeld.objects.create(account=other, role=Role.PUBLISHING_AUTHORITY, owner="bj")
    assert held_alone(alone, NOON) == []
    RoleHeld.objects.filter(account=other, owner="bj").update(realm="bch")
    assert held_alone(alone, NOON) == [Held("publishing-authority", "bj")], "the other does not publish in every realm"


def test_whoever_closes_an_account_takes_everything_from_it_that_lets_one_in():
    account = factories.authority("bj")
    _token, secret = issue(account, "One", ["read"], None, NOON)
    close(account, by=account, at=NOON)
    account.refresh_from_db()
    assert person_of(account).roles == frozenset()
    assert account_of_token(secret, NOON) is None
    assert AuditEvent.objects.get(action="account-closed").details == {"roles": ["publishing-authority bj"]}


def test_a_browser_is_known_again_for_a_year():
    account, secret = factories.account(), new_secret()
    assert not recognise(account, secret, NOON)
    assert not remember(account, secret, NOON), "nobody is told of the first browser"
    assert recognise(account, secret, NOON + timedelta(days=300))
    assert not recognise(account, "", NOON)
    assert not recognise(factories.account(), secret, NOON)
    assert not recognise(account, secret, NOON + timedelta(days=300) + KEPT_FOR)
    assert remember(account, new_secret(), NOON)


def test_an_account_that_nobody_confirmed_is_forgotten_after_a_month():
    unconfirmed = register("ada@example.org", "Ada", PASSWORD, "en")
    named = register("bo@example.org", "Bo", PASSWORD, "en")
    RoleHeld.objects.create(account=named, role=Role.AUTHORIZED_USER, owner="bj")
    kept = {named, register("di@example.org", "Di", PASSWORD, "en", is_verified=True), factories.account()}
    assert forget_unused(timezone.now() + timedelta(days=29)) == 0
    assert forget_unused(timezone.now() + timedelta(days=31)) > 0
    assert set(Account.objects.all()) == kept
    assert not EmailAddress.objects.filter(email=unconfirmed.email).exists()


def test_browsers_and_sessions_that_are_gone_are_forgotten():
    account = factories.account()
    remember(account, new_secret(), NOON)
    ended, open_still = SessionStore(), SessionStore()
    for store in (ended, open_still):
        store.save()
        UserSession.objects.create(user=account, ip="192.0.2.1", session_key=store.session_key, user_agent="")
    UserSession.objects.update(created_at=timezone.now() - timedelta(days=2))
    Session.objects.filter(pk=ended.session_key).delete()
    forget_unused(timezone.now())
    assert [one.session_key for one in UserSession.objects.all()] == [open_still.session_key]
    forget_unused(NOON + KEPT_FOR + timedelta(days=300))
    assert not KnownDevice.objects.exists()
    assert not Session.objects.exists()
