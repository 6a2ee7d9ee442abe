"""Files of records: taking them in for a draft, knowing whose they are, and who may read them."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import require
from clearinghouse.accounts.person import NOBODY, Person, Visitor, person_of
from clearinghouse.core.canonical import Json
from clearinghouse.derived.reading import attachments_in
from clearinghouse.formats.format import Format
from clearinghouse.ledger.models import Part
from clearinghouse.records import file_store
from clearinghouse.records.errors import AttachmentNameError, AttachmentTypeError
from clearinghouse.records.file_kinds import FileKind, clean_name, kind_as_named, recognised, served_name
from clearinghouse.records.models import Attachment, AttachmentUse, Draft, Record, Revision
from clearinghouse.records.queries import with_parts
from clearinghouse.records.sections import bounds_of

# Any constant will do that differs from the lock of the ledger.
_LOCK = 0x46494C
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_NAMED = re.compile(r"attachment:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class ReadableFile:
    """A file as one link names it. is_public: it is known that everyone may read it, not just this person."""

    attachment: Attachment
    name: str
    is_public: bool = False

    @property
    def kind(self) -> FileKind:
        """What it is."""
        return kind_as_named(self.attachment.media_type, self.name)


@contextmanager
def locked_files() -> Iterator[None]:
    """Open a transaction in which nobody else places or removes files of the store."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield


def store_attachment(draft: Draft, name: str, *, chunks: Iterable[bytes], by: Account, at: datetime) -> Attachment:
    """Take a file in for a draft; bytes that are here already are kept once.

    chunks: read once and written as they come. Nothing is kept of a file that is refused. Raises NotAllowedError,
    AttachmentNameError, AttachmentTooLargeError, AttachmentEmptyError, AttachmentTypeError.
    """
    bounds_of(person_of(by), draft)
    shown = clean_name(name)
    with file_store.arriving(shown, chunks) as arrived:
        kind = recognised(arrived.path)
        if kind is None:
            raise AttachmentTypeError(name=shown)
        with locked_files():
            file_store.place(arrived)
            attachment, _ = Attachment.objects.get_or_create(
                pk=arrived.digest,
                defaults={
                    "media_type": kind.media_type,
                    "size": arrived.size,
                    "first_name": shown,
                    "uploaded_by": by,
                    "uploaded_at": at,
                },
            )
            AttachmentUse.objects.get_or_create(
                attachment=attachment, draft_uid=draft.pk, defaults={"guid": draft.guid}
            )
    return attachment


def known_attachments(draft: Draft, body: Json | None = None) -> frozenset[str]:
    """Return the digests of the files that the draft may name: its own, and those of the record it continues.

    body: spares the question where it names no file at all.
    """
    if body is not None and not any(attachments_in(body, draft.format)):
        return frozenset()
    own = Q(draft_uid=draft.pk)
    uses = AttachmentUse.objects.filter(own | _of_record(draft.guid) if draft.based_on else own)
    return frozenset(digest for digest in uses.values_list("attachment_id", flat=True) if file_store.holds(digest))


def _of_record(guid: str) -> Q:
    """Match the uses that belong to a record: by a draft that was published, or by an import."""
    published = Revision.objects.filter(record_id=guid, draft_uid__isnull=False).values("draft_uid")
    return Q(guid=guid) & (Q(draft_uid=None) | Q(draft_uid__in=published))


def digests_in(text: str) -> frozenset[str]:
    """Return the digests of every file that the text of a part or draft names."""
    return frozenset(_NAMED.findall(text))


def readable_attachment(record: Record, digest: str, *, person: Person, visitor: Visitor) -> ReadableFile | None:
    """Return a file of a record that this person may read, None for any other.

    It must be named by a link of any revision, in a part that the person may see.
    """
    visible = Record.objects.visible_to(visitor).filter(pk=record.pk)
    if not _DIGEST.match(digest) or not visible.exists():
        return None
    attachment = Attachment.objects.filter(_known(record.guid), pk=digest).first()
    if attachment is None or not file_store.holds(digest):
        return None
    # Newest first: a link that was renamed leads to a file of the new name.
    named = Part.objects.filter(entry__subject=record.guid, text__contains=f"attachment:{digest}").values("entry_id")
    revisions = list(record.revisions.select_related("entry").filter(entry_id__in=named).order_by("-number"))
    name = _name_for(person, record, revisions, attachment)
    if name is None:
        return None
    return ReadableFile(attachment, name, _name_for(NOBODY, record, revisions, attachment) is not None)


def _name_for(person: Person, record: Record, revisions: list[Revision], attachment: Attachment) -> str | None:
    bodies = (with_parts(record, revision, person).body for revision in revisions)
    return next((name for body in bodies if (name := _name_in(body, record.format, attachment))), None)


def _known(guid: str) -> Q:
    return Q(pk__in=AttachmentUse.objects.filter(_of_record(guid)).values("attachment_id"))


def _name_in(body: Json, fmt: Format, attachment: Attachment) -> str | None:
    for link in attachments_in(body, fmt):
        if link.digest == attachment.pk:
            return name_of(link.name, attachment)
    return None


def readable_draft_attachment(draft: Draft, digest: str, *, by: Account) -> ReadableFile | None:
    """Return a file that a draft names, None if it is not one of its files. Raises NotAllowedError."""
    require(person_of(by), "see-draft", draft.subject)
    if not _DIGEST.match(digest) or digest not in known_attachments(draft):
        return None
    attachment = Attachment.objects.get(pk=digest)
    name = _name_in(draft.body, draft.format, attachment)
    return ReadableFile(attachment, name) if name else None


def name_of(link_name: str, attachment: Attachment) -> str:
    """Return the name under which a link serves a file. Never that of another's upload: it may say too much."""
    try:
        return served_name(link_name or attachment.pk[:12], attachment.media_type)
    except AttachmentNameError:
        return served_name(attachment.pk[:12], attachment.media_type)


def record_files(record: Record, body: Json) -> dict[str, ReadableFile]:
    """Return the files of a record that a body names, by digest. body: what its reader may see, nothing more."""
    if not any(attachments_in(body, record.format)):
        return {}
    known = AttachmentUse.objects.filter(_of_record(record.guid)).values_list("attachment_id", flat=True)
    return _files_named(body, record.format, known)


def draft_files(draft: Draft, body: Json) -> dict[str, ReadableFile]:
    """Return the files of a draft that a body names, by digest."""
    known = known_attachments(draft, body)
    return _files_named(body, draft.format, known) if known else {}


def _files_named(body: Json, fmt: Format, known: Iterable[str]) -> dict[str, ReadableFile]:
    # Backwards, so that the first of several links to one file gives the name.
    names = {link.digest: link.name for link in reversed(list(attachments_in(body, fmt)))}
    found = Attachment.objects.filter(pk__in=set(names) & set(known))
    return {one.pk: ReadableFile(one, name_of(names[one.pk], one)) for one in found}
