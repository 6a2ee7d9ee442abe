"""Files that nothing names any more: found without haste, taken away under the locks."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection

from clearinghouse.ledger.actions import writing
from clearinghouse.ledger.models import Part
from clearinghouse.ledger.queries import head
from clearinghouse.records import file_store, previews
from clearinghouse.records.attachments import digests_in, locked_files
from clearinghouse.records.models import Attachment, AttachmentUse, Draft, DraftSave

BATCH = 100
"""How many files are decided on under one lock."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What a collection took away, or would take. left_over: halves of uploads that a crash left."""

    files: int
    size: int
    left_over: int


def collect_orphans(
    *,
    at: datetime,
    older_than: timedelta = timedelta(hours=24),
    is_dry: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> Collected:
    """Take away the files that no part of any revision and no draft names and that were not uploaded lately.

    is_dry: only count. on_progress: called with the number of files looked at.
    """
    before = (at - older_than).timestamp()
    last = head()
    scanned = last.sequence if last else 0
    named = _named_in_parts()
    candidates = sorted({*Attachment.objects.values_list("pk", flat=True), *file_store.all_digests()} - named)
    files = size = 0
    for batch in (candidates[start : start + BATCH] for start in range(0, len(candidates), BATCH)):
        with _deciding():
            taken = _unnamed(batch, since=scanned, before=before)
            size += sum(file_store.size_of(digest) for digest in taken)
            if not is_dry:
                _take_away(taken)
        files += len(taken)
        if on_progress:
            on_progress(len(batch))
    left_over = 0 if is_dry else file_store.remove_left_over(before)
    return Collected(files, size, left_over)


def forget_unreferenced(digests: Iterable[str]) -> frozenset[str]:
    """Take files away for good that nothing names any more, with their previews; return which went.

    For after a redaction, outside its transaction: whatever their age, unless another part names them or a draft has
    them. digests: those that the redacted parts named (see `digests_in`).
    """
    last = head()
    scanned = last.sequence if last else 0
    wanted = sorted({one for one in digests if not _is_named_in_parts(one)})
    if not wanted:
        return frozenset()
    with _deciding():
        drafted = AttachmentUse.objects.filter(attachment_id__in=wanted, draft_uid__in=Draft.objects.values("uid"))
        kept = set(drafted.values_list("attachment_id", flat=True))
        taken = _unnamed([one for one in wanted if one not in kept], since=scanned, before=None)
        _take_away(taken)
    return frozenset(taken)


@contextmanager
def _deciding() -> Iterator[None]:
    """Hold still whatever could begin to name a file: publications, saves of drafts, uploads."""
    with writing():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE records_draft IN SHARE MODE")
        with locked_files():
            yield


def _named_in_parts() -> set[str]:
    """Return every digest that the ledger names. A long read, therefore outside the locks."""
    texts = Part.objects.filter(text__contains="attachment:").values_list("text", flat=True)
    return {digest for text in texts.iterator(chunk_size=200) for digest in digests_in(text)}


def _is_named_in_parts(digest: str) -> bool:
    return Part.objects.filter(text__contains=f"attachment:{digest}").exists()


def _unnamed(digests: list[str], *, since: int, before: float | None) -> list[str]:
    """Return those that are still unnamed now that nothing moves.

    since: the ledger was looked through up to this sequence. before: spare what was uploaded later.
    """
    texts = [
        *Part.objects.filter(entry_id__gt=since, text__contains="attachment:").values_list("text", flat=True),
        *Draft.objects.filter(body_text__contains="attachment:").values_list("body_text", flat=True),
        *DraftSave.objects.filter(body_text__contains="attachment:").values_list("body_text", flat=True),
    ]
    named = {digest for text in texts for digest in digests_in(text)}
    return [one for one in digests if one not in named and (before is None or _last_uploaded(one) < before)]


def _last_uploaded(digest: str) -> float:
    touched = file_store.touched_at(digest)
    if touched is not None:
        return touched
    uploaded = Attachment.objects.filter(pk=digest).values_list("uploaded_at", flat=True).first()
    return (uploaded or datetime.max.replace(tzinfo=UTC)).timestamp()


def _take_away(digests: list[str]) -> None:
    """Remove rows and bytes. A crash in between leaves a row without bytes, which the next collection removes."""
    Attachment.objects.filter(pk__in=digests).delete()
    for digest in digests:
        file_store.remove(digest)
        previews.forget(digest)
