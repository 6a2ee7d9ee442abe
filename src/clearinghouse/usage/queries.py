"""What was looked at, counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from clearinghouse.usage.models import Counted

LEAST_SHOWN = 3
"""A search that fewer made is not shown: it may be what one person looked for."""


@dataclass(frozen=True, slots=True)
class Looked:
    """How often a record was read and taken away."""

    guid: str
    views: int
    downloads: int


def most_looked_at(guids: Iterable[str] | None, *, since: date, most: int = 20) -> list[Looked]:
    """Return the records read most since a day. guids: among these, all if None."""
    counted = Counted.objects.filter(day__gte=since, kind__in=(Counted.VIEW, Counted.DOWNLOAD))
    if guids is not None:
        counted = counted.filter(subject__in=list(guids))
    found: dict[str, dict[str, int]] = {}
    for subject, kind, total in counted.values_list("subject", "kind").annotate(total=Sum("count")):
        found.setdefault(subject, {})[kind] = total
    rows = [Looked(guid, one.get(Counted.VIEW, 0), one.get(Counted.DOWNLOAD, 0)) for guid, one in found.items()]
    return sorted(rows, key=lambda row: (-row.views, -row.downloads, row.guid))[:most]


def searches_without_result(*, since: date, most: int = 50) -> list[tuple[str, int]]:
    """Return what was searched in vain since a day, and how often; only what several searched."""
    counted = Counted.objects.filter(day__gte=since, kind=Counted.NOTHING)
    rows = counted.values_list("subject").annotate(total=Sum("count")).filter(total__gte=LEAST_SHOWN)
    return [(str(text), int(total)) for text, total in rows.order_by("-total", "subject")[:most]]


def looked_at(guid: str, *, since: date) -> Looked:
    """Return how often one record was looked at since a day."""
    return next(iter(most_looked_at([guid], since=since)), Looked(guid, 0, 0))
