"""Signing in through an OpenID Connect service."""

import json
import os
import subprocess
import sys

import pytest

from clearinghouse.config.environment import SETTINGS


def _run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_whoever_shows_a_confirmed_address_is_let_in(tmp_path):
    done = _run("-m", "tests.web.oidc_visit", str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr[-3000:]
    came = json.loads(done.stdout.splitlines()[-1])
    assert came["offers"]
    assert (came["email"], came["name"]) == ("ada@example.org", "Ada")
    assert came["new"] == came["again"] == came["known"] == "/fr/desk/"
    assert came["unconfirmed"].endswith("/sign-in/")
    assert came["forged"].endswith("/sign-in/")
    assert came["accounts"] == 2


def test_without_a_client_id_the_node_does_not_start(tmp_path):
    environment = {
        "CLEARINGHOUSE_OIDC_ISSUER": "https://id.example",
        "CLEARINGHOUSE_MODE": "development",
        "CLEARINGHOUSE_HOME": str(tmp_path),
    }
    done = _run("-c", "import clearinghouse.config.settings", **environment)
    assert done.returncode != 0
    assert "needs CLEARINGHOUSE_OIDC_CLIENT_ID" in done.stderr


@pytest.mark.django_db
def test_without_a_service_none_is_offered(client):
    assert "sign-in/with" not in client.get("/en/sign-in/").content.decode()
    assert client.get("/sign-in/with/oidc/callback/").status_code == 404
    assert any(setting.name == "CLEARINGHOUSE_OIDC_ISSUER" for setting in SETTINGS)
