"""Counts of published records, each with the list it counts."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from clearinghouse.records.models import Record
from clearinghouse.web.owners import government_name
from clearinghouse.web.realms import REALMS


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


def counts_by_format(realm: str = "", as_of: datetime | None = None) -> dict[str, int]:
    """Return how many records of each format are in force, now or as of a moment, in one realm or in all."""
    records = Record.objects.in_force(as_of)
    records = records.filter(shown_in(realm)) if realm else records
    return dict(records.values_list("format_slug").annotate(n=Count("guid")))


def count_of_demonstrations() -> int:
    """Return how many records in force only show how the register works."""
    return Record.objects.in_force().filter(is_demonstration=True).count()


def countries_with_records(realm: str = "", as_of: datetime | None = None) -> list[CountryCount]:
    """Return the countries that have national records in force, now or as of a moment, by name."""
    records = Record.objects.in_force(as_of).exclude(owner="").exclude(owner__contains=":")
    records = records.filter(realm=realm) if realm else records
    rows = records.values_list("owner").annotate(n=Count("guid"))
    counts = [
        CountryCount(code, government_name(code), count, _url(code, realm, as_of))
        for code, count in rows.order_by("owner")
    ]
    return sorted(counts, key=lambda one: one.name)


def _url(code: str, realm: str, as_of: datetime | None) -> str:
    params = {"government": code} | ({"realm": realm} if realm else {})
    params |= {"as-of": as_of.date().isoformat()} if as_of else {}
    return f"{reverse('search')}?{urlencode(params)}"
