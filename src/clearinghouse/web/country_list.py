"""The list of governments: filters, totals with their day, and the same as a table to take away."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.core.messages import Message
from clearinghouse.parties.facts import GROUP_KINDS, Group
from clearinghouse.parties.instruments import INSTRUMENTS
from clearinghouse.parties.queries import current_parties, incomplete_lists, stated_totals
from clearinghouse.parties.snapshot import Parties
from clearinghouse.search.params import MAX_VALUES
from clearinghouse.web.country_rows import Asked, Row, check, columns_of, rows_of
from clearinghouse.web.languages import current_language
from clearinghouse.web.speech import say
from clearinghouse.web.standings_shown import NONE, PARTY, SIGNATORY, UNKNOWN, WAITING, StandingShown

GROUP_KIND_NAMES = {
    "geographic": Message("group", "Geographic regions"),
    "political": Message("group", "Political and economic groups"),
    "development": Message("group", "Development groups"),
    "treaty": Message("group", "By treaty"),
    "ecosystem": Message("group", "By ecosystem"),
}
STATUS_NAMES = {
    PARTY: Message("standing", "Parties"),
    SIGNATORY: Message("standing", "Signatories, Party or not"),
    WAITING: Message("standing", "Not yet in force for them"),
    NONE: Message("standing", "Non-Parties"),
    UNKNOWN: Message("standing", "Not known"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Letter:
    """The governments under one letter. anchor: where it stands on the page."""

    letter: str
    anchor: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Total:
    """How many are Party to an instrument on the day of the page; stated: by others, where we hold fewer."""

    label: str
    value: int
    url: str
    signatories: int
    instrument: str
    held: int = 0
    stated: int = 0
    stated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """The whole page. groups: kind of group with its choices; search_url: the records of those listed, or ""."""

    asked: Asked
    letters: list[Letter]
    count: int
    all_count: int
    totals: list[Total]
    groups: list[tuple[str, list[Choice]]]
    instruments: list[Choice]
    statuses: list[Choice]
    columns: list[tuple[str, str]]
    table_url: str
    map_url: str
    clear_url: str
    search_url: str


def list_page(asked: Asked) -> ListPage:
    """Return the list of governments; two queries. Raises UnknownPartyError for a group or instrument there is not."""
    parties = current_parties()
    check(asked, parties)
    rows = rows_of(asked, parties)
    shown = [(one, INSTRUMENTS[one].name(current_language().code)) for one in columns_of(asked)]
    return ListPage(
        asked,
        _by_letter(rows),
        len(rows),
        len(parties.codes),
        totals(parties, asked),
        group_choices(parties, asked.group),
        [
            Choice(one.code, one.name(current_language().code), one.code == asked.instrument)
            for one in INSTRUMENTS.values()
        ],
        [Choice(key, say(name), key == asked.status) for key, name in STATUS_NAMES.items()],
        shown,
        _address("countries-table", asked.query()),
        _address("countries-map", urlencode({"as-of": asked.day.isoformat()}) if asked.as_of else ""),
        _address("countries", asked.query(q="", group="", instrument="", status="")),
        _search_url(asked, rows),
    )


def _search_url(asked: Asked, rows: Sequence[Row]) -> str:
    """Return the search among the records of a narrowed list, "" where it is not narrowed or too long for a search."""
    if not (asked.group or asked.instrument) or not 0 < len(rows) <= MAX_VALUES:
        return ""
    words = [("government", row.code) for row in rows]
    words += [("as-of", asked.day.isoformat())] if asked.as_of else []
    return f"{reverse('search')}?{urlencode(words)}"


def _address(name: str, query: str) -> str:
    return f"{reverse(name)}?{query}" if query else reverse(name)


def totals(parties: Parties, asked: Asked) -> list[Total]:
    """Count the Parties to each instrument on the day of the page, and say where our list is known to be short."""
    language, day = current_language().code, asked.day
    stated = {
        one.instrument: one
        for one in sorted(stated_totals(parties), key=lambda one: one.on)
        if one.counted == "parties"
    }
    found = []
    for one in INSTRUMENTS.values():
        name, short = one.name(language), stated.get(one.code)
        is_short = short is not None and one.code in incomplete_lists(parties)
        address = asked.query(q="", group="", instrument=one.code, status=PARTY)
        found.append(
            Total(
                _("Parties to the %(instrument)s") % {"instrument": name},
                len(parties.parties_to(one.code, day)),
                _address("countries", address),
                len(parties.signatories_to(one.code, day)),
                name,
                short.held if short and is_short else 0,
                short.total if short and is_short else 0,
                short.on if short and is_short else None,
            )
        )
    return found


def group_choices(parties: Parties, chosen: str) -> list[tuple[str, list[Choice]]]:
    """Return all groups that have members, by kind."""
    language = current_language().code
    found: dict[str, list[Group]] = {}
    for group in parties.groups:
        found.setdefault(group.kind, []).append(group)
    return [
        (
            say(GROUP_KIND_NAMES[kind]),
            [Choice(one.identifier, one.name(language), one.identifier == chosen) for one in found[kind]],
        )
        for kind in GROUP_KINDS
        if kind in found
    ]


def _by_letter(rows: Sequence[Row]) -> list[Letter]:
    return [
        Letter(letter, f"letter-{number}", list(found))
        for number, (letter, found) in enumerate(groupby(rows, key=lambda row: row.letter), start=1)
    ]


def table_of(asked: Asked) -> Iterator[str]:
    """Yield the list as lines of CSV, dates as 2026-11-21. Raises as list_page()."""
    parties = current_parties()
    check(asked, parties)
    heads = [_("Code"), _("ISO 3166 alpha-3"), _("UN M49"), _("Country")]
    for code in columns_of(asked):
        heads += [f"{code}: {one}" for one in (_("Status"), _("Signed"), _("Deposited"), _("Kind"), _("Party since"))]
    yield "\ufeff" + _line([*heads, _("Records"), _("As of")])
    for row in rows_of(asked, parties):
        found = parties.government(row.code)
        values = [row.code, found.iso3 if found else "", found.m49 if found else "", row.name]
        for one in row.standings:
            values += [one.text, _iso(one.signed), _iso(one.deposited), one.kind, _since(one)]
        yield _line([*values, str(row.count), asked.day.isoformat()])


def _since(one: StandingShown) -> str:
    return _("date unknown") if one.is_date_unknown else _iso(one.since)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _line(values: Sequence[str]) -> str:
    out = StringIO()
    # A spreadsheet would take such a beginning for a formula.
    csv.writer(out).writerow([f"'{value}" if value.startswith(_FORMULA) else value for value in values])
    return out.getvalue()
