"""References both ways: the records to which a page refers, and those that refer to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from clearinghouse.accounts.person import Visitor
from clearinghouse.derived.pages import Card, ConstructValue, ReferenceValue
from clearinghouse.formats.collection import FORMATS
from clearinghouse.projections.links import citing_by_format, citing_counts
from clearinghouse.records.models import Record
from clearinghouse.records.queries import cards
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import learn
from clearinghouse.web.presenting import CardShown, ShownSection, ShownValue, card_shown, shown
from clearinghouse.web.speech import say

SHOWN = 5


@dataclass(frozen=True, slots=True)
class CitingGroup:
    """Records of one format that refer to a record: how many, the first few, and the list of all."""

    label: str
    count: int
    cards: list[CardShown]
    url: str


def references_of(sections: Iterable[ShownSection]) -> list[ShownValue]:
    """Return the published records that a page refers to, each once, in the order of the page."""
    found: dict[str, ShownValue] = {}
    for value in (value for section in sections for row in section.rows for value in row.values):
        match value.value:
            case ReferenceValue(card=Card(guid=guid)):
                found.setdefault(guid, value)
            case ConstructValue(elements=elements):
                for element in elements:
                    if element.reference.card:
                        found.setdefault(element.reference.card.guid, shown(element.reference))
            case _:
                continue
    return list(found.values())


def citing_groups(record: Record, visitor: Visitor) -> list[CitingGroup]:
    """Return the records that refer to one, by format, those with most first; three queries for all."""
    counts = citing_counts(record.guid)
    guids = citing_by_format(record.guid, limit=SHOWN) if counts else {}
    found = cards((guid for some in guids.values() for guid in some), current_language().code, visitor)
    learn(card.government for card in found.values())
    return [
        CitingGroup(
            say(FORMATS[slug].plural_name),
            count,
            [card_shown(found[guid], record.realm) for guid in guids.get(slug, ()) if guid in found],
            f"{reverse('search')}?related={record.guid}&format={slug}",
        )
        for slug, count in sorted(counts.items(), key=lambda item: -item[1])
    ]
