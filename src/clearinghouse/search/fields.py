"""Fields in the text of a query: `country:benin,ke`, `type:"risk assessment"`, `avant:2020`, `国家:贝宁`.

What is understood leaves the text and becomes a filter; what is not is searched as text, and said. Times in words
("since 2020", "last month") limit the search too, but stay in the text: they are read anew with each day.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from clearinghouse.core.messages import Message
from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.country_names import country_of
from clearinghouse.search.days import day_in
from clearinghouse.search.field_words import FIELDS, REALMS, Field, folded, languages, types, types_with_words
from clearinghouse.search.periods import time_in, told_in
from clearinghouse.search.query import Problem, Told

_COUNTRY = "country:"
_COLONS = ":："
_QUOTES = '"“”«»„＂'
_COMMAS = ",，،、"
_ITEM = rf"(?:[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|[^\s{_QUOTES}{_COMMAS}]+)"
_PART = re.compile(
    rf"\s*(?:(?P<field>[^\W\d_]+(?:-[^\W\d_]+)*)[ \u00a0\u202f]?[{_COLONS}]\s?"
    rf"(?P<value>{_ITEM}(?:[{_COMMAS}]{_ITEM})*)[{_COMMAS}]*"
    rf"|[-−]?[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|\S+)"
)
_VALUE = re.compile(rf"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|[^{_QUOTES}{_COMMAS}]+")
_FURTHER = re.compile(rf"\s+([^\s{_QUOTES}{_COLONS}]+)")
_MOST_FURTHER = 4
_MOST_FIELDS = 40
FACETS: Mapping[Field, str] = {
    Field.COUNTRY: "government",
    Field.TYPE: "format",
    Field.REALM: "realm",
    Field.LANGUAGE: "language",
    Field.YEAR: "year",
}
"""The facet by which a field chooses."""
_BOUNDS = frozenset({Field.BEFORE, Field.AFTER, Field.SINCE})
_UNKNOWN_FIELD = Message(
    "search",
    "“%(value)s” is not a field, so it was searched as text. Fields are country, type, realm, language, before, after, "
    "since and year.",
)
_UNKNOWN_VALUES: Mapping[Field, Message] = {
    Field.COUNTRY: Message("search", "No country is called “%(value)s”, so it was searched as text."),
    Field.TYPE: Message("search", "No type of record is called “%(value)s”, so it was searched as text."),
    Field.REALM: Message("search", "No clearing-house is called “%(value)s”, so it was searched as text."),
    Field.LANGUAGE: Message("search", "“%(value)s” is not one of the six languages, so it was searched as text."),
}
_BAD_DATE = Message(
    "search", "“%(value)s” is not a date. Write a date as 2026-01-31, or a month or year as 2026-01 or 2026."
)


@dataclass(slots=True)
class Fields:
    """What a text asks of fields, and what is left of it.

    text: what was typed without the fields that were understood. words: the same without the names of fields that were
    not and without times in words, which is what is searched. chosen: values by facet. lower, upper: days of
    publication, both included. told: the times in words that stand in the text.
    """

    text: str
    words: str
    chosen: dict[str, list[str]] = field(default_factory=dict)
    lower: int | None = None
    upper: int | None = None
    told: tuple[Told, ...] = ()
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Left:
    """A field in a text whose value was not understood, and where it stands."""

    field: Field
    value: str
    start: int
    end: int


def fields_left(text: str) -> list[Left]:
    """Return the fields of a text that was read, which are those that were not understood."""
    found: list[Left] = []
    place = 0
    while part := _PART.match(text, place):
        name = FIELDS.get(fold(part["field"])) if part["field"] else None
        if name and text[part.start("value") - 1] in _COLONS:
            found.append(Left(name, part["value"].strip(_QUOTES), part.start("field"), part.end()))
        place = part.end()
    return found


def fields_in(
    text: str, lexicon: ConceptLexicon | None = None, *, today: date | None = None, has_times: bool = True
) -> Fields:
    """Read the fields of a text. Never raises. What is left, read again, has no field that is understood.

    today: from which "last month" is counted; today by the calendar of this node, if none is given. has_times: whether
    times in words are read too.
    """
    found = Fields(text, text)
    for _ in range(_MOST_FIELDS):
        before = found.text
        found.problems.clear()
        _read(found, lexicon, today or timezone.localdate())
        if found.text == before:
            break
    if has_times:
        _read_times(found, today or timezone.localdate())
    return found


def _read_times(found: Fields, today: date) -> None:
    """Take the times out of what is searched; none where a field that is not understood makes them unclear."""
    told = told_in(found.text, today)
    in_words = told if found.words == found.text else told_in(found.words, today)
    if [one.limit for one in told] == [one.limit for one in in_words]:
        found.told = told
        found.words = without_told(found.words, in_words)


def without_told(text: str, told: Iterable[Told]) -> str:
    """Return a text without the words that tell a time."""
    kept: list[str] = []
    place = 0
    for one in told:
        kept += [text[place : one.start], " "]
        place = one.end
    return _joined([*kept, text[place:]])


def _read(found: Fields, lexicon: ConceptLexicon | None, today: date) -> None:
    kept: list[str] = []
    words: list[str] = []
    place = 0
    text = found.text
    while part := _PART.match(text, place):
        name = FIELDS.get(fold(part["field"])) if part["field"] else None
        if name and (end := _take(found, name, part, text, lexicon=lexicon, today=today)):
            place = end
            continue
        is_meant = bool(part["field"]) and text[part.start("value") - 1] in _COLONS
        if name is None and is_meant and _is_mistaken(part):
            found.problems.append(Problem("unknown-field", _UNKNOWN_FIELD, f"{part['field']}:"))
        if name and is_meant:
            value = ", ".join(_not_understood(name, part["value"], lexicon))
            found.problems.append(Problem("unknown-value", _UNKNOWN_VALUES.get(name, _BAD_DATE), value))
        # What follows the colon may be a field itself.
        stop = part.start("value") if name else part.end()
        kept.append(text[place:stop])
        words.append(" " if name and is_meant else text[place:stop])
        place = stop
    found.text, found.words = _joined(kept), _joined(words)


def _joined(parts: list[str]) -> str:
    return " ".join("".join(parts).split())


def _is_mistaken(part: re.Match[str]) -> bool:
    """Whether somebody seems to have meant a field: not in addresses and symbols."""
    return part["value"][0].isalpha() and part["field"].isascii() and part["field"].islower()


def _take(
    found: Fields, name: Field, part: re.Match[str], text: str, *, lexicon: ConceptLexicon | None, today: date
) -> int:
    """Put what a field asks into `found` and return where it ends; 0 if its value is not understood."""
    is_quoted = part["value"][0] in _QUOTES
    for candidate, end in _candidates(part, text, is_quoted=is_quoted):
        if name in _BOUNDS:
            if days := _days(candidate.strip(_QUOTES), today):
                _bound(found, name, days)
                return end
            continue
        is_loose = is_quoted or end == part.end()
        if codes := _codes(name, candidate, lexicon, is_loose=is_loose):
            chosen = found.chosen.setdefault(FACETS[name], [])
            chosen.extend(code for code in codes if code not in chosen)
            return end
    return 0


def _candidates(part: re.Match[str], text: str, *, is_quoted: bool) -> list[tuple[str, int]]:
    """Return what the value may be, with the words that follow it: the longest first."""
    start = part.start("value")
    found = [(part["value"], part.end())]
    for _ in range(0 if is_quoted else _MOST_FURTHER):
        if not (further := _FURTHER.match(text, found[-1][1])):
            break
        found.append((text[start : further.end()], further.end()))
    return found[::-1]


def values_in(text: str) -> list[str]:
    """Return the values that stand in a text with commas between them, without their quotes."""
    return [value for found in _VALUE.findall(text) if (value := found.strip(f"{_QUOTES} "))]


def _codes(name: Field, text: str, lexicon: ConceptLexicon | None, *, is_loose: bool) -> list[str]:
    """Return the codes of one value or several; none unless each is understood."""
    several = [_READERS[name](value, lexicon, is_loose) for value in values_in(text)]
    return [code for codes in several for code in codes] if all(several) else []


def field_in(word: str, lexicon: ConceptLexicon | None = None) -> tuple[str, list[str]] | None:
    """Return the facet and the codes that a word such as `country:benin` asks for; None if it is no such word."""
    part = _PART.fullmatch(word)
    name = FIELDS.get(fold(part["field"])) if part and part["field"] else None
    if part is None or name is None or name in _BOUNDS:
        return None
    codes = _codes(name, part["value"], lexicon, is_loose=True)
    return (FACETS[name], codes) if codes else None


def _not_understood(name: Field, text: str, lexicon: ConceptLexicon | None) -> list[str]:
    if name in _BOUNDS:
        return [text.strip(_QUOTES)]
    return [value for value in values_in(text) if not _READERS[name](value, lexicon, True)] or [text.strip(_QUOTES)]


def _days(value: str, today: date) -> tuple[int, int] | None:
    """Return the first and last day of a date, or of a time in words."""
    try:
        written = fold(value)
        return day_in(written, is_end=False), day_in(written, is_end=True)
    except (ValueError, OverflowError):
        return time_in(value, today)


def _bound(found: Fields, name: Field, days: tuple[int, int]) -> None:
    first, last = days
    if name is Field.BEFORE:
        found.upper = first - 1 if found.upper is None else min(found.upper, first - 1)
    else:
        lower = first if name is Field.SINCE else last + 1
        found.lower = lower if found.lower is None else max(found.lower, lower)


def _countries(value: str, lexicon: ConceptLexicon | None, _is_loose: bool) -> list[str]:
    if lexicon is None:
        return []
    codes = [f"{_COUNTRY}{code}" for code in (fold(value), country_of(value))]
    named = [code for code in codes if lexicon.knows(code)][:1] or lexicon.named(value)
    return [code.removeprefix(_COUNTRY) for code in named if code.startswith(_COUNTRY)]


def _types(value: str, _lexicon: ConceptLexicon | None, is_loose: bool) -> list[str]:
    exact = types().get(folded(value), frozenset())
    return sorted(exact | types_with_words(value) if is_loose else exact)


def _realms(value: str, _lexicon: ConceptLexicon | None, _is_loose: bool) -> list[str]:
    return [code] if (code := REALMS.get(fold(value)) or REALMS.get("-".join(folded(value).split()))) else []


def _languages(value: str, _lexicon: ConceptLexicon | None, _is_loose: bool) -> list[str]:
    return [code] if (code := languages().get(folded(value))) else []


def _years(value: str, _lexicon: ConceptLexicon | None, _is_loose: bool) -> list[str]:
    year = fold(value)
    return [year] if year.isascii() and year.isdecimal() and len(year) == len("2026") else []


_READERS: Mapping[Field, Callable[[str, ConceptLexicon | None, bool], list[str]]] = {
    Field.COUNTRY: _countries,
    Field.TYPE: _types,
    Field.REALM: _realms,
    Field.LANGUAGE: _languages,
    Field.YEAR: _years,
}
