"""The card of a capacity-building initiative: when it runs, who carries and pays for it."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clearinghouse.web.presenting import Status
from clearinghouse.web.record_cards.card import CardSource, RecordCard, part
from clearinghouse.web.templatetags.look import day as said_day

_SHOWN = (
    "status",
    "geographicScope",
    "countryRegions",
    "implementingAgencies",
    "executingAgencies",
    "coreFundingSources",
    "coFinancingSources",
    "totalBudget",
    "contacts",
)
_RESULTS = ("resultsOutputs", "resultsReference")


def initiative_card(source: CardSource) -> RecordCard:
    """Return the state of an initiative by its days, those who carry it, and its results."""
    start, end = source.day_of("startDate"), source.day_of("endDate")
    names = {"start": said_day(start), "end": said_day(end)}
    status = None
    if start and start > source.day:
        status = Status("needs", "wait", pgettext("initiative", "Still to begin"))
    elif end and end < source.day:
        status = Status("", "dash", pgettext("initiative", "Ended"))
    elif start and end:
        status = Status("good", "ok", pgettext("initiative", "Under way"))
    sentences = [_("From %(start)s to %(end)s.") % names] if start and end else []
    return RecordCard(
        status=status,
        sentences=sentences,
        parts=[*part("", source.rows(*_SHOWN)), *part(_("What came out of it"), source.rows(*_RESULTS))],
    )
