"""The card of resources and training material: how to get them."""

from django.utils.translation import gettext as _

from clearinghouse.web.record_cards.card import CardSource, RecordCard, Warned, part

_SHOWN = (
    "resourceLinks",
    "materials",
    "rights",
    "spokenLanguages",
    "level",
    "duration",
    "targetGroups",
    "organizations",
    "authors",
    "publicationDate",
    "edition",
)


def material_card(source: CardSource) -> RecordCard:
    """Return links and files, languages and rights of a resource or of training material."""
    warnings = [] if source.rows("rights") else [Warned(_("Rights are not stated: ask before you reuse it."))]
    return RecordCard(warnings=warnings, parts=part(_("How to get it"), source.rows(*_SHOWN)))
