"""The cards of authorities and focal points: how to reach them, and for what."""

from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.web.presenting import record_url
from clearinghouse.web.record_cards.card import CardSource, RecordCard, Warned, part

_REACHED = ("emails", "phones", "websites", "contacts", "address", "addressLine1", "city", "country")
_WAYS = ("emails", "phones", "websites")
_CONCERNS = (
    "categories",
    "functions",
    "responsibilities",
    "cpbOrganismTypes",
    "absGeneticResourceTypes",
    "absJurisdiction",
)


def reaching_card(source: CardSource) -> RecordCard:
    """Return how to reach an authority or focal point, and for what."""
    return RecordCard(
        warnings=_warnings(source),
        parts=[
            *part(_("For what"), source.rows(*_CONCERNS)),
            *part(_("How to reach it"), source.rows("organization", "department", "designation", *_REACHED)),
        ],
    )


def _warnings(source: CardSource) -> list[Warned]:
    if source.retirement:
        return [Warned(_("No longer in office: do not write to these addresses."))]
    if source.read.hides and not source.rows(*_WAYS):
        here = record_url(str(source.read.record.printed_number))
        url = f"{reverse('sign-in')}?next={quote(here)}"
        link = _("Sign in to see names and addresses of focal points")
        return [Warned(_("E-mail and telephone are not public."), url=url, link=link)]
    return []
