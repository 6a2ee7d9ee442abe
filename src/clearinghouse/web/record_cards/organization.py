"""The card of an organization: what it is called, where it stands, and what refers to it."""

from collections import Counter

from django.db.models import Count as Counted
from django.utils.translation import gettext as _

from clearinghouse.core.owners import OwnerKind, owner_named
from clearinghouse.formats.collection import FORMATS
from clearinghouse.projections.links import cited_by
from clearinghouse.records.models import Record
from clearinghouse.web.record_cards.card import CardSource, Count, RecordCard, part
from clearinghouse.web.speech import say

_SHOWN = ("acronym", "organizationType", "websites", "emails", "city", "country", "gbfTargets")


def organization_card(source: CardSource) -> RecordCard:
    """Return names and addresses of an organization, and counts of the records that it owns or that refer to it."""
    return RecordCard(
        parts=part("", source.rows(*_SHOWN)), counts=_counts(source), counts_title=_("Published and referred to")
    )


def _counts(source: CardSource) -> list[Count]:
    owned = [
        Count(number, _("%(kind)s, published by it") % {"kind": say(FORMATS[slug].plural_name)})
        for slug, number in _owned(source)
        if slug in FORMATS
    ]
    if source.as_of is None:
        return owned + [Count(group.count, group.label, group.url) for group in source.groups]
    found = Record.objects.visible_to(source.visitor).in_force(source.as_of)
    slugs = found.filter(pk__in=cited_by(source.read.record.guid)).values_list("format_slug", flat=True)
    return owned + [Count(number, say(FORMATS[slug].plural_name)) for slug, number in Counter(slugs).most_common()]


def _owned(source: CardSource) -> list[tuple[str, int]]:
    owner = owner_named(OwnerKind.ORGANIZATION, source.read.record.guid)
    found = Record.objects.visible_to(source.visitor).in_force(source.as_of).filter(owner=owner)
    rows = found.values_list("format_slug").annotate(n=Counted("pk")).order_by("-n")
    return [(str(slug), int(number)) for slug, number in rows]
