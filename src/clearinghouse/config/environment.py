"""Settings of an installation: declared once with type, default and help, read from the environment."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any

PRODUCTION = "production"
DEMONSTRATION = "demonstration"
DEVELOPMENT = "development"


_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/?")


class SettingError(Exception):
    """A setting is missing or cannot be read; the process must not start."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the environment, how it is read, its default and what it does."""

    name: str
    read: Callable[[str], Any]
    default: str
    help: str


def _mode(text: str) -> str:
    if text not in {PRODUCTION, DEMONSTRATION, DEVELOPMENT}:
        raise ValueError("one of production, demonstration, development")
    return text


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _is_on(text: str) -> bool:
    if text.lower() not in {"1", "0", "yes", "no", "true", "false"}:
        raise ValueError("yes or no")
    return text.lower() in {"1", "yes", "true"}


def _second_factor(text: str) -> str:
    if text not in {"optional", "publishing-authorities"}:
        raise ValueError("one of optional, publishing-authorities")
    return text


def _base_address(text: str) -> str:
    if text and not _ADDRESS.fullmatch(text):
        raise ValueError("https:// and the name of the node, with no path")
    return text.rstrip("/")


def _mail_from(text: str) -> str:
    if text and ("\n" in text or "\r" in text or "@" not in parseaddr(text)[1].strip("@")):
        raise ValueError("an e-mail address, with a name or without")
    return text


def _security(text: str) -> str:
    if text not in {"starttls", "tls", "none"}:
        raise ValueError("one of starttls, tls, none")
    return text


def _megabytes(text: str) -> int:
    if int(text) < 1:
        raise ValueError("a whole number of at least 1")
    return int(text)


def _span(text: str) -> int:
    if int(text) < 1:
        raise ValueError("a whole number of at least 1")
    return int(text)


SETTINGS: tuple[Setting, ...] = (
    Setting("CLEARINGHOUSE_MODE", _mode, PRODUCTION, "production, demonstration or development."),
    Setting("CLEARINGHOUSE_HOME", Path, "var", "Folder for the database files, the index and the keys of this node."),
    Setting(
        "DATABASE_URL", str, "", "PostgreSQL as postgresql://user:password@host/name; SQLite in the home if empty."
    ),
    Setting("SECRET_KEY", str, "", "Signs sessions. Required in production: at least 50 random characters."),
    Setting(
        "SECRET_KEY_FALLBACKS",
        _words,
        "",
        "Keys that were SECRET_KEY before, parted by commas: what they signed or encrypted can still be read.",
    ),
    Setting("ALLOWED_HOSTS", _words, "", "Names under which the node is reached, parted by commas."),
    Setting("CLEARINGHOUSE_NODE", str, "local", "Name of this node, the origin of its entries."),
    Setting("CLEARINGHOUSE_NUMBERS_FROM", int, "10000000", "First printed record number this node gives."),
    Setting("CLEARINGHOUSE_NUMBERS_TO", int, "19999999", "Last printed record number this node may give."),
    Setting("CLEARINGHOUSE_HTTPS", _is_on, "yes", "Whether people reach the node by HTTPS; cookies follow."),
    Setting("CLEARINGHOUSE_FILE_MB", _megabytes, "25", "Largest file that may be attached to a record, in megabytes."),
    Setting("CLEARINGHOUSE_FAULT", str, "", "For tests, never in production: the fault point at which a process ends."),
    Setting("CLEARINGHOUSE_PROXIES", int, "0", "Reverse proxies in front whose X-Forwarded-For is trusted."),
    Setting(
        "CLEARINGHOUSE_SECOND_FACTOR",
        _second_factor,
        "optional",
        "Who must sign in with a second factor: optional, or publishing-authorities for whoever publishes.",
    ),
    Setting(
        "CLEARINGHOUSE_ADDRESS",
        _base_address,
        "",
        "Where people reach the node, as https://bch.example.org: links in mails begin with it.",
    ),
    Setting("CLEARINGHOUSE_SMTP_HOST", str, "", "Mail server that takes mail from this node; none, and none is sent."),
    Setting("CLEARINGHOUSE_SMTP_PORT", int, "587", "Port of the mail server."),
    Setting("CLEARINGHOUSE_SMTP_USER", str, "", "Name under which the node signs in to the mail server, if it does."),
    Setting("CLEARINGHOUSE_SMTP_PASSWORD", str, "", "Password that goes with the name."),
    Setting(
        "CLEARINGHOUSE_SMTP_SECURITY", _security, "starttls", "starttls, tls (often port 465), or none on one machine."
    ),
    Setting(
        "CLEARINGHOUSE_MAIL_FROM",
        _mail_from,
        "",
        "Sender of mail, as Clearinghouse <mail@bch.example.org>; gets bounces.",
    ),
    Setting("CLEARINGHOUSE_OIDC_ISSUER", str, "", "Address of an OpenID Connect service that people may sign in with."),
    Setting("CLEARINGHOUSE_OIDC_CLIENT_ID", str, "", "Under which name the OpenID Connect service knows this node."),
    Setting("CLEARINGHOUSE_OIDC_CLIENT_SECRET", str, "", "The secret shared with the OpenID Connect service."),
    Setting("CLEARINGHOUSE_OIDC_NAME", str, "OpenID Connect", "What the button says that leads to that service."),
    Setting(
        "CLEARINGHOUSE_REMIND_AFTER_DAYS", _span, "3", "Working days after which deciders are reminded of a request."
    ),
    Setting(
        "CLEARINGHOUSE_ESCALATE_AFTER_DAYS",
        _span,
        "10",
        "Days after which the focal points of a country, or else the Secretariat, hear of a request.",
    ),
    Setting(
        "CLEARINGHOUSE_TELL_SECRETARIAT_AFTER_DAYS",
        _span,
        "20",
        "Days after which the Secretariat hears of a request that still waits.",
    ),
    Setting("CLEARINGHOUSE_EXPIRE_AFTER_WEEKS", _span, "12", "Weeks after which a request that waits is closed."),
    Setting(
        "CLEARINGHOUSE_CONFIRM_AFTER_MONTHS",
        _span,
        "24",
        "Months after which the owner is asked whether a record is still current.",
    ),
    Setting(
        "CLEARINGHOUSE_CONFIRM_CONTACTS_AFTER_MONTHS",
        _span,
        "12",
        "The same for contacts, organizations and authorities.",
    ),
    Setting(
        "CLEARINGHOUSE_API_PER_ADDRESS",
        _span,
        "300",
        "Requests to the API that one network address may make in a minute without a token.",
    ),
    Setting("CLEARINGHOUSE_API_PER_TOKEN", _span, "600", "Requests to the API that one token may make in a minute."),
    Setting("CLEARINGHOUSE_WORKERS", int, "2", "Web processes that `serve` starts."),
)


def environment(source: Mapping[str, str]) -> dict[str, Any]:
    """Read every declared setting. Raises SettingError naming the setting and what it should be."""
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        text = source.get(setting.name, setting.default)
        try:
            values[setting.name] = setting.read(text)
        except ValueError as error:
            raise SettingError(f"{setting.name} cannot be “{text}”: {error}. {setting.help}") from error
    return values


def secret_key(values: Mapping[str, Any]) -> str:
    """Return the key that signs sessions; outside production one is made and kept in the home.

    Raises SettingError in production without a key of enough length.
    """
    given = str(values["SECRET_KEY"])
    if values["CLEARINGHOUSE_MODE"] == PRODUCTION:
        if len(given) < 50:
            raise SettingError("SECRET_KEY is required in production: at least 50 random characters.")
        return given
    if given:
        return given
    kept = Path(values["CLEARINGHOUSE_HOME"]) / "secret-key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return kept.read_text()
