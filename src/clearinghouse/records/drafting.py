"""Working on drafts: begin, save, delete."""

import json
from collections.abc import Sequence
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
from clearinghouse.derived.origins import Said
from clearinghouse.derived.problems import Problem
from clearinghouse.derived.row_keys import Keyed, RowKeys, matched
from clearinghouse.formats.format import Format, Ownership
from clearinghouse.records.checking import examined
from clearinghouse.records.delegating import end_sections
from clearinghouse.records.draft_texts import bounded, counted, fresh_key, header_of, kept
from clearinghouse.records.errors import (
    DraftGoneError,
    FormatClosedError,
    FormatSupersededError,
    IdentifierTakenError,
    RealmUnfitError,
    RecordRetiredError,
    StaleDraftError,
)
from clearinghouse.records.models import Draft, Record
from clearinghouse.records.queries import full_body, require_home, require_of, with_parts
from clearinghouse.records.saves import keys_text
from clearinghouse.records.saving import write
from clearinghouse.records.sections import bounds_of
from clearinghouse.records.telling import note_draft


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
    origins: str = "[]",
) -> Draft:
    """Begin a new record. owner: see core.owners, "" for a reference record. guid: one that the client made.

    origins: as the column has it, what is known of the texts of `body`. Raises FormatClosedError, NotAllowedError,
    RealmUnfitError, BodyTooLargeError, MalformedIdentifierError, and IdentifierTakenError if that GUID names a record
    or draft already.
    """
    require_open(fmt)
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
    start["header"] = {"languages": [language], **header_of(start), "identifier": guid, "schema": fmt.slug}
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
        body_text=bounded(start),
        origins_text=origins,
    )
    return _begun(draft, by=by, at=at)


def require_open(fmt: Format) -> None:
    """Raise FormatClosedError unless new records of a format may be begun, saying what took its place if anything."""
    if not fmt.is_open and fmt.superseded_by:
        raise FormatSupersededError(format=fmt.slug, successor=fmt.superseded_by)
    if not fmt.is_open:
        raise FormatClosedError(format=fmt.slug)


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
        seen, whole = with_parts(current, revision, person).body, full_body(revision)
        # What is shown only in part is withheld as a whole, so that publishing the rest does not lose it.
        withheld = {name for name, value in whole.items() if seen.get(name) != value}
        draft = Draft(
            guid=current.guid,
            format_slug=current.format_slug,
            realm=current.realm,
            owner=current.owner,
            author=by,
            updated_by=by,
            updated_at=at,
            based_on=current.latest,
            body_text=canonical({name: value for name, value in seen.items() if name not in withheld}),
            withheld_text=json.dumps(sorted(withheld)),
            origins_text=current.origins_text,
        )
        return _begun(draft, by=by, at=at)


def _begun(draft: Draft, *, by: Account, at: datetime) -> Draft:
    draft.problem_count = counted(draft, draft.body)
    draft.keys_text = keys_text(matched(Keyed(draft.body), Keyed({}), draft.format, fresh=fresh_key).keys)
    with transaction.atomic():
        draft.save(force_insert=True)
        note_draft("draft-begun", draft, by=by, at=at)
    return draft


def get_draft(uid: UUID, *, by: Account) -> Draft:
    """Return a draft that the person may see. Raises DraftGoneError, NotAllowedError."""
    draft = Draft.objects.select_related("author", "updated_by").filter(pk=uid).first()
    if draft is None:
        raise DraftGoneError
    require(person_of(by), "see-draft", draft.subject)
    return draft


def save_draft(
    draft: Draft,
    body: Json,
    *,
    by: Account,
    at: datetime,
    version: int,
    keys: RowKeys | None = None,
    said: Sequence[Said] = (),
) -> Draft:
    """Save the whole body over version `version`, and no other; return the draft as it now stands.

    keys: of its rows, where they are known. said: which of its texts are translations of which, if that was said.
    Hidden answers are cleared and rich text sanitised. Of what a delegate sends, their sections alone are taken. Raises
    NotAllowedError, WrongStateError while its publication is requested, BodyTooLargeError, StaleDraftError if another
    save or a request came between, DraftGoneError.
    """
    bounds = bounds_of(person_of(by), draft)
    if version != draft.version:
        standing = Draft.objects.filter(pk=draft.pk).first()
        if standing is None:
            raise DraftGoneError
        if standing.version != version or standing.state != draft.state:
            raise StaleDraftError
        draft.refresh_from_db()
    keyed = kept(draft, Keyed(body, keys or {}), bounds, before=draft.keyed)
    if not write(draft, keyed, by=by, at=at, said=bounds.heard(said)):
        raise StaleDraftError if Draft.objects.filter(pk=draft.pk).exists() else DraftGoneError
    return draft


def delete_draft(draft: Draft, *, by: Account, at: datetime | None = None) -> None:
    """Delete a draft; the published revisions of its record stay. at: now, if None.

    Raises NotAllowedError, and WrongStateError while its publication is requested: withdraw the request first.
    """
    require(person_of(by), "delete-draft", draft.subject)
    at = at or timezone.now()
    with transaction.atomic():
        if draft.subject.delegates:
            end_sections(draft, by=by, at=at)
        # Not draft.delete(), which takes the key from the caller's object.
        deleted, _rows = Draft.objects.filter(pk=draft.pk, state=draft.state).delete()
        if deleted:
            note_draft("draft-deleted", draft, by=by, at=at)
        elif Draft.objects.filter(pk=draft.pk).exists():
            raise StaleDraftError


def problems_of(draft: Draft) -> list[Problem]:
    """Return what stands in the way of the draft's publication."""
    return examined(draft).problems
