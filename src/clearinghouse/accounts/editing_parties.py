"""What the Secretariat changes about governments, with who did it in the trail: asked, kept and noted in one step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed, require
from clearinghouse.accounts.person import Person, Subject, person_of
from clearinghouse.ledger.actions import writing
from clearinghouse.parties.actions import (
    Deed,
    change_membership,
    record_treaty_action,
    remove_membership,
    rename_government,
)
from clearinghouse.parties.facts import SORTS
from clearinghouse.parties.snapshot import Parties
from clearinghouse.parties.storing import facts_now

EDIT = "edit-parties"
_SUBJECT = Subject("")
_NOTED = "parties-changed"


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in a group, as it is to stand. instead_of: the first day of the one that it replaces."""

    group: str
    since: date | None
    until: date | None = None
    instead_of: date | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name in all six languages, from a day on."""

    names: Mapping[str, str]
    formal_names: Mapping[str, str]
    since: date


def may_edit_parties(person: Person) -> bool:
    """Say whether a person may change what is known of governments."""
    return is_allowed(person, EDIT, _SUBJECT)


def require_editor(by: Account) -> None:
    """Raise NotAllowedError, or another refusal of the table, unless this person may change governments."""
    require(person_of(by), EDIT, _SUBJECT)


def save_treaty_action(government: str, instrument: str, deed: Deed, *, by: Account, at: datetime) -> int:
    """Say what a government did about an instrument; return the entry, 0 if it stood so. Raises as the action does."""
    return _kept(
        lambda who: record_treaty_action(government, instrument, deed, by=who, at=at),
        government,
        {"what": "treaty-action", "instrument": instrument},
        by=by,
        at=at,
    )


def save_membership(government: str, stay: Stay, *, by: Account, at: datetime) -> int:
    """Say how long a government belongs to a group; return the entry, 0 if it stood so. Raises as the action does."""
    return _kept(
        lambda who: change_membership(
            stay.group, government, since=stay.since, until=stay.until, instead_of=stay.instead_of, by=who, at=at
        ),
        government,
        {"what": "membership", "group": stay.group},
        by=by,
        at=at,
    )


def take_back_membership(government: str, group: str, since: date | None, *, by: Account, at: datetime) -> int:
    """Take back a membership that never was; return the entry. Raises as the action does."""
    return _kept(
        lambda who: remove_membership(group, government, since=since, by=who, at=at),
        government,
        {"what": "membership-removed", "group": group},
        by=by,
        at=at,
    )


def save_name(government: str, name: Name, *, by: Account, at: datetime) -> int:
    """Give a government another name and keep the former one; return the entry. Raises as the action does."""
    return _kept(
        lambda who: rename_government(
            government, names=name.names, formal_names=name.formal_names, since=name.since, by=who, at=at
        ),
        government,
        {"what": "name"},
        by=by,
        at=at,
    )


def _kept(
    change: Callable[[str], int], government: str, details: Mapping[str, object], *, by: Account, at: datetime
) -> int:
    require_editor(by)
    with writing():
        sequence = change(str(by.opaque_id))
        if sequence:
            told = {**details, "entry": sequence}
            note(_NOTED, by=by, at=at, owner=government, about=government, details=told)
    return sequence


def known_after(change: Callable[[], int]) -> Parties:
    """Return what would be known after a change, without making it. Raises what the change raises."""
    with writing():
        change()
        after = Parties(fact for sort in SORTS for fact in facts_now(sort).values())
        transaction.set_rollback(True)
    return after
