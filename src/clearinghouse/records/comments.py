"""What colleagues say to each other about the answers of a draft, each discussion about one field.

Comments are work, not record: they go with the draft, and the trail does not keep them. Mail never says what is in one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed, require
from clearinghouse.accounts.person import person_of
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.formats.answers import path_of
from clearinghouse.formats.format import Field
from clearinghouse.formats.kinds import Group
from clearinghouse.notices.actions import notify
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.records.deciders import readers_of
from clearinghouse.records.delegating import note_begun, open_sections
from clearinghouse.records.errors import (
    AddresseeUnfitError,
    CommentAnsweredError,
    CommentEmptyError,
    CommentGoneError,
    FieldUnknownError,
    TooManyCommentsError,
)
from clearinghouse.records.models import Draft, DraftComment
from clearinghouse.records.telling import about_draft

MAX_TEXT_CHARS = 5000
MOST_COMMENTS = 2000
"""So many fit on one draft."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One discussion: the comment that began it, and what followed."""

    head: DraftComment
    answers: tuple[DraftComment, ...]

    @property
    def comments(self) -> tuple[DraftComment, ...]:
        """Everything that was said, in order."""
        return (self.head, *self.answers)

    @property
    def is_open(self) -> bool:
        """Whether it still needs somebody's attention."""
        return self.head.resolved_at is None


def threads_of(draft: Draft) -> list[Thread]:
    """Return every discussion of a draft, oldest first, in one query. Whoever shows them asks for the permission."""
    answers: dict[int, list[DraftComment]] = {}
    heads = []
    for one in draft.comments.select_related("author", "to", "resolved_by"):
        if one.parent_id is None:
            heads.append(one)
        else:
            answers.setdefault(one.parent_id, []).append(one)
    return [Thread(head, tuple(answers.get(head.pk, ()))) for head in heads]


def get_thread(draft: Draft, key: int, *, by: Account) -> Thread:
    """Return the discussion that a comment stands in. Raises NotAllowedError, CommentGoneError."""
    require(person_of(by), "see-draft", draft.subject)
    found = next((one for one in threads_of(draft) if key in {each.pk for each in one.comments}), None)
    if found is None:
        raise CommentGoneError
    return found


def addressees(draft: Draft, by: Account) -> list[Account]:
    """Return whom a comment may ask: whoever may see the draft, delegates once they began to write."""
    known = [one.to_id for one in open_sections(draft) if one.to_id and (one.begun_at is not None or not one.email)]
    others = Account.objects.filter(pk__in=[draft.author_id, *known], is_active=True)
    able = [one for one in others if is_allowed(person_of(one), "see-draft", draft.subject)]
    found = {one.pk: one for one in (*readers_of(draft.subject), *able) if one.pk != by.pk}
    return list(found.values())


def place_in(draft: Draft, name: str) -> tuple[str, str]:
    """Return the field and the row, by its key, that the name of an answer leads to. Raises FieldUnknownError."""
    if len(name) > 200 or draft.format.find(name) is None:
        raise FieldUnknownError(field=name[:100])
    group, number = _row_in(name)
    keys = draft.keyed.keys.get(group, ()) if number else ()
    is_there = number and int(number) < len(keys)
    return path_of(name), keys[int(number)] if is_there else number


def row_number(draft: Draft, comment: DraftComment) -> int | None:
    """Return the place of the row that a comment is about, counted from 1; None where it is about none, or it is gone.

    Then the comment is about its field.
    """
    keys = next((keys for group, keys in draft.keyed.keys.items() if _leads(group, comment.field)), ())
    return list(keys).index(comment.row) + 1 if comment.row and comment.row in keys else None


def _row_in(name: str) -> tuple[str, str]:
    """Return the group and the number of the first row in a name, empty ones if it names none."""
    steps = name.split(".")
    place = next((place for place, step in enumerate(steps) if step.isdecimal() and len(step) < 7), len(steps))
    return (".".join(steps[:place]), steps[place]) if place < len(steps) else ("", "")


def _leads(group: str, field: str) -> bool:
    return field == group or field.startswith(f"{group}.")


def add_comment(
    draft: Draft, *, field: str, text: str, by: Account, at: datetime, row: str = "", to: Account | None = None
) -> DraftComment:
    """Begin a discussion about a field. to: whom it asks, None for everybody who looks.

    Raises NotAllowedError, FieldUnknownError, CommentEmptyError, AddresseeUnfitError, TooManyCommentsError.
    """
    if field not in _names(draft):
        raise FieldUnknownError(field=field[:100])
    return _added(draft, DraftComment(field=field, row=row.replace("\0", "")[:80]), text=text, to=to, by=by, at=at)


def answer(thread: Thread, *, text: str, by: Account, at: datetime, to: Account | None = None) -> DraftComment:
    """Go on with a discussion; one that was resolved is open again. Raises what add_comment() raises."""
    head = thread.head
    with transaction.atomic():
        added = DraftComment(field=head.field, row=head.row, parent=head)
        added = _added(head.draft, added, text=text, to=to, by=by, at=at)
        DraftComment.objects.filter(pk=head.pk).update(resolved_at=None, resolved_by=None)
    return added


def _added(
    draft: Draft, new: DraftComment, *, text: str, to: Account | None, by: Account, at: datetime
) -> DraftComment:
    require(person_of(by), "comment-draft", draft.subject)
    new.text = _clean(text)
    if to is not None and to.pk not in {one.pk for one in addressees(draft, by)}:
        raise AddresseeUnfitError
    new.draft, new.author, new.to, new.at = draft, by, to, at
    with transaction.atomic():
        if draft.comments.count() >= MOST_COMMENTS:
            raise TooManyCommentsError(most=MOST_COMMENTS)
        new.save(force_insert=True)
        note_begun(draft, by=by, at=at)
        if to is not None:
            _tell([to], NoticeKind.COMMENT_ASKS, new, by=by, at=at)
        others = [one for one in _participants(new) if to is None or one.pk != to.pk]
        _tell(others, NoticeKind.COMMENT_ADDED, new, by=by, at=at)
    return new


def resolve(thread: Thread, *, by: Account, at: datetime) -> None:
    """Say that a discussion needs nobody's attention any more; twice is once. Raises NotAllowedError."""
    head = thread.head
    require(person_of(by), "comment-draft", head.draft.subject)
    with transaction.atomic():
        standing = DraftComment.objects.filter(pk=head.pk, resolved_at=None)
        if standing.update(resolved_at=at, resolved_by=by):
            _tell(_participants(head), NoticeKind.COMMENT_RESOLVED, head, by=by, at=at)


def reopen(thread: Thread, *, by: Account) -> None:
    """Say that a discussion needs attention again; twice is once. Raises NotAllowedError."""
    require(person_of(by), "comment-draft", thread.head.draft.subject)
    DraftComment.objects.filter(pk=thread.head.pk).update(resolved_at=None, resolved_by=None)


def edit(thread: Thread, key: int, *, text: str, by: Account, at: datetime) -> None:
    """Write one's own comment anew, while it is the last of its discussion.

    Raises NotAllowedError, CommentGoneError, CommentEmptyError, CommentAnsweredError.
    """
    own = _own_last(thread, key, by)
    said = _clean(text)
    if said != own.text:
        DraftComment.objects.filter(pk=own.pk).update(text=said, edited_at=at)


def delete(thread: Thread, key: int, *, by: Account) -> None:
    """Take one's own comment back, while it is the last of its discussion.

    Raises NotAllowedError, CommentGoneError, CommentAnsweredError.
    """
    own = _own_last(thread, key, by)
    with transaction.atomic():
        # Locked, so that nothing said meanwhile goes with it.
        DraftComment.objects.select_for_update().filter(pk=thread.head.pk).first()
        if DraftComment.objects.filter(parent=own).exists():
            raise CommentAnsweredError
        DraftComment.objects.filter(pk=own.pk).delete()


def _own_last(thread: Thread, key: int, by: Account) -> DraftComment:
    require(person_of(by), "comment-draft", thread.head.draft.subject)
    own = next((one for one in thread.comments if one.pk == key), None)
    if own is None:
        raise CommentGoneError
    if own.author_id != by.pk:
        raise NotAllowedError(action="comment-draft")
    if own != thread.comments[-1]:
        raise CommentAnsweredError
    return own


def waiting_for(account: Account) -> QuerySet[DraftComment]:
    """Return the comments of open discussions that ask a person who has written nothing there since, oldest first."""
    is_open = Q(parent=None, resolved_at=None) | Q(parent__isnull=False, parent__resolved_at=None)
    thread = Q(pk=OuterRef("thread")) | Q(parent_id=OuterRef("thread"))
    since = DraftComment.objects.filter(thread, author=account, pk__gt=OuterRef("pk"))
    asked = DraftComment.objects.filter(is_open, to=account).annotate(thread=Coalesce(F("parent_id"), F("pk")))
    return asked.filter(~Exists(since)).select_related("draft", "author")


def _participants(comment: DraftComment) -> list[Account]:
    """Return whoever wrote in a discussion or was asked there."""
    head = comment.parent_id or comment.pk
    said = DraftComment.objects.filter(Q(pk=head) | Q(parent_id=head)).select_related("author", "to")
    return [account for one in said for account in (one.author, one.to) if account is not None]


def _tell(to: Iterable[Account], kind: NoticeKind, comment: DraftComment, *, by: Account, at: datetime) -> None:
    """Tell people of a comment, not what it says; nobody who may no longer see the draft, nor of their own act."""
    draft = comment.draft
    others = {one.pk: one for one in to if one.pk != by.pk}
    able = [one for one in others.values() if is_allowed(person_of(one), "see-draft", draft.subject)]
    if able:
        about = about_draft(draft, by=by, link="draft-comment", arguments=(str(comment.parent_id or comment.pk),))
        notify(able, kind, about=about, at=at)


def _names(draft: Draft) -> set[str]:
    """Return the name of every field of the draft's format, those in rows without the number of the row."""
    return {name for field in draft.format for name in _named("", field)}


def _named(stem: str, field: Field) -> Iterable[str]:
    yield f"{stem}{field.name}"
    if isinstance(field.kind, Group):
        for member in field.kind.fields:
            yield from _named(f"{stem}{field.name}.", member)


def _clean(text: str) -> str:
    """Return a text as it is stored. PostgreSQL holds no text with NUL in it. Raises CommentEmptyError."""
    said = text.replace("\0", "").replace("\r\n", "\n").strip()[:MAX_TEXT_CHARS]
    if not said:
        raise CommentEmptyError
    return said
