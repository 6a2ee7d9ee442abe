"""Focal points of all governments by instrument, for the secretariat: nominations, the table, and its gaps."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.instruments import INSTRUMENTS
from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, Subject, person_of
from clearinghouse.accounts.teams import held_of, may_confirm, may_confirm_some, nominations
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.parties.queries import names_by_code
from clearinghouse.search.analysis.folding import fold
from clearinghouse.web.ordering import by_name
from clearinghouse.web.owners import government_name
from clearinghouse.web.roles_shown import role_name
from clearinghouse.web.speech import say
from clearinghouse.web.teams import team_url

ANY = "any"
"""Filter: governments without a focal point for any instrument at all."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Nomination:
    """A focal point who waits to be confirmed."""

    key: int
    country: str
    country_url: str
    instrument: str
    name: str
    email: str
    by: str
    at: datetime
    present: list[str]
    may_decide: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """A confirmed focal point."""

    name: str
    email: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """Who is focal point of one government for one instrument; name_url: where one is named."""

    instrument: str
    label: str
    holders: list[Holder]
    name_url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One government."""

    code: str
    name: str
    url: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class FocalPointsPage:
    """What the secretariat sees."""

    nominations: list[Nomination]
    rows: list[Row]
    total: int
    instruments: list[tuple[str, str]]
    text: str
    without: str
    table_url: str


def focal_points_page(account: Account, *, text: str, without: str, at: datetime) -> FocalPointsPage:
    """Return nominations and the table, filtered. Raises NotAllowedError. A constant number of queries.

    text: part of a country's name, or its code. without: code of an instrument or ANY, "" for all countries.
    """
    person = person_of(account)
    if not may_confirm_some(person):
        raise NotAllowedError(action="confirm-focal-point")
    every = _rows(person, at)
    query = {key: value for key, value in (("q", text), ("without", without)) if value}
    return FocalPointsPage(
        [_nomination(row, person, every) for row in nominations(at)],
        [row for row in every if _matches(row, text) and _lacks(row, without)],
        len(every),
        [(code, say(one.focal_point)) for code, one in INSTRUMENTS.items()],
        text,
        without,
        f"{reverse('focal-points-table')}?{urlencode(query)}",
    )


def _rows(person: Person, at: datetime) -> list[Row]:
    holders: dict[tuple[str, str], list[Holder]] = {}
    confirmed = RoleHeld.objects.in_force(at).filter(role=Role.FOCAL_POINT, account__is_active=True)
    for row in by_name(confirmed.select_related("account").order_by("account_id"), lambda one: one.account.name):
        since = row.confirmed_at or row.granted_at
        holders.setdefault((row.owner, row.instrument), []).append(Holder(row.account.name, row.account.email, since))
    rows = [_row(code, person, holders) for code in names_by_code()]
    return by_name(rows, lambda row: row.name)


def _row(code: str, person: Person, holders: dict[tuple[str, str], list[Holder]]) -> Row:
    cells = [
        Cell(instrument, role_name(Role.FOCAL_POINT, instrument), holders.get((code, instrument), []), url)
        for instrument in INSTRUMENTS
        for url in [_name_url(code, instrument) if _may_name(person, instrument) else ""]
    ]
    return Row(code, government_name(code), team_url(code), cells)


def _may_name(person: Person, instrument: str) -> bool:
    return all(
        is_allowed(person, "confirm-focal-point", Subject("", realm)) for realm in INSTRUMENTS[instrument].realms
    )


def _name_url(code: str, instrument: str) -> str:
    query = {"owner": code, "role": f"{Role.FOCAL_POINT.value}.{instrument}"}
    return f"{reverse('team-invite')}?{urlencode(query)}"


def _nomination(row: RoleHeld, person: Person, rows: Sequence[Row]) -> Nomination:
    cells = next((one.cells for one in rows if one.code == row.owner), [])
    present = [holder.name for cell in cells if cell.instrument == row.instrument for holder in cell.holders]
    return Nomination(
        row.pk,
        government_name(row.owner),
        team_url(row.owner),
        role_name(row.role, row.instrument),
        row.account.name,
        row.account.email,
        row.granted_by.name if row.granted_by else "",
        row.granted_at,
        present,
        row.account_id != person.account_id and may_confirm(person, held_of(row)),
    )


def _matches(row: Row, text: str) -> bool:
    wanted = fold(text.strip())
    return not wanted or wanted in fold(row.name) or wanted == row.code


def _lacks(row: Row, without: str) -> bool:
    if without == ANY:
        return not any(cell.holders for cell in row.cells)
    return without not in INSTRUMENTS or any(cell.instrument == without and not cell.holders for cell in row.cells)


def table_of(page: FocalPointsPage) -> Iterator[str]:
    """Yield the table as lines of CSV: one for each focal point, and one for each instrument without."""
    yield "\ufeff" + _line(
        [_("Code"), _("Country"), _("Instrument"), _("Role"), _("Name"), _("E-mail address"), _("Since")]
    )
    for row in page.rows:
        for cell in row.cells:
            about = [row.code, row.name, cell.instrument, cell.label]
            for one in cell.holders:
                yield _line([*about, one.name, one.email, one.since.date().isoformat()])
            if not cell.holders:
                yield _line([*about, "", "", ""])


def _line(values: Sequence[str]) -> str:
    out = StringIO()
    # A spreadsheet would take such a beginning for a formula.
    csv.writer(out).writerow([f"'{value}" if value.startswith(_FORMULA) else value for value in values])
    return out.getvalue()
