"""What may be wrong with one value, by its kind."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import Any, assert_never
from urllib.parse import urlsplit

from clearinghouse.core.identifiers import MalformedIdentifierError, is_oecd_identifier, parse_reference
from clearinghouse.core.messages import Message
from clearinghouse.formats.conditions import is_filled
from clearinghouse.formats.kinds import (
    ELEMENT_TYPES,
    MAX_CUSTOM_CHARS,
    Choice,
    Concept,
    Construct,
    Day,
    Email,
    Group,
    Kind,
    Legacy,
    LocalText,
    MapPoint,
    Number,
    OecdIdentifier,
    RecordReference,
    Text,
    Url,
    WebLink,
    WholeNumber,
    YesNo,
)
from clearinghouse.vocabularies.concepts import OTHER, Vocabulary


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one value; `below` continues the pointer to it."""

    code: str
    sentence: Message
    data: Mapping[str, object] = field(default_factory=dict)
    below: str = ""


WRONG_TYPE = Message("problem", "%(label)s: the value has the wrong form.")
TOO_LONG = Message("problem", "%(label)s: the text is too long. At most %(limit)s characters fit.")
BAD_EMAIL = Message("problem", "%(label)s: “%(value)s” is not a complete e-mail address.")
BAD_DAY = Message("problem", "%(label)s: “%(value)s” is not a date. Write year, month and day, as 2026-03-31.")
BAD_PARTIAL_DAY = Message(
    "problem", "%(label)s: “%(value)s” is not a date. Write the year, the year and month, or the whole day: 2026-03."
)
BAD_POINT = Message("problem", "%(label)s: a place has a latitude from -90 to 90 and a longitude from -180 to 180.")
BAD_OECD = Message(
    "problem",
    "%(label)s: “%(value)s” is not a unique identifier of the OECD. Compare the letters and the last digit.",
)
BAD_LINK = Message("problem", "%(label)s: “%(value)s” is not a complete address. It begins with https://.")
TOO_SMALL = Message("problem", "%(label)s: the number must be at least %(minimum)s.")
UNKNOWN_OPTION = Message("problem", "%(label)s: “%(value)s” cannot be chosen here.")
UNKNOWN_TERM = Message("problem", "%(label)s: “%(value)s” is not a term of the list.")
GROUP_TERM = Message("problem", "%(label)s: “%(value)s” is a group. Choose one of the terms below it.")
NO_CUSTOM_VALUE = Message("problem", "%(label)s: say in words what “Other” means.")
BAD_REFERENCE = Message("problem", "%(label)s: “%(value)s” is not an identifier of a record.")

# The address part must hold a dot: mail that leaves the house is meant.
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_PART_OF_DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?\Z")
_MAX_URL_CHARS = 2000


def faults_of(kind: Kind, value: Any, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Yield the faults of one answered value. Never raises, whatever the value is."""
    match kind:
        case Text(max_chars=limit):
            yield from _text_faults(value, limit)
        case LocalText(max_chars=limit):
            yield from _local_text_faults(value, limit)
        case Email():
            yield from _pattern_faults(value, "malformed-email", BAD_EMAIL, bool(_matches(_EMAIL, value)))
        case OecdIdentifier():
            yield from _pattern_faults(
                value,
                "malformed-unique-identifier",
                BAD_OECD,
                isinstance(value, str) and is_oecd_identifier(value),
            )
        case YesNo():
            yield from () if isinstance(value, bool) else (Fault("wrong-type", WRONG_TYPE),)
        case WholeNumber(minimum=minimum):
            yield from _number_faults(value, minimum)
        case Number(minimum=least):
            yield from _quantity_faults(value, least)
        case Url():
            is_good = isinstance(value, str) and is_web_address(value)
            yield from _pattern_faults(value, "malformed-link", BAD_LINK, is_good)
        case MapPoint():
            yield from _point_faults(value)
        case Day(is_partial=is_partial):
            is_good = _is_day(value) or (is_partial and _is_part_of_day(value))
            yield from _pattern_faults(value, "malformed-date", BAD_PARTIAL_DAY if is_partial else BAD_DAY, is_good)
        case Choice(options=options):
            is_known = isinstance(value, str) and value in {option.value for option in options}
            yield from _pattern_faults(value, "unknown-option", UNKNOWN_OPTION, is_known)
        case Concept():
            yield from _concept_faults(kind, value, vocabulary)
        case RecordReference(is_versioned=is_versioned):
            yield from _reference_faults(value, is_versioned=is_versioned)
        case WebLink(accepts_files=accepts_files):
            yield from _link_faults(value, accepts_files=accepts_files)
        case Construct():
            yield from _construct_faults(value)
        case Group():
            # What stands within is looked at field by field.
            yield from () if isinstance(value, dict) else (Fault("wrong-type", WRONG_TYPE),)
        case Legacy():
            return
        case _:
            assert_never(kind)


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and bool(pattern.match(value))


def _shown(value: Any) -> str:
    return str(value)[:80]


def _text_faults(value: Any, limit: int, below: str = "") -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault("wrong-type", WRONG_TYPE, below=below)
    elif len(value) > limit:
        yield Fault("too-long", TOO_LONG, {"limit": limit}, below)


def escaped(token: str) -> str:
    """Return a key as a step of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")


def _local_text_faults(value: Any, limit: int, below: str = "") -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault("wrong-type", WRONG_TYPE, below=below)
        return
    for language, text in value.items():
        yield from _text_faults(text, limit, f"{below}/{escaped(str(language))}")


def _pattern_faults(value: Any, code: str, sentence: Message, is_good: bool) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault("wrong-type", WRONG_TYPE)
    elif not is_good:
        yield Fault(code, sentence, {"value": _shown(value)})


def _number_faults(value: Any, minimum: int) -> Iterator[Fault]:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**53:
        yield Fault("wrong-type", WRONG_TYPE)
    elif value < minimum:
        yield Fault("minimum", TOO_SMALL, {"minimum": minimum})


def _is_day(value: Any) -> bool:
    if not _matches(_DAY, value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_part_of_day(value: Any) -> bool:
    return _matches(_PART_OF_DAY, value)


def _quantity_faults(value: Any, minimum: float | None) -> Iterator[Fault]:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not isfinite(value) or abs(value) > 2**53:
        yield Fault("wrong-type", WRONG_TYPE)
    elif minimum is not None and value < minimum:
        yield Fault("minimum", TOO_SMALL, {"minimum": minimum})


def _point_faults(value: Any) -> Iterator[Fault]:
    found = value if isinstance(value, dict) else {}
    for part, most in (("lat", 90), ("lng", 180)):
        degrees = found.get(part)
        if not isinstance(degrees, int | float) or isinstance(degrees, bool) or not abs(degrees) <= most:
            yield Fault("malformed-place", BAD_POINT)
            return


def _concept_faults(kind: Concept, value: Any, vocabulary: Vocabulary) -> Iterator[Fault]:
    identifier = value.get("identifier") if isinstance(value, dict) else None
    if not isinstance(identifier, str):
        yield Fault("wrong-type", WRONG_TYPE)
        return
    if identifier == OTHER and kind.allows_other:
        custom = value.get("customValue")
        if not is_filled(custom):
            yield Fault("custom-value-missing", NO_CUSTOM_VALUE, below="/customValue")
        else:
            yield from _local_text_faults(custom, MAX_CUSTOM_CHARS, "/customValue")
        return
    term = vocabulary.term(kind.scheme, identifier)
    if term is None or (kind.below and kind.below not in vocabulary.with_broader(kind.scheme, identifier)[1:]):
        yield Fault("unknown-term", UNKNOWN_TERM, {"value": _shown(identifier)})
    elif identifier in kind.not_selectable:
        yield Fault("term-not-selectable", GROUP_TERM, {"value": _shown(identifier)})


def _reference_faults(value: Any, *, is_versioned: bool, below: str = "") -> Iterator[Fault]:
    identifier = value.get("identifier") if isinstance(value, dict) else None
    if not isinstance(identifier, str):
        yield Fault("wrong-type", WRONG_TYPE, below=below)
        return
    try:
        parse_reference(identifier)
    except MalformedIdentifierError:
        yield Fault("malformed-reference", BAD_REFERENCE, {"value": _shown(identifier)}, below)


def _link_faults(value: Any, *, accepts_files: bool) -> Iterator[Fault]:
    url = value.get("url") if isinstance(value, dict) else None
    if not isinstance(url, str):
        yield Fault("wrong-type", WRONG_TYPE)
        return
    if accepts_files and url.startswith("attachment:"):
        return
    if not is_web_address(url):
        yield Fault("malformed-link", BAD_LINK, {"value": _shown(url)}, "/url")


def is_web_address(url: str) -> bool:
    """Say whether `url` is a complete http or https address without blanks."""
    try:
        split = urlsplit(url)
        host = split.hostname
    except ValueError:
        return False
    return split.scheme in {"http", "https"} and bool(host) and not re.search(r"\s", url) and len(url) <= _MAX_URL_CHARS


def _construct_faults(value: Any) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault("wrong-type", WRONG_TYPE)
        return
    for place, element in enumerate(value):
        if not isinstance(element, dict):
            yield Fault("wrong-type", WRONG_TYPE, below=f"/{place}")
            continue
        yield from _reference_faults(element.get("identifier"), is_versioned=False, below=f"/{place}/identifier")
        if element.get("type") not in [option.value for option in ELEMENT_TYPES]:
            yield Fault("unknown-option", UNKNOWN_OPTION, {"value": _shown(element.get("type"))}, f"/{place}/type")
        size = element.get("size")
        if size is not None and (isinstance(size, bool) or not isinstance(size, int | float) or size < 0):
            yield Fault("wrong-type", WRONG_TYPE, below=f"/{place}/size")
