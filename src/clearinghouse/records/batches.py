"""Several requests at once: asked together, decided together, each on its own: some may fail."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from clearinghouse.accounts.models import Account
from clearinghouse.core.errors import DomainError
from clearinghouse.records.cases import approve, request_publication, send_back
from clearinghouse.records.ending import CitedBy
from clearinghouse.records.errors import BatchTooLargeError, ReasonMissingError
from clearinghouse.records.models import Batch, Case, Draft

MOST = 500
"""So many requests can be made or decided at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of asking for one draft: its request, or why there is none."""

    draft: Draft
    case: Case | None
    error: DomainError | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of deciding one request. error: why it stands as it stood, None if it was decided."""

    case: Case
    error: DomainError | None = None


def request_batch(drafts: Sequence[Draft], *, by: Account, at: datetime, asks: str = "") -> Iterator[Asked]:
    """Ask for the publication of several drafts, one after the other as the caller takes the results.

    Drafts of one owner are of one batch. asks: a message for all. Raises BatchTooLargeError before anything is done.
    """
    _require_fitting(drafts)
    return _ask(drafts, by=by, at=at, asks=asks)


def _ask(drafts: Iterable[Draft], *, by: Account, at: datetime, asks: str) -> Iterator[Asked]:
    batches: dict[str, Batch] = {}
    for draft in drafts:
        if draft.owner not in batches:
            batches[draft.owner] = Batch.objects.create(owner=draft.owner, created_by=by, created_at=at)
        try:
            case = request_publication(draft, by=by, at=at, asks=asks, batch=batches[draft.owner])
        except DomainError as error:
            yield Asked(draft, None, error)
        else:
            yield Asked(draft, case)
    # Of a batch in which nothing was asked, nothing stays.
    Batch.objects.filter(pk__in=[batch.pk for batch in batches.values()], cases=None).delete()


def approve_batch(cases: Sequence[Case], *, by: Account, at: datetime, cited_by: CitedBy) -> Iterator[Decided]:
    """Approve several requests, one after the other as the caller takes the results. Raises BatchTooLargeError."""
    _require_fitting(cases)
    return _decide(cases, lambda case: approve(case, by=by, at=at, cited_by=cited_by))


def return_batch(cases: Sequence[Case], *, by: Account, at: datetime, reason: str) -> Iterator[Decided]:
    """Return several requests with one reason. Raises ReasonMissingError and BatchTooLargeError before any is."""
    _require_fitting(cases)
    if not reason.replace("\0", "").strip():
        raise ReasonMissingError
    return _decide(cases, lambda case: send_back(case, by=by, at=at, reason=reason))


def _decide(cases: Iterable[Case], decision: Callable[[Case], object]) -> Iterator[Decided]:
    for case in cases:
        try:
            decision(case)
        except DomainError as error:
            yield Decided(case, error)
        else:
            yield Decided(case)


def _require_fitting(several: Sequence[object]) -> None:
    if len(several) > MOST:
        raise BatchTooLargeError(limit=MOST)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is. waiting: not decided yet."""

    total: int
    waiting: int


def progress_of(batch: Batch) -> Progress:
    """Return how much of a batch is decided, in one query."""
    states = list(batch.cases.values_list("state", flat=True))
    return Progress(len(states), states.count(Case.REQUESTED))
