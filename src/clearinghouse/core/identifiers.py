"""Identifiers: GUIDs of records, printed numbers, references, OECD unique identifiers."""

import re
import uuid
from dataclasses import dataclass
from urllib.parse import unquote

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message

_GUID = re.compile(r"[A-Za-z0-9_-]{11,128}\Z")
_PRINTED = re.compile(
    r"(?P<realm>[A-Z]{2,6})-(?P<code>[A-Z0-9]{2,6})-(?P<owner>[A-Z]{2,4})-(?P<number>\d{1,12})(-(?P<revision>\d{1,6}))?\Z",
    re.IGNORECASE,
)
_BESIDE = r"[A-Za-z0-9-]"
_PRINTED_WITHIN = re.compile(
    rf"(?<!{_BESIDE})[A-Za-z]{{2,6}}-[A-Za-z0-9]{{2,6}}-[A-Za-z]{{2,4}}-\d{{1,12}}(?:-\d{{1,6}})?(?!{_BESIDE})"
)
_GUID_WITHIN = re.compile(
    rf"(?<!{_BESIDE})[0-9A-Fa-f]{{8}}(?:-[0-9A-Fa-f]{{4}}){{3}}-[0-9A-Fa-f]{{12}}(?:@\d{{1,6}})?(?!{_BESIDE})"
)
_OECD_WITHIN = re.compile(r"(?<![\w-])[A-Za-zØø0-9]{2,3}-[A-Za-zØø0-9]{5,6}-[0-9Øø](?![\w-])")
_OECD = re.compile(r"[A-Z0-9]{2,3}-[A-Z0-9]{5,6}-[0-9]\Z")
_WITHIN = (_PRINTED_WITHIN, _GUID_WITHIN, _OECD_WITHIN)
_WORD = re.compile(r"[^\s,;|×،؛、，；]+")
_EDGES = "()[]{}<>.:!?\"'“”«»„…"
# With a digit, and with a letter or a hyphen between digits; neither a day nor an address.
_NAME_LIKE = re.compile(
    r"(?!\d{4}-\d\d-\d\d\Z|\d\d?-\d\d?-\d{4}\Z)(?=.*\d)(?=.*[A-Za-zØø]|\d+-\d)[A-Za-zØø0-9][A-Za-zØø0-9./_-]{2,59}\Z"
)
_NUMBER_LISTED = re.compile(r"(?:\A|(?<=[,;|×،؛、，；\n]))\s*(?P<number>\d{3,12})(?=\s*(?:[,;|×،؛、，；\n]|\Z))")
_SPACED_WITHIN = re.compile(
    r"(?<![\w-])(?:[A-Z]{2,3} [A-ZØ0-9]{5,6} \d|[A-Z]{2,5} (?:\d{1,3}/\d{1,3}|\d{2,6}))(?![\w/-])"
)
_OECD_LENGTH = 9
# A stack of many events is shorter; a longer text would only be costly to part.
_MAX_OECD_CHARS = 500


class MalformedIdentifierError(DomainError):
    """The text is not an identifier of the kind that was expected."""

    code = "identifier-malformed"
    sentence = Message("error", "“%(text)s” is not an identifier of a record.")


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to a record: its GUID, and a revision where it is pinned."""

    guid: str
    revision: int | None = None

    def __str__(self) -> str:
        return self.guid if self.revision is None else f"{self.guid}@{self.revision}"


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """The number by which people cite a record, as `BCH-LMO-SCBD-14750-1`."""

    realm: str
    code: str
    owner: str
    number: int
    revision: int | None = None

    def __str__(self) -> str:
        stem = f"{self.realm}-{self.code}-{self.owner}-{self.number}"
        return stem if self.revision is None else f"{stem}-{self.revision}"


def new_guid() -> str:
    """Make a GUID as clients make it: upper case with hyphens."""
    return str(uuid.uuid4()).upper()


def is_guid(text: str) -> bool:
    """Say whether `text` may name a record."""
    return bool(_GUID.match(text))


def parse_reference(text: str) -> Reference:
    """Read `GUID` or `GUID@revision`. Raises MalformedIdentifierError."""
    guid, at, revision = text.partition("@")
    if not _GUID.match(guid) or (at and not (revision.isascii() and revision.isdigit() and len(revision) <= 6)):
        raise MalformedIdentifierError(text=text)
    return Reference(guid, int(revision) if at else None)


def parse_printed_number(text: str) -> PrintedNumber | None:
    """Read a printed number in either case, with or without its revision; None if `text` is none."""
    found = _PRINTED.match(text.strip())
    if not found:
        return None
    revision = found["revision"]
    return PrintedNumber(
        found["realm"].upper(), found["code"].upper(), found["owner"].upper(), int(found["number"]),
        int(revision) if revision else None,
    )  # fmt: skip


def oecd_plain(text: str) -> str:
    """Return an OECD unique identifier in ASCII: upper case, `Ø` as `0`."""
    return text.strip().upper().replace("Ø", "0")


def oecd_printed(text: str) -> str:
    """Return an OECD unique identifier as the OECD prints it, with `Ø` for zero."""
    return oecd_plain(text).replace("0", "Ø")


def oecd_check_digit(stem: str) -> int:
    """Return the check digit for the characters before it.

    Digits count as themselves, letters by their place in the alphabet; the sum's digits are added until one is left.
    Source: OECD, Guidance for the designation of a unique identifier for transgenic plants (2006), section 3.
    """
    total = sum(int(c) if c.isdigit() else ord(c) - 64 for c in oecd_plain(stem) if c.isascii() and c.isalnum())
    while total > 9:
        total = sum(map(int, str(total)))
    return total


def identifiers_in(text: str) -> tuple[str, ...]:
    """Return the identifiers that stand in a text, an address or what a scanner reads, in order and each once.

    Printed numbers, GUIDs with or without a revision, and unique identifiers of the OECD.
    """
    plain = unquote(text)
    found = [(match.start(), match[0]) for pattern in _WITHIN for match in pattern.finditer(plain)]
    return tuple(dict.fromkeys(text for _place, text in sorted(found)))


def identifiers_listed(text: str) -> tuple[str, ...]:
    """Return all that stands in a text as an identifier, known forms and those that look like one, in order, each once.

    A list loses none of its members, such as a name (`MON810`, `MON 810`) or a number that nobody knows. Empty where a
    text has no known form and less than two others: then it is one identifier as a whole, if it is one at all.
    """
    plain = unquote(text)
    known = [(match.start(), match[0]) for pattern in _WITHIN for match in pattern.finditer(plain)]
    words = [(match.start(), match.end(), match[0].strip(_EDGES)) for match in _WORD.finditer(plain)]
    # An address that holds an identifier is spent with it.
    others = [
        (start, word)
        for start, end, word in words
        if _NAME_LIKE.match(word) and not any(start <= place < end for place, _text in known)
    ]
    taken = {start for start, _word in (*known, *others)}
    spaced = [(match.start(), match.end(), match[0]) for match in _SPACED_WITHIN.finditer(plain)]
    others += [(start, name) for start, end, name in spaced if taken.isdisjoint(range(start, end))]
    others += [(match.start("number"), match["number"]) for match in _NUMBER_LISTED.finditer(plain)]
    if not known and len(others) < 2:
        return ()
    return tuple(dict.fromkeys(text for _place, text in sorted([*known, *others])))


def looks_like_oecd(text: str) -> bool:
    """Say whether a text has the form of a unique identifier of the OECD, whatever its check digit."""
    plain = oecd_plain(text)
    return bool(_OECD.match(plain)) and len(plain.replace("-", "")) == _OECD_LENGTH


def is_misread_oecd(text: str) -> bool:
    """Say whether a text has the form of one unique identifier of the OECD, but a check digit that does not fit."""
    return looks_like_oecd(text) and not _is_single_oecd_identifier(text)


def is_oecd_identifier(text: str) -> bool:
    """Say whether `text` is a unique identifier of the OECD with a right check digit; several joined by `×` all are."""
    if len(text) > _MAX_OECD_CHARS:
        return False
    parts = re.split(r"\s*[×xX]\s+|\s*×\s*", text.strip())
    return bool(parts) and all(_is_single_oecd_identifier(part) for part in parts)


def _is_single_oecd_identifier(text: str) -> bool:
    return looks_like_oecd(text) and oecd_check_digit(oecd_plain(text)[:-1]) == int(oecd_plain(text)[-1])
