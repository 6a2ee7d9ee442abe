"""The one door to the ledger: publish. Its other leaves are ending.py and importing.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import require
from clearinghouse.accounts.person import State, person_of
from clearinghouse.core.canonical import Json, canonical
from clearinghouse.core.errors import DomainError
from clearinghouse.derived.community import terms_in
from clearinghouse.derived.origins import origins_text, published
from clearinghouse.derived.reading import languages_of, titles_of
from clearinghouse.ledger.actions import Writer, writing
from clearinghouse.ledger.rows import insert
from clearinghouse.notices.actions import notify
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.records.checking import Examined, examined
from clearinghouse.records.closing import approve_open_cases, require_open
from clearinghouse.records.delegating import leave_company
from clearinghouse.records.errors import (
    CaseClosedError,
    DraftGoneError,
    InvalidDraftError,
    NothingChangedError,
    RecordRetiredError,
    StaleDraftError,
)
from clearinghouse.records.models import Case, Draft, Record, Revision
from clearinghouse.records.organizations import welcome_organization
from clearinghouse.records.queries import full_body, next_document_number, require_home
from clearinghouse.records.telling import about_record, note_record
from clearinghouse.records.titles import forget_titles

PUBLISHED = "record.published"
_CHANGED = ("latest", "latest_sequence", "titles_text", "access", "places", "was_shown", "origins_text")


def publish(
    draft: Draft, *, by: Account, at: datetime, is_demonstration: bool = False, deciding: Case | None = None
) -> Revision:
    """Append the next revision of the draft's record to the ledger.

    at: when it takes effect, timezone-aware. deciding: the request that is granted by it, if it must still be open.
    Raises NotAllowedError, InvalidDraftError if the draft breaks its format, NothingChangedError, StaleDraftError,
    CaseClosedError; nothing is changed then. A second publication of the same draft returns the first. Search and
    alerts follow the ledger by themselves.
    """
    try:
        require(person_of(by), "publish", draft.subject)
        checked = _checked(draft)
    except DomainError:
        if (already := _published_from(draft)) is not None:
            return already
        raise
    # Checked before the lock, so that the lock is held for the append alone.
    with writing() as ledger:
        standing = _standing(draft)
        if standing is None:
            if (already := _published_from(draft)) is not None:
                return already
            raise DraftGoneError
        if standing.version != draft.version:
            raise StaleDraftError
        if draft.is_requested and not standing.is_requested:
            raise CaseClosedError
        require_open(deciding)
        record = _record_of(draft, is_demonstration=is_demonstration)
        revision = _append(ledger, record, draft, checked, by=by, at=at)
        _tell(record, revision, draft, has_cases=standing.has_cases, by=by, at=at)
        if record.is_hidden:
            forget_titles(record.guid)
        welcome_organization(record, draft, by=by, at=at)
        if standing.has_company:
            leave_company(draft, by=by, at=at)
        _delete(draft)
    return revision


def _published_from(draft: Draft) -> Revision | None:
    return Revision.objects.select_related("record").filter(draft_uid=draft.pk).first()


@dataclass(frozen=True, slots=True)
class _Standing:
    """A draft as it stands under the lock. has_company: whether sections of it were given, or comments made."""

    version: int
    is_requested: bool
    has_cases: bool
    has_company: bool


def _standing(draft: Draft) -> _Standing | None:
    """Return how the draft stands, None if it is gone. Past the ORM, as everybody waits for the lock."""
    key = _key(draft)
    with connection.cursor() as cursor:
        if connection.features.has_select_for_update:
            # Against a request that is being withdrawn or returned, and against a save.
            cursor.execute("SELECT 1 FROM records_draft WHERE uid = %s FOR UPDATE", [key])
        cursor.execute(
            "SELECT version, state, EXISTS (SELECT 1 FROM records_case AS c WHERE c.draft_uid = d.uid),"
            " EXISTS (SELECT 1 FROM records_draftcomment AS c WHERE c.draft_id = d.uid)"
            " OR EXISTS (SELECT 1 FROM records_sectiondelegation AS s WHERE s.draft_id = d.uid)"
            " FROM records_draft AS d WHERE uid = %s",
            [key],
        )
        row = cursor.fetchone()
    return _Standing(int(row[0]), row[1] == State.REQUESTED.value, bool(row[2]), bool(row[3])) if row else None


def _key(draft: Draft) -> Any:
    return Draft._meta.pk.get_db_prep_value(draft.pk, connection)


def _tell(record: Record, revision: Revision, draft: Draft, *, has_cases: bool, by: Account, at: datetime) -> None:
    """Note the publication; close what was asked, and tell whoever asked, or whose draft it was."""
    note_record("record-published", record, by=by, at=at, revision=revision.number)
    if has_cases:
        approve_open_cases(Case.PUBLISH, record, by=by, at=at)
        Case.objects.filter(draft_uid=draft.pk).update(draft=None)
    elif draft.author_id != by.pk:
        notify([draft.author], NoticeKind.RECORD_PUBLISHED, about=about_record(record, by=by), at=at)


def _delete(draft: Draft) -> None:
    """Delete a draft to which no case leads any more, with its saves; its key stays in the object of the caller."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_draftsave WHERE draft_id = %s", [_key(draft)])
        cursor.execute("DELETE FROM records_draft WHERE uid = %s", [_key(draft)])


def _checked(draft: Draft) -> Examined:
    """Return what the draft would be. Raises InvalidDraftError, NothingChangedError."""
    found = examined(draft)
    if found.problems:
        raise InvalidDraftError(found.problems)
    if draft.based_on:
        same = {"record_id": draft.guid, "record__latest": draft.based_on, "number": draft.based_on}
        before = Revision.objects.filter(**same).first()
        if before is not None and canonical(full_body(before)) == canonical(found.whole):
            raise NothingChangedError
    return found


def _record_of(draft: Draft, *, is_demonstration: bool) -> Record:
    """Return the record under the lock, a new one with the next number if this is its first revision."""
    record = next(iter(Record.objects.filter(pk=draft.guid)), None)
    if record is not None:
        if record.is_retired:
            raise RecordRetiredError
        require_home(record)
        if record.latest != draft.based_on:
            raise StaleDraftError
        return record
    return Record(
        guid=draft.guid,
        format_slug=draft.format_slug,
        realm=draft.realm,
        owner=draft.owner,
        home_node=settings.NODE,
        document_number=next_document_number(settings.NUMBERS_FROM, settings.NUMBERS_TO),
        is_demonstration=is_demonstration,
    )


def _append(ledger: Writer, record: Record, draft: Draft, checked: Examined, *, by: Account, at: datetime) -> Revision:
    number = record.latest + 1
    entry = ledger.append(
        PUBLISHED,
        record.guid,
        envelope=_envelope(record, number, by=by, public=checked.public),
        effective_at=at,
        public=checked.public,
        sealed=checked.sealed,
    )
    record.latest = number
    record.latest_sequence = entry.sequence
    record.titles_text = canonical(titles_of(checked.public, record.format))
    record.origins_text = origins_text(published(draft.origins, checked.whole, record.format))
    if record.community:
        record.take_terms(terms_in(checked.public), is_first=number == 1)
    if record._state.adding:
        insert(record)
    else:
        record.save(update_fields=_CHANGED)
    revision = Revision(
        record=record,
        number=number,
        entry=entry,
        format_version=record.format.version,
        published_at=at,
        draft_uid=draft.pk,
    )
    insert(revision)
    return revision


def _envelope(record: Record, number: int, *, by: Account, public: Json) -> Json:
    return {
        "guid": record.guid,
        "format": record.format_slug,
        "formatVersion": record.format.version,
        "realm": record.realm,
        "owner": record.owner,
        "documentNumber": record.document_number,
        "revision": number,
        "languages": list(languages_of(public)),
        "isDemonstration": record.is_demonstration,
        "by": str(by.opaque_id),
    }
