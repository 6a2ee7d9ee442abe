"""What a backup says of itself: whence it is, where its ledger ends, and the digest of every member."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

MANIFEST = "manifest.json"
KEY = "keys/secret-key"
TABLES = "tables/"
FILES = "files/"
_FORMAT = "clearinghouse-backup"
_VERSION = 1


class KeepingError(Exception):
    """A backup cannot be made or restored; says in one sentence why, and what to do. For the command line."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive. sha256: of its content, in hexadecimal. rows: of a table, None for a file."""

    sha256: str
    size: int
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of a backup.

    software: version that made it. sequence, digest: of the last entry of the ledger, 0 and "" for an empty one.
    migrations: the last of each application, so that the tables are known. members: by their names in the archive.
    """

    created: datetime
    node: str
    software: str
    sequence: int
    digest: str
    migrations: Mapping[str, str]
    members: Mapping[str, Member]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(member.rows or 0 for member in self.members.values())

    @property
    def files(self) -> int:
        """Files of records."""
        return sum(name.startswith(FILES) for name in self.members)


def written(manifest: Manifest) -> bytes:
    """Return a manifest as JSON."""
    content = {"format": _FORMAT, "version": _VERSION, **asdict(manifest), "created": manifest.created.isoformat()}
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def read(text: bytes) -> Manifest:
    """Read a manifest back. Raises KeepingError."""
    try:
        content: dict[str, Any] = json.loads(text)
        stamp = (content.pop("format"), content.pop("version"))
        if stamp != (_FORMAT, _VERSION):
            raise KeepingError(f"The backup has the format {stamp[0]} {stamp[1]}, which this version does not read.")
        members = {name: Member(**member) for name, member in content.pop("members").items()}
        created = datetime.fromisoformat(content.pop("created"))
        return Manifest(created=created, members=members, **content)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise KeepingError("The manifest of the backup cannot be read: the file is damaged.") from error
