"""The result of a search as a table with chosen columns, on a map, or along the years."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.languages import tag_of
from clearinghouse.core.messages import Message
from clearinghouse.core.multilingual import Spoken
from clearinghouse.derived.pages import Reader
from clearinghouse.derived.reading import values_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.format import Format, expanded
from clearinghouse.formats.kinds import COUNTRIES, MapPoint
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.engine import FacetCount, Hit
from clearinghouse.search.opening import engine
from clearinghouse.search.query import Facet, Query
from clearinghouse.web.languages import current_language
from clearinghouse.web.presenting import record_url
from clearinghouse.web.speech import say
from clearinghouse.web.taking.columns import Column, columns_for, reader_for, title_in
from clearinghouse.web.taking.found import Taken, read_hits, taken
from clearinghouse.web.templatetags.look import day as written_day_of
from clearinghouse.web.world_map import NOTHING, Area, Shaded, areas, outlines, place_of, ranges, shade_of

LIST, TABLE, MAP, TIMELINE = "list", "table", "map", "timeline"
VIEWS: Mapping[str, Message] = {
    LIST: Message("view", "List"),
    TABLE: Message("view", "Table"),
    MAP: Message("view", "Map"),
    TIMELINE: Message("view", "Timeline"),
}
_NO_VIEW = Message("view", "There is no view “%(value)s”. The list is shown.")
_NO_COLUMN = Message("view", "There is no column “%(value)s” for these records.")
_TOO_MANY = Message(
    "view", "%(number)s columns were chosen and at most %(most)s can be shown at once. The first ones are shown."
)
USUAL_COLUMNS = ("format", "owner", "publishedOn", "number")
MOST_COLUMNS = 8
MOST_POINTS = 500
_MOST_COUNTRIES = 300
_MOST_YEARS = 200
_CELL_CHARS = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NEVER_COLUMNS = frozenset({"title", "identifier", "address", "titleLanguage"})


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column that may be shown."""

    name: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """One record. cells: in the order of the heads, cut where they are long."""

    title: str
    language: str
    url: str
    number: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class TableView:
    """Records in rows. choices: every column there is; may_compare: whether all rows are of one type.

    problems: what was asked for and is not shown, in sentences.
    """

    heads: list[str]
    rows: list[TableRow]
    choices: list[ColumnChoice]
    may_compare: bool
    problems: list[str]


@dataclass(frozen=True, slots=True)
class CountryValue:
    """How many records one country has. url: the search within it."""

    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class PointShown:
    """A record with a place of its own, where it lies on the map."""

    x: int
    y: int
    title: str
    language: str
    url: str
    where: str


@dataclass(frozen=True, slots=True)
class MapView:
    """Countries shaded by their records, and records with a place of their own. outside: records of no country."""

    box: str
    rest: tuple[str, ...]
    areas: list[Area]
    legend: list[tuple[str, str]]
    values: list[CountryValue]
    points: list[PointShown]
    outside: int


@dataclass(frozen=True, slots=True)
class YearShown:
    """One year. share: of the year with most, from 0 to 100."""

    year: str
    count: int
    share: int
    url: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """How many records were published in each year, the gaps too."""

    years: list[YearShown]


Addressed = Callable[[Query], str]
"""Returns the address of a search, in the view that is shown."""


def table_view(query: Query, hits: Sequence[Hit], wanted: Sequence[str], visitor: Visitor) -> TableView:
    """Return hits as a table. wanted: names of columns, the usual ones if none of them is known."""
    columns = {one.name: one for one in columns_for(query, "") if one.name not in _NEVER_COLUMNS}
    asked = [columns[name] for name in dict.fromkeys(wanted) if name in columns]
    chosen = asked[:MOST_COLUMNS] or [columns[name] for name in USUAL_COLUMNS]
    problems = [
        say(_NO_COLUMN) % {"value": name[:_CELL_CHARS]} for name in dict.fromkeys(wanted) if name not in columns
    ]
    if len(asked) > MOST_COLUMNS:
        problems.append(say(_TOO_MANY) % {"number": len(asked), "most": MOST_COLUMNS})
    batch = read_hits(hits, visitor)
    reader = reader_for(batch, visitor)
    rows = [_row(one, chosen, reader) for one in batch]
    names = {one.name for one in chosen}
    choices = [ColumnChoice(one.name, one.label, one.name in names) for one in columns.values()]
    slugs = {one.record.format_slug for one in batch}
    return TableView([one.label for one in chosen], rows, choices, may_compare=len(slugs) == 1, problems=problems)


def _row(one: Taken, columns: Sequence[Column], reader: Reader) -> TableRow:
    title = title_in(one, reader)
    number = str(one.record.printed_number)
    cells = [_for_people(column.cell(one, reader)) for column in columns]
    return TableRow(title.text, tag_of(title.language), record_url(number), number, cells)


def _for_people(text: str) -> str:
    if _DAY.fullmatch(text):
        return written_day_of(text)
    return text if len(text) <= _CELL_CHARS else f"{text[:_CELL_CHARS].rstrip()}…"


def map_view(query: Query, total: int, visitor: Visitor, addressed: Addressed) -> MapView:
    """Return the countries of a search's records, and the records with a place. Raises SearchUnavailableError."""
    counts = _counted(query, Facet("government", size=_MOST_COUNTRIES, ignore_own_filter=False))
    by_code = {one.code: one.count for one in counts}
    parted = ranges(list(by_code.values()))
    names = _names()
    shown = [
        Shaded(
            code,
            f"{name}: {by_code.get(code, 0)}",
            addressed(query.without("government").toggled("government", code)),
            shade_of(by_code.get(code, 0), parted),
        )
        for code, name in names.items()
    ]
    drawn = outlines()
    values = [
        CountryValue(
            names.get(one.code, one.code),
            one.count,
            addressed(query.without("government").toggled("government", one.code)),
        )
        for one in counts
        if one.count
    ]
    legend = [(one.shade, str(one.low) if one.low == one.high else f"{one.low}–{one.high}") for one in parted]
    return MapView(
        drawn.box,
        drawn.rest,
        areas(shown),
        [*legend, (NOTHING, _("none"))],
        values,
        _points(query, visitor),
        max(total - sum(by_code.values()), 0),
    )


def _names() -> dict[str, str]:
    scheme = current_vocabulary().scheme(COUNTRIES)
    language = current_language().code
    return {term.identifier: term.label(language) for term in scheme.terms} if scheme else {}


def _points(query: Query, visitor: Visitor) -> list[PointShown]:
    """Return the first records found that have a place, where any of their formats asks for one."""
    placed = tuple(slug for slug, fmt in FORMATS.items() if any(isinstance(one.kind, MapPoint) for one in fmt))
    chosen = query.chosen("format")
    within = tuple(slug for slug in placed if not chosen or slug in chosen)
    if not within:
        return []
    narrowed = query.without("format")
    for slug in within:
        narrowed = narrowed.toggled("format", slug)
    found: list[PointShown] = []
    for batch in taken(narrowed, visitor):
        reader = reader_for(batch, visitor)
        found += [point for one in batch for point in _places(one, title_in(one, reader))]
        if len(found) >= MOST_POINTS:
            break
    return found[:MOST_POINTS]


def _places(one: Taken, title: Spoken) -> list[PointShown]:
    fmt: Format = one.record.format
    points = []
    for field in expanded(fmt, one.body):
        if not isinstance(field.kind, MapPoint):
            continue
        for value in values_of(field, one.body):
            latitude, longitude = (value.get("lat"), value.get("lng")) if isinstance(value, dict) else (None, None)
            if isinstance(latitude, int | float) and isinstance(longitude, int | float):
                x, y = place_of(latitude, longitude)
                where = f"{latitude:.4g}°, {longitude:.4g}°"
                url = record_url(str(one.record.printed_number))
                points.append(PointShown(x, y, title.text, tag_of(title.language), url, where))
    return points


def timeline_view(query: Query, addressed: Addressed) -> TimelineView:
    """Return how many records each year has, from the first to the last. Raises SearchUnavailableError."""
    counts = {one.code: one.count for one in _counted(query, Facet("year", size=_MOST_YEARS, ignore_own_filter=False))}
    years = sorted(int(code) for code, count in counts.items() if count and code.isdecimal())
    if not years:
        return TimelineView([])
    most = max(counts.values())
    shown = [
        YearShown(
            str(year),
            counts.get(str(year), 0),
            round(100 * counts.get(str(year), 0) / most),
            addressed(query.without("year").toggled("year", str(year))),
        )
        for year in range(years[0], years[-1] + 1)
    ]
    return TimelineView(shown[::-1])


def _counted(query: Query, facet: Facet) -> Sequence[FacetCount]:
    return engine().search(replace(query, facets=(facet,), page=1, page_size=1)).facets.get(facet.field, ())


def view_in(params: Mapping[str, Sequence[str]]) -> str:
    """Return which view an address asks for; the list for any that there is not."""
    asked = next(iter(params.get("view", ())), LIST)
    return asked if asked in VIEWS else LIST


def problem_of_view(params: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what to say of a view that there is not."""
    asked = next(iter(params.get("view", ())), LIST)
    return [] if asked in VIEWS else [say(_NO_VIEW) % {"value": asked[:_CELL_CHARS]}]


def view_label(name: str) -> str:
    """Return what a view is called."""
    return say(VIEWS[name])


def kept_of_view(params: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """Return the parameters that keep a view, none for the usual one."""
    view = view_in(params)
    if view == LIST:
        return ()
    columns = [("col", name) for name in dict.fromkeys(params.get("col", ()))][:MOST_COLUMNS] if view == TABLE else []
    return (("view", view), *columns)
