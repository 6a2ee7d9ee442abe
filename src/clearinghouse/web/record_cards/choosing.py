"""Which card the page of a record has, by its format."""

from collections.abc import Callable, Mapping

from clearinghouse.web.record_cards.announcement import meeting_card, notification_card
from clearinghouse.web.record_cards.card import CardSource, RecordCard
from clearinghouse.web.record_cards.decision import decision_card
from clearinghouse.web.record_cards.initiative import initiative_card
from clearinghouse.web.record_cards.laws import law_card, measure_card
from clearinghouse.web.record_cards.materials import material_card
from clearinghouse.web.record_cards.organization import organization_card
from clearinghouse.web.record_cards.permit import permit_card
from clearinghouse.web.record_cards.reaching import reaching_card
from clearinghouse.web.record_cards.target import target_card

CARDS: Mapping[str, Callable[[CardSource], RecordCard]] = {
    "absPermit": permit_card,
    "authority": reaching_card,
    "biosafetyDecision": decision_card,
    "biosafetyLaw": law_card,
    "capacityBuildingInitiative": initiative_card,
    "focalPoint": reaching_card,
    "measure": measure_card,
    "meeting": meeting_card,
    "nationalTarget7": target_card,
    "notification": notification_card,
    "organization": organization_card,
    "resource": material_card,
    "supplementaryAuthority": reaching_card,
    "trainingMaterial": material_card,
}


def card_for(source: CardSource) -> RecordCard | None:
    """Return the card of a record, None if its format has none or its text is not there."""
    make = CARDS.get(source.read.record.format_slug)
    return make(source) if make and source.sections else None
