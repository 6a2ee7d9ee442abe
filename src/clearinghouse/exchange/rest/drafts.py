"""Drafts through the API: the same actions as on the pages, for whom the token speaks."""

from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Query, Router
from ninja.responses import Status

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import NOBODY, person_of
from clearinghouse.core.canonical import parsed
from clearinghouse.derived.merging import fields_at
from clearinghouse.derived.reading import ATTACHMENT
from clearinghouse.derived.row_keys import Keyed
from clearinghouse.exchange.problems import plain_problem, problems_as_json
from clearinghouse.exchange.rest.access import by_token, caller, reading
from clearinghouse.exchange.rest.answers import ProblemAnswer, RecordAnswer, record_answer
from clearinghouse.exchange.rest.sent import (
    StaleTagError,
    object_in,
    require_tag,
    sent,
    tag_of,
    takes,
    takes_a_record,
    version_in,
)
from clearinghouse.exchange.rest.shapes import (
    Asking,
    CaseAnswer,
    DraftAnswer,
    DraftsAnswer,
    FileAnswer,
    NewDraft,
    Reason,
    SavedDraft,
    Successor,
    WholeDraft,
)
from clearinghouse.formats.collection import get_format
from clearinghouse.records.actions import publish
from clearinghouse.records.attachments import name_of, store_attachment
from clearinghouse.records.cases import open_case, reassign, request_publication, return_draft, withdraw_request
from clearinghouse.records.copying import Wanted, begin_from
from clearinghouse.records.drafting import begin_draft, delete_draft, get_draft, problems_of, save_draft
from clearinghouse.records.errors import CaseClosedError, DraftGoneError, NotADeciderError, StaleDraftError
from clearinghouse.records.models import Draft, Revision
from clearinghouse.records.queries import find_record, read_revision
from clearinghouse.records.saves import MadeFrom
from clearinghouse.records.saving import Sending, save_merged

router = Router(auth=by_token, tags=["drafts"])

Tag = Annotated[str, Header(alias="If-Match", description="The ETag of the version that you saw, or *")]
Page = Annotated[int, Query(ge=1, le=10_000)]
Size = Annotated[int, Query(ge=1, le=100)]
_CHUNK_BYTES = 64 * 1024


@router.post("/drafts", response={201: DraftAnswer}, summary="Begin a record", openapi_extra=takes(NewDraft))
def begin(request: HttpRequest, response: HttpResponse) -> Status[DraftAnswer]:
    """Begin a draft in a common format; nothing is public before it is published."""
    account = caller(request)
    draft = _begun(sent(request, NewDraft), account)
    response["Location"] = f"/api/v1/drafts/{draft.pk}"
    return Status(201, answered(draft, account, response))


def _begun(new: NewDraft, account: Account) -> Draft:
    fmt = get_format(new.format)
    wanted = Wanted(
        by=account,
        realm=new.realm or fmt.realms[0],
        owner=new.owner,
        language=new.language,
        at=timezone.now(),
        body=new.body,
        guid=new.identifier,
    )
    if new.earlier:
        return begin_from(find_record(new.earlier, account)[0], fmt, **wanted).draft
    return begin_draft(fmt, **wanted)


@router.get("/drafts", response=DraftsAnswer, summary="Drafts that you began")
def mine(request: HttpRequest, page: Page = 1, size: Size = 20) -> DraftsAnswer:
    """List the drafts that the caller began, the last changed first."""
    person = reading(caller(request))
    found = Draft.objects.select_related("author").filter(author=caller(request)).order_by("-updated_at", "pk")
    first = (page - 1) * size
    shown = [DraftAnswer.of(draft, person) for draft in found[first : first + size]]
    return DraftsAnswer(total=found.count(), page=page, size=size, drafts=shown)


@router.get("/drafts/{uuid:uid}", response=WholeDraft, summary="One draft")
def whole(request: HttpRequest, response: HttpResponse, uid: UUID) -> WholeDraft:
    """Return a draft with its text, its problems, and its version as ETag."""
    account = caller(request)
    draft = get_draft(uid, by=account)
    response["ETag"] = tag_of(draft)
    problems = [ProblemAnswer(**one) for one in problems_as_json(problems_of(draft))]
    person = person_of(account)
    return WholeDraft.of(draft, person, problems=problems, withheld=sorted(draft.withheld), body=draft.body)


@router.put(
    "/drafts/{uuid:uid}", response=SavedDraft, summary="Save a draft as a whole", openapi_extra=takes_a_record()
)
def save(
    request: HttpRequest,
    response: HttpResponse,
    uid: UUID,
    if_match: Tag = "",
    version: Annotated[int | None, Query(ge=1, description="Instead of If-Match; a stale one is then a 409")] = None,
    merge: Annotated[bool, Query(description="Merge it with what others saved since that version")] = False,
) -> SavedDraft | HttpResponse:
    """Save the whole body over the version that you saw.

    A save that another came before is refused (409, `draft-stale`), never merged in silence. With `?merge=true` it is
    merged with what others changed since that version, and the answer names the fields that differ from what you sent;
    where both changed the same place differently it is a 409 `draft-conflict` with `conflicts`, and nothing is saved.
    """
    account, draft = caller(request), standing(uid)
    seen = version_in(if_match, draft) or version
    if seen is None:
        title = "Say which version you saw: send its ETag as If-Match, or its number as ?version=."
        return plain_problem("version-missing", title, status=428)
    if merge:
        sending = Sending(Keyed(object_in(request)), MadeFrom(seen))
        merged = save_merged(draft, sending, by=account, at=timezone.now())
        response["ETag"] = tag_of(merged.draft)
        fields = sorted(fields_at(merged.taken))
        return SavedDraft.of(merged.draft, person_of(account), merged=fields)
    try:
        saved = save_draft(draft, object_in(request), by=account, at=timezone.now(), version=seen)
    except StaleDraftError as error:
        raise (StaleTagError() if if_match else error) from error
    response["ETag"] = tag_of(saved)
    return SavedDraft.of(saved, person_of(account))


@router.delete("/drafts/{uuid:uid}", response={204: None}, summary="Delete a draft")
def delete(request: HttpRequest, uid: UUID, if_match: Tag = "") -> Status[None]:
    """Delete a draft; what was published of its record stays."""
    draft = standing(uid)
    require_tag(if_match, draft)
    delete_draft(draft, by=caller(request), at=timezone.now())
    return Status(204, None)


@router.post(
    "/drafts/{uuid:uid}/request", response=CaseAnswer, summary="Request publication", openapi_extra=takes(Asking)
)
def request_draft(request: HttpRequest, uid: UUID, if_match: Tag = "") -> CaseAnswer:
    """Ask whoever may decide to publish a draft; a second request is the first."""
    draft, asks = standing(uid), sent(request, Asking).asks
    require_tag(if_match, draft)
    return CaseAnswer.of(request_publication(draft, by=caller(request), at=timezone.now(), asks=asks))


@router.post("/drafts/{uuid:uid}/withdraw", response=DraftAnswer, summary="Withdraw the request")
def withdraw_draft(request: HttpRequest, response: HttpResponse, uid: UUID) -> DraftAnswer:
    """Take the request to publish a draft back."""
    draft = standing(uid)
    withdraw_request(draft, by=caller(request), at=timezone.now())
    return answered(draft, caller(request), response)


@router.post(
    "/drafts/{uuid:uid}/return", response=DraftAnswer, summary="Return it with a reason", openapi_extra=takes(Reason)
)
def send_draft_back(request: HttpRequest, response: HttpResponse, uid: UUID) -> DraftAnswer:
    """Return a draft whose publication was requested to its editors."""
    draft, reason = standing(uid), sent(request, Reason).reason
    return_draft(draft, by=caller(request), at=timezone.now(), reason=reason)
    return answered(draft, caller(request), response)


@router.post(
    "/drafts/{uuid:uid}/reassign",
    response=CaseAnswer,
    summary="Give the request to somebody",
    openapi_extra=takes(Successor),
)
def reassign_draft(request: HttpRequest, uid: UUID) -> CaseAnswer:
    """Give the request to publish a draft to somebody who may decide it, or back to all of them."""
    to = decider(sent(request, Successor))
    case = open_case(standing(uid))
    if case is None:
        raise CaseClosedError
    reassign(case, to=to, by=caller(request), at=timezone.now())
    return CaseAnswer.of(case)


@router.post("/drafts/{uuid:uid}/publish", response=RecordAnswer, summary="Publish, or approve what was requested")
def publish_draft(request: HttpRequest, uid: UUID, if_match: Tag = "") -> RecordAnswer:
    """Make a draft the next revision of its record. Asked again by the same person, the first answer comes again."""
    account = caller(request)
    try:
        draft = standing(uid)
    except DraftGoneError:
        if (first := _published_by(account, uid)) is None:
            raise
        return record_answer(read_revision(first.record, NOBODY, number=first.number))
    require_tag(if_match, draft)
    revision = publish(draft, by=account, at=timezone.now())
    return record_answer(read_revision(revision.record, NOBODY, number=revision.number))


@router.put(
    "/drafts/{uuid:uid}/files/{name}",
    response={201: FileAnswer},
    summary="Take in a file",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def take_file(request: HttpRequest, uid: UUID, name: str) -> Status[FileAnswer]:
    """Store the bytes that are sent as a file of the draft; a link of its body then names it by `url`."""
    draft = standing(uid)
    taken = store_attachment(draft, name, chunks=_chunks(request), by=caller(request), at=timezone.now())
    answer = FileAnswer(
        id=taken.pk,
        name=name_of(name, taken),
        media_type=taken.media_type,
        size=taken.size,
        url=f"{ATTACHMENT}{taken.pk}",
    )
    return Status(201, answer)


def standing(uid: UUID) -> Draft:
    """Return a draft for an action, which asks for its own permission. Raises DraftGoneError."""
    draft = Draft.objects.select_related("author", "updated_by").filter(pk=uid).first()
    if draft is None:
        raise DraftGoneError
    return draft


def answered(draft: Draft, account: Account, response: HttpResponse) -> DraftAnswer:
    """Return a draft as the answer to what was done to it, with its new tag."""
    response["ETag"] = tag_of(draft)
    return DraftAnswer.of(draft, person_of(account))


def decider(chosen: Successor) -> Account | None:
    """Return the person who was chosen, None for whoever may. Raises NotADeciderError."""
    if chosen.to is None:
        return None
    account = Account.objects.filter(opaque_id=chosen.to, is_active=True).first()
    if account is None:
        raise NotADeciderError
    return account


def _published_by(account: Account, uid: UUID) -> Revision | None:
    revision = Revision.objects.select_related("record", "entry").filter(draft_uid=uid).first()
    if revision is None or parsed(revision.entry.envelope).get("by") != str(account.opaque_id):
        return None
    return revision


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    while chunk := request.read(_CHUNK_BYTES):
        yield chunk
