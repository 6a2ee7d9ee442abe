"""Up to five governments side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from clearinghouse.formats.collection import FORMATS
from clearinghouse.parties.queries import current_parties, standings
from clearinghouse.web.country_names import NamedCountry, named
from clearinghouse.web.country_pages import FormatCount, counts_of_all, region_of, search_url
from clearinghouse.web.languages import current_language
from clearinghouse.web.ordering import by_name
from clearinghouse.web.speech import say
from clearinghouse.web.standings_shown import StandingShown, standing_shown

MOST = 5


@dataclass(frozen=True, slots=True)
class Column:
    """One government. total: its records in force."""

    code: str
    name: str
    region: str
    standings: list[StandingShown]
    total: int
    search_url: str


@dataclass(frozen=True, slots=True)
class Picker:
    """One list from which a government is picked; chosen: a code or "". number: from 1."""

    number: int
    chosen: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: its label and, for each government, a standing or a count."""

    label: str
    standings: list[StandingShown]
    counts: list[FormatCount]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The whole page. unknown: what was asked for and means no government; is_cut: more than five were asked for."""

    day: date
    as_of: datetime | None
    columns: list[Column]
    instruments: list[Line]
    formats: list[Line]
    pickers: list[Picker]
    countries: list[NamedCountry]
    unknown: list[str]
    is_cut: bool


def compare_page(asked: Sequence[str], as_of: datetime | None) -> ComparePage:
    """Return governments side by side, the first five that are asked for; two queries."""
    parties = current_parties()
    day, language = (as_of or timezone.now()).date(), current_language().code
    wanted = [text for text in asked[:50] if text.strip()]
    meant = {text: parties.find(text) for text in wanted}
    every = list(dict.fromkeys(code for code in meant.values() if code))
    codes = every[:MOST]
    counts = counts_of_all(codes, as_of)
    columns = [
        Column(
            code,
            parties.name(code, language, day if as_of else None),
            region_of(parties, code, day),
            [standing_shown(one, day) for one in standings(parties, code, day)],
            sum(one.count for one in counts[code]),
            search_url(code, as_of),
        )
        for code in codes
    ]
    return ComparePage(
        day,
        as_of,
        columns,
        [Line(found[0].name, list(found), []) for found in zip(*(one.standings for one in columns), strict=True)],
        _format_lines(codes, {code: {one.slug: one for one in found} for code, found in counts.items()}),
        [Picker(number + 1, codes[number] if number < len(codes) else "") for number in range(MOST)],
        named(parties.codes, parties),
        [text[:40] for text, code in meant.items() if code is None],
        len(every) > MOST,
    )


def _format_lines(codes: Sequence[str], counts: dict[str, dict[str, FormatCount]]) -> list[Line]:
    slugs = {slug for found in counts.values() for slug in found}
    lines = [
        Line(
            say(FORMATS[slug].plural_name),
            [],
            [counts[code].get(slug, FormatCount(slug, "", 0, "")) for code in codes],
        )
        for slug in slugs
    ]
    return sorted(by_name(lines, lambda line: line.label), key=lambda line: -sum(one.count for one in line.counts))
