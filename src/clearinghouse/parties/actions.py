"""What the secretariat changes about governments: each change is one entry of the ledger.

Whoever calls has been asked whether they may: `edit-parties` is required where a request comes in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from clearinghouse.core.errors import DomainError
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.core.messages import Message
from clearinghouse.parties.facts import AnyFact, FormerName, Membership, NamedGovernment, Sort, TreatyAction
from clearinghouse.parties.instruments import INSTRUMENTS, KINDS
from clearinghouse.parties.storing import Changes, facts_now, keep
from clearinghouse.parties.tables import fault_in

EDITED = "secretariat"
"""The source of what was not loaded from a table."""


class UnknownPartyError(DomainError):
    """There is no such government, group or instrument."""

    code = "party-unknown"
    sentence = Message("error", "“%(text)s” is not the code of a government, a group or an instrument known here.")


class ContradictoryDatesError(DomainError):
    """What was said contradicts itself or what stands already."""

    code = "party-dates-contradictory"
    sentence = Message("error", "The dates contradict each other: check %(field)s.")


class IncompleteNameError(DomainError):
    """A name is not given in all six languages."""

    code = "party-name-incomplete"
    sentence = Message("error", "Give the name in all six languages; %(language)s is missing.")


class DerivedGroupError(DomainError):
    """The members of this group follow from the treaties."""

    code = "group-derived"
    sentence = Message("error", "The members of this group follow from what governments did about the treaty.")


@dataclass(frozen=True, slots=True)
class Deed:
    """What a government did about an instrument, as it is to stand. The kind goes with the deposit.

    in_force: only where it does not follow from the deposit.
    """

    signature: date | None = None
    deposit: date | None = None
    kind: str = ""
    in_force: date | None = None


def change_membership(
    group: str,
    government: str,
    *,
    since: date | None,
    until: date | None = None,
    instead_of: date | None = None,
    by: str,
    at: datetime,
) -> int:
    """Say for how long a government belongs to a group; return the sequence of the entry, 0 if it stood so already.

    until: the first day on which it no longer does. A membership with the same first day is replaced; one that began
    on another day only if instead_of names that day. Raises UnknownPartyError, DerivedGroupError and
    ContradictoryDatesError.
    """
    _require_known("governments", government)
    found = _require_known("groups", group)
    if getattr(found, "derived", ""):
        raise DerivedGroupError(group=group)
    if since and until and until <= since:
        raise ContradictoryDatesError(field="until")
    present = facts_now("memberships")
    wanted = Membership(group=group, government=government, since=since, until=until, source=EDITED, is_edited=True)
    changes: list[AnyFact] = [wanted]
    if instead_of and instead_of != since:
        old = present.get(replace(wanted, since=instead_of).key)
        if not isinstance(old, Membership):
            raise ContradictoryDatesError(field="instead_of")
        changes.append(replace(old, is_edited=True, is_void=True))
    keys = {fact.key for fact in changes}
    for other in present.values():
        if isinstance(other, Membership) and other.key not in keys and _do_overlap(wanted, other):
            raise ContradictoryDatesError(field="since")
    return _keep_new("memberships.changed", present, changes, by=by, at=at)


def remove_membership(group: str, government: str, *, since: date | None, by: str, at: datetime) -> int:
    """Take back a membership that never was; return the sequence of the entry. Raises UnknownPartyError.

    Of one that came to an end, say the end with change_membership.
    """
    wanted = Membership(group=group, government=government, since=since)
    found = _require_known("memberships", wanted.key)
    return keep("memberships.changed", Changes((replace(found, is_edited=True, is_void=True),)), by=by, at=at)


def record_treaty_action(government: str, instrument: str, deed: Deed, *, by: str, at: datetime) -> int:
    """Say what a government did about an instrument; return the sequence of the entry, 0 if it stood so already.

    It replaces all that was known of the two. Raises UnknownPartyError and ContradictoryDatesError.
    """
    _require_known("governments", government)
    if instrument not in INSTRUMENTS:
        raise UnknownPartyError(text=instrument)
    if deed.kind not in ("", *KINDS) or (deed.kind and not deed.deposit):
        raise ContradictoryDatesError(field="kind")
    wanted = TreatyAction(
        instrument=instrument,
        government=government,
        signature=deed.signature,
        deposit=deed.deposit,
        kind=deed.kind,
        in_force=deed.in_force,
        source=EDITED,
        is_edited=True,
    )
    if fault := fault_in(wanted):
        raise ContradictoryDatesError(field=fault)
    for field, day in (("signature", deed.signature), ("deposit", deed.deposit)):
        if day and not INSTRUMENTS[instrument].adopted <= day <= at.date():
            raise ContradictoryDatesError(field=field)
    return _keep_new("treaty-status.changed", facts_now("treaties"), [wanted], by=by, at=at)


def rename_government(
    code: str,
    *,
    names: Mapping[str, str],
    formal_names: Mapping[str, str] | None = None,
    since: date,
    by: str,
    at: datetime,
) -> int:
    """Give a government another name from a day on and keep the one it had; return the sequence of the entry.

    since: not after `at`, for the name of today changes at once. formal_names: None leaves them. Raises
    UnknownPartyError, IncompleteNameError and ContradictoryDatesError.
    """
    government = _require_known("governments", code)
    if not isinstance(government, NamedGovernment):
        raise UnknownPartyError(text=code)
    for language in LANGUAGES:
        if not names.get(language.code, "").strip():
            raise IncompleteNameError(language=language.name)
    present = facts_now("former-names")
    earlier = [one.until for one in present.values() if isinstance(one, FormerName) and one.code == code]
    if since > at.date() or (earlier and since <= max(earlier)):
        raise ContradictoryDatesError(field="since")
    former = FormerName(
        code=code,
        since=max(earlier, default=None),
        until=since,
        names=dict(government.names),
        source=EDITED,
        is_edited=True,
    )
    renamed = replace(
        government,
        names={language.code: names[language.code].strip() for language in LANGUAGES},
        formal_names=dict(government.formal_names if formal_names is None else formal_names),
        is_edited=True,
    )
    return keep("governments.renamed", Changes((renamed, former)), by=by, at=at)


def _require_known(sort: Sort, key: str) -> AnyFact:
    found = facts_now(sort).get(key)
    if found is None or found.is_void:
        raise UnknownPartyError(text=key)
    return found


def _do_overlap(one: Membership, other: Membership) -> bool:
    if other.is_void or (one.group, one.government) != (other.group, other.government):
        return False
    begins_before_other_ends = other.until is None or one.since is None or one.since < other.until
    ends_after_other_begins = one.until is None or other.since is None or one.until > other.since
    return begins_before_other_ends and ends_after_other_begins


def _keep_new(kind: str, present: Mapping[str, AnyFact], wanted: list[AnyFact], *, by: str, at: datetime) -> int:
    changed = tuple(fact for fact in wanted if present.get(fact.key) != fact)
    return keep(kind, Changes(changed), by=by, at=at) if changed else 0
