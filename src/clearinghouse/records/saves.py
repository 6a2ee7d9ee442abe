"""Saves of a draft: each keeps what it replaces, which is the base of merging and the way back."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from clearinghouse.accounts.models import Account
from clearinghouse.derived.merging import Base
from clearinghouse.derived.row_keys import Keyed, RowKeys
from clearinghouse.records.models import Draft, DraftSave

MOST = 50
"""How many saves a draft keeps."""
RECENT = 20
"""How many of them, the newest, are kept however little time lies between them."""
APART = timedelta(minutes=1)
"""Of the others by one person, one in this time."""
MAX_CHARS = 8_000_000
"""How long they may be together."""


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What was on the page that a save was sent from: a version of the draft.

    page, step: a name that the page made for itself, and its how many-th sending this is; "" and 0 if it has none.
    """

    version: int
    page: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class FoundBase:
    """What a save was made from. exact: None where that is no longer kept. version: 0 then.

    is_current: it is what the draft says. is_superseded: a later sending of the same page has arrived already.
    """

    base: Base
    exact: Keyed | None = None
    version: int = 0
    is_current: bool = False
    is_superseded: bool = False


@dataclass(frozen=True, slots=True)
class NewSave:
    """What a draft is to say. sent: what was sent, where it was merged with what others wrote; kind: see DraftSave."""

    text: str
    keys: RowKeys
    origins: str
    problem_count: int | None
    by: Account
    at: datetime
    page: str = ""
    step: int = 0
    sent: tuple[str, RowKeys] | None = None
    kind: str = DraftSave.SENT


def base_of(draft: Draft, made: MadeFrom, *, by: Account) -> FoundBase:
    """Return what a save was made from.

    A page whose last sending arrived, but not the answer to it, goes on from what it sent.
    """
    if made.version == draft.version:
        return _exactly(draft.keyed, draft.version, is_current=True)
    last = _last_of_page(draft, made, by=by)
    if last is not None:
        if made.step and made.step < last.step:
            return FoundBase(Base(), is_superseded=True)
        sent = draft.saves.exclude(kind=DraftSave.SAVED).filter(version=last.version, page=made.page).first()
        return _exactly((sent or last).keyed, last.version, is_current=sent is None and last is draft)
    saved = draft.saves.filter(kind=DraftSave.SAVED)
    if (there := saved.filter(version=made.version).first()) is not None:
        return _exactly(there.keyed, there.version)
    before = saved.filter(version__lt=made.version).order_by("-version").first()
    if before is None or made.version > draft.version:
        return FoundBase(Base())
    after = saved.filter(version__gt=made.version).order_by("version").first()
    return FoundBase(Base(before.keyed, (after or draft).keyed), version=before.version)


def _exactly(keyed: Keyed, version: int, *, is_current: bool = False) -> FoundBase:
    return FoundBase(Base.of(keyed), keyed, version, is_current=is_current)


def _last_of_page(draft: Draft, made: MadeFrom, *, by: Account) -> Draft | DraftSave | None:
    if not made.page or made.version > draft.version:
        return None
    if draft.page == made.page and draft.updated_by_id == by.pk:
        return draft
    own = draft.saves.filter(kind=DraftSave.SAVED, page=made.page, by=by, version__gt=made.version)
    return own.order_by("-version").first()


def put(draft: Draft, new: NewSave) -> bool:
    """Let a draft say something new, and keep what it said; False if it is no longer as it was read."""
    with transaction.atomic():
        same = Draft.objects.filter(pk=draft.pk, version=draft.version, state=draft.state)
        if not same.update(
            body_text=new.text,
            keys_text=keys_text(new.keys),
            origins_text=new.origins,
            problem_count=new.problem_count,
            version=draft.version + 1,
            updated_at=new.at,
            updated_by=new.by,
            page=new.page,
            step=new.step,
        ):
            return False
        DraftSave.objects.create(
            draft_id=draft.pk,
            version=draft.version,
            body_text=draft.body_text,
            size=len(draft.body_text),
            keys_text=draft.keys_text,
            at=draft.updated_at,
            by_id=draft.updated_by_id,
            page=draft.page,
            step=draft.step,
        )
        if new.sent is not None:
            put_aside(draft, new, version=draft.version + 1)
        _thin_out(draft)
    return True


def put_aside(draft: Draft, new: NewSave, *, version: int) -> None:
    """Keep what was sent beside what came of it."""
    if new.sent is None:
        return
    text, keys = new.sent
    DraftSave.objects.create(
        draft_id=draft.pk,
        version=version,
        kind=new.kind,
        body_text=text,
        size=len(text),
        keys_text=keys_text(keys),
        at=new.at,
        by=new.by,
        page=new.page,
        step=new.step,
    )


def keys_text(keys: RowKeys) -> str:
    """Write keys down for a column."""
    return json.dumps(keys, sort_keys=True) if keys else "{}"


@dataclass(frozen=True, slots=True)
class KeptSave:
    """What decides whether a save stays."""

    pk: int
    kind: str
    at: datetime
    by_id: int
    size: int


def _thin_out(draft: Draft) -> None:
    names = ("pk", "kind", "at", "by_id", "size")
    dropped = list(to_drop([KeptSave(*row) for row in draft.saves.values_list(*names)]))
    if dropped:
        DraftSave.objects.filter(pk__in=dropped).delete()


def to_drop(saves: Sequence[KeptSave]) -> Iterator[int]:
    """Yield the keys of those that need not be kept. saves: newest first."""
    count = chars = 0
    following: KeptSave | None = None
    kept: KeptSave | None = None
    for place, one in enumerate(saves):
        is_crowded = (
            place >= RECENT
            and one.kind == DraftSave.SAVED
            and following is not None
            and kept is not None
            # The last of a person's before another's stays: their page goes on from it.
            and following.by_id == kept.by_id == one.by_id
            and kept.at - one.at < APART
        )
        following = one
        is_spent = one.kind == DraftSave.SENT and place >= RECENT
        if is_crowded or is_spent or count >= MOST or (count and chars + one.size > MAX_CHARS):
            yield one.pk
            continue
        kept = one
        count += 1
        chars += one.size


def earlier_saves(draft: Draft) -> list[DraftSave]:
    """Return what a draft said before, and what was given up for what others wrote, newest first."""
    return list(draft.saves.exclude(kind=DraftSave.SENT).select_related("by"))
