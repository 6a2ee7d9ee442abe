"""What people call the fields of a search, the clearing-houses and the languages, in each of the six languages."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from babel.core import Locale

from clearinghouse.core.languages import LANGUAGES
from clearinghouse.formats.collection import FORMATS
from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.analysis.units import UNIT
from clearinghouse.search.analysis.words import tokens_of
from clearinghouse.search.type_names import shown_names, type_names


class Field(StrEnum):
    """What can be asked for in the text of a query, before a colon."""

    COUNTRY = "country"
    TYPE = "type"
    REALM = "realm"
    LANGUAGE = "language"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    YEAR = "year"


_WORDS: Mapping[Field, str] = {
    Field.COUNTRY: "country government pays gouvernement país gobierno страна правительство 国家 国 البلد بلد دولة",
    Field.TYPE: "type format tipo formato тип формат 类型 類型 النوع نوع",
    Field.REALM: "realm clearinghouse clearing-house centre centro механизм 交换所 信息交换所 غرفة الغرفة",
    Field.LANGUAGE: "language lang langue idioma lengua язык 语言 語言 اللغة لغة",
    Field.BEFORE: "before avant antes до 之前 早于 قبل",
    Field.AFTER: "after après después después-de после 之后 之後 晚于 بعد",
    Field.SINCE: "since depuis desde с 自 自从 منذ",
    Field.YEAR: "year année año год 年 年份 السنة سنة العام",
}
_REALMS: Mapping[str, str] = {
    "chm": "chm clearing-house-mechanism ceb mci mécanisme mecanismo",
    "bch": "bch biosafety ceprb ciisb biosécurité prévention bioseguridad seguridad биобезопасность 生物安全 السلامة",
    "abs": "abs absch abs-ch nagoya access ceapa apa ciiapb acceso accès нагоя доступ 获取 惠益分享 الحصول تقاسم",
    "ort": "ort reporting rapports informes отчетность доклады 报告 国家报告 التقارير الإبلاغ",
}
FIELDS: Mapping[str, Field] = {fold(word): field for field, words in _WORDS.items() for word in words.split()}
"""The folded word before the colon → what is meant."""
REALMS: Mapping[str, str] = {fold(word): code for code, words in _REALMS.items() for word in words.split()}
"""A folded name of a clearing-house → its code."""


def folded(text: str) -> str:
    """Return the words of `text` folded, with one blank between them."""
    return " ".join(map(fold, UNIT.findall(text)))


@lru_cache(maxsize=1)
def languages() -> Mapping[str, str]:
    """Return the names of the six languages in each of them, folded, and their codes; each with its code."""
    names = {fold(language.code): language.code for language in LANGUAGES}
    for said_in in LANGUAGES:
        known = Locale.parse(said_in.catalogue).languages
        names |= {folded(known[one.code]): one.code for one in LANGUAGES}
    return names


@lru_cache(maxsize=1)
def types() -> Mapping[str, frozenset[str]]:
    """Return what record types are called: slugs, codes and names in each language, folded, with the slugs."""
    names: dict[str, set[str]] = {}
    for fmt in FORMATS.values():
        for name in (fmt.slug, fmt.code, *(name for _, name in shown_names(fmt.slug))):
            names.setdefault(folded(name), set()).add(fmt.slug)
    for slug, _, name in type_names():
        names.setdefault(folded(name), set()).add(slug)
    return {name: frozenset(slugs) for name, slugs in names.items()}


@lru_cache(maxsize=1)
def _types_by_token() -> Mapping[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for slug in FORMATS:
        for language, name in shown_names(slug):
            for token in tokens_of(name, language):
                found.setdefault((language, token.text), set()).add(slug)
    return {token: frozenset(slugs) for token, slugs in found.items()}


def types_with_words(text: str) -> frozenset[str]:
    """Return the slugs of the record types that have every word of `text` in their name in one of the languages."""
    found: set[str] = set()
    for language in LANGUAGES:
        tokens = tokens_of(text, language.code)
        several = [_types_by_token().get((language.code, token.text), frozenset()) for token in tokens]
        found |= frozenset.intersection(*several) if several else frozenset()
    return frozenset(found)
