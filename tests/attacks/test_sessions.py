"""Sessions: planted before somebody signs in, kept after they sign out, and changed by others."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from clearinghouse.accounts.helping import shut
from clearinghouse.accounts.models import Account
from tests import factories
from tests.factories import NOON
from tests.web.people import PASSWORD, WHO, person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def officer() -> Account:
    cache.clear()
    return person()


def key_of(browser: Client) -> str:
    """Return the key that the cookie of a browser holds."""
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def with_key(key: str) -> Client:
    """Return a browser into which somebody put a key."""
    made = Client()
    made.cookies[settings.SESSION_COOKIE_NAME] = key
    return made


def test_a_session_that_was_planted_is_not_the_one_that_is_signed_in(client: Client) -> None:
    session = client.session
    session["planted"] = "by another"
    session.save()
    planted = str(session.session_key)
    client.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert sign_in(client).status_code == 302
    assert key_of(client) != planted
    assert with_key(planted).get("/en/desk/").status_code == 302
    assert not Session.objects.filter(pk=planted).exists()


def test_a_key_that_the_node_never_made_is_not_taken_over(client: Client) -> None:
    invented = "a" * 32
    client.cookies[settings.SESSION_COOKIE_NAME] = invented
    assert sign_in(client).status_code == 302
    assert key_of(client) != invented


def test_signing_out_ends_the_session_wherever_its_key_is(client: Client) -> None:
    sign_in(client)
    key = key_of(client)
    assert with_key(key).get("/en/desk/").status_code == 200
    assert client.get("/en/sign-out/").status_code == 405, "an address alone signs nobody out"
    assert client.post("/en/sign-out/").status_code == 302
    assert with_key(key).get("/en/desk/").status_code == 302
    assert not Session.objects.filter(pk=key).exists()


def test_whoever_signs_in_as_another_keeps_nothing_of_the_first(client: Client) -> None:
    other = person("other@example.org")
    sign_in(client)
    session = client.session
    session["kept."] = {"kept": [("f.title.en", "of the first")], "action": "/en/desk/new/"}
    session.save()
    first = key_of(client)
    client.post("/en/sign-out/")
    sign_in(client, other.email)
    assert key_of(client) != first
    assert "of the first" not in client.get("/en/sign-in/kept/", follow=True).content.decode()


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client: Client) -> None:
    client.get("/en/sign-in/")
    sign_in(client)
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
        assert not cookie["domain"], cookie.key


def test_what_a_session_holds_cannot_be_forged(client: Client) -> None:
    sign_in(client)
    held = Session.objects.get(pk=key_of(client))
    held.session_data = held.session_data[:-2] + "AA"
    held.save()
    assert client.get("/en/desk/").status_code == 302


def test_an_account_that_is_shut_is_out_at_once(client: Client, officer: Account) -> None:
    sign_in(client)
    assert client.get("/en/desk/").status_code == 200
    shut(officer, by=factories.administrator(), at=NOON)
    assert client.get("/en/desk/").status_code == 302
    assert sign_in(Client(), WHO, PASSWORD).status_code != 200


def test_a_session_is_never_taken_from_an_address(client: Client) -> None:
    sign_in(client)
    key = key_of(client)
    assert Client().get(f"/en/desk/?{settings.SESSION_COOKIE_NAME}={key}").status_code == 302
    assert Client().get("/en/desk/", headers={"X-Session-Token": key}).status_code == 302
