"""The one door to the ledger: publish. Its other leaves are ending.py and importing.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import require
from clearinghouse.accounts.person import person_of
from clearinghouse.core.canonical import Json, canonical
from clearinghouse.core.errors import DomainError
from clearinghouse.derived.problems import problems_in
from clearinghouse.derived.reading import languages_of, parts_of, settled, titles_of
from clearinghouse.ledger.actions import Writer, writing
from clearinghouse.ledger.rows import insert
from clearinghouse.records.attachments import known_attachments
from clearinghouse.records.errors import (
    DraftGoneError,
    InvalidDraftError,
    NothingChangedError,
    RecordRetiredError,
    StaleDraftError,
)
from clearinghouse.records.models import Case, Draft, Record, Revision
from clearinghouse.records.queries import (
    draft_circumstances,
    full_body,
    next_document_number,
    require_home,
    surroundings_of,
)

PUBLISHED = "record.published"


@dataclass(frozen=True, slots=True)
class _Checked:
    """A body that passed every check, split into its parts."""

    public: Json
    sealed: Json


def publish(draft: Draft, *, by: Account, at: datetime, is_demonstration: bool = False) -> Revision:
    """Append the next revision of the draft's record to the ledger.

    at: when it takes effect, timezone-aware. Raises NotAllowedError, InvalidDraftError if the draft breaks its format,
    NothingChangedError, StaleDraftError; nothing is changed then. A second publication of the same draft returns the
    first. Search and alerts follow the ledger by themselves.
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
        record = _record_of(draft, is_demonstration=is_demonstration)
        revision = _append(ledger, record, draft, checked, by=by, at=at)
        if standing.has_cases:
            _close_cases(draft, by=by, at=at)
        _delete(draft)
    return revision


def _published_from(draft: Draft) -> Revision | None:
    return Revision.objects.select_related("record").filter(draft_uid=draft.pk).first()


@dataclass(frozen=True, slots=True)
class _Standing:
    """A draft as it stands under the lock."""

    version: int
    has_cases: bool


def _standing(draft: Draft) -> _Standing | None:
    """Return how the draft stands, None if it is gone. Past the ORM, as everybody waits for the lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version, EXISTS (SELECT 1 FROM records_case WHERE records_case.draft_uid = records_draft.uid)"
            " FROM records_draft WHERE uid = %s",
            [_key(draft)],
        )
        row = cursor.fetchone()
    return _Standing(int(row[0]), bool(row[1])) if row else None


def _key(draft: Draft) -> Any:
    return Draft._meta.pk.get_db_prep_value(draft.pk, connection)


def _close_cases(draft: Draft, *, by: Account, at: datetime) -> None:
    cases = Case.objects.filter(draft_uid=draft.pk)
    cases.filter(state=Case.REQUESTED).update(state=Case.APPROVED, decided_by=by, decided_at=at)
    cases.update(draft=None)


def _delete(draft: Draft) -> None:
    """Delete a draft to which no case leads any more; its key stays in the caller's object, which may ask again."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_draft WHERE uid = %s", [_key(draft)])


def _checked(draft: Draft) -> _Checked:
    circumstances = draft_circumstances(draft)
    body = settled(draft.body, draft.format, circumstances)
    known = known_attachments(draft, body)
    surroundings = surroundings_of(body, draft.format, circumstances, attachments=known)
    if problems := problems_in(body, draft.format, surroundings):
        raise InvalidDraftError(problems)
    if draft.based_on:
        same = {"record_id": draft.guid, "record__latest": draft.based_on, "number": draft.based_on}
        before = Revision.objects.filter(**same).first()
        if before is not None and canonical(full_body(before)) == canonical(body):
            raise NothingChangedError
    return _Checked(*parts_of(body, draft.format, circumstances))


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


def _append(ledger: Writer, record: Record, draft: Draft, checked: _Checked, *, by: Account, at: datetime) -> Revision:
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
    if record._state.adding:
        insert(record)
    else:
        record.save(update_fields=("latest", "latest_sequence", "titles_text"))
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
