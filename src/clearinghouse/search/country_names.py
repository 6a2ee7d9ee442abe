"""Short names of countries, recognised in the text of a search: “USA”, “RDC”, “ОАЭ”, “EE. UU.”, and the codes of ISO.

They count in capitals alone, for “us”, “mar” and “are” are words; one of three letters in any case if it is all there
is. Texts of records are not read for them: a search for
one finds the country, and the short name as a word.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from babel.core import get_global

from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.analysis.stopwords import is_stop_word
from clearinghouse.search.analysis.units import UNIT, Unit, units_of
from clearinghouse.search.analysis.words import Token
from clearinghouse.search.concepts import ConceptLexicon, ConceptMatch

_COUNTRY = "country:"
_SHORT: Mapping[str, str] = {
    "ae": "UAE EAU EÉAU ОАЭ",
    "ba": "БиГ",
    "cd": "DRC RDC ДРК",
    "cf": "CAR RCA ЦАР",
    "cn": "PRC RPC КНР",
    "eu": "EU UE ЕС",
    "gb": "UK",
    "kp": "DPRK RPDC КНДР",
    "kr": "ROK",
    "la": "ЛНДР",
    "pg": "PNG",
    "ru": "РФ",
    "sa": "KSA КСА",
    "us": "US USA EEUU ÉUA EUA США",
    "za": "RSA ЮАР",
}
"""Code → what people write, with points and blanks or without: “EE. UU.”, “U.S.A.”."""
_CODE_CHARS = 3
_MIN_CHARS_IN_ANY_CASE = 3


@lru_cache(maxsize=1)
def _short_names() -> Mapping[str, str]:
    """Return folded short names without points, each with the code of its country."""
    return {_plain(name): code for code, names in _SHORT.items() for name in names.split()}


@lru_cache(maxsize=1)
def _iso_codes() -> Mapping[str, str]:
    """Return the codes of three letters, folded, each with the code of two; those of countries of today first."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    pairs = ((alias.lower(), code) for alias, code in aliases.items() if len(alias) == _CODE_CHARS and alias.isalpha())
    return {alias: code[0].lower() for alias, code in pairs if len(code) == 1 and len(code[0]) == 2}


def country_of(text: str) -> str:
    """Return the code of the country for which a short name or a code of ISO stands, in any case; "" for others."""
    plain = _plain(text)
    return _short_names().get(plain) or _iso_codes().get(plain, "")


class ShortNames:
    """What short names of countries a text holds. Immutable."""

    def __init__(self, terms: ConceptLexicon) -> None:
        """terms: which countries there are."""
        self._terms = terms

    def matches(
        self, text: str, cut: Mapping[str, list[Token]], is_word: Callable[[str], bool]
    ) -> Iterator[ConceptMatch]:
        """Yield every short name. is_word: says of a word whether it is one of the language too."""
        is_shouted = text.isupper() and len(text.split()) > 1
        for first, last in _stretches(text):
            typed = text[first.start : last.end]
            code = _short_names().get(_plain(typed), "")
            if not code and first is last and typed.isupper() and not is_stop_word(typed):
                code = _iso_codes().get(fold(typed), "")
            # All in capitals, a sentence has its words in capitals too.
            is_doubtful = first is last and (is_shouted or not _is_capital(typed)) and is_word(typed)
            if not is_doubtful and self._terms.knows(f"{_COUNTRY}{code}"):
                match = _match(f"{_COUNTRY}{code}", typed, cut=cut, start=first.start, end=last.end)
                # “usa” is a word of Spanish.
                yield from [replace(match, is_common=not _is_capital(typed))] if match else []

    def words_of(self, _known: Sequence[str], _language: str) -> set[tuple[str, ...]]:
        """Return nothing: texts are not read for short names."""
        return set()


def _stretches(text: str) -> Iterator[tuple[Unit, Unit]]:
    """Yield what may be a short name, from unit to unit: in capitals, or abbreviated in two."""
    units = list(units_of(text))
    for place, unit in enumerate(units):
        following = units[place + 1] if place + 1 < len(units) else None
        is_capital = _is_capital(unit.text)
        if is_capital or len(unit.text) >= _MIN_CHARS_IN_ANY_CASE:
            yield unit, unit
        if not is_capital:
            continue
        if following and _is_capital(following.text) and text[unit.end : following.start] in (" ", ". ", ".\u00a0"):
            yield unit, following


def _is_capital(word: str) -> bool:
    return word.isupper() or word == "БиГ"


def _match(code: str, name: str, *, cut: Mapping[str, list[Token]], start: int, end: int) -> ConceptMatch | None:
    for language, tokens in cut.items():
        if here := [place for place, token in enumerate(tokens) if start <= token.start and token.end <= end]:
            return ConceptMatch(code, name, language, here[0], here[-1] + 1, start, end)
    return None


def _plain(text: str) -> str:
    return fold("".join(UNIT.findall(text)).replace(".", ""))
