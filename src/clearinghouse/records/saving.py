"""Saving a draft over what others saved meanwhile: merged where that is safe, asked where it is not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.core.canonical import canonical
from clearinghouse.core.messages import Message
from clearinghouse.derived.atoms import Parts, Path, take_apart
from clearinghouse.derived.merging import Conflict, differing, merge, with_theirs
from clearinghouse.derived.origins import Said, origins_after, origins_text
from clearinghouse.derived.row_keys import Keyed
from clearinghouse.records.delegating import note_begun
from clearinghouse.records.draft_texts import bounded, counted, kept
from clearinghouse.records.errors import DraftGoneError, StaleDraftError
from clearinghouse.records.models import Draft, DraftSave
from clearinghouse.records.saves import FoundBase, MadeFrom, NewSave, base_of, put, put_aside
from clearinghouse.records.sections import Bounds, bounds_of

_TRIES = 4


@dataclass(frozen=True, slots=True)
class Sending:
    """What somebody sends to be saved.

    made: what it was made from. theirs: places in which they gave up their own for what stood in that version.
    said: which of its texts are translations of which.
    """

    keyed: Keyed
    made: MadeFrom
    theirs: Sequence[Path] = ()
    said: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote what stands at a place, and when."""

    name: str
    at: datetime
    is_oneself: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft that was saved. taken: the places in which it differs from what was sent; writers: whose changes."""

    draft: Draft
    taken: frozenset[Path] = frozenset()
    writers: tuple[Writer, ...] = ()


class DraftConflictError(StaleDraftError):
    """Others changed the same places differently; nothing was saved, the person is asked.

    merged: what would be saved, with what was sent where they differ. draft: as it stands.
    """

    code = "draft-conflict"
    sentence = Message(
        "error", "Somebody changed the same answers while you worked on them. Choose what is to stand; nothing is lost."
    )

    def __init__(
        self, draft: Draft, merged: Keyed, conflicts: Sequence[Conflict], writers: Mapping[Path, Writer]
    ) -> None:
        super().__init__()
        self.draft = draft
        self.merged = merged
        self.conflicts = list(conflicts)
        self.writers = writers


def save_merged(draft: Draft, sending: Sending, *, by: Account, at: datetime) -> Saved:
    """Save what was sent, with what others changed since it was made; return the draft as it now stands.

    Raises DraftConflictError where both changed the same place, NotAllowedError, WrongStateError while its publication
    is requested, BodyTooLargeError, StaleDraftError if it was requested or returned meanwhile, DraftGoneError.
    """
    state = draft.state
    for _ in range(_TRIES):
        saved = _tried(draft, sending, by=by, at=at)
        if saved is not None:
            return saved
        standing = Draft.objects.filter(pk=draft.pk).first()
        if standing is None:
            raise DraftGoneError
        if standing.state != state:
            break
        draft = standing
    raise StaleDraftError


def _tried(draft: Draft, sending: Sending, *, by: Account, at: datetime) -> Saved | None:
    """Save over the draft as it was read; None if it stands no longer."""
    bounds = bounds_of(person_of(by), draft)
    found = base_of(draft, sending.made, by=by)
    if found.is_superseded:
        return Saved(draft)
    before = found.exact or draft.keyed
    sent = kept(draft, sending.keyed, bounds, before=before)
    mine = _with_choices(draft, sent, before, sending.theirs, bounds)
    result, writers = mine, tuple[Writer, ...]()
    if not found.is_current:
        result, writers = _merged(draft, found, mine, bounds, by=by)
    taken = differing(result, sent, draft.format) if result is not sent else frozenset()
    aside = (sent, _kind(draft, sent, found, result, has_chosen=bool(sending.theirs))) if taken else None
    is_written = write(draft, result, by=by, at=at, made=sending.made, aside=aside, said=bounds.heard(sending.said))
    return Saved(draft, taken, writers) if is_written else None


def _with_choices(draft: Draft, mine: Keyed, theirs: Keyed, paths: Sequence[Path], bounds: Bounds) -> Keyed:
    if not paths:
        return mine
    return kept(draft, with_theirs(draft.format, mine, theirs, paths), bounds, before=mine)


def _merged(
    draft: Draft, found: FoundBase, mine: Keyed, bounds: Bounds, *, by: Account
) -> tuple[Keyed, tuple[Writer, ...]]:
    merged = merge(draft.format, found.base, theirs=draft.keyed, mine=mine)
    if merged.conflicts:
        writers = writers_of(draft, [one.path for one in merged.conflicts], since=found.version, by=by)
        raise DraftConflictError(draft, merged.keyed, merged.conflicts, writers)
    result = kept(draft, merged.keyed, bounds, before=merged.keyed)
    writers = writers_of(draft, differing(result, mine, draft.format), since=found.version, by=by)
    return result, tuple({one.name: one for one in writers.values()}.values())


def _kind(draft: Draft, sent: Keyed, found: FoundBase, result: Keyed, *, has_chosen: bool) -> str:
    """Say whether something of what was sent is not in the result."""
    if has_chosen or found.exact is None:
        return DraftSave.ASIDE
    base, mine, now = (take_apart(one, draft.format).atoms for one in (found.exact, sent, result))
    is_lost = any(now.get(path) != value for path, value in mine.items() if base.get(path) != value)
    return DraftSave.ASIDE if is_lost else DraftSave.SENT


def write(
    draft: Draft,
    keyed: Keyed,
    *,
    by: Account,
    at: datetime,
    made: MadeFrom | None = None,
    aside: tuple[Keyed, str] | None = None,
    said: Sequence[Said] = (),
) -> bool:
    """Write what the draft keeps, if it still stands as it was read; the object is as it stands then.

    made: by which page it was sent. aside: what was sent, where that is something else, with its kind (see DraftSave).
    Raises BodyTooLargeError.
    """
    text, count = bounded(keyed.body), counted(draft, keyed.body)
    origins = origins_text(origins_after(draft.origins, draft.format, before=draft.body, after=keyed.body, said=said))
    sent = (canonical(aside[0].body), aside[0].keys) if aside else None
    page, step = (made.page, made.step) if made else ("", 0)
    kind = aside[1] if aside else DraftSave.SENT
    new = NewSave(text, keyed.keys, origins, count, by, at, page, step, sent, kind)
    if text == draft.body_text and origins == draft.origins_text:
        # The same text once more: a second submit, or one whose answer was lost. What it refers to may have changed.
        if count != draft.problem_count:
            Draft.objects.filter(pk=draft.pk, version=draft.version, state=draft.state).update(problem_count=count)
            draft.problem_count = count
        if kind == DraftSave.ASIDE:
            put_aside(draft, new, version=draft.version)
        return True
    if not put(draft, new):
        return False
    draft.refresh_from_db()
    note_begun(draft, by=by, at=at)
    return True


def writers_of(draft: Draft, paths: Iterable[Path], *, since: int, by: Account) -> dict[Path, Writer]:
    """Return who wrote what stands at each place, of those who saved after version `since`."""
    waiting = set(paths)
    found: dict[Path, Writer] = {}
    saves = draft.saves.filter(kind=DraftSave.SAVED, version__gte=since).select_related("by").order_by("-version")
    now: Draft | DraftSave = draft
    parts = take_apart(draft.keyed, draft.format)
    for save in saves:
        before = take_apart(save.keyed, draft.format)
        for path in [one for one in waiting if _at(parts, one) != _at(before, one)]:
            found[path] = _writer(now, by)
            waiting.discard(path)
        now, parts = save, before
    return found | dict.fromkeys(waiting, _writer(draft, by))


def _at(parts: Parts, path: Path) -> object:
    """Return what stands at a place: an atom, a row, or the order of a list."""
    return (parts.below(path), parts.orders.get(path))


def _writer(save: Draft | DraftSave, by: Account) -> Writer:
    who, at = (save.updated_by, save.updated_at) if isinstance(save, Draft) else (save.by, save.at)
    return Writer(who.name, at, who.pk == by.pk)


def restore_save(draft: Draft, save: DraftSave, *, by: Account, at: datetime) -> Draft:
    """Let the draft say again what it said; a new save, so that this can be undone as well.

    Raises NotAllowedError, WrongStateError while its publication is requested, StaleDraftError.
    """
    bounds = bounds_of(person_of(by), draft)
    keyed = kept(draft, save.keyed, bounds, before=save.keyed)
    if not write(draft, keyed, by=by, at=at):
        raise StaleDraftError if Draft.objects.filter(pk=draft.pk).exists() else DraftGoneError
    return draft
