"""What people look at: for the owner of the records, and all of it with the searches in vain for the secretariat."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, Subject
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.languages import tag_of
from clearinghouse.core.owners import is_owner
from clearinghouse.records.models import Record
from clearinghouse.records.queries import card_of
from clearinghouse.usage.counting import flush
from clearinghouse.usage.queries import most_looked_at, searches_without_result
from clearinghouse.web.languages import current_language
from clearinghouse.web.ordering import by_name
from clearinghouse.web.owners import learn, owner_name
from clearinghouse.web.presenting import record_url
from clearinghouse.web.realms import REALMS
from clearinghouse.web.speech import say

PERIODS = (30, 90, 365)
"""Days over which is counted."""


@dataclass(frozen=True, slots=True)
class RecordLooked:
    """How often one record was read and taken away."""

    title: str
    language: str
    url: str
    kind: str
    views: int
    downloads: int


@dataclass(frozen=True, slots=True)
class InVain:
    """A search that found nothing, and how often it was made."""

    text: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class UsagePage:
    """The whole page. in_vain: None for those who do not look after the whole register.

    owners: name and address of all whose usage the person may see, and which of them is shown; none for one alone.
    """

    owner: str
    name: str
    days: int
    since: date
    periods: list[tuple[int, str, bool]]
    owners: list[tuple[str, str, bool]]
    records: list[RecordLooked]
    in_vain: list[InVain] | None


def may_see_usage(person: Person, owner: str) -> bool:
    """Say whether a person may see how often the records of an owner are looked at; of everybody's for "" ."""
    return is_owner(owner) and any(is_allowed(person, "see-trail", Subject(owner, code)) for code in REALMS)


def usage_page(person: Person, owner: str | None, *, days: int, at: datetime) -> UsagePage:
    """Return what was looked at in the last days. owner: None for the first of the person's. Raises NotAllowedError."""
    seen = owners_seen(person)
    if owner is None:
        owner = seen[0] if seen else ""
    if not may_see_usage(person, owner):
        raise NotAllowedError(action="see-trail")
    days = days if days in PERIODS else PERIODS[0]
    since = (at - timedelta(days=days)).date()
    flush()
    readable = Record.objects.readable_by(person)
    own = readable.filter(owner=owner) if owner else None
    looked = most_looked_at(own.values_list("guid", flat=True) if own is not None else None, since=since)
    records = readable.in_bulk([one.guid for one in looked])
    language = current_language().code
    shown = []
    for one in looked:
        record = records.get(one.guid)
        if record is None:
            continue
        card = card_of(record, language)
        kind = say(record.format.name)
        shown.append(
            RecordLooked(
                card.title.text, tag_of(card.title.language), record_url(card.number), kind, one.views, one.downloads
            )
        )
    in_vain = None if owner else [_in_vain(text, count) for text, count in searches_without_result(since=since)]
    address = f"{reverse('usage')}?"
    periods = [
        (number, f"{address}{urlencode({'owner': owner, 'days': number})}", number == days) for number in PERIODS
    ]
    learn([*seen, owner])
    choices = [
        (_name(one), f"{address}{urlencode({'owner': one, 'days': days})}", one == owner)
        for one in (seen if len(seen) > 1 else ())
    ]
    return UsagePage(owner, _name(owner), days, since, periods, choices, shown, in_vain)


def _name(owner: str) -> str:
    return owner_name(owner) or _("the whole register")


def _in_vain(text: str, count: int) -> InVain:
    return InVain(text, count, f"{reverse('search')}?{urlencode({'q': text})}")


def owners_seen(person: Person) -> list[str]:
    """Return the owners whose usage a person may see, "" for the whole register first."""
    return [owner for owner in sorted({*person.owners(), ""}) if person.roles and may_see_usage(person, owner)]


def usages_for(person: Person) -> list[tuple[str, str]]:
    """Return whose usage a person may see, as name and address."""
    owners = owners_seen(person)
    learn(owners)
    return [(_name(owner), f"{reverse('usage')}?{urlencode({'owner': owner})}") for owner in by_name(owners, _name)]
