"""Working on drafts: begin, save, request publication, return, withdraw, delete."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import WrongStateError, require
from clearinghouse.accounts.person import State, Subject, person_of
from clearinghouse.core.canonical import Json, canonical
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.identifiers import MalformedIdentifierError, is_guid, new_guid
from clearinghouse.core.owners import government_in
from clearinghouse.derived.problems import Problem, problems_in
from clearinghouse.derived.reading import settled, titles_of
from clearinghouse.formats.format import Format, Ownership
from clearinghouse.records.attachments import known_attachments
from clearinghouse.records.errors import (
    BodyTooLargeError,
    CaseClosedError,
    DraftGoneError,
    IdentifierTakenError,
    InvalidDraftError,
    ReasonMissingError,
    RecordRetiredError,
    StaleDraftError,
)
from clearinghouse.records.models import Case, Draft, Record
from clearinghouse.records.queries import draft_circumstances, full_body, require_home, surroundings_of, with_parts

MAX_BODY_BYTES = 2 * 1024 * 1024


def begin_draft(
    fmt: Format,
    *,
    by: Account,
    realm: str,
    owner: str,
    language: str,
    at: datetime,
    body: Json | None = None,
    guid: str = "",
) -> Draft:
    """Begin a new record. owner: see core.owners, "" for a reference record. guid: one that the client made.

    Raises NotAllowedError, BodyTooLargeError, and IdentifierTakenError if that GUID names a record or draft already.
    """
    require(person_of(by), "draft", Subject(owner, realm, fmt.slug, state=State.NEW))
    government = government_in(owner)
    if fmt.ownership is (Ownership.REFERENCE if government else Ownership.NATIONAL):
        raise NotAllowedError(action="draft")
    if guid and not is_guid(guid):
        raise MalformedIdentifierError(text=guid[:128])
    if guid and (Record.objects.filter(pk=guid).exists() or Draft.objects.filter(guid=guid).exists()):
        raise IdentifierTakenError(identifier=guid[:128])
    guid = guid or new_guid()
    start: Json = dict(body or {})
    start["header"] = {"languages": [language], **_header_of(start), "identifier": guid, "schema": fmt.slug}
    if government and "government" in fmt.fields:
        start["government"] = {"identifier": government}
    return Draft.objects.create(
        guid=guid,
        format_slug=fmt.slug,
        realm=realm,
        owner=owner,
        author=by,
        updated_by=by,
        updated_at=at,
        body_text=_bounded(start),
    )


def begin_amendment(record: Record, *, by: Account, at: datetime) -> Draft:
    """Open the draft of a record's next revision; the one already open, if there is one.

    The draft holds the whole body, so that only who may see all of it may begin one. Raises NotAllowedError,
    RecordRetiredError, ForeignRecordError.
    """
    person = person_of(by)
    require(person, "draft", record.subject)
    with transaction.atomic():
        # Locked against a redaction, which must not pass between reading the body and keeping a copy of it.
        current = Record.objects.select_for_update().get(pk=record.pk)
        if current.is_retired:
            raise RecordRetiredError
        require_home(current)
        if (draft := Draft.objects.filter(guid=current.guid).first()) is not None:
            return draft
        revision = current.revisions.select_related("entry").get(number=current.latest)
        whole = full_body(revision)
        if whole.keys() - with_parts(current, revision, person).body.keys():
            raise NotAllowedError(action="draft")
        return Draft.objects.create(
            guid=current.guid,
            format_slug=current.format_slug,
            realm=current.realm,
            owner=current.owner,
            author=by,
            updated_by=by,
            updated_at=at,
            based_on=current.latest,
            body_text=canonical(whole),
        )


def get_draft(uid: UUID, *, by: Account) -> Draft:
    """Return a draft that the person may see. Raises DraftGoneError, NotAllowedError."""
    draft = Draft.objects.select_related("author", "updated_by").filter(pk=uid).first()
    if draft is None:
        raise DraftGoneError
    require(person_of(by), "see-draft", draft.subject)
    return draft


def save_draft(draft: Draft, body: Json, *, by: Account, at: datetime, version: int) -> Draft:
    """Save the whole body over version `version`; return the draft as it now stands.

    Hidden answers are cleared and rich text sanitised. Raises NotAllowedError, BodyTooLargeError, StaleDraftError
    if another save came between, DraftGoneError.
    """
    require(person_of(by), draft.edit_action, draft.subject)
    header = {**_header_of(body), "identifier": draft.guid, "schema": draft.format_slug}
    government = government_in(draft.owner) if "government" in draft.format.fields else ""
    owned = {"government": {"identifier": government}} if government else {}
    clean = settled({**body, "header": header, **owned}, draft.format, draft_circumstances(draft))
    text = _bounded(clean)
    if text == draft.body_text:
        # The same text once more: a second submit, or one whose answer was lost.
        return draft
    saved = Draft.objects.filter(pk=draft.pk, version=version).update(
        body_text=text, version=version + 1, updated_at=at, updated_by=by
    )
    if not saved:
        if Draft.objects.filter(pk=draft.pk).exists():
            raise StaleDraftError
        raise DraftGoneError
    draft.refresh_from_db()
    return draft


def delete_draft(draft: Draft, *, by: Account) -> None:
    """Delete a draft; the published revisions of its record stay. Raises NotAllowedError."""
    require(person_of(by), "delete-draft", draft.subject)
    with transaction.atomic():
        # Not draft.delete(), which takes the key from the caller's object.
        Draft.objects.filter(pk=draft.pk).delete()


def problems_of(draft: Draft) -> list[Problem]:
    """Return what stands in the way of the draft's publication."""
    circumstances = draft_circumstances(draft)
    body = settled(draft.body, draft.format, circumstances)
    known = known_attachments(draft, body)
    return problems_in(body, draft.format, surroundings_of(body, draft.format, circumstances, attachments=known))


def request_publication(draft: Draft, *, by: Account, at: datetime) -> Case:
    """Ask the publishing authority to publish; a second request is the first. Raises InvalidDraftError."""
    if (standing := Case.objects.filter(draft_uid=draft.pk, state=Case.REQUESTED).first()) is not None:
        require(person_of(by), "see-draft", draft.subject)
        return standing
    require(person_of(by), "request-publication", draft.subject)
    if problems := problems_of(draft):
        raise InvalidDraftError(problems)
    with transaction.atomic():
        case, is_new = Case.objects.get_or_create(
            draft_uid=draft.pk,
            state=Case.REQUESTED,
            defaults={
                "draft": draft,
                "guid": draft.guid,
                "format_slug": draft.format_slug,
                "realm": draft.realm,
                "owner": draft.owner,
                "titles_text": canonical(titles_of(draft.body, draft.format)),
                "requested_by": by,
                "requested_at": at,
            },
        )
        if is_new:
            _stand(draft, State.REQUESTED)
    return case


def withdraw_request(draft: Draft, *, by: Account, at: datetime) -> None:
    """Take a request back. Raises NotAllowedError, CaseClosedError."""
    _require_open(draft, "withdraw-request", by)
    with transaction.atomic():
        _close(draft, Case.WITHDRAWN, by=by, at=at)
        _stand(draft, State.EDITING)


def return_draft(draft: Draft, *, by: Account, at: datetime, reason: str) -> None:
    """Send a request back with a reason. Raises NotAllowedError, ReasonMissingError, CaseClosedError."""
    _require_open(draft, "return-draft", by)
    # PostgreSQL holds no text with NUL in it.
    said = reason.replace("\0", "").strip()
    if not said:
        raise ReasonMissingError
    with transaction.atomic():
        _close(draft, Case.RETURNED, by=by, at=at, reason=said[:5000])
        _stand(draft, State.RETURNED)


def _require_open(draft: Draft, action: str, by: Account) -> None:
    """Require an action on a request; that it was decided meanwhile is a refusal of its own."""
    try:
        require(person_of(by), action, draft.subject)
    except WrongStateError as error:
        raise CaseClosedError from error


def _close(draft: Draft, state: str, *, by: Account, at: datetime, reason: str = "") -> None:
    open_cases = Case.objects.filter(draft_uid=draft.pk, state=Case.REQUESTED)
    if not open_cases.update(state=state, decided_by=by, decided_at=at, reason=reason):
        raise CaseClosedError


def _stand(draft: Draft, state: State) -> None:
    Draft.objects.filter(pk=draft.pk).update(state=state.value)
    draft.state = state.value


def _header_of(body: Json) -> Json:
    header = body.get("header")
    return header if isinstance(header, dict) else {}


def _bounded(body: Json) -> str:
    text = canonical(body)
    size = len(text.encode())
    if size > MAX_BODY_BYTES:
        raise BodyTooLargeError(size=size // 1024, limit=MAX_BODY_BYTES // 1024)
    return text
