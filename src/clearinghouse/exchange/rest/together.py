"""Working together on a draft through the API: comments on its answers, sections in the hands of colleagues."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from clearinghouse.accounts.models import Account
from clearinghouse.exchange.rest.access import by_token, caller
from clearinghouse.exchange.rest.drafts import standing
from clearinghouse.exchange.rest.sent import sent, takes
from clearinghouse.exchange.rest.shapes import PersonAnswer, Sent
from clearinghouse.records.comments import (
    Thread,
    add_comment,
    answer,
    get_thread,
    place_in,
    reopen,
    resolve,
    threads_of,
)
from clearinghouse.records.delegating import finish, give_section, open_sections, take_back
from clearinghouse.records.drafting import get_draft
from clearinghouse.records.errors import AddresseeUnfitError, DelegateUnfitError
from clearinghouse.records.models import DraftComment, SectionDelegation

router = Router(auth=by_token, tags=["drafts"])


class Words(Sent):
    """What is said. to: the id of the person whom it asks, or null for nobody in particular."""

    text: str
    to: UUID | None = Field(default=None, strict=False)


class NewComment(Words):
    """A discussion to begin. field: name of an answer, that of a row with its number: `data.0.year`."""

    field: str


class NewSection(Sent):
    """To whom a section is given: the id of somebody of the team, or the address of an account. due: a day."""

    to: UUID | None = Field(default=None, strict=False)
    email: str = ""
    due: date = Field(strict=False)
    note: str = ""


class Result(Sent):
    """What whoever gave the section should know."""

    result: str = ""


class CommentAnswer(Schema):
    """One comment."""

    id: int
    author: PersonAnswer | None
    to: PersonAnswer | None
    text: str
    at: datetime
    edited_at: datetime | None

    @classmethod
    def of(cls, one: DraftComment) -> Self:
        """Return the answer for a comment."""
        author, to = PersonAnswer.of(one.author), PersonAnswer.of(one.to)
        return cls(id=one.pk, author=author, to=to, text=one.text, at=one.at, edited_at=one.edited_at)


class ThreadAnswer(Schema):
    """One discussion. field: name in the format, without rows; row: key of the row, "" for none."""

    id: int
    field: str
    row: str
    is_open: bool
    resolved_at: datetime | None
    resolved_by: PersonAnswer | None
    comments: list[CommentAnswer]

    @classmethod
    def of(cls, thread: Thread) -> Self:
        """Return the answer for a discussion."""
        head = thread.head
        return cls(
            id=head.pk,
            field=head.field,
            row=head.row,
            is_open=thread.is_open,
            resolved_at=head.resolved_at,
            resolved_by=PersonAnswer.of(head.resolved_by),
            comments=[CommentAnswer.of(one) for one in thread.comments],
        )


class SectionAnswer(Schema):
    """A section in somebody's hands. to: null for who was named by an address, until they began to write."""

    section: str
    to: PersonAnswer | None
    email: str
    given_by: PersonAnswer | None
    given_at: datetime
    due: date
    note: str

    @classmethod
    def of(cls, given: SectionDelegation, caller: Account) -> Self:
        """Return the answer for a section, as the caller may know it."""
        is_known = not given.email or given.begun_at is not None or given.to_id == caller.pk
        return cls(
            section=given.section,
            to=PersonAnswer.of(given.to) if is_known else None,
            email=given.email,
            given_by=PersonAnswer.of(given.given_by),
            given_at=given.given_at,
            due=given.due_on,
            note=given.note,
        )


@router.get("/drafts/{uuid:uid}/comments", response=list[ThreadAnswer], summary="What colleagues say of a draft")
def list_comments(request: HttpRequest, uid: UUID) -> list[ThreadAnswer]:
    """List every discussion of a draft, oldest first."""
    return [ThreadAnswer.of(one) for one in threads_of(get_draft(uid, by=caller(request)))]


@router.post(
    "/drafts/{uuid:uid}/comments",
    response={201: ThreadAnswer},
    summary="Comment on an answer",
    openapi_extra=takes(NewComment),
)
def comment(request: HttpRequest, uid: UUID) -> Status[ThreadAnswer]:
    """Begin a discussion about one answer of a draft."""
    account, draft, new = caller(request), standing(uid), sent(request, NewComment)
    field, row = place_in(draft, new.field)
    to = _addressee(new)
    made = add_comment(draft, field=field, row=row, text=new.text, to=to, by=account, at=timezone.now())
    return Status(201, ThreadAnswer.of(Thread(made, ())))


@router.post(
    "/drafts/{uuid:uid}/comments/{int:key}/answer",
    response={201: ThreadAnswer},
    summary="Answer a comment",
    openapi_extra=takes(Words),
)
def answer_comment(request: HttpRequest, uid: UUID, key: int) -> Status[ThreadAnswer]:
    """Go on with a discussion; one that was resolved is open again."""
    account, draft, words = caller(request), standing(uid), sent(request, Words)
    thread = get_thread(draft, key, by=account)
    answer(thread, text=words.text, to=_addressee(words), by=account, at=timezone.now())
    return Status(201, ThreadAnswer.of(get_thread(draft, key, by=account)))


@router.post("/drafts/{uuid:uid}/comments/{int:key}/resolve", response=ThreadAnswer, summary="Resolve a discussion")
def resolve_comment(request: HttpRequest, uid: UUID, key: int) -> ThreadAnswer:
    """Say that a discussion needs nobody's attention any more."""
    account, draft = caller(request), standing(uid)
    resolve(get_thread(draft, key, by=account), by=account, at=timezone.now())
    return ThreadAnswer.of(get_thread(draft, key, by=account))


@router.post("/drafts/{uuid:uid}/comments/{int:key}/reopen", response=ThreadAnswer, summary="Open it again")
def reopen_comment(request: HttpRequest, uid: UUID, key: int) -> ThreadAnswer:
    """Say that a discussion needs attention again."""
    account, draft = caller(request), standing(uid)
    reopen(get_thread(draft, key, by=account), by=account)
    return ThreadAnswer.of(get_thread(draft, key, by=account))


@router.get("/drafts/{uuid:uid}/sections", response=list[SectionAnswer], summary="Sections given to colleagues")
def list_sections(request: HttpRequest, uid: UUID) -> list[SectionAnswer]:
    """List the sections of a draft that are in somebody's hands."""
    account = caller(request)
    return [SectionAnswer.of(one, account) for one in open_sections(get_draft(uid, by=account))]


@router.post(
    "/drafts/{uuid:uid}/sections/{section}/give",
    response={201: SectionAnswer},
    summary="Give a section to a colleague",
    openapi_extra=takes(NewSection),
)
def give(request: HttpRequest, uid: UUID, section: str) -> Status[SectionAnswer]:
    """Give a section to somebody, who may write in it alone; whether an address has an account is never told."""
    account, draft, new = caller(request), standing(uid), sent(request, NewSection)
    to = _account(new.to)
    if new.to is not None and to is None:
        raise DelegateUnfitError
    at, email = timezone.now(), "" if to else new.email
    given = give_section(draft, section, to=to, email=email, due_on=new.due, note=new.note, by=account, at=at)
    return Status(201, SectionAnswer.of(given, account))


@router.post("/drafts/{uuid:uid}/sections/{section}/take-back", response={204: None}, summary="Take a section back")
def take_section_back(request: HttpRequest, uid: UUID, section: str) -> Status[None]:
    """Take a section out of somebody's hands."""
    take_back(standing(uid), section, by=caller(request), at=timezone.now())
    return Status(204, None)


@router.post(
    "/drafts/{uuid:uid}/sections/{section}/done",
    response={204: None},
    summary="Say that a section is done",
    openapi_extra=takes(Result),
)
def done(request: HttpRequest, uid: UUID, section: str) -> Status[None]:
    """Say that one is done with a section that one was given."""
    draft, said = standing(uid), sent(request, Result)
    finish(draft, section, by=caller(request), at=timezone.now(), result=said.result)
    return Status(204, None)


def _account(identifier: UUID | None) -> Account | None:
    return Account.objects.filter(opaque_id=identifier, is_active=True).first() if identifier else None


def _addressee(words: Words) -> Account | None:
    to = _account(words.to)
    if words.to is not None and to is None:
        raise AddresseeUnfitError
    return to
