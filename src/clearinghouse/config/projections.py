"""The projections of this node, written out in the order in which they follow the ledger."""

from clearinghouse.alerts.projection import AlertsProjection
from clearinghouse.projections.following import Projection
from clearinghouse.projections.links import LinksProjection
from clearinghouse.search.projection import SearchProjection


def projections(*, forgets_beside: bool = False) -> list[Projection]:
    """Return every projection. Links come first: search lends records the words of those they refer to.

    Alerts come last: who follows a link in a mail finds the record.
    forgets_beside: see SearchProjection.
    """
    return [LinksProjection(), SearchProjection(forgets_beside=forgets_beside), AlertsProjection()]


def projection_named(name: str) -> Projection:
    """Return one projection. Raises StopIteration for a name that is not one of them."""
    return next(projection for projection in projections() if projection.name == name)
