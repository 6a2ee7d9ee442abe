"""Addresses of others as the place to go on to: nobody is led away from the node."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests import factories
from tests.web.people import PASSWORD, WHO, confirm, person, sign_in

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https://evil.example/en/desk/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "http:\\\\evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "\x01https://evil.example",
    "https://evil。example",
    "/en/desk/\r\nLocation: https://evil.example",
    "/en/desk/\r\nSet-Cookie: session=planted",
]


AWAY = re.compile(r"""(?:href|action|value|src)="\s*(?:[a-z]+:|[/\\]\s*[/\\])""", re.IGNORECASE)
"""A link, form or field of a page that names a place elsewhere."""


def leads_away(answer) -> bool:
    """Say whether an answer leads elsewhere, or writes more than one header."""
    place = answer.get("Location", "")
    is_here = not place or (place.startswith("/") and not place.startswith(("//", "/\\")))
    return not is_here or any(one in place for one in "\r\n\t\\") or "planted" in str(answer.cookies)


@pytest.fixture(autouse=True)
def officer(settings):
    # A hundred sign-ins: what slows guessing down would slow these down alone.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    return person()


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_nowhere_else(client, target: str) -> None:
    page = client.get("/en/sign-in/", {"next": target})
    assert page.status_code == 200
    assert not AWAY.search(page.content.decode())
    answer = client.post("/en/sign-in/", {"email": WHO, "password": PASSWORD, "next": target})
    assert not leads_away(answer), answer.get("Location")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_every_other_page_that_goes_on_leads_nowhere_else(client, officer, target: str) -> None:
    sign_in(client)
    assert not leads_away(confirm(client, target))
    for name in ("account_signup", "sign-out", "account_email", "account_change_password", "account_reauthenticate"):
        address = reverse(name)
        client.force_login(officer)
        answers = [client.get(address, {"next": target}), client.post(f"{address}?next=x", {"next": target})]
        for answer in answers:
            assert not leads_away(answer), (name, answer.get("Location"))


def test_an_address_with_two_slashes_or_back_slashes_leads_nowhere_else(client) -> None:
    for path in ("//evil.example", "//evil.example/", "/\\evil.example", "/en//evil.example", "//evil.example/%2e%2e"):
        assert not leads_away(client.get(path)), path
    client.force_login(factories.administrator())
    assert not leads_away(client.get("/en/desk/notices/", {"next": "//evil.example"}))
