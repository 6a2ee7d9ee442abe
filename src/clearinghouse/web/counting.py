"""Counts of published records, each with the list it counts."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from clearinghouse.ledger.queries import head
from clearinghouse.records.models import Record
from clearinghouse.search.engine import SearchUnavailableError
from clearinghouse.search.opening import engine
from clearinghouse.search.query import Facet, In, Query
from clearinghouse.search.standings import PUBLIC
from clearinghouse.web.ordering import by_name
from clearinghouse.web.owners import government_name
from clearinghouse.web.realms import REALMS

_LARGE = 50_000
"""Entries of the ledger. Below, counts come from the rows themselves, as they are this moment."""
_COUNTED = tuple(Facet(name, size=1_000) for name in ("realm", "format", "government", "demonstration"))


@dataclass(frozen=True, slots=True)
class CountryCount:
    """How many published records a country has."""

    code: str
    name: str
    count: int
    url: str


def shown_in(realm: str) -> Q:
    """Return what a clearing-house shows: its own records, and the reference records of every format it uses."""
    return Q(realm=realm) | Q(owner="", format_slug__in=[fmt.slug for fmt in REALMS[realm].formats])


def counts_by_realm(as_of: datetime | None = None) -> dict[str, int]:
    """Return how many records in force each clearing-house shows, now or as of a moment."""
    if (found := _indexed("realm", as_of=as_of)) is not None:
        return {realm: found.get(realm, 0) for realm in REALMS}
    return {realm: sum(counts_by_format(realm, as_of).values()) for realm in REALMS}


def counts_by_format(realm: str = "", as_of: datetime | None = None) -> dict[str, int]:
    """Return how many records of each format are in force, now or as of a moment, in one realm or in all."""
    if (found := _indexed("format", realm=realm, as_of=as_of)) is not None:
        return found
    records = Record.objects.in_force(as_of)
    records = records.filter(shown_in(realm)) if realm else records
    return dict(records.values_list("format_slug").annotate(n=Count("guid")))


def count_of_demonstrations() -> int:
    """Return how many records in force only show how the register works."""
    if (found := _indexed("demonstration")) is not None:
        return found.get("yes", 0)
    return Record.objects.in_force().filter(is_demonstration=True).count()


def countries_with_records(realm: str = "", as_of: datetime | None = None) -> list[CountryCount]:
    """Return the countries that have national records in force, now or as of a moment, by name."""
    found = _indexed("government", realm=realm, as_of=as_of)
    if found is None:
        records = Record.objects.in_force(as_of).exclude(owner="").exclude(owner__contains=":")
        records = records.filter(realm=realm) if realm else records
        found = dict(records.values_list("owner").annotate(n=Count("guid")))
    counts = [
        CountryCount(code, government_name(code), count, _url(code, realm, as_of))
        for code, count in sorted(found.items())
    ]
    return by_name(counts, lambda one: one.name)


def _indexed(facet: str, *, realm: str = "", as_of: datetime | None = None) -> dict[str, int] | None:
    """Return the counts of a facet in the index of a large register, where counting rows would take seconds.

    None for a small register, for the past, and while there is no index.
    """
    last = head()
    if as_of or last is None or last.sequence < _LARGE:
        return None
    query = Query(visible=(PUBLIC,), facets=_COUNTED, page_size=0)
    try:
        page = engine().search(query.where(In("realm", (realm,))) if realm else query)
    except SearchUnavailableError:
        return None
    return {one.code: one.count for one in page.facets[facet]}


def _url(code: str, realm: str, as_of: datetime | None) -> str:
    params = {"government": code} | ({"realm": realm} if realm else {})
    params |= {"as-of": as_of.date().isoformat()} if as_of else {}
    return f"{reverse('search')}?{urlencode(params)}"
