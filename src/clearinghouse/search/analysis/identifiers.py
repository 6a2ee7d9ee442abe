"""Keys of identifiers: one spelling for numbers, names and symbols that people type in many ways.

A key is what both sides agree on: `MON-ØØ81Ø-6`, `MON-00810-6` and `mon008106` have the key `mon008106`,
and the first two `mon810` as the name of the event; `BCH-LMO-SCBD-14750-1` has `bch-lmo-scbd-14750`, with
or without its revision; decision `XIII/23` has `13/23`. Keys live in a field of their own.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from clearinghouse.core.identifiers import is_oecd_identifier, oecd_printed
from clearinghouse.search.analysis.folding import fold, with_zeros
from clearinghouse.search.analysis.units import UNIT, Unit, is_chinese, units_of

_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–−－_", "-") | {"／": "/", "ø": "0"})
_PRINTED = re.compile(
    r"(?P<realm>[a-z]{2,6})(?:-(?:dev|trg))?-(?P<code>[a-z0-9]{2,6})-(?P<owner>[a-z]{2,4})"
    r"-(?P<number>\d{1,12})(?:-\d{1,6})?"
)
_REALMS = frozenset({"bch", "absch", "abs", "chm", "ort"})
_OECD = re.compile(r"(?P<applicant>[a-z0-9]{2,3})-(?P<event>(?=[a-z]*[0-9])[a-z0-9]{5,6})-(?P<check>[0-9])")
_DECISION = re.compile(r"(?:(?P<body>[a-z]{2,5})(?:-|(?=\d)))?(?P<meeting>[ivxl]+|\d{1,3})/(?P<number>\d{1,3})")
_SYMBOL = re.compile(
    r"(?:unep/)?cbd(?:/(?P<body>cp|np|bs))?(?:/[a-z-]+)*/dec/(?P<meeting>[ivxl]+|\d{1,3})/(?P<number>\d{1,3})"
)
_NAME = re.compile(r"(?=[^/]*[a-z])(?=[^/]*[0-9])[a-z0-9]+(?:[-.][a-z0-9]+){0,7}")
_PATH = re.compile(r"(?=.*[0-9])[a-z]+(?:/[a-z0-9.-]+){1,9}")
_COMPOUND = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,}){1,3}")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
# In running text a name and its number may stand apart (MON 810, CP 10/4); only capitals are read so, or
# every "Article 10" would become a name.
_SPACED = re.compile(r"\b([A-Z]{2,5}) (\d{1,3}/\d{1,3}|\d{2,6})\b")
_NO_CHECK_DIGIT = re.compile(r"[a-z]{3}-?[a-z0-9]?[0-9]{4,5}|[a-z]{2}-[a-z0-9]{1,2}[0-9]{4}")
_DECISION_SYMBOL = r"(?:[A-Z]{2,5}[- ]?)?(?:[IVXL]+|\d{1,3})[/／]\d{1,3}"
_DECISION_NAMED = re.compile(
    r"(?<!\w)(?:decisions?|décisions?|decisi[óo]n(?:es)?|решени[еяю]|(?:ال)?مقرر)\s+(?:no?[.º°]?\s*|№\s*|رقم\s+)?"
    rf"(?P<symbol>{_DECISION_SYMBOL})(?![\w/])|第?\s*(?P<chinese>{_DECISION_SYMBOL})\s*[号號]?\s*(?:决定|決定)",
    re.IGNORECASE,
)
_MEETING_SYMBOL = re.compile(
    r"(?:unep/)?cbd(?:/(?P<body>cp|np))?/(?:cop|mop|cop-mop)/(?P<meeting>[ivxl]+|\d{1,3})/(?P<number>\d{1,3})"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_MAX_KEY_CHARS = 60
_MAX_WINDOW = 5
_MIN_NUMBER_CHARS = 3


@dataclass(frozen=True, slots=True)
class KeyMatch:
    """What a stretch of a query may name; offsets in characters."""

    keys: frozenset[str]
    start: int
    end: int


def identifier_keys(identifier: str) -> frozenset[str]:
    """Return every key of something known to be an identifier, symbol or number of a record."""
    plain = _plain(identifier.strip())
    keys = {*_unit_keys(plain), *keys_in(identifier), with_zeros(_joined(plain))}
    if printed := _PRINTED.fullmatch(plain):
        keys.add(printed["number"])
    return frozenset(key for key in keys if key and len(key) <= _MAX_KEY_CHARS)


def keys_in(text: str) -> frozenset[str]:
    """Return the keys of all in running text that looks like an identifier, and of hyphenated compounds."""
    return keys_of_units(UNIT.findall(text)) | spaced_keys(text)


def keys_of_units(units: Iterable[str]) -> frozenset[str]:
    """Return the keys of units of running text."""
    return frozenset().union(*(unit_keys(unit) for unit in set(units) if not unit.isalpha()))


def spaced_keys(text: str) -> frozenset[str]:
    """Return the keys of names in running text that stand apart from their numbers."""
    return frozenset().union(*(unit_keys(f"{found[1]}-{found[2]}") for found in _SPACED.finditer(text)))


def keys_asked(text: str) -> list[KeyMatch]:
    """Find what in a query may be an identifier, also with blanks for hyphens; longest first."""
    units = list(units_of(text))
    sizes = range(_MAX_WINDOW, 0, -1)
    matches = [*chain.from_iterable(_window_matches(text, units, size=size) for size in sizes), *_decisions(text)]
    return sorted(matches, key=lambda match: (match.start, -match.end))


def _decisions(text: str) -> Iterator[KeyMatch]:
    """Yield where a decision is named with the word for it: “decision 15/4”, “第15/4号决定”."""
    for found in _DECISION_NAMED.finditer(text):
        symbol = found["symbol"] or found["chinese"]
        if keys := unit_keys("-".join(symbol.split())):
            yield KeyMatch(keys, found.start(), found.end())


@lru_cache(maxsize=16_384)
def unit_keys(unit: str) -> frozenset[str]:
    """Return the keys of one unit of text; none for an ordinary word or a bare number."""
    if is_chinese(unit) or len(unit) > _MAX_KEY_CHARS:
        return frozenset()
    return _unit_keys(_plain(unit))


def _unit_keys(plain: str) -> frozenset[str]:
    if printed := _PRINTED.fullmatch(plain):
        stem = f"{printed['realm']}-{printed['code']}-{printed['owner']}"
        return frozenset({f"{stem}-{int(printed['number'])}"})
    if symbol := _SYMBOL.fullmatch(plain):
        return frozenset({plain, _decision_key(symbol)})
    if (decision := _DECISION.fullmatch(plain)) and _is_number(decision["meeting"]):
        return frozenset({_decision_key(decision)})
    zeros = with_zeros(plain)
    if oecd := _OECD.fullmatch(zeros):
        return frozenset({_joined(zeros), oecd["applicant"] + oecd["event"].lstrip("0")})
    if _NAME.fullmatch(zeros):
        return frozenset({with_zeros(_joined(zeros))})
    if _PATH.fullmatch(plain):
        return frozenset({plain})
    if _COMPOUND.fullmatch(plain):
        return frozenset({fold(_joined(plain))})
    return frozenset()


def _window_matches(text: str, units: list[Unit], *, size: int) -> Iterator[KeyMatch]:
    for first in range(len(units) - size + 1):
        window = units[first : first + size]
        keys = _window_keys(text, window)
        if keys:
            yield KeyMatch(keys, window[0].start, window[-1].end)


def _window_keys(text: str, window: list[Unit]) -> frozenset[str]:
    if len(window) == 1:
        unit = window[0].text
        number = unit if unit.isdecimal() and len(unit) >= _MIN_NUMBER_CHARS else ""
        return frozenset({fold(number)}) if number else unit_keys(unit) | _asked_keys(_plain(unit))
    between = (text[a.end : b.start] for a, b in pairwise(window))
    if not all(gap.isspace() for gap in between) or any(unit.is_chinese for unit in window):
        return frozenset()
    plain = _plain("-".join(unit.text for unit in window))
    printed = _PRINTED.fullmatch(plain)
    if printed and printed["realm"] in _REALMS:
        return _unit_keys(plain)
    is_oecd = bool(_OECD.fullmatch(with_zeros(plain)))
    is_name = len(window) == 2 and window[0].text.isalpha() and window[1].text[0].isdecimal()
    return _unit_keys(plain) | _asked_keys(plain) if is_oecd or is_name else frozenset()


def _asked_keys(plain: str) -> frozenset[str]:
    """Return what part of a query may mean besides what it says.

    MON00810 is MON-00810-6, whose check digit was left out; CBD/COP/15/4 is decision 15/4.
    """
    joined = with_zeros(_joined(plain))
    if _NO_CHECK_DIGIT.fullmatch(with_zeros(plain)):
        return frozenset(key for digit in "0123456789" if oecd_of(key := f"{joined}{digit}"))
    symbol = _MEETING_SYMBOL.fullmatch(plain)
    return frozenset({_decision_key(symbol)}) if symbol and _is_number(symbol["meeting"]) else frozenset()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_HYPHENS)


def _joined(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", text)


def _decision_key(found: re.Match[str]) -> str:
    return f"{found['body'] or ''}{_number(found['meeting'])}/{int(found['number'])}"


def _is_number(text: str) -> bool:
    return text.isdecimal() or _number(text) > 0


def _number(text: str) -> int:
    """Return the value of a number in digits or in Roman letters; 0 if the letters are no Roman number."""
    if text.isdecimal():
        return int(text)
    values = [_ROMAN[letter] for letter in text]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if _roman(total) == text else 0


def _roman(number: int) -> str:
    letters = ""
    for value, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, number = divmod(number, value) if number > 0 else (0, number)
        letters += sign * count
    return letters


def own_key(key: str) -> str:
    """Return the key under which a record stands that bears the identifier itself, before those that mention it."""
    return f"={key}"


def key_beginning(text: str) -> str:
    """Return how the key of a name begins that somebody is typing: letters and digits; "" for other texts."""
    joined = with_zeros(_joined(_plain(text)))
    is_name = len(joined) >= _MIN_NUMBER_CHARS and not joined.isdecimal() and any(c.isdigit() for c in joined)
    return joined if is_name and joined.isascii() else ""


def oecd_of(key: str) -> str:
    """Return the unique identifier of the OECD that a key stands for, its check digit right; "" if it is none."""
    several = (f"{key[:size]}-{key[size:-1]}-{key[-1:]}".upper() for size in (3, 2))
    return next((one for one in several if is_oecd_identifier(one)), "")


def shown_key(key: str) -> str:
    """Return a key as people write what it stands for."""
    oecd = oecd_of(key)
    return oecd_printed(oecd) if oecd else key.upper()
