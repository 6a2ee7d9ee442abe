"""People who sign in on pages, for tests of accounts."""

import re
from typing import Any

from django.test import Client

from clearinghouse.accounts.actions import create_account
from clearinghouse.accounts.models import Account
from clearinghouse.notices.models import Outgoing

PASSWORD = "a-good-long-password"
WHO = "officer@example.org"


def person(email: str = WHO, **options: Any) -> Account:
    """Make somebody who can sign in."""
    return create_account(email, PASSWORD, **{"name": "Officer", "roles": [], **options})


def sign_in(client: Client, email: str = WHO, password: str = PASSWORD, **extra: Any) -> Any:
    """Send the form of signing in."""
    return client.post("/en/sign-in/", {"email": email, "password": password}, **extra)


def confirm(client: Client, target: str, password: str = PASSWORD) -> Any:
    """Prove once more who one is, and go on."""
    return client.post(f"/en/account/confirm/?next={target}", {"password": password, "next": target})


def mails(kind: str) -> list[Outgoing]:
    """Return the mails of one kind, in the order in which they were queued."""
    return list(Outgoing.objects.filter(kind=kind).order_by("queued_at"))


def visitor(**environment: str) -> Any:
    """Return a browser of somebody else. environment: as HTTP_USER_AGENT."""
    return Client(**environment)  # type: ignore[arg-type]  # what WSGI calls the environment


def found(pattern: str, page: str) -> str:
    """Return what a page says in the group of a pattern."""
    match = re.search(pattern, page)
    assert match, f"no {pattern}"
    return match[1]
