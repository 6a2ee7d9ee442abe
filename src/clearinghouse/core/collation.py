"""Keys by which titles are sorted as readers of a language expect: the order of ICU, without ICU at run time.

`collation.json` holds that order for the six languages, written by `tools/collation.mjs`: letters with those that
differ from them by an accent only, and Chinese characters by pinyin. A key spends one ASCII character on each letter
and digit of the six languages, three on a Chinese character and four on anything else, so keys are short.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain, count
from typing import Any

MAX_CHARS = 60
_COMMON = frozenset("0123456789abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяابتثجحخدذرزسشصضطظعغفقكلمنهوي")
_COMMON_OF = {"es": frozenset("ñ")}
"""Letters with a symbol of their own; the others are written behind the one before them in the order."""
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_LEVEL = "\x01"
_BLANK = "\x02"
# Engines read a beginning as a word of their query language, where blanks, brackets and quotation marks end it.
_SYMBOLS = [chr(code) for code in range(0x03, 0x7F) if chr(code) not in '\t\n\v\f\r "()*-[\\]^`{}']
_BEHIND = "\x7f"
"""Greater than every symbol: what is written behind a letter comes after all words with that letter."""
_BASE = len(_SYMBOLS)
_HAN_LEADS = 4
_MAX_RANK = _BASE - 1
_TAIL_DIGITS = 5


@dataclass(frozen=True, slots=True)
class _Order:
    """One language. symbols: by code point; ranks: of letters that differ from another by an accent only."""

    symbols: Mapping[int, str]
    ranks: Mapping[str, int]


def sort_key(text: str, language: str) -> str:
    """Return a key that compares, character by character, as readers of `language` sort `text`.

    Case and punctuation do not count, accents where nothing else differs; beyond 60 characters nothing does.
    Letters of scripts outside the six languages come last, by code point.
    """
    plain, key = _first_level(text, language)
    if plain.isascii():
        return key
    ranks = _order(language).ranks
    # Of two accents the one nearer to the beginning counts, so its place is the greater character.
    accents = ((place, ranks.get(one, 0)) for place, one in enumerate(plain))
    return key + _LEVEL + "".join(_SYMBOLS[_BASE - 1 - place] + _SYMBOLS[rank] for place, rank in accents if rank)


def sort_range(beginning: str, language: str) -> tuple[str, str]:
    """Return the least key of titles that begin so in any typing, and one greater than all; empty for no letter."""
    key = _first_level(beginning, language)[1]
    return (key, key + _BEHIND * 2) if key else ("", "")


def begins(text: str, beginning: str, language: str) -> bool:
    """Say whether a text begins as another, whatever its case, accents and punctuation."""
    return _first_level(text, language)[1].startswith(_first_level(beginning, language)[1])


def _first_level(text: str, language: str) -> tuple[str, str]:
    """Return the letters of a text that count, and their key without accents."""
    order = _order(language)
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[: 2 * MAX_CHARS]).casefold())
    if not plain.isascii():
        plain = "".join(chain.from_iterable(_known(one, order) for one in plain))
    plain = _BETWEEN_WORDS.sub(" ", plain).strip()[:MAX_CHARS]
    return plain, plain.translate(order.symbols)


def sort_tail(number: int) -> str:
    """Return what makes keys of equal titles differ: they are sorted by `number`, from 0."""
    return _LEVEL + _digits(number, _TAIL_DIGITS)


def _known(one: str, order: _Order) -> Iterable[str]:
    """Return a character, or the letters that it is made of, without marks that mean nothing by themselves."""
    if one.isascii() or ord(one) in order.symbols:
        return one
    parts = unicodedata.normalize("NFD", one)
    return parts if len(parts) > 1 else ("" if unicodedata.combining(one) else one)


@lru_cache(maxsize=8)
def _order(language: str) -> _Order:
    told = _data()["orders"].get(language) or _data()["orders"]["en"]
    classes = [_plain_first(one) for one in told["letters"].split()]
    common = _COMMON | _COMMON_OF.get(language, frozenset())
    free = iter(_SYMBOLS)
    symbols: dict[int, str] = {ord(" "): _BLANK}
    last, behind = "", count()
    for several in classes:
        if several[0] == "a" and told["han_first"]:
            symbols |= _han_symbols(free, language)
        if common.intersection(several):
            last, behind = next(free), count()
            symbols |= dict.fromkeys(map(ord, several), last)
        else:
            symbol = last + _BEHIND + _digits(next(behind), 2)
            symbols |= dict.fromkeys(map(ord, several), symbol)
    if not told["han_first"]:
        symbols |= _han_symbols(free, language)
    for one, pair in told["pairs"].items():
        symbols[ord(one)] = pair.translate(symbols)
    ranks = {one: min(rank, _MAX_RANK) for several in classes for rank, one in enumerate(several)}
    return _Order(_Symbols(symbols, next(free)), ranks)


class _Symbols(dict[int, str]):
    """Symbols by code point; whatever is not known stands behind everything else, by its code."""

    def __init__(self, known: Mapping[int, str], other: str) -> None:
        super().__init__(known)
        self._other = other

    def __missing__(self, code: int) -> str:
        return self._other + _digits(code, 3)


def _han_symbols(free: Iterator[str], language: str) -> dict[int, str]:
    """Return the symbols of Chinese characters: by pinyin for readers of Chinese, by radical for others."""
    leads = [next(free) for _ in range(_HAN_LEADS)]
    characters = _data()["han"].get(language) or _data()["han"]["other"]
    return {ord(one): leads[n // _BASE**2] + _digits(n % _BASE**2, 2) for n, one in enumerate(characters)}


def _plain_first(several: str) -> str:
    """Return letters that differ by an accent with the one that has none first."""
    plain = next((one for one in several if one in _COMMON), several[0])
    return plain + several.replace(plain, "")


def _digits(number: int, size: int) -> str:
    """Return a number as symbols that compare as it does."""
    found = ""
    for _ in range(size):
        number, digit = divmod(number, _BASE)
        found = _SYMBOLS[digit] + found
    return found


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads((files(__package__) / "collation.json").read_text(encoding="utf-8"))
    return data
