"""What editors of vocabularies do: a working copy, its review, and a new version in the ledger."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from clearinghouse.core.canonical import Json, digest
from clearinghouse.ledger.actions import writing
from clearinghouse.ledger.models import Entry
from clearinghouse.vocabularies.comparing import Difference, compare
from clearinghouse.vocabularies.concepts import Scheme, structure_of
from clearinghouse.vocabularies.editing import PublishedTermError
from clearinghouse.vocabularies.errors import (
    BrokenSchemeError,
    ChangeReasonMissingError,
    LockedTermError,
    SchemeChangedError,
    SchemeDraftGoneError,
    SchemeNotFoundError,
    SchemeUnchangedError,
    StaleSchemeDraftError,
)
from clearinghouse.vocabularies.loading import append_scheme, restored, text_of
from clearinghouse.vocabularies.merging import merge
from clearinghouse.vocabularies.models import SchemeDraft, StoredScheme
from clearinghouse.vocabularies.quality import problems_of
from clearinghouse.vocabularies.queries import base_of, standing, standing_scheme

EDIT, PUBLISH = "edit-vocabulary", "publish-vocabulary"
_BREAKING = frozenset({"cycle", "orphan", "identifier-twice", "no-label"})
_NAMED_IN_ENTRY = 100
"""Terms that the envelope of an entry names for each kind of change; it counts all."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Who changes a vocabulary: an opaque id, and what refuses an action that the person may not take."""

    opaque_id: str
    require: Callable[[str], None]


def begin_scheme_draft(identifier: str, *, by: Editor, at: datetime, content: Scheme | None = None) -> SchemeDraft:
    """Return this person's working copy of a scheme, begun if there is none.

    content: what an import brings, or a new scheme; it takes the place of what the working copy held.
    Raises NotAllowedError, and SchemeNotFoundError where there is neither a scheme nor content.
    """
    by.require(EDIT)
    with transaction.atomic():
        open_one = SchemeDraft.objects.filter(identifier=identifier, begun_by=by.opaque_id).first()
        if open_one is not None:
            return save_scheme_draft(open_one, content, by=by, at=at) if content else open_one
        found = standing(identifier)
        scheme = content or (found[0] if found else None)
        if scheme is None:
            raise SchemeNotFoundError(scheme=identifier)
        return SchemeDraft.objects.create(
            identifier=identifier,
            base_digest=found[1] if found else "",
            text=text_of(scheme),
            begun_by=by.opaque_id,
            changed_by=by.opaque_id,
            changed_at=at,
        )


def save_scheme_draft(draft: SchemeDraft, scheme: Scheme, *, by: Editor, at: datetime) -> SchemeDraft:
    """Keep a changed scheme in the working copy, which is no longer under review then.

    Raises NotAllowedError, and StaleSchemeDraftError where somebody saved since the draft was read.
    """
    by.require(EDIT)
    return _step(draft, by=by, at=at, text=text_of(scheme), state=SchemeDraft.State.EDITING)


def request_review(draft: SchemeDraft, *, by: Editor, at: datetime, note: str = "") -> SchemeDraft:
    """Ask for the review of a working copy. Raises NotAllowedError, SchemeUnchangedError, BrokenSchemeError."""
    by.require(EDIT)
    _checked(draft)
    return _step(draft, by=by, at=at, state=SchemeDraft.State.REVIEW, note=note.strip())


def return_to_editing(draft: SchemeDraft, *, by: Editor, at: datetime, note: str) -> SchemeDraft:
    """Give a working copy back with a reason. Raises NotAllowedError, ChangeReasonMissingError."""
    by.require(PUBLISH)
    if not note.strip():
        raise ChangeReasonMissingError
    return _step(draft, by=by, at=at, state=SchemeDraft.State.EDITING, note=note.strip())


def discard_scheme_draft(draft: SchemeDraft, *, by: Editor) -> None:
    """Throw a working copy away; what is published stays. Raises NotAllowedError."""
    by.require(EDIT)
    draft.delete()


def bring_up_to_date(draft: SchemeDraft, *, by: Editor, at: datetime) -> tuple[str, ...]:
    """Take what was published meanwhile into the working copy; return the terms that both sides changed.

    Of those the working copy keeps its own, for its editor to decide with the difference before their eyes.
    """
    by.require(EDIT)
    found = standing(draft.identifier)
    if found is None or found[1] == draft.base_digest:
        return ()
    result = merge(base_of(draft), restored(draft.text), found[0])
    _step(draft, by=by, at=at, text=text_of(result.scheme), base_digest=found[1], state=SchemeDraft.State.EDITING)
    return result.conflicts


def publish_scheme_draft(
    draft: SchemeDraft, *, by: Editor, reason: str, locked: frozenset[tuple[str, str]] = frozenset()
) -> Entry:
    """Publish a working copy as the next version of its scheme: one entry of the ledger; the working copy goes.

    locked: (scheme, term) that rules of formats name. Nothing is changed where it raises: NotAllowedError,
    ChangeReasonMissingError, SchemeUnchangedError, BrokenSchemeError, LockedTermError, SchemeChangedError where
    another version was published since the working copy began, StaleSchemeDraftError, SchemeDraftGoneError.
    """
    by.require(PUBLISH)
    if not reason.strip():
        raise ChangeReasonMissingError
    difference, scheme = _checked(draft)
    _refuse_locked(scheme, locked)
    text = text_of(scheme)
    with writing() as ledger:
        now = StoredScheme.objects.filter(pk=draft.identifier).values_list("digest", flat=True).first() or ""
        if now != draft.base_digest:
            raise SchemeChangedError(terms=", ".join(conflicts_of(draft)) or "–")
        if not SchemeDraft.objects.filter(pk=draft.pk, version=draft.version).exists():
            raise StaleSchemeDraftError
        entry = append_scheme(ledger, scheme, text, change=_change(difference, by, reason))
        draft.delete()
    return entry


def conflicts_of(draft: SchemeDraft) -> tuple[str, ...]:
    """Return the terms that the working copy and a version published meanwhile both changed."""
    found = standing(draft.identifier)
    if found is None or found[1] == draft.base_digest:
        return ()
    return merge(base_of(draft), restored(draft.text), found[0]).conflicts


def difference_of(draft: SchemeDraft) -> Difference:
    """Return what the working copy changes of what is published."""
    return compare(standing_scheme(draft.identifier), restored(draft.text))


def _checked(draft: SchemeDraft) -> tuple[Difference, Scheme]:
    scheme = restored(draft.text)
    standing_one = standing_scheme(draft.identifier)
    difference = compare(standing_one, scheme)
    if standing_one is not None and digest(draft.text) == digest(text_of(standing_one)):
        raise SchemeUnchangedError
    # Against the version it began from: what was published meanwhile is another matter.
    if gone := _vanished(base_of(draft) or standing_one, scheme):
        raise PublishedTermError(term=gone)
    if broken := [one for one in problems_of(scheme) if one.code in _BREAKING]:
        raise BrokenSchemeError(problems=tuple(broken), detail=" ".join(one.sentence.text % one.data for one in broken))
    return difference, scheme


def _vanished(before: Scheme | None, after: Scheme) -> str:
    """Return a published term, or an alias of one, that means nothing any more; "" if there is none."""
    structure = structure_of(after)
    names = (one for term in before.terms for one in (term.identifier, *term.aliases)) if before else ()
    return next((one for one in names if structure.term(one) is None), "")


def _refuse_locked(scheme: Scheme, locked: frozenset[tuple[str, str]]) -> None:
    terms = structure_of(scheme).terms
    for _scheme, identifier in sorted(one for one in locked if one[0] == scheme.identifier):
        term = terms.get(identifier)
        before = standing_scheme(scheme.identifier)
        was_there = before is not None and identifier in structure_of(before).terms
        if was_there and (term is None or term.is_deprecated):
            raise LockedTermError(term=identifier)


def _step(draft: SchemeDraft, *, by: Editor, at: datetime, **changes: object) -> SchemeDraft:
    """Store the next version of a working copy, unless somebody else did since it was read."""
    values = {**changes, "changed_by": by.opaque_id, "changed_at": at, "version": draft.version + 1}
    if not SchemeDraft.objects.filter(pk=draft.pk, version=draft.version).update(**values):
        gone = not SchemeDraft.objects.filter(pk=draft.pk).exists()
        raise SchemeDraftGoneError if gone else StaleSchemeDraftError
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


def _change(difference: Difference, by: Editor, reason: str) -> Json:
    kinds = dict(_named(difference))
    counts = {kind: len(terms) for kind, terms in kinds.items() if terms}
    named = {f"{kind}Terms": terms[:_NAMED_IN_ENTRY] for kind, terms in kinds.items() if terms}
    return {"by": by.opaque_id, "reason": reason.strip(), **counts, **named}


def _named(difference: Difference) -> Iterator[tuple[str, list[str]]]:
    summary = difference.summary()
    aliases = summary["merged"]
    yield from ((kind, summary[kind]) for kind in ("added", "changed"))
    yield "removed", [one for one in summary["removed"] if one not in aliases]
    yield "merged", [f"{old} → {new}" for old, new in aliases.items()]
