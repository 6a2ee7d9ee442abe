"""The map of a count or of who is Party, with its legend and the same values as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clearinghouse.core.messages import Message
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.parties.actions import UnknownPartyError
from clearinghouse.parties.instruments import INSTRUMENTS
from clearinghouse.parties.queries import current_parties
from clearinghouse.web.country_list import Choice
from clearinghouse.web.country_rows import Asked, Row, counts_by_owner, rows_of
from clearinghouse.web.languages import current_language
from clearinghouse.web.ordering import by_name
from clearinghouse.web.speech import say
from clearinghouse.web.standings_shown import NONE, PARTY, SIGNATORY, TOO_EARLY, WAITING
from clearinghouse.web.standings_shown import UNKNOWN as NOT_KNOWN
from clearinghouse.web.world_map import NOTHING, UNKNOWN, Area, Shaded, areas, outlines, ranges, shade_of

RECORDS = "records"
_STATUS = "status-"
_SHADES: Mapping[str, str] = {
    PARTY: "k5", WAITING: "k3", SIGNATORY: "k2", NONE: NOTHING, TOO_EARLY: NOTHING, NOT_KNOWN: UNKNOWN,
}  # fmt: skip
_LEGEND = (
    ("k5", Message("map", "Party")),
    ("k3", Message("map", "Not yet in force")),
    ("k2", Message("map", "Signatory, not Party")),
    (NOTHING, Message("map", "Non-Party")),
)


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One shade and what it means; count: how many governments have it."""

    shade: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Value:
    """One line of the table beside the map."""

    name: str
    url: str
    text: str
    number: int | None
    number_url: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """The whole page. box: of the drawing; rest: outlines without a value; summary: the picture in one sentence."""

    asked: Asked
    title: str
    summary: str
    box: str
    areas: list[Area]
    rest: tuple[str, ...]
    legend: list[LegendItem]
    values: list[Value]
    choices: list[tuple[str, list[Choice]]]
    is_short: bool


def map_page(show: str, asked: Asked) -> MapPage:
    """Return a map of a count or of an instrument on a day; two queries.

    show: RECORDS, the slug of a format, or `status-` with an instrument. Raises UnknownFormatError and
    UnknownPartyError for what there is not.
    """
    if show.startswith(_STATUS):
        return _map_of_status(show, asked)
    return _map_of_count(show, asked)


def _map_of_count(show: str, asked: Asked) -> MapPage:
    slug = "" if show == RECORDS else get_format(show).slug
    parties = current_parties()
    rows = rows_of(replace(asked, instrument="CBD"), parties)
    if slug:
        counts = counts_by_owner(asked.as_of, slug)
        rows = [replace(row, count=counts.get(row.code, 0), count_url=f"{row.count_url}&format={slug}") for row in rows]
    parted = ranges([row.count for row in rows])
    shaded = [Shaded(row.code, f"{row.name}: {row.count}", row.url, shade_of(row.count, parted)) for row in rows]
    title = say(FORMATS[slug].plural_name) if slug else _("Published records")
    total, having = sum(row.count for row in rows), sum(row.count > 0 for row in rows)
    told = {"having": having, "total": total}
    summary = _("Records in force: %(total)s. Governments that have any: %(having)s.") % told
    legend = [(one.shade, _between(one.low, one.high)) for one in parted]
    return _page(show, asked, title, summary, shaded, [*legend, (NOTHING, _("none"))], [_counted(row) for row in rows])


def _between(low: int, high: int) -> str:
    return str(low) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _counted(row: Row) -> Value:
    return Value(row.name, row.url, "", row.count, row.count_url if row.count else "")


def _map_of_status(show: str, asked: Asked) -> MapPage:
    code = show.removeprefix(_STATUS)
    if code not in INSTRUMENTS:
        raise UnknownPartyError(text=code[:40])
    rows = rows_of(replace(asked, instrument=code), current_parties())
    shaded = [Shaded(row.code, f"{row.name}: {row.standings[0].text}", row.url, _shade(row)) for row in rows]
    name = INSTRUMENTS[code].name(current_language().code)
    count = sum(row.standings[0].key == PARTY for row in rows)
    summary = ngettext(
        "%(number)s government is Party to the %(instrument)s.",
        "%(number)s governments are Parties to the %(instrument)s.",
        count,
    ) % {"number": count, "instrument": name}
    values = [Value(row.name, row.url, row.standings[0].text, None, "") for row in rows]
    return _page(show, asked, name, summary, shaded, [(shade, say(label)) for shade, label in _LEGEND], values)


def _shade(row: Row) -> str:
    found = row.standings[0]
    return UNKNOWN if found.key == SIGNATORY and not found.is_certain else _SHADES[found.key]


def _page(
    show: str,
    asked: Asked,
    title: str,
    summary: str,
    shaded: Sequence[Shaded],
    legend: Sequence[tuple[str, str]],
    values: list[Value],
) -> MapPage:
    numbers = {shade: sum(one.shade == shade for one in shaded) for shade in {one.shade for one in shaded}}
    items = [LegendItem(shade, label, numbers.get(shade, 0)) for shade, label in legend]
    if unknown := numbers.get(UNKNOWN, 0):
        items.append(LegendItem(UNKNOWN, _("not known"), unknown))
    known = outlines()
    return MapPage(
        asked,
        title,
        summary,
        known.box,
        areas(shaded),
        known.rest,
        [one for one in items if one.count],
        values,
        _choices(show),
        bool(unknown),
    )


def _choices(show: str) -> list[tuple[str, list[Choice]]]:
    language = current_language().code
    counts = [(RECORDS, _("All records"))]
    # What only the secretariat publishes has no country.
    counts += by_name(
        ((fmt.slug, say(fmt.plural_name)) for fmt in FORMATS.values() if "government" in fmt.fields),
        lambda one: one[1],
    )
    statuses = [(f"{_STATUS}{one.code}", one.name(language)) for one in INSTRUMENTS.values()]
    return [
        (_("Number of records"), [Choice(value, label, value == show) for value, label in counts]),
        (_("Who is Party"), [Choice(value, label, value == show) for value, label in statuses]),
    ]
