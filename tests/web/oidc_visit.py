"""A visit by way of an OpenID Connect service, in a process whose settings name one. Prints what came of it as JSON."""

import json
import os
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import django

ISSUER = "https://id.example"
CONFIGURATION = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "userinfo_endpoint": f"{ISSUER}/who",
    "jwks_uri": f"{ISSUER}/keys",
}
WHO = {"sub": "17", "email": "Ada@example.org", "email_verified": True, "name": "Ada"}


class Answer:
    """What the service answers."""

    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.text = json.dumps(content)

    def json(self) -> dict[str, Any]:
        return self.content

    def raise_for_status(self) -> None:
        pass


def answer(who: dict[str, Any]) -> Any:
    """Return a service that knows one person."""

    def request(_self: Any, _method: str, url: str, **_options: Any) -> Answer:
        path = urlsplit(url).path
        found = {"/who": who, "/token": {"access_token": "x", "token_type": "bearer"}}
        return Answer(found.get(path, CONFIGURATION))

    return request


def visit(client: Any, who: dict[str, Any]) -> str:
    """Sign in through the service; return where that led."""
    with patch("requests.Session.request", answer(who)):
        begun: Any = client.get("/fr/sign-in/with/oidc/?next=/fr/desk/")
        assert begun.url.startswith(f"{ISSUER}/authorize?"), begun.url
        asked = parse_qs(urlsplit(begun.url).query)
        assert asked["redirect_uri"] == ["http://localhost/sign-in/with/oidc/callback/"]
        assert asked["code_challenge"]
        ended: Any = client.get("/sign-in/with/oidc/callback/", {"code": "c", "state": asked["state"][0]})
    return str(ended.url)


def main(home: str) -> None:
    os.environ |= {
        "CLEARINGHOUSE_MODE": "development",
        "CLEARINGHOUSE_HOME": home,
        "CLEARINGHOUSE_OIDC_ISSUER": ISSUER,
        "CLEARINGHOUSE_OIDC_CLIENT_ID": "node",
        "CLEARINGHOUSE_OIDC_NAME": "Ministry",
        "DJANGO_SETTINGS_MODULE": "clearinghouse.config.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    (Path(home) / "static").mkdir(parents=True)
    django.setup()
    # Only now: the settings have been read.
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - Django is set up first
    from django.apps import apps  # noqa: PLC0415 - Django is set up first
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up first
    from django.db import connections  # noqa: PLC0415 - Django is set up first
    from django.test import Client  # noqa: PLC0415 - Django is set up first

    for alias in connections:
        call_command("migrate", database=alias, verbosity=0)
    call_command("createcachetable", database="work", verbosity=0)

    def fresh() -> Client:
        return Client(headers={"host": "localhost"})

    accounts = apps.get_model("accounts", "Account")
    page = fresh().get("/en/sign-in/").content.decode()
    came = {"offers": "Sign in with Ministry" in page, "new": visit(fresh(), WHO)}
    account = accounts.objects.get()
    came |= {"email": account.email, "name": account.name, "again": visit(fresh(), WHO)}
    came["unconfirmed"] = visit(fresh(), {**WHO, "sub": "18", "email": "b@example.org", "email_verified": False})
    other = accounts.objects.create_account("c@example.org", "a-good-long-password", name="C")
    EmailAddress.objects.create(user=other, email=other.email, primary=True, verified=True)
    came["known"] = visit(fresh(), {**WHO, "sub": "19", "email": "c@example.org"})
    with patch("requests.Session.request", answer(WHO)):
        forged: Any = fresh().get("/sign-in/with/oidc/callback/", {"code": "c", "state": "s"})
        came["forged"] = forged.url
    came["accounts"] = accounts.objects.count()
    print(json.dumps(came))


if __name__ == "__main__":
    main(sys.argv[1])
