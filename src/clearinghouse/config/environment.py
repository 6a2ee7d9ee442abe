"""Settings of an installation: declared once with type, default and help, read from the environment."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PRODUCTION = "production"
DEMONSTRATION = "demonstration"
DEVELOPMENT = "development"


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


def _megabytes(text: str) -> int:
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
    Setting("ALLOWED_HOSTS", _words, "", "Names under which the node is reached, parted by commas."),
    Setting("CLEARINGHOUSE_NODE", str, "local", "Name of this node, the origin of its entries."),
    Setting("CLEARINGHOUSE_NUMBERS_FROM", int, "10000000", "First printed record number this node gives."),
    Setting("CLEARINGHOUSE_NUMBERS_TO", int, "19999999", "Last printed record number this node may give."),
    Setting("CLEARINGHOUSE_HTTPS", _is_on, "yes", "Whether people reach the node by HTTPS; cookies follow."),
    Setting("CLEARINGHOUSE_FILE_MB", _megabytes, "25", "Largest file that may be attached to a record, in megabytes."),
    Setting("CLEARINGHOUSE_FAULT", str, "", "For tests, never in production: the fault point at which a process ends."),
    Setting("CLEARINGHOUSE_PROXIES", int, "0", "Reverse proxies in front whose X-Forwarded-For is trusted."),
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
