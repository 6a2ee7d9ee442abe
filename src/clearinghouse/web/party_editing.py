"""The pages on which the Secretariat changes what is known of governments: what stands, and what a change would do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.editing_parties import known_after
from clearinghouse.core.errors import DomainError
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.parties.facts import Membership, NamedGovernment
from clearinghouse.parties.instruments import INSTRUMENTS
from clearinghouse.parties.queries import current_parties, standings
from clearinghouse.parties.snapshot import Parties, Status
from clearinghouse.web.country_names import NamedCountry, named
from clearinghouse.web.country_pages import memberships_of
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.errors import said
from clearinghouse.web.languages import current_language
from clearinghouse.web.speech import say
from clearinghouse.web.standings_shown import KIND_NAMES, StandingShown, standing_shown
from clearinghouse.web.templatetags.look import day as shown_day

_MOST_KNOWN_DAY = date(9999, 12, 31)
"""A day by which everything that is known has happened."""


@dataclass(frozen=True, slots=True)
class StayShown:
    """A time that a government spent in a group; until: the first day after it."""

    group: str
    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class PartyPage:
    """One government to be edited."""

    code: str
    name: str
    standings: list[StandingShown]
    stays: list[StayShown]
    names: list[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a preview. A value is a day, or text; "" for none."""

    label: str
    before: date | str
    after: date | str

    @property
    def is_changed(self) -> bool:
        """Whether it becomes another."""
        return self.before != self.after


def parties_listed() -> list[NamedCountry]:
    """Return all governments from A to Z."""
    parties = current_parties()
    return named(parties.codes, parties)


def government_of(code: str) -> NamedGovernment:
    """Return a government. Raises Http404."""
    found = current_parties().government(code)
    if found is None:
        raise Http404
    return found


def party_page(code: str, day: date) -> PartyPage:
    """Return what is known of a government. Raises Http404."""
    parties, language = current_parties(), current_language().code
    government = government_of(code)
    stays = [
        StayShown(one.group, _group_name(parties, one.group), one.since, one.until)
        for one in memberships_of(parties, code)
    ]
    names = [
        (one.name, one.tag, government.names.get(one.code, ""), government.formal_names.get(one.code, ""))
        for one in LANGUAGES
    ]
    shown = [standing_shown(one, day) for one in standings(parties, code, day)]
    return PartyPage(code, parties.name(code, language), shown, stays, names)


def stay_of(code: str, group: str, since: date | None) -> Membership | None:
    """Return a time that a government spent in a group, None if there is none."""
    found = current_parties().memberships(code)
    return next((one for one in found if one.group == group and one.since == since), None)


def _group_name(parties: Parties, identifier: str) -> str:
    group = parties.group(identifier)
    return group.name(current_language().code) if group else identifier


def tried(form: forms.Form, change: Callable[[], int]) -> Parties | None:
    """Return what would be known after a change; None, with the form saying why, if it is refused."""
    try:
        return known_after(change)
    except DomainError as error:
        form.add_error(_field_of(form, error), said(error))
        return None


def _field_of(form: forms.Form, error: DomainError) -> str | None:
    named_field = str(error.data.get("field", ""))
    return named_field if named_field in form.fields else None


def treaty_changes(code: str, instrument: str, after: Parties, day: date) -> list[Change]:
    """Return what a change makes of the dates of a government, and of the number of Parties now and once in force."""
    before = current_parties()
    past, then = (one.status(code, instrument, _MOST_KNOWN_DAY) for one in (before, after))
    days = [day, *(one for one in [then.in_force_since] if one and one > day)]
    return [
        Change(_("Signed"), past.signed or "", then.signed or ""),
        Change(_("Deposited"), past.deposited or "", then.deposited or ""),
        Change(_("Kind of instrument"), _kind(past), _kind(then)),
        Change(_("Party since"), _since(past), _since(then)),
        *(
            Change(
                _("Number of Parties on %(day)s") % {"day": shown_day(one)},
                str(len(before.parties_to(instrument, one))),
                str(len(after.parties_to(instrument, one))),
            )
            for one in days
        ),
    ]


def _kind(status: Status) -> str:
    return say(KIND_NAMES[status.kind]) if status.kind in KIND_NAMES else ""


def _since(status: Status) -> date | str:
    return _("date unknown") if status.is_date_unknown else status.in_force_since or ""


def stay_changes(code: str, group: str, after: Parties, day: date) -> list[Change]:
    """Return what a change makes of the times that a government spent in a group and of the size of the group."""
    before = current_parties()
    return [
        Change(_group_name(before, group), _times(before, code, group), _times(after, code, group)),
        Change(
            _("Number of members today"),
            str(len(before.members(group, day))),
            str(len(after.members(group, day))),
        ),
    ]


def _times(parties: Parties, code: str, group: str) -> str:
    stays = [one for one in parties.memberships(code) if one.group == group]
    return _(", ").join(f"{one.since or '…'} – {one.until or '…'}" for one in sorted(stays, key=_first_day))


def _first_day(stay: Membership) -> date:
    return stay.since or date.min


def name_changes(code: str, after: Parties) -> list[Change]:
    """Return the names that become others."""
    past, then = government_of(code), after.government(code)
    changes = []
    for one in LANGUAGES:
        changes.append(Change(one.name, past.names.get(one.code, ""), then.names.get(one.code, "") if then else ""))
        if then and (formal := then.formal_names.get(one.code, "")) != past.formal_names.get(one.code, ""):
            label = _("Formal name: %(language)s") % {"language": one.name}
            changes.append(Change(label, past.formal_names.get(one.code, ""), formal))
    return changes


def instrument_name(code: str) -> str:
    """Return what an instrument is called. Raises Http404 for one that there is not."""
    if code not in INSTRUMENTS:
        raise Http404
    return INSTRUMENTS[code].name(current_language().code)


def party_crumbs(code: str = "") -> list[dict[str, str]]:
    """Return the way to the page of a government, or to the list of all."""
    crumbs = [*desk_crumbs(), {"label": _("Governments and Parties"), "url": reverse("desk-parties")}]
    if not code:
        return crumbs
    name = current_parties().name(code, current_language().code)
    return [*crumbs, {"label": name, "url": reverse("desk-party", args=[code])}]
