import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session

from clearinghouse.config.environment import SETTINGS, SettingError, environment, secret_key
from clearinghouse.config.routing import OneFileForEachPurpose, database_of
from clearinghouse.config.settings import postgresql
from clearinghouse.ledger.models import Entry
from clearinghouse.projections.models import Link

LONG = "x" * 50


def test_every_setting_has_a_default_that_can_be_read_and_a_help() -> None:
    values = environment({})
    assert set(values) == {setting.name for setting in SETTINGS}
    assert all(setting.help.endswith(".") for setting in SETTINGS)
    assert values["CLEARINGHOUSE_MODE"] == "production"


def test_settings_are_read_as_what_they_are() -> None:
    values = environment(
        {"ALLOWED_HOSTS": "a.example, b.example,", "CLEARINGHOUSE_HTTPS": "NO", "CLEARINGHOUSE_WORKERS": "4"}
    )
    assert values["ALLOWED_HOSTS"] == ["a.example", "b.example"]
    assert values["CLEARINGHOUSE_HTTPS"] is False
    assert values["CLEARINGHOUSE_WORKERS"] == 4


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CLEARINGHOUSE_MODE", "fast"),
        ("CLEARINGHOUSE_HTTPS", "perhaps"),
        ("CLEARINGHOUSE_WORKERS", "two"),
        ("CLEARINGHOUSE_NUMBERS_FROM", "1e7"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_it_should_be(name, text) -> None:
    with pytest.raises(SettingError, match=f"{name} cannot be “{text}”"):
        environment({name: text})


@pytest.mark.parametrize("given", ["", "short", "x" * 49])
def test_production_does_not_start_without_a_key_of_its_own(given, tmp_path) -> None:
    values = {"CLEARINGHOUSE_MODE": "production", "SECRET_KEY": given, "CLEARINGHOUSE_HOME": tmp_path}
    with pytest.raises(SettingError, match="SECRET_KEY"):
        secret_key(values)
    assert not list(tmp_path.iterdir())
    assert secret_key({**values, "SECRET_KEY": LONG}) == LONG


def test_elsewhere_a_key_is_made_once_and_read_by_no_one_else(tmp_path) -> None:
    values = {"CLEARINGHOUSE_MODE": "demonstration", "SECRET_KEY": "", "CLEARINGHOUSE_HOME": tmp_path / "home"}
    made = secret_key(values)
    assert len(made) >= 50
    assert secret_key(values) == made
    assert stat.S_IMODE((tmp_path / "home" / "secret-key").stat().st_mode) == 0o600


def run(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command with an environment of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "clearinghouse.config.command", *arguments],
        env={**kept, "CLEARINGHOUSE_HOME": str(home), **environment},
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "SECRET_KEY is required"),
        ({"SECRET_KEY": LONG}, "ALLOWED_HOSTS is required"),
        ({"CLEARINGHOUSE_MODE": "fast"}, "CLEARINGHOUSE_MODE cannot be"),
        ({"SECRET_KEY": LONG, "ALLOWED_HOSTS": "a.example", "DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must be"),
    ],
)
def test_a_node_without_what_it_needs_says_so_in_one_line_and_ends_with_2(tmp_path, environment, said) -> None:
    ended = run("formats", home=tmp_path, **environment)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_production_node_with_all_it_needs_starts(tmp_path) -> None:
    ended = run("formats", "--json", home=tmp_path, SECRET_KEY=LONG, ALLOWED_HOSTS="a.example")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_help_is_given_to_who_has_set_nothing_up(tmp_path) -> None:
    ended = run("--help", home=tmp_path)
    assert ended.returncode == 0
    assert "verify-ledger" in ended.stdout
    assert not list(tmp_path.iterdir())


def test_a_fresh_home_is_set_up_and_again_without_a_change(tmp_path) -> None:
    node = {"CLEARINGHOUSE_MODE": "development"}
    first = run("setup", home=tmp_path, **node)
    assert first.returncode == 0, first.stderr
    assert "Governments: " in first.stderr
    again = run("setup", home=tmp_path, **node)
    assert (again.returncode, again.stderr) == (0, "")
    verified = run("verify-ledger", home=tmp_path, **node)
    assert verified.returncode == 0
    assert "is whole" in verified.stdout


def test_the_address_of_a_database_is_taken_apart() -> None:
    found = postgresql("postgresql://us%40er:p%2Fw@db.example:5433/na%20me?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "us@er", "p/w", "db.example", "5433", "na me",
    )  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("url", ["", "sqlite:///x", "postgresql://user@host", "postgresql://user@host/", "nonsense"])
def test_an_address_that_names_no_database_is_refused(url) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL"):
        postgresql(url)


@pytest.mark.store
def test_tables_live_where_their_purpose_has_a_file() -> None:
    has_files = "work" in django_settings.DATABASES
    router = OneFileForEachPurpose()
    assert router.db_for_read(Entry) == router.db_for_write(Entry) == "default"
    assert router.db_for_read(Link) == ("projections" if has_files else "default")
    assert router.db_for_write(Session) == ("work" if has_files else "default")
    assert router.allow_migrate(database_of("sessions"), "sessions")
    assert router.allow_migrate("projections", "ledger") is False
    assert router.allow_relation(Entry, Link) is not has_files


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CLEARINGHOUSE_ADDRESS", "bch.example.org"),
        ("CLEARINGHOUSE_ADDRESS", "https://bch.example.org/path"),
        ("CLEARINGHOUSE_ADDRESS", "https://bch.example.org\r\nBcc: x"),
        ("CLEARINGHOUSE_MAIL_FROM", "nobody"),
        ("CLEARINGHOUSE_MAIL_FROM", "A <a@b.example>\nBcc: c@d.example"),
        ("CLEARINGHOUSE_SMTP_SECURITY", "ssl"),
        ("CLEARINGHOUSE_SMTP_PORT", "smtp"),
    ],
)
def test_settings_of_mail_that_could_not_work_are_refused(name, text):
    with pytest.raises(SettingError, match=f"{name} cannot be"):
        environment({name: text})


def test_a_mail_server_needs_a_sender_and_the_address_of_the_node(tmp_path) -> None:
    node = {"SECRET_KEY": LONG, "ALLOWED_HOSTS": "a.example", "CLEARINGHOUSE_SMTP_HOST": "mail.example"}
    ended = run("formats", home=tmp_path, **node)
    assert ended.returncode == 2
    assert "needs CLEARINGHOUSE_ADDRESS and CLEARINGHOUSE_MAIL_FROM" in ended.stderr
    whole = {"CLEARINGHOUSE_ADDRESS": "https://a.example/", "CLEARINGHOUSE_MAIL_FROM": "Node <mail@a.example>"}
    assert run("formats", home=tmp_path, **node, **whole).returncode == 0
