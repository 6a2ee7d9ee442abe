"""Text to tokens: the same for indexing, for queries and for highlighting."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from clearinghouse.search.analysis.chinese import grams
from clearinghouse.search.analysis.folding import fold, with_zeros
from clearinghouse.search.analysis.stemming import stem
from clearinghouse.search.analysis.units import APOSTROPHES, PART, UNIT, is_chinese

ANALYZER_VERSION = 2
"""Stored with every index. Raise it whenever any text gives other tokens or keys than before."""

BOUNDARY = "\u241e"
"""A token between two texts of one record, so that no phrase is found across them."""

_ELIDED = frozenset(("l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"))
_CACHED_UNITS = 65_536
_MAX_CACHED_CHARS = 60


@dataclass(frozen=True, slots=True)
class Token:
    """One token with the offsets, in characters, of the text it came from."""

    text: str
    start: int
    end: int


def tokens_of(text: str, language: str) -> list[Token]:
    """Return the tokens of `text` in the order in which the index holds them; the place is the position.

    language: one of FIELD_LANGUAGES.
    """
    found: list[Token] = []
    for unit in UNIT.finditer(text):
        offset = unit.start()
        found += [Token(t, offset + start, offset + end) for t, start, end in unit_tokens(unit[0], language)]
    return found


def stream_of(texts: Iterable[str], language: str) -> str:
    """Return the tokens of all `texts`, separated by blanks, with a boundary between texts."""
    return stream_of_units((UNIT.findall(text) for text in texts), language)


def stream_of_units(cut: Iterable[list[str]], language: str) -> str:
    """Return the same of texts that are cut into units already."""
    streams = [" ".join(filter(None, _joined(units, language))) for units in cut]
    return f" {BOUNDARY} ".join(filter(None, streams))


def unit_tokens(unit: str, language: str) -> tuple[tuple[str, int, int], ...]:
    """Return the tokens of one unit with offsets inside it."""
    return _cached(unit, language) if len(unit) <= _MAX_CACHED_CHARS else _analysed(unit, language)


def _analysed(unit: str, language: str) -> tuple[tuple[str, int, int], ...]:
    if is_chinese(unit):
        return tuple(grams(unit))
    found = []
    for part in PART.finditer(unit):
        folded = fold(part[0])
        if not folded or _is_dropped(folded, unit, language=language, start=part.start(), end=part.end()):
            continue
        if any(c.isdigit() for c in folded):
            folded = with_zeros(folded)
        if folded.isdecimal():
            folded = folded.lstrip("0") or "0"
        found.append((stem(folded, language), part.start(), part.end()))
    return tuple(found)


_cached = lru_cache(maxsize=_CACHED_UNITS)(_analysed)


@lru_cache(maxsize=_CACHED_UNITS)
def _short_joined(unit: str, language: str) -> str:
    return " ".join(token for token, _, _ in _analysed(unit, language))


def _joined(units: list[str], language: str) -> Iterable[str]:
    """Return the tokens of each unit with blanks between them; indexing asks this a million times a second."""
    if units and max(map(len, units)) > _MAX_CACHED_CHARS:
        return [
            _short_joined(unit, language)
            if len(unit) <= _MAX_CACHED_CHARS
            else " ".join(token for token, _, _ in _analysed(unit, language))
            for unit in units
        ]
    return map(_short_joined, units, repeat(language))


def _is_dropped(folded: str, unit: str, *, language: str, start: int, end: int) -> bool:
    """Whether a part is only a French elision (l’, d’, qu’) or an English possessive (’s)."""
    if language == "fr":
        return end < len(unit) and unit[end] in APOSTROPHES and folded in _ELIDED
    return language == "en" and start > 0 and unit[start - 1] in APOSTROPHES and folded == "s"
