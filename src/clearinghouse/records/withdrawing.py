"""The community takes its record back: every text of it goes, and nobody is told more than that, and when."""

from datetime import datetime

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import require
from clearinghouse.accounts.person import person_of
from clearinghouse.core.canonical import Json
from clearinghouse.ledger.actions import Origin, Writer, writing
from clearinghouse.ledger.forgetting import scrub
from clearinghouse.ledger.models import Part
from clearinghouse.records.attachments import digests_in
from clearinghouse.records.errors import NotOfCommunityError, RecordWithdrawnError
from clearinghouse.records.models import AttachmentUse, Case, Draft, Record
from clearinghouse.records.orphans import forget_unreferenced
from clearinghouse.records.queries import require_home
from clearinghouse.records.telling import note_record
from clearinghouse.records.titles import forget_titles

WITHDRAWN = "record.withdrawn"
"""Kind of the entries with which a community takes its record back: one for each part that goes, at least one."""
_CHANGED = ("state", "withdrawn_at", "titles_text", "origins_text", "confirmed_at", "latest_sequence")


def withdraw_record(record: Record, *, by: Account, at: datetime) -> None:
    """Take a community's record back, with every revision, draft and file of it; the chain still verifies.

    Nothing of it can be brought back. Every projection drops it when it follows; the files of the store are scrubbed
    before this returns. Raises NotAllowedError, NotOfCommunityError, RecordWithdrawnError, ForeignRecordError.
    """
    if not record.community:
        # Whoever may not withdraw it is told so first.
        require(person_of(by), "withdraw-record", record.subject)
        raise NotOfCommunityError
    if record.withdrawn_at is not None:
        raise RecordWithdrawnError(record.withdrawn_at)
    require(person_of(by), "withdraw-record", record.subject)
    with writing() as ledger:
        # Locked against an amendment that is just beginning: its draft would hold a copy.
        current = Record.objects.select_for_update().get(pk=record.pk)
        if current.withdrawn_at is not None:
            raise RecordWithdrawnError(current.withdrawn_at)
        require_home(current)
        files = take_back(ledger, current, envelope={"guid": current.guid}, at=at)
        note_record("record-withdrawn", current, by=by, at=at)
        _close_requests(current, by=by, at=at)
    forget_unreferenced(files)
    scrub()
    record.refresh_from_db()


def take_back(
    ledger: Writer, record: Record, *, envelope: Json, at: datetime, origin: Origin | None = None
) -> frozenset[str]:
    """Take every text of a record away, under the lock; return the digests of the files that it named.

    The caller calls `forget_unreferenced` with them and `scrub()`, outside the transaction.
    """
    parts = list(Part.objects.filter(entry__subject=record.guid).order_by("entry_id", "name"))
    drafts = list(Draft.objects.filter(guid=record.guid))
    texts = [*(part.text for part in parts), *(draft.body_text for draft in drafts)]
    files = frozenset(digest for text in texts for digest in digests_in(text))
    files |= frozenset(AttachmentUse.objects.filter(guid=record.guid).values_list("attachment_id", flat=True))
    gone: list[tuple[int, str] | None] = [(part.entry_id, part.name) for part in parts]
    for redacts in gone or [None]:
        entry = ledger.append(
            WITHDRAWN, record.guid, envelope=envelope, effective_at=at, redacts=redacts, origin=origin
        )
        # An entry of another node is here once; what follows from it is of this one.
        origin = None
        record.latest_sequence = entry.sequence
    for part in parts:
        part.delete()
    Draft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
    AttachmentUse.objects.filter(guid=record.guid).delete()
    forget_titles(record.guid, with_texts=True)
    record.state, record.withdrawn_at = Record.WITHDRAWN, at
    record.titles_text, record.origins_text, record.confirmed_at = "{}", "[]", None
    record.save(update_fields=_CHANGED)
    return files


def _close_requests(record: Record, *, by: Account, at: datetime) -> None:
    """Close what was asked about a record that is gone; nobody is written to about it."""
    waiting = Case.objects.filter(guid=record.guid, state=Case.REQUESTED)
    waiting.update(state=Case.WITHDRAWN, decided_by=by, decided_at=at)
