"""Keys by which titles and names are sorted as readers of a language expect: the order of ICU, without ICU here.

`collation.json` holds that order for the six languages, written by `tools/collation.mjs`: letters with those that
differ from them by an accent only, Chinese characters by pinyin, and other scripts by code point. A key spends one
ASCII character on each letter and digit of the six languages, three on a Chinese character and four on anything else.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, chain, count
from typing import Any

MAX_CHARS = 60
_COMMON = frozenset("0123456789abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяابتثجحخدذرزسشصضطظعغفقكلمنهوي")
_COMMON_OF = {"es": frozenset("ñ")}
"""Letters with a symbol of their own; the others are written behind the one before them in the order."""
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_EARLY = "\x01"
"""Begins what a key says of a letter that comes before the plain one, so it is less than the end."""
_LEVEL = "\x02"
"""Ends the letters of a key, and what it says of accents."""
_BLANK = "\x03"
# Engines read a beginning as a word of their query language, where blanks, brackets and quotation marks end it.
_SYMBOLS = [chr(code) for code in range(0x04, 0x7F) if chr(code) not in '\t\n\v\f\r "()*-[\\]^`{}']
_BEHIND = "\x7f"
"""Greater than every symbol: what is written behind a letter comes after all words with that letter."""
_BASE = len(_SYMBOLS)
_HAN_LEADS = 4
_MAX_RANK = _BASE - 1
_TAIL_DIGITS = 5
_TATWEEL = "ـ"
_FEW = 4
# The first characters in the order of pinyin of each letter, and the first that has no reading; no syllable begins
# with i, u or v.
_READ_FIRST = "吖八嚓哒妸发旮哈丌咔垃妈拏噢妑七呥仨他穵夕丫帀㐀"
_READ_AS = "ABCDEFGHJKLMNOPQRSTWXYZ"
OTHERS = "#"
"""The letter of names that begin with a digit or a sign, or with a Chinese character that has no reading."""


@dataclass(frozen=True, slots=True)
class _Order:
    """One language.

    symbols: by code point; ranks: of letters that differ from another by an accent only, below 0 for those that come
    before the plain letter; letters: plain ones by their symbols.
    """

    symbols: Mapping[int, str]
    ranks: Mapping[str, int]
    letters: Mapping[str, str]


def sort_key(text: str, language: str) -> str:
    """Return a key that compares, character by character, as readers of `language` sort `text`.

    Case and punctuation do not count, accents where nothing else differs; beyond 60 characters nothing does.
    """
    plain, key, marks = _first_level(text, language)
    if plain.isascii() and not marks:
        return key + _LEVEL
    ranks = _order(language).ranks
    accents = [(place, rank) for place, one in enumerate(plain) if (rank := ranks.get(one))]
    return key + _second_level(sorted([*accents, *marks], key=lambda one: one[0]) if marks else accents)


def _second_level(accents: list[tuple[int, int]]) -> str:
    """Return what a key says of accents at their places: only what differs from the plain letter.

    Of two accents the one nearer to the beginning counts, so its place is farther from that of no accent.
    """
    if not accents:
        return _LEVEL
    told = "".join(
        _SYMBOLS[_BASE - 1 - place] + _SYMBOLS[rank] if rank > 0 else _EARLY + _SYMBOLS[place] + _SYMBOLS[_BASE + rank]
        for place, rank in accents
    )
    return f"{'' if told[0] == _EARLY else _LEVEL}{told}{_LEVEL}"


def initial(name: str, language: str) -> str:
    """Return the letter under which a name stands in a list for readers of a language: for Chinese of its reading."""
    # Most names begin with a letter: the rest need not be read.
    first = (_first_level(name[:_FEW], language)[0] or _first_level(name, language)[0])[:1]
    if not first.isalpha():
        return OTHERS
    if _is_chinese(first):
        return _letter_read(first)
    order = _order(language)
    symbol = order.symbols[ord(first)]
    plain = order.letters.get(symbol[0])
    if plain and (len(symbol) == 1 or _script(plain) == _script(first)):
        return plain.upper()
    return unicodedata.normalize("NFD", first)[0].upper()


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def _script(letter: str) -> str:
    return unicodedata.name(letter).split(" ", 1)[0]


def _letter_read(character: str) -> str:
    places = _order("zh").symbols
    after = bisect_right(_READ_FIRST, places[ord(character)], key=lambda one: places[ord(one)])
    return f"{OTHERS}{_READ_AS}{OTHERS}"[after]


def sort_range(beginning: str, language: str) -> tuple[str, str]:
    """Return the least key of titles that begin so in any typing, and one greater than all; empty for no letter."""
    _, key, _ = _first_level(beginning, language)
    return (key, key + _BEHIND * 2) if key else ("", "")


def begins(text: str, beginning: str, language: str) -> bool:
    """Say whether a text begins as another, whatever its case, accents and punctuation."""
    return _first_level(text, language)[1].startswith(_first_level(beginning, language)[1])


def _first_level(text: str, language: str) -> tuple[str, str, list[tuple[int, int]]]:
    """Return the letters of a text that count, their key without accents, and the marks with their places."""
    order = _order(language)
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[: 2 * MAX_CHARS]).casefold())
    marks: list[tuple[int, int]] = []
    if plain.isascii():
        plain = _BETWEEN_WORDS.sub(" ", plain).strip()
    else:
        plain = "".join(chain.from_iterable(_known(one, order) for one in plain))
        plain = _between_words_of_all().sub(" ", plain).strip()
        if not _marks().keys().isdisjoint(plain):
            plain, marks = _without_marks(plain)
    plain = plain[:MAX_CHARS]
    return plain, plain.translate(order.symbols), marks


def _without_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the letters of a text, and the marks with the places of their letters."""
    letters: list[str] = []
    marks: list[tuple[int, int]] = []
    for one in text:
        if rank := _marks().get(one):
            marks.append((max(len(letters) - 1, 0), rank))
        else:
            letters.append(one)
    return "".join(letters), [mark for mark in marks if mark[0] < MAX_CHARS]


def sort_tail(number: int) -> str:
    """Return what makes keys of equal titles differ: written behind them, it sorts them by `number`, from 0."""
    return _digits(number, _TAIL_DIGITS)


def _known(one: str, order: _Order) -> Iterable[str]:
    """Return a character as it counts: a digit of any script as ours, a letter with an unknown accent without it."""
    if one.isascii() or ord(one) in order.symbols or one in _marks() or _place(ord(one)) is not None:
        return one
    if one.isdecimal():
        return str(unicodedata.decimal(one))
    return [part for part in unicodedata.normalize("NFD", one) if part != _TATWEEL and not _is_mark(part)]


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" and character not in _marks()


@lru_cache(maxsize=8)
def _order(language: str) -> _Order:
    told = _data()["orders"].get(language) or _data()["orders"]["en"]
    classes = told["letters"].split()
    common = _COMMON | _COMMON_OF.get(language, frozenset())
    free = iter(_SYMBOLS)
    symbols: dict[int, str] = {ord(" "): _BLANK}
    letters: dict[str, str] = {}
    ranks: dict[str, int] = {}
    last, behind = "", count()
    for several in classes:
        plain = next((one for one in several if one in common), several[0])
        ranks |= {one: _rank(place - several.index(plain)) for place, one in enumerate(several) if one != plain}
        if plain == "a" and told["han_first"]:
            symbols |= _han_symbols(free, language)
        if plain in common:
            last, behind = next(free), count()
            letters[last] = plain
            symbols |= dict.fromkeys(map(ord, several), last)
        else:
            symbol = last + _BEHIND + _digits(next(behind), 2)
            symbols |= dict.fromkeys(map(ord, several), symbol)
    scripts = next(free)
    if not told["han_first"]:
        symbols |= _han_symbols(free, language)
    doubled: dict[str, int] = {}
    for one, pair in told["pairs"].items():
        symbols[ord(one)] = pair.translate(symbols)
        doubled[pair] = doubled.get(pair, 0) + 1
        ranks[one] = -_MAX_RANK if one in told["early"] else doubled[pair]
    return _Order(_Symbols(symbols, scripts, next(free)), ranks, letters)


def _rank(number: int) -> int:
    return max(-_MAX_RANK, min(number, _MAX_RANK))


class _Symbols(dict[int, str]):
    """Symbols by code point; other scripts stand behind the known ones, what is not known behind everything."""

    def __init__(self, known: Mapping[int, str], scripts: str, other: str) -> None:
        super().__init__(known)
        self._scripts = scripts
        self._other = other

    def __missing__(self, code: int) -> str:
        place = _place(code)
        return self._other + _digits(code, 3) if place is None else self._scripts + _digits(place, 3)


def _han_symbols(free: Iterator[str], language: str) -> dict[int, str]:
    """Return the symbols of Chinese characters: by pinyin for readers of Chinese, by radical for others."""
    leads = [next(free) for _ in range(_HAN_LEADS)]
    characters = _data()["han"].get(language) or _data()["han"]["other"]
    return {ord(one): leads[n // _BASE**2] + _digits(n % _BASE**2, 2) for n, one in enumerate(characters)}


def _digits(number: int, size: int) -> str:
    """Return a number as symbols that compare as it does."""
    found = ""
    for _ in range(size):
        number, digit = divmod(number, _BASE)
        found = _SYMBOLS[digit] + found
    return found


@lru_cache(maxsize=1)
def _marks() -> Mapping[str, int]:
    """Return the marks that are written over and under letters with their ranks."""
    return {
        chr(int(code, 16)): _rank(rank)
        for rank, several in enumerate(_data()["marks"].split(), start=1)
        for code in several.split("+")
    }


@lru_cache(maxsize=1)
def _other_scripts() -> tuple[list[int], list[tuple[range, int]]]:
    """Return the runs of other scripts with how many letters come before each, by the code points where they begin."""
    runs = [[int(code, 16) for code in run.split("-")] for run in _data()["others"].split()]
    befores = accumulate((end - start + 1 for start, end in runs), initial=0)
    found = sorted((start, range(start, end + 1), before) for (start, end), before in zip(runs, befores, strict=False))
    return [start for start, _, _ in found], [(run, before) for _, run, before in found]


def _place(code: int) -> int | None:
    """Return the place of a letter among those of other scripts, none for what is in no script that is known."""
    starts, runs = _other_scripts()
    run, before = runs[bisect_right(starts, code) - 1]
    return before + code - run.start if code in run else None


@lru_cache(maxsize=1)
def _between_words_of_all() -> re.Pattern[str]:
    """Return what parts words in every script: to Python marks, and the vowels of some scripts, are no letters."""
    vowels = (chr(code) for run, _ in _other_scripts()[1] for code in run if unicodedata.category(chr(code))[0] == "M")
    return re.compile(f"(?:[^\\w{''.join(_marks())}{''.join(vowels)}]|_)+")


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads((files(__package__) / "collation.json").read_text(encoding="utf-8"))
    return data
