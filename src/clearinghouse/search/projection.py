"""The projection into the index: what each published revision offers, kept in step with the ledger."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from clearinghouse.derived.community import Access
from clearinghouse.ledger.models import Entry
from clearinghouse.ledger.queries import head
from clearinghouse.projections.models import Link
from clearinghouse.records.ending import REDACTED
from clearinghouse.records.models import Record
from clearinghouse.records.withdrawing import WITHDRAWN
from clearinghouse.records.words import current_vocabulary, one_vocabulary
from clearinghouse.search.analysing import Batch, analysed, processors
from clearinghouse.search.documents import Operation
from clearinghouse.search.engine import RebuildReason, SearchEngine
from clearinghouse.search.kept_analyses import AnalysesToKeep
from clearinghouse.search.opening import analyst, engine
from clearinghouse.search.renaming import guids_renamed
from clearinghouse.search.standings import PUBLIC, batch_of

__all__ = ["PUBLIC", "SearchProjection", "operations_for"]

logger = logging.getLogger(__name__)

_BATCH = 500
_WORTH_PROCESSES = 5_000
"""Fewer records are analysed here before a process for them would have begun."""


class SearchProjection:
    """Keeps the index of this node in step with the ledger; its cursor is a document of the index."""

    name = "search"

    def __init__(
        self, index: SearchEngine | None = None, *, analyses: Path | None = None, forgets_beside: bool = False
    ) -> None:
        """analyses: the file in which a rebuild keeps its analyses for the next one.

        forgets_beside: another process rebuilds when something must leave the files, and following goes on.
        """
        self._engine = index or engine()
        self._forgets_beside = forgets_beside
        self._analyses = analyses or Path(settings.INDEX_FOLDER) / "analyses.sqlite3"

    def cursor(self) -> int:
        """Return the last sequence in the index; an index that cannot serve is built anew first."""
        if reason := self._engine.needs_rebuild():
            logger.warning("index is rebuilt reason=%s", reason.value)
            self.reset()
        elif self.must_forget() and not self._forgets_beside:
            self.reset()
        return self._engine.checkpoint()

    def apply(self, entries: Sequence[Entry]) -> None:
        """Index the records that entries are about, and those that these concern in another way.

        Those that refer to them borrow their words; a change of a vocabulary gives other codes.
        What was redacted, withdrawn or closed by a community goes at once; then the whole index must be built anew,
        for deleting leaves the text in its files.
        """
        guids = {entry.subject for entry in entries if entry.kind.startswith("record.")}
        guids |= set(Link.objects.filter(target__in=guids).values_list("source", flat=True))
        guids |= guids_renamed(entries, self._engine)
        if any(entry.kind in (REDACTED, WITHDRAWN) for entry in entries) or _was_closed(entries):
            self._engine.forget(entries[-1].sequence)
        self._engine.apply(operations_for(guids), entries[-1].sequence)

    def reset(self, *, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Build the index anew beside the one in use and swap them at the end.

        What is published meanwhile comes after: the new index begins at the head of the ledger as it was.
        on_progress: told how many records are done, of how many.
        """
        last = head()
        up_to = last.sequence if last else 0
        total, done = Record.objects.exclude(latest=0).count(), 0
        processes = processors() if total >= _WORTH_PROCESSES else 0
        with (
            one_vocabulary(),
            self._engine.begin_rebuild() as rebuild,
            AnalysesToKeep(self._analyses) as keeping,
            closing(
                analysed(
                    _every_batch(),
                    current_vocabulary(),
                    analyst=analyst(),
                    processes=processes,
                    before=self._analyses,
                    keep=keeping.keep,
                )
            ) as every,
        ):
            rebuild.apply([], up_to)
            for operations in every:
                rebuild.apply(operations, up_to)
                done += len(operations)
                if on_progress:
                    on_progress(done, max(done, total))
            # First what was kept, then the index: both forget, or the follower comes again.
            keeping.publish(is_worth_it=bool(processes))
            rebuild.publish()

    def must_forget(self) -> bool:
        """Say whether the files may still hold what was taken away: the index must be built anew."""
        return self._engine.must_forget()

    def needs_rebuild(self) -> RebuildReason | None:
        """Say why the index cannot serve, None if it can."""
        return self._engine.needs_rebuild()


def operations_for(guids: Iterable[str]) -> Iterator[Operation]:
    """Yield what the index must do for each record, as it stands now: a document for each revision ever in force."""
    wanted = sorted(guids)
    with one_vocabulary():
        made = analyst()
        for start in range(0, len(wanted), _BATCH):
            yield from made.operations(batch_of(wanted[start : start + _BATCH]))


def _every_batch() -> Iterator[Batch]:
    """Yield every published record, in the order of the ledger; one that changes meanwhile may come twice."""
    published = Record.objects.exclude(latest=0).order_by("latest_sequence", "guid")
    after = Q()
    while found := list(published.filter(after).values_list("latest_sequence", "guid")[:_BATCH]):
        yield batch_of(guid for _, guid in found)
        sequence, guid = found[-1]
        after = Q(latest_sequence__gt=sequence) | Q(latest_sequence=sequence, guid__gt=guid)


def _was_closed(entries: Sequence[Entry]) -> bool:
    """Say whether entries are about a community's record that may have been open to more people before."""
    subjects = [entry.subject for entry in entries if entry.kind.startswith("record.")]
    later = Record.objects.filter(pk__in=subjects, owner__startswith="community:", latest__gt=1)
    return later.exclude(access=Access.EVERYONE.value).exists()
