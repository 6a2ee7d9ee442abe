"""Confirming that a record still says what holds, and finding those of which nobody has said so for long."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, State, Subject, person_of
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.owners import OwnerKind
from clearinghouse.notices.actions import notify
from clearinghouse.notices.kinds import About, Listed, NoticeKind
from clearinghouse.records.deciders import able_of_each
from clearinghouse.records.models import Record, Revision
from clearinghouse.records.queries import require_home, require_of
from clearinghouse.records.telling import about_record, note_record

SHORT_LIVED = frozenset({"contact", "authority", "organization", "supplementaryAuthority"})
"""Formats that say where somebody is reached, which changes sooner than anything else."""
MOST_LISTED = 10
"""So many records stand in one notice by their titles, the longest unpublished first."""
_TOLD_EVERY = timedelta(days=30)


def confirm_current(record: Record, *, by: Account, at: datetime) -> None:
    """Say that a record is still current; nothing that is public changes.

    Raises NotAllowedError, RecordRetiredError, ForeignRecordError.
    """
    require_of(person_of(by), "confirm-current", record)
    require_home(record)
    Record.objects.filter(pk=record.pk).update(confirmed_at=at, confirmed_by=by)
    record.confirmed_at, record.confirmed_by = at, by
    note_record("record-confirmed", record, by=by, at=at, revision=record.latest)


def stale(at: datetime) -> QuerySet[Record]:
    """Return the records of this node that were neither published nor confirmed for so long that somebody should look.

    The longest unpublished first.
    """
    here = Record.objects.published().exclude(latest=0).filter(home_node=settings.NODE)
    others, short = (
        _unconfirmed_since(at - timedelta(days=months * 365 // 12))
        for months in (settings.CONFIRM_AFTER_MONTHS, settings.CONFIRM_CONTACTS_AFTER_MONTHS)
    )
    is_short = Q(format_slug__in=SHORT_LIVED)
    return here.filter((is_short & short) | (~is_short & others)).order_by("latest_sequence")


def _unconfirmed_since(day: datetime) -> Q:
    latest = Revision.objects.filter(record=OuterRef("pk"), number=OuterRef("latest"), published_at__lt=day)
    return Q(Exists(latest)) & (Q(confirmed_at=None) | Q(confirmed_at__lt=day))


def to_confirm(person: Person, at: datetime, *, owner: str | None = None) -> QuerySet[Record]:
    """Return the records that a person should look at and may confirm. owner: of this one alone.

    Raises:
        NotAllowedError: if the person has nothing to do with that owner.
    """
    if owner is not None and owner not in _owners(person):
        raise NotAllowedError(action="confirm-current")
    waiting = stale(at).filter(owner__in=_owners(person))
    waiting = waiting if owner is None else waiting.filter(owner=owner)
    kinds = waiting.order_by().values_list("owner", "realm", "format_slug").distinct()
    theirs = Q(pk__in=[])
    for whose, realm, slug in kinds:
        if _may_confirm(person, whose, realm, slug):
            theirs |= Q(owner=whose, realm=realm, format_slug=slug)
    return waiting.filter(theirs)


def count_to_confirm(person: Person, at: datetime) -> int:
    """Return how many records a person should look at and may confirm, from one query."""
    waiting = stale(at).filter(owner__in=_owners(person))
    kinds = waiting.order_by().values_list("owner", "realm", "format_slug").annotate(n=Count("pk"))
    return sum(n for owner, realm, slug, n in kinds if _may_confirm(person, owner, realm, slug))


def _owners(person: Person) -> frozenset[str]:
    secretariat = {""} if any(not held.owner for held in person.roles) else set()
    return frozenset(person.owners() | {person.own, ""} - {""} | secretariat)


def _may_confirm(person: Person, owner: str, realm: str, slug: str) -> bool:
    return is_allowed(person, "confirm-current", Subject(owner, realm, slug, state=State.PUBLISHED))


def remind_of_stale(at: datetime) -> int:
    """Tell the owners of records that wait for confirmation, each once in thirty days; return how many records."""
    lately = Record.objects.filter(stale_told_at__gt=at - _TOLD_EVERY).values("owner")
    owners = stale(at).exclude(owner__in=lately).order_by("owner").values_list("owner", flat=True).distinct()
    return sum(_tell_owner(owner, at) for owner in list(owners))


def _tell_owner(owner: str, at: datetime) -> int:
    """Tell whoever decides about each record, one notice to a person, whatever their number."""
    with transaction.atomic():
        unclaimed = stale(at).filter(owner=owner).exclude(stale_told_at__gt=at - _TOLD_EVERY)
        if not unclaimed.update(stale_told_at=at):
            return 0
        records = list(Record.objects.filter(owner=owner, stale_told_at=at).order_by("latest_sequence"))
        for accounts, theirs in _by_deciders(records):
            alone = about_record(theirs[0], by=None) if len(theirs) == 1 else None
            kind = NoticeKind.RECORD_STALE if alone else NoticeKind.RECORDS_STALE
            notify(accounts, kind, about=alone or _about_several(owner, theirs), at=at)
    return len(records)


def _by_deciders(records: Sequence[Record]) -> Iterable[tuple[list[Account], list[Record]]]:
    """Return who is told of which records: of those who may confirm them whoever publishes them, all if none does.

    Everybody is named once, with those who are told of the same.
    """
    kinds = list(dict.fromkeys(record.subject for record in records))
    publishing = able_of_each([(one, "publish") for one in kinds])
    confirming = able_of_each([(one, "confirm-current") for one in kinds])
    people = {
        kind: [account for account in able if account in publishers] or able
        for kind, publishers, able in zip(kinds, publishing, confirming, strict=True)
    }
    told: dict[Account, list[Subject]] = {}
    for kind in kinds:
        for account in people[kind]:
            told.setdefault(account, []).append(kind)
    together: dict[tuple[Subject, ...], list[Account]] = {}
    for account, theirs in told.items():
        together.setdefault(tuple(theirs), []).append(account)
    return [(accounts, [one for one in records if one.subject in theirs]) for theirs, accounts in together.items()]


def _about_several(owner: str, records: Sequence[Record]) -> About:
    return About(
        owner=owner,
        listed=tuple(Listed(record.guid, record.titles) for record in records[:MOST_LISTED]),
        link="to-confirm-of",
        link_arguments=(owner or OwnerKind.SECRETARIAT.value,),
        data={"count": str(len(records))},
    )
