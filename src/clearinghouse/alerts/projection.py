"""The projection of alerts: each entry of the ledger is compared with what people follow, and they are told."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs
from uuid import UUID

from django.db import router, transaction
from django.db.models import Count, Max
from django.utils import timezone

from clearinghouse.alerts.forgetting import forget_hidden
from clearinghouse.alerts.models import Follow, Told
from clearinghouse.ledger.models import Entry
from clearinghouse.ledger.queries import head
from clearinghouse.notices.actions import notify
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.notices.models import Frequency
from clearinghouse.projections.models import Cursor
from clearinghouse.records.actions import PUBLISHED
from clearinghouse.records.models import RETIRED, Record
from clearinghouse.records.telling import about_record
from clearinghouse.records.withdrawing import WITHDRAWN
from clearinghouse.records.words import one_vocabulary
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.documents import IndexDocument
from clearinghouse.search.matching import Percolator
from clearinghouse.search.opening import analyst, lexicon
from clearinghouse.search.params import query_from_params
from clearinghouse.search.query import Query
from clearinghouse.search.regions import current_groups
from clearinghouse.search.spaces import whole_space
from clearinghouse.search.standings import PUBLIC, batch_of

logger = logging.getLogger(__name__)

_ORDER = {frequency: place for place, frequency in enumerate(Frequency)}
_KINDS = {PUBLISHED: NoticeKind.FOLLOWED_PUBLISHED, RETIRED: NoticeKind.FOLLOWED_RETIRED}


class AlertsProjection:
    """Tells people what is new in what they follow. What they were told is never taken back, nor told twice."""

    name = "alerts"

    def __init__(self) -> None:
        self._queries: dict[UUID, Query] = {}
        self._lexicon: ConceptLexicon | None = None
        self._today = date.min
        self._percolator: Percolator[UUID] = Percolator([])
        self._stamp: tuple[object, ...] = ()

    def cursor(self) -> int:
        """Return the last sequence that was compared."""
        return Cursor.objects.filter(pk=self.name).values_list("sequence", flat=True).first() or 0

    def apply(self, entries: Sequence[Entry]) -> None:
        """Tell of each revision and retirement whoever follows it; then move the cursor."""
        told = [entry for entry in entries if entry.kind in _KINDS]
        standing = Follow.objects.aggregate(count=Count("pk"), newest=Max("created_at")) if told else {}
        if standing.get("count"):
            with one_vocabulary():
                self._tell(told, self._followed(standing))
        forget_hidden(entry.subject for entry in entries if entry.kind in (PUBLISHED, WITHDRAWN))
        Cursor.objects.update_or_create(pk=self.name, defaults={"sequence": entries[-1].sequence})

    def reset(self) -> None:
        """Begin again at the head of the ledger: what was told is not told once more."""
        last = head()
        with transaction.atomic(using=router.db_for_write(Cursor)):
            Cursor.objects.update_or_create(pk=self.name, defaults={"sequence": last.sequence if last else 0})

    def _tell(self, entries: Sequence[Entry], percolator: Percolator[UUID]) -> None:
        records = Record.objects.in_bulk({entry.subject for entry in entries})
        documents = _documents(records)
        for entry in entries:
            record = records.get(entry.subject)
            document = documents.get(entry.subject)
            # A revision that another followed at once is told with that one.
            if record is None or document is None or entry.sequence != record.latest_sequence:
                continue
            found = Follow.objects.select_related("account").in_bulk(percolator.matching(document))
            _tell_of(entry, record, [one for one in found.values() if one.since < entry.sequence])

    def _followed(self, standing: Mapping[str, object]) -> Percolator[UUID]:
        """Return everything that is followed, in the order in which it is compared; made anew when any of it changes.

        standing: how many follows there are, and the newest: what a follow asks never changes, so these tell.
        """
        words, today, groups = lexicon(), timezone.localdate(), current_groups()
        stamp = (standing["count"], standing["newest"], words, today, *groups.values())
        if stamp != self._stamp:
            params = dict(Follow.objects.values_list("pk", "params"))
            self._forget_what_changed(words, today)
            self._percolator = Percolator(self._asked(params, words, today), groups)
            self._stamp = stamp
        return self._percolator

    def _forget_what_changed(self, words: ConceptLexicon, today: date) -> None:
        """Forget the queries that words may now mean otherwise: all on another day or with other terms.

        "Last month" is another one each day. When an organization came or went, those whose text names it.
        """
        before = self._lexicon
        if before is None or before.terms_alone is not words.terms_alone or today != self._today:
            self._queries = {}
        elif before is not words:
            self._queries = {
                key: query
                for key, query in self._queries.items()
                if not query.text or before.recognise(query.text) == words.recognise(query.text)
            }
        self._lexicon, self._today = words, today

    def _asked(self, follows: Mapping[UUID, str], words: ConceptLexicon, today: date) -> Iterator[tuple[UUID, Query]]:
        """Yield the query of each follow; it is read once, and again when its words may mean something else."""
        space = whole_space()
        for key in self._queries.keys() - follows.keys():
            del self._queries[key]
        for key, params in follows.items():
            if key not in self._queries:
                query = query_from_params(parse_qs(params), space, lexicon=words, today=today).visible_to((PUBLIC,))
                self._queries[key] = query
            yield key, self._queries[key]


def _documents(records: Mapping[str, Record]) -> dict[str, IndexDocument]:
    """Return each record as everyone may find it now; one out of force as it was last found."""
    made = analyst()
    found: dict[str, IndexDocument] = {}
    for guid, revisions in batch_of(records):
        documents = [made.document(one) for one in revisions]
        if documents:
            last = max(documents, key=lambda one: one.sequence)
            # Retired, it is found only as of the past; who follows it shall know.
            found[guid] = replace(last, visibility=(PUBLIC,))
    return found


def _tell_of(entry: Entry, record: Record, follows: Sequence[Follow]) -> None:
    """Tell each person once, as often as the first of their searches, and in the transaction that notes it."""
    matching: dict[int, list[Follow]] = {}
    for one in sorted(follows, key=lambda follow: (_ORDER[Frequency(follow.often)], follow.created_at, str(follow.pk))):
        matching.setdefault(one.account_id, []).append(one)
    known = set(Told.objects.filter(sequence=entry.sequence, account__in=matching).values_list("account_id", flat=True))
    new = [several[0] for key, several in matching.items() if key not in known]
    if not new:
        return
    at = timezone.now()
    with transaction.atomic():
        # Locked against a withdrawal, which takes the title out of the notices that there are.
        standing = Record.objects.open().select_for_update().filter(pk=record.pk).first()
        if standing is None:
            return
        told = [Told(account_id=f.account_id, follow=f, sequence=entry.sequence, guid=record.guid, at=at) for f in new]
        Told.objects.bulk_create(told, ignore_conflicts=True)
        for one in new:
            notify(
                [one.account],
                _KINDS[entry.kind],
                about=about_record(standing, by=None, **_names(matching[one.account_id])),
                at=at,
                often=Frequency(one.often),
            )


def _names(several: Sequence[Follow]) -> dict[str, str]:
    """Return what a notice says of the searches that found a record: follow, or follows with one name a line."""
    names = list(dict.fromkeys(" ".join(one.name.split()) for one in several))
    return {"follow": names[0], **({"follows": "\n".join(names)} if len(names) > 1 else {})}
