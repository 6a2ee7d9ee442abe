"""Reading a line of a foreign ledger: what it says, or where it cannot be read."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Never

from clearinghouse.core.canonical import Json, canonical, is_deeper_than
from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message
from clearinghouse.core.owners import MAX_OWNER_CHARS, OWNER_PATTERN
from clearinghouse.exchange.ledger_lines import VERSION
from clearinghouse.ledger.actions import Origin
from clearinghouse.ledger.models import Part
from clearinghouse.records.actions import PUBLISHED
from clearinghouse.records.ending import REDACTED
from clearinghouse.records.importing import (
    ForeignRedaction,
    ForeignRetirement,
    ForeignRevision,
    ForeignWithdrawal,
)
from clearinghouse.records.models import RETIRED
from clearinghouse.records.withdrawing import WITHDRAWN

MAX_LINE_BYTES = 16 * 1024 * 1024
MAX_LEVELS = 40
_MOST = 2**31 - 1
_MOST_BIG = 2**53 - 1
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


class MalformedLineError(DomainError):
    """A line is none of an exported ledger, or was damaged on the way."""

    code = "line-malformed"
    sentence = Message("error", "Line %(line)s, column %(column)s cannot be read: %(why)s.")


@dataclass(frozen=True, slots=True)
class OtherEntry:
    """An entry that is about no record: vocabularies and governments come with the software, not from nodes."""

    kind: str


Arriving = ForeignRevision | ForeignRetirement | ForeignRedaction | ForeignWithdrawal | OtherEntry


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that hold anything, with their numbers from 1. Raises MalformedLineError for one too long."""
    number = 0
    while line := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            raise MalformedLineError(line=number, column=MAX_LINE_BYTES, why="the line is too long")
        if line.strip():
            yield number, line


def read_line(line: bytes, number: int) -> Arriving:
    """Return what a line says. Raises MalformedLineError with the column, from 1."""
    text = _decoded(line, number)
    given = _Given(number, text, _parsed(text, number))
    if given.integer("version", most=_MOST) != VERSION:
        given.refuse("version", "another version of the software wrote it")
    match given.text("kind", most=60):
        case kind if kind == PUBLISHED:
            return _revision(given)
        case kind if kind == RETIRED:
            return ForeignRetirement(
                guid=given.text("subject", most=128),
                at=given.moment("effectiveAt"),
                reason=_reason(given),
                origin=_origin(given),
            )
        case kind if kind == REDACTED:
            return _redaction(given)
        case kind if kind == WITHDRAWN:
            return ForeignWithdrawal(given.text("subject", most=128), given.moment("effectiveAt"), _origin(given))
        case kind:
            return OtherEntry(kind)


def _decoded(line: bytes, number: int) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise MalformedLineError(line=number, column=error.start + 1, why="this is no UTF-8") from error


def _parsed(text: str, number: int) -> Json:
    def refuse(why: str, column: int = 1) -> Never:
        raise MalformedLineError(line=number, column=column, why=why)

    try:
        value = json.loads(text)
        if not isinstance(value, dict):
            refuse("this is no JSON object")
        if is_deeper_than(value, MAX_LEVELS):
            refuse(f"lists and objects lie in each other more than {MAX_LEVELS} deep")
        if _NUL.search(canonical(value)):
            refuse("the character NUL cannot be stored", text.find(r"\u0000") + 1)
    except json.JSONDecodeError as error:
        refuse(f"this is no JSON ({error.msg})", error.pos + 1)
    except RecursionError:
        refuse("lists and objects lie in each other too deep")
    except ValueError as error:
        # Numbers and characters that JSON allows and no canonical text can hold.
        refuse(str(error)[:200])
    return value


@dataclass(frozen=True, slots=True)
class _Given:
    """An object of a line, whose members are asked for by name and kind."""

    line: int
    source: str
    content: Json

    def refuse(self, name: str, why: str) -> Never:
        column = max(self.source.find(f'"{name}"'), 0) + 1
        raise MalformedLineError(line=self.line, column=column, why=f"“{name}”: {why}")

    def text(self, name: str, *, most: int, pattern: str = ".+") -> str:
        value = self.content.get(name)
        if not isinstance(value, str) or len(value) > most or not re.fullmatch(pattern, value, re.DOTALL):
            self.refuse(name, f"a text of at most {most} characters is needed")
        return value

    def integer(self, name: str, *, most: int) -> int:
        value = self.content.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            self.refuse(name, "a whole number from 1 is needed")
        return value

    def moment(self, name: str) -> datetime:
        value = self.content.get(name)
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            moment = None
        if moment is None or moment.utcoffset() is None or not 1 < moment.year < 9999:
            self.refuse(name, "a moment with its time zone is needed, as 2026-03-31T12:00:00+00:00")
        return moment

    def inner(self, name: str) -> "_Given":
        value = self.content.get(name)
        if not isinstance(value, dict):
            self.refuse(name, "an object is needed")
        return _Given(self.line, self.source, value)

    def part(self, name: str) -> Json | None:
        return self.inner(name).content if name in self.content else None

    def flag(self, name: str) -> bool:
        value: Any = self.content.get(name, False)
        if not isinstance(value, bool):
            self.refuse(name, "true or false is needed")
        return value


def _origin(given: _Given) -> Origin:
    origin = given.inner("origin")
    return Origin(
        origin.text("node", most=60),
        origin.integer("sequence", most=_MOST_BIG),
        origin.text("digest", most=64, pattern="[0-9a-f]{64}"),
    )


def _revision(given: _Given) -> ForeignRevision:
    envelope = given.inner("envelope")
    public, sealed = given.part(Part.PUBLIC), given.part(Part.SEALED)
    slug = envelope.text("format", most=60)
    guid = envelope.text("guid", most=128)
    if public is None:
        # Redacted before it came. Its entry still says in which languages it was, and the redaction follows.
        languages = envelope.content.get("languages")
        public = {"header": {"identifier": guid, "schema": slug, "languages": languages or []}}
    return ForeignRevision(
        guid=guid,
        number=envelope.integer("revision", most=_MOST),
        format=slug,
        format_version=envelope.integer("formatVersion", most=_MOST),
        realm=envelope.text("realm", most=12, pattern="[a-z0-9-]+"),
        owner=_owner(envelope),
        document_number=envelope.integer("documentNumber", most=_MOST_BIG),
        published_at=given.moment("effectiveAt"),
        body={**public, **(sealed or {})},
        origin=_origin(given),
        is_demonstration=envelope.flag("isDemonstration"),
        sealed=frozenset(sealed or ()),
        is_partial=_lacks(given, Part.PUBLIC) or _lacks(given, Part.SEALED),
    )


def _owner(envelope: _Given) -> str:
    has_owner = "owner" in envelope.content
    return envelope.text("owner", most=MAX_OWNER_CHARS, pattern=OWNER_PATTERN) if has_owner else ""


def _lacks(given: _Given, part: str) -> bool:
    return bool(given.content.get(f"{part}Digest")) and part not in given.content


def _redaction(given: _Given) -> ForeignRedaction:
    envelope = given.inner("envelope")
    return ForeignRedaction(
        guid=envelope.text("guid", most=128),
        number=envelope.integer("revision", most=_MOST),
        part=envelope.text("part", most=6, pattern=f"{Part.PUBLIC}|{Part.SEALED}"),
        at=given.moment("effectiveAt"),
        reason=_reason(given),
        origin=_origin(given),
    )


def _reason(given: _Given) -> str:
    reason = (given.part(Part.PUBLIC) or {}).get("reason", "")
    return reason if isinstance(reason, str) else ""
