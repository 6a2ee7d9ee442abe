"""Working on drafts: begin, save, delete."""

import json
import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import require
from clearinghouse.accounts.person import State, Subject, person_of
from clearinghouse.core.canonical import Json, canonical
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.identifiers import MalformedIdentifierError, is_guid, new_guid
from clearinghouse.core.owners import government_in
from clearinghouse.derived.problems import Problem
from clearinghouse.formats.format import Format, Ownership
from clearinghouse.records.checking import examined, settled_for
from clearinghouse.records.errors import (
    BodyTooLargeError,
    DraftGoneError,
    IdentifierTakenError,
    RealmUnfitError,
    RecordRetiredError,
    StaleDraftError,
)
from clearinghouse.records.models import Draft, Record
from clearinghouse.records.queries import full_body, require_editing, require_home, require_of, with_parts
from clearinghouse.records.telling import note_draft

logger = logging.getLogger(__name__)

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

    Raises NotAllowedError, RealmUnfitError, BodyTooLargeError, MalformedIdentifierError, and IdentifierTakenError if
    that GUID names a record or draft already.
    """
    require(person_of(by), "draft", Subject(owner, realm, fmt.slug, state=State.NEW))
    if realm not in fmt.realms:
        raise RealmUnfitError(format=fmt.slug, realm=realm[:12], realms=", ".join(fmt.realms))
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
    draft = Draft(
        guid=guid,
        format_slug=fmt.slug,
        realm=realm,
        owner=owner,
        author=by,
        updated_by=by,
        updated_at=at,
        body_text=_bounded(start),
    )
    return _begun(draft, by=by, at=at)


def begin_amendment(record: Record, *, by: Account, at: datetime) -> Draft:
    """Open the draft of a record's next revision; the one already open, if there is one.

    Sealed fields that the person may not see are left off the draft, and stay as they are when it is published. Raises
    NotAllowedError, RecordRetiredError, ForeignRecordError.
    """
    person = person_of(by)
    require_of(person, "draft", record)
    with transaction.atomic():
        # Locked against a redaction, which must not pass between reading the body and keeping a copy of it.
        current = Record.objects.select_for_update().get(pk=record.pk)
        if current.is_retired:
            raise RecordRetiredError
        require_home(current)
        if (draft := Draft.objects.filter(guid=current.guid).first()) is not None:
            require(person, "see-draft", draft.subject)
            return draft
        revision = current.revisions.select_related("entry").get(number=current.latest)
        seen = with_parts(current, revision, person).body
        draft = Draft(
            guid=current.guid,
            format_slug=current.format_slug,
            realm=current.realm,
            owner=current.owner,
            author=by,
            updated_by=by,
            updated_at=at,
            based_on=current.latest,
            body_text=canonical(seen),
            withheld_text=json.dumps(sorted(full_body(revision).keys() - seen.keys())),
        )
        return _begun(draft, by=by, at=at)


def _begun(draft: Draft, *, by: Account, at: datetime) -> Draft:
    draft.problem_count = _count(draft, draft.body)
    with transaction.atomic():
        draft.save(force_insert=True)
        note_draft("draft-begun", draft, by=by, at=at)
    return draft


def _count(draft: Draft, body: Json) -> int | None:
    """Return how many things stand in the way of publication, for lists; None where that cannot be told."""
    try:
        return len(examined(draft, body).problems)
    except Exception:
        # Whatever is wrong with the counting, nothing typed may be lost for it.
        logger.exception("problems not counted draft=%s", draft.pk)
        return None


def get_draft(uid: UUID, *, by: Account) -> Draft:
    """Return a draft that the person may see. Raises DraftGoneError, NotAllowedError."""
    draft = Draft.objects.select_related("author", "updated_by").filter(pk=uid).first()
    if draft is None:
        raise DraftGoneError
    require(person_of(by), "see-draft", draft.subject)
    return draft


def save_draft(draft: Draft, body: Json, *, by: Account, at: datetime, version: int) -> Draft:
    """Save the whole body over version `version`; return the draft as it now stands.

    Hidden answers are cleared and rich text sanitised. Raises NotAllowedError, WrongStateError while its publication is
    requested, BodyTooLargeError, StaleDraftError if another save or a request came between, DraftGoneError.
    """
    require_editing(person_of(by), draft)
    header = {**_header_of(body), "identifier": draft.guid, "schema": draft.format_slug}
    government = government_in(draft.owner) if "government" in draft.format.fields else ""
    owned = {"government": {"identifier": government}} if government else {}
    clean = settled_for(draft, {**body, "header": header, **owned})
    text, count = _bounded(clean), _count(draft, clean)
    same = Draft.objects.filter(pk=draft.pk, version=version, state=draft.state)
    if text == draft.body_text:
        # The same text once more: a second submit, or one whose answer was lost. What it refers to may have changed.
        if count != draft.problem_count:
            same.update(problem_count=count)
            draft.problem_count = count
        return draft
    if not same.update(body_text=text, problem_count=count, version=version + 1, updated_at=at, updated_by=by):
        raise StaleDraftError if Draft.objects.filter(pk=draft.pk).exists() else DraftGoneError
    draft.refresh_from_db()
    return draft


def delete_draft(draft: Draft, *, by: Account, at: datetime | None = None) -> None:
    """Delete a draft; the published revisions of its record stay. at: now, if None.

    Raises NotAllowedError, and WrongStateError while its publication is requested: withdraw the request first.
    """
    require(person_of(by), "delete-draft", draft.subject)
    with transaction.atomic():
        # Not draft.delete(), which takes the key from the caller's object.
        deleted, _rows = Draft.objects.filter(pk=draft.pk, state=draft.state).delete()
        if deleted:
            note_draft("draft-deleted", draft, by=by, at=at or timezone.now())
        elif Draft.objects.filter(pk=draft.pk).exists():
            raise StaleDraftError


def problems_of(draft: Draft) -> list[Problem]:
    """Return what stands in the way of the draft's publication."""
    return examined(draft).problems


def _header_of(body: Json) -> Json:
    header = body.get("header")
    return header if isinstance(header, dict) else {}


def _bounded(body: Json) -> str:
    text = canonical(body)
    size = len(text.encode())
    if size > MAX_BODY_BYTES:
        raise BodyTooLargeError(size=size // 1024, limit=MAX_BODY_BYTES // 1024)
    return text
