"""Ending what a record says: retiring it, and redacting what must be forgotten."""

from collections.abc import Callable, Sequence
from datetime import datetime

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import require
from clearinghouse.accounts.person import person_of
from clearinghouse.ledger.actions import Writer, writing
from clearinghouse.ledger.forgetting import scrub
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.notices.actions import notify
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.records.attachments import digests_in
from clearinghouse.records.closing import approve_open_cases, require_open
from clearinghouse.records.deciders import people_of
from clearinghouse.records.errors import (
    CitedRecordError,
    DraftOpenError,
    NothingToRedactError,
    ReasonMissingError,
    RecordRetiredError,
)
from clearinghouse.records.models import RETIRED, Case, Draft, Record, Revision
from clearinghouse.records.orphans import forget_unreferenced
from clearinghouse.records.queries import require_home, require_of
from clearinghouse.records.telling import about_record, note_record

REDACTED = "record.redacted"
MAX_REASON_CHARS = 5000

CitedBy = Callable[[str], Sequence[str]]
"""Returns the GUIDs of the records that refer to one; the projection of links knows."""


def retire(
    record: Record,
    *,
    by: Account,
    at: datetime,
    reason: str,
    cited_by: CitedBy,
    despite_citations: bool = False,
    deciding: Case | None = None,
) -> Entry:
    """Take a record out of force; it stays readable with its history.

    The reason is public. A draft of its next revision stays, but can no longer be published. deciding: the request that
    is granted by it, if it must still be open. Raises NotAllowedError, ReasonMissingError, RecordRetiredError,
    ForeignRecordError, CaseClosedError, and CitedRecordError unless despite_citations.
    """
    require_of(person_of(by), "retire", record)
    said = _reason(reason)
    _warn(record, cited_by, despite_citations=despite_citations)
    with writing() as ledger:
        # As it stands under the lock: it may have changed since this one was read.
        current = Record.objects.get(pk=record.pk)
        if current.is_retired:
            raise RecordRetiredError
        require_home(current)
        require_open(deciding)
        entry = ledger.append(
            RETIRED,
            record.guid,
            envelope={"guid": record.guid, "by": str(by.opaque_id)},
            effective_at=at,
            public={"reason": said},
        )
        current.state = Record.RETIRED
        current.latest_sequence = entry.sequence
        current.save(update_fields=("state", "latest_sequence"))
        note_record("record-retired", current, by=by, at=at)
        approve_open_cases(Case.RETIRE, current, by=by, at=at)
        _tell_owner(current, by=by, at=at)
    record.refresh_from_db()
    return entry


def redact(
    revisions: Sequence[Revision],
    *,
    part: str,
    by: Account,
    at: datetime,
    reason: str,
    cited_by: CitedBy,
    despite_citations: bool = False,
) -> list[Entry]:
    """Take one part of some revisions of a record away for good; the chain still verifies.

    part: `public` or `sealed`. The reason is public and must not repeat what is taken away. Every projection drops the
    text when it follows; the files of the store are scrubbed before this returns. Raises NotAllowedError,
    ReasonMissingError, NothingToRedactError, ForeignRecordError, DraftOpenError while a draft of the record holds a
    copy, and CitedRecordError unless despite_citations (for a public part).
    """
    if not revisions:
        raise NothingToRedactError
    record = revisions[0].record
    require(person_of(by), "redact", record.subject)
    said = _reason(reason)
    if part == Part.PUBLIC:
        _warn(record, cited_by, despite_citations=despite_citations)
    with writing() as ledger:
        # Locked against an amendment that is just beginning: its draft would hold a copy.
        current = Record.objects.select_for_update().get(pk=record.pk)
        require_home(current)
        if Draft.objects.filter(guid=record.guid).exists():
            raise DraftOpenError
        standing = _standing(revisions, part)
        files = _files_named(standing, part)
        entries = [_take_away(ledger, one, part, by=by, at=at, reason=said) for one in standing]
        if part == Part.PUBLIC and current.latest in {one.number for one in standing}:
            current.titles_text = "{}"
        # Digests of what was taken away would help whoever guesses at it.
        current.origins_text = "[]"
        current.latest_sequence = entries[-1].sequence
        current.save(update_fields=("titles_text", "origins_text", "latest_sequence"))
        note_record("record-redacted", current, by=by, at=at, part=part, revisions=[one.number for one in standing])
    forget_unreferenced(files)
    scrub()
    record.refresh_from_db()
    return entries


def _tell_owner(record: Record, *, by: Account, at: datetime) -> None:
    """Tell the owner's people that somebody else retired their record."""
    people = people_of(record.owner) if record.owner else []
    if all(person.pk != by.pk for person in people):
        notify(people, NoticeKind.RECORD_RETIRED, about=about_record(record, by=by), at=at)


def _standing(revisions: Sequence[Revision], part: str) -> list[Revision]:
    sequences = [revision.entry_id for revision in revisions]
    present = set(Part.objects.filter(entry_id__in=sequences, name=part).values_list("entry_id", flat=True))
    standing = [revision for revision in revisions if revision.entry_id in present]
    if not standing:
        raise NothingToRedactError
    return standing


def _files_named(revisions: Sequence[Revision], part: str) -> frozenset[str]:
    sequences = [revision.entry_id for revision in revisions]
    texts = Part.objects.filter(entry_id__in=sequences, name=part).values_list("text", flat=True)
    return frozenset(digest for text in texts for digest in digests_in(text))


def _take_away(ledger: Writer, revision: Revision, part: str, *, by: Account, at: datetime, reason: str) -> Entry:
    guid = revision.record_id
    entry = ledger.append(
        REDACTED,
        guid,
        envelope={"guid": guid, "revision": revision.number, "part": part, "by": str(by.opaque_id)},
        effective_at=at,
        public={"reason": reason},
        redacts=(revision.entry_id, part),
    )
    Part.objects.filter(entry_id=revision.entry_id, name=part).delete()
    return entry


def _reason(text: str) -> str:
    said = text.strip()[:MAX_REASON_CHARS]
    if not said:
        raise ReasonMissingError
    return said


def _warn(record: Record, cited_by: CitedBy, *, despite_citations: bool) -> None:
    citing = [] if despite_citations else cited_by(record.guid)
    if citing:
        raise CitedRecordError(count=len(citing))
