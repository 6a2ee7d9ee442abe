"""A search as the parameters of an address, and back.

`q`, `sort`, `page`, `size`, `as-of` (a day), `at` (a ledger sequence), `from`, `to` (of the publication),
`<date>-from`, `<date>-to`, and each facet by its name, repeated for each value. Unknown parameters are left alone:
they belong to the page. Fields in the text (see fields.py) become the same filters, and leave the text;
times in words stay there.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clearinghouse.core.messages import Message
from clearinghouse.formats.collection import FORMATS
from clearinghouse.search.asking import MAX_PREFIXES, MAX_UNITS, asked_of
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.days import day_in, iso_of
from clearinghouse.search.fields import Fields, fields_in
from clearinghouse.search.query import (
    GROUPED_FIELDS,
    SPECIAL_FIELDS,
    Facet,
    Filter,
    In,
    Problem,
    Query,
    Range,
    Sort,
    ordered,
)

Params = Mapping[str, Sequence[str]]

MAX_TEXT_CHARS = 500
MAX_VALUES = 100
MAX_VALUE_CHARS = 200
MAX_FILTERS = 16
"""Each needs a count of its own, of what would be found without it."""
MAX_PAGE_SIZE = 100
MAX_HITS = 100_000
"""Nobody reads further; who needs all takes a download."""
_PUBLISHED = "published"
AS_OF = "as-of"
AT = "at"
_MESSAGES = {
    "text-too-long": Message("search", "Only the beginning of your long search text was used. Shorten it to be exact."),
    "too-many-beginnings": Message(
        "search", "Only the first %(value)s words with an asterisk were completed. The others were searched as written."
    ),
    "bad-page": Message("search", "There is no page “%(value)s”. The first page is shown."),
    "bad-size": Message(
        "search", "“%(value)s” is not a possible number of results on a page. The usual number is shown."
    ),
    "bad-sort": Message("search", "Results cannot be sorted by “%(value)s”. The usual order is shown."),
    "bad-date": Message(
        "search", "“%(value)s” is not a date. Write a date as 2026-01-31, or a month or year as 2026-01 or 2026."
    ),
    "dates-crossed": Message("search", "The first date is after the last one, so nothing can be found. Exchange them."),
    "no-words": Message("search", "“%(value)s” holds no word that could be looked for, so it was left out."),
    "bad-sequence": Message("search", "“%(value)s” is not the number of a ledger entry. The present state is shown."),
    "too-many-values": Message("search", "Too many values were chosen at once. Only the first ones were used."),
}
UNKNOWN = "no-such-"
"""Before the name of a facet, the code of the problem that what was chosen in it is not in its list.

It is kept nevertheless: what somebody follows must not grow when a value is no more.
"""
_UNKNOWN = Message("search", "“%(value)s” is none of the values that can be chosen here, so nothing is found with it.")
_REALMS = frozenset(realm for fmt in FORMATS.values() for realm in fmt.realms)
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class SearchSpace:
    """What a page or a realm offers to search by. page_size: when none is asked for.

    has_times: whether times in words limit the search; not where titles and passages are looked for word by word.
    kept: parameters of the page, which every address of the same page repeats; they are no part of the search.
    """

    facets: tuple[Facet, ...] = ()
    dates: tuple[str, ...] = (_PUBLISHED,)
    page_size: int = 20
    languages: tuple[str, ...] = ("en",)
    kept: tuple[tuple[str, str], ...] = ()
    has_times: bool = True


def query_from_params(
    params: Params, space: SearchSpace, *, lexicon: ConceptLexicon | None = None, today: date | None = None
) -> Query:
    """Read a search. Never raises: what cannot be used is left out and named in `problems`.

    The visibility is not in an address: the caller adds it with `visible_to`. today: see fields_in().
    """
    problems: list[Problem] = []
    text = _text(params, problems)
    fields = fields_in(text, lexicon, today=today, has_times=space.has_times)
    problems += fields.problems
    asked = asked_of(fields.words, lexicon)
    if asked.was_cut:
        problems.append(_problem("text-too-long", str(MAX_UNITS)))
    if asked.has_too_many_beginnings:
        problems.append(_problem("too-many-beginnings", str(MAX_PREFIXES)))
    if fields.text and not (asked.must or asked.must_not or fields.told):
        problems.append(_problem("no-words", fields.text))
    query = Query(
        text=fields.text,
        must=asked.must,
        must_not=asked.must_not,
        filters=ordered(
            [
                *_chosen(params, space, fields=fields, problems=problems, lexicon=lexicon),
                *_ranges(params, space, fields=fields, problems=problems),
            ]
        ),
        facets=space.facets,
        languages=space.languages,
        told=fields.told,
    )
    as_of = _day(_first(params, AS_OF), problems, is_end=True)
    at_sequence = _sequence(params, problems)
    sort, sort_date = _sort(params, query.default_sort, space=space, problems=problems)
    size = _size(params, space, problems=problems)
    page = _page(params, size, problems=problems)
    return replace(
        query,
        as_of=as_of,
        at_sequence=at_sequence,
        sort=sort,
        sort_date=sort_date,
        page=page,
        page_size=size,
        problems=tuple(dict.fromkeys(problems)),
    )


def query_to_params(query: Query, space: SearchSpace) -> dict[str, list[str]]:
    """Return the parameters of the address of `query`, without what is usual there, in a fixed order."""
    params: dict[str, list[str]] = {}
    if query.text:
        params["q"] = [query.text]
    for wanted in ordered(query.filters):
        match wanted:
            case In(name, values):
                params[name] = list(values)
            case Range(name, lower, upper):
                for bound, suffix in ((lower, "from"), (upper, "to")):
                    if bound is not None:
                        params[_date_param(name, suffix)] = [iso_of(bound)]
    if query.as_of is not None:
        params[AS_OF] = [iso_of(query.as_of)]
    if query.at_sequence is not None:
        params[AT] = [str(query.at_sequence)]
    if query.sort != query.default_sort or query.sort_date != _PUBLISHED:
        params["sort"] = [query.sort if query.sort_date == _PUBLISHED else f"{query.sort}.{query.sort_date}"]
    if query.page_size != space.page_size:
        params["size"] = [str(query.page_size)]
    if query.page > 1:
        params["page"] = [str(query.page)]
    return params


def _text(params: Params, problems: list[Problem]) -> str:
    text = " ".join(_first(params, "q").replace("\0", " ").split())
    if len(text) > MAX_TEXT_CHARS:
        problems.append(_problem("text-too-long", str(MAX_TEXT_CHARS)))
    return text[:MAX_TEXT_CHARS].strip()


def _chosen(
    params: Params, space: SearchSpace, *, fields: Fields, problems: list[Problem], lexicon: ConceptLexicon | None
) -> Iterable[Filter]:
    count = 0
    offered = dict.fromkeys((*(facet.field for facet in space.facets), *SPECIAL_FIELDS, *GROUPED_FIELDS))
    for name in offered | dict.fromkeys(fields.chosen):
        told = (
            {_clean(v) for v in params.get(name, ()) if len(v) <= MAX_VALUE_CHARS} - {""} if name in offered else set()
        )
        told |= set(fields.chosen.get(name, ()))
        # Codes of terms that were merged say the other term, as they do in the index.
        values = sorted({lexicon.code(v) for v in told} if lexicon else told)
        if len(values) > MAX_VALUES:
            problems.append(_problem("too-many-values", name))
        if values and count == MAX_FILTERS:
            problems.append(_problem("too-many-values", name))
            return
        problems += [_unknown(name, value) for value in values[:MAX_VALUES] if not _is_known(name, value, lexicon)]
        if values:
            count += 1
            yield In(name, tuple(values[:MAX_VALUES]))


def _is_known(name: str, value: str, lexicon: ConceptLexicon | None) -> bool:
    """Say whether a closed list holds a value; what is in no such list may be anything."""
    match name:
        case "format":
            return value in FORMATS
        case "realm":
            return value in _REALMS
        case "year":
            return bool(_YEAR.fullmatch(value))
        case "government" if lexicon:
            return lexicon.knows(f"country:{value}")
        case "region" if lexicon:
            return value in lexicon.regions
        case _:
            return True


def _unknown(name: str, value: str) -> Problem:
    return Problem(f"{UNKNOWN}{name}", _UNKNOWN, value[:MAX_VALUE_CHARS])


def _ranges(params: Params, space: SearchSpace, *, fields: Fields, problems: list[Problem]) -> Iterable[Filter]:
    for name in space.dates:
        lower = _day(_first(params, _date_param(name, "from")), problems, is_end=False)
        upper = _day(_first(params, _date_param(name, "to")), problems, is_end=True)
        if name == _PUBLISHED:
            lower, upper = _later(lower, fields.lower), _earlier(upper, fields.upper)
        if lower is not None and upper is not None and lower > upper:
            problems.append(_problem("dates-crossed", iso_of(lower)))
        if lower is not None or upper is not None:
            yield Range(name, lower, upper)


def _later(one: int | None, other: int | None) -> int | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _earlier(one: int | None, other: int | None) -> int | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _date_param(name: str, suffix: str) -> str:
    return suffix if name == _PUBLISHED else f"{name}-{suffix}"


def _day(text: str, problems: list[Problem], *, is_end: bool) -> int | None:
    if not text:
        return None
    try:
        return day_in(text, is_end=is_end)
    except (ValueError, OverflowError):
        problems.append(_problem("bad-date", text))
        return None


def _sequence(params: Params, problems: list[Problem]) -> int | None:
    text = _first(params, AT)
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 8 and int(text):
        return int(text)
    problems.append(_problem("bad-sequence", text))
    return None


def _sort(params: Params, usual: Sort, *, space: SearchSpace, problems: list[Problem]) -> tuple[Sort, str]:
    text = _first(params, "sort")
    name, _, day = text.partition(".")
    day = day or _PUBLISHED
    if not text:
        return usual, _PUBLISHED
    is_dated = name in {Sort.NEWEST, Sort.OLDEST}
    if name in set(Sort) and (day == _PUBLISHED or (is_dated and day in space.dates)):
        return Sort(name), day
    problems.append(_problem("bad-sort", text))
    return usual, _PUBLISHED


def _size(params: Params, space: SearchSpace, *, problems: list[Problem]) -> int:
    text = _first(params, "size")
    if not text:
        return space.page_size
    if _is_small_number(text) and 1 <= int(text) <= MAX_PAGE_SIZE:
        return int(text)
    problems.append(_problem("bad-size", text))
    return space.page_size


def _page(params: Params, size: int, *, problems: list[Problem]) -> int:
    text = _first(params, "page")
    if not text:
        return 1
    if _is_small_number(text) and 1 <= int(text) <= MAX_HITS // size:
        return int(text)
    problems.append(_problem("bad-page", text))
    return 1


def _is_small_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_HITS))


def _first(params: Params, name: str) -> str:
    values = params.get(name, ())
    return _clean(values[0]) if values else ""


def _clean(value: str) -> str:
    """Return `value` without what no store can hold: halves of surrogate pairs, NUL, and blanks around it."""
    return value.encode(errors="ignore").decode().replace("\0", " ").strip()


def _problem(code: str, value: str) -> Problem:
    return Problem(code, _MESSAGES[code], value[:MAX_VALUE_CHARS])
