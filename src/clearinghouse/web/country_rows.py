"""Governments that are asked for, each with where it stands and how much it published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from clearinghouse.parties.actions import UnknownPartyError
from clearinghouse.parties.instruments import INSTRUMENTS
from clearinghouse.parties.queries import standings
from clearinghouse.parties.snapshot import Parties
from clearinghouse.records.models import Record
from clearinghouse.search.analysis.folding import fold
from clearinghouse.web.country_names import NamedCountry, named
from clearinghouse.web.standings_shown import NONE, SIGNATORY, UNKNOWN, WAITING, StandingShown, standing_shown


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for. as_of: the end of the day it is read on, None for the present."""

    text: str = ""
    group: str = ""
    instrument: str = ""
    status: str = ""
    as_of: datetime | None = None

    @property
    def day(self) -> date:
        """The day on which it is read."""
        return (self.as_of or timezone.now()).date()

    def query(self, **changes: str) -> str:
        """Return the address of the list, with other words in it; "" takes one away."""
        words = {"q": self.text, "group": self.group, "instrument": self.instrument, "status": self.status}
        words["as-of"] = self.as_of.date().isoformat() if self.as_of else ""
        return urlencode({name: value for name, value in {**words, **changes}.items() if value})


@dataclass(frozen=True, slots=True)
class Row:
    """One government. count: its national records in force."""

    code: str
    name: str
    letter: str
    url: str
    standings: list[StandingShown]
    count: int
    count_url: str


def check(asked: Asked, parties: Parties) -> None:
    """Raise UnknownPartyError for a group or an instrument that there is not."""
    if asked.group and parties.group(asked.group) is None:
        raise UnknownPartyError(text=asked.group)
    if asked.instrument and asked.instrument not in INSTRUMENTS:
        raise UnknownPartyError(text=asked.instrument)


def columns_of(asked: Asked) -> list[str]:
    """Return the instruments of which a list shows the standing: the one that is asked for, or all."""
    return [asked.instrument] if asked.instrument else list(INSTRUMENTS)


def rows_of(asked: Asked, parties: Parties) -> list[Row]:
    """Return the governments that are asked for, in alphabetical order; one query."""
    day, columns = asked.day, columns_of(asked)
    codes = parties.members(asked.group, day) if asked.group else parties.codes
    counts = counts_by_owner(asked.as_of)
    found = []
    for one in named(codes, parties, day if asked.as_of else None):
        if not _has_text(one, asked.text, parties):
            continue
        shown = [standing_shown(each, day) for each in standings(parties, one.code, day)]
        if _stands_as(shown, asked):
            found.append(_row(one, [each for each in shown if each.instrument in columns], counts, asked))
    return found


def _row(one: NamedCountry, shown: list[StandingShown], counts: Mapping[str, int], asked: Asked) -> Row:
    past = {"as-of": asked.day.isoformat()} if asked.as_of else {}
    url = reverse("country", args=[one.code])
    return Row(
        one.code,
        one.name,
        one.letter,
        f"{url}?{urlencode(past)}" if past else url,
        shown,
        counts.get(one.code, 0),
        f"{reverse('search')}?{urlencode({'government': one.code, **past})}",
    )


def _has_text(one: NamedCountry, text: str, parties: Parties) -> bool:
    wanted = fold(text)
    return not wanted or wanted in fold(one.name) or parties.find(text) == one.code


def _stands_as(shown: Sequence[StandingShown], asked: Asked) -> bool:
    if not asked.status or not asked.instrument:
        return True
    found = next(one for one in shown if one.instrument == asked.instrument)
    if asked.status == SIGNATORY:
        return found.signed is not None
    if asked.status == NONE:
        return found.key in (NONE, WAITING) or (found.key == SIGNATORY and found.is_certain)
    if asked.status == UNKNOWN:
        return found.key == UNKNOWN or (found.key == SIGNATORY and not found.is_certain)
    return found.key == asked.status


def counts_by_owner(as_of: datetime | None, slug: str = "") -> dict[str, int]:
    """Return how many national records governments have in force, of one format or of all; one query."""
    records = Record.objects.in_force(as_of).exclude(owner="").exclude(owner__contains=":")
    records = records.filter(format_slug=slug) if slug else records
    return dict(records.values_list("owner").annotate(n=Count("guid")).order_by("owner"))
