"""Why a document is among the hits of a search: where each part of the text was found in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clearinghouse.search.analysis.identifiers import identifier_keys, own_key
from clearinghouse.search.asking import asked_of
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.documents import IndexDocument
from clearinghouse.search.fields import fields_in
from clearinghouse.search.groups import Groups
from clearinghouse.search.matching import Matched
from clearinghouse.search.nodes import Concept, Key, Leaf, Of, Phrase, Prefix, Related, Term, leaves


class Place(StrEnum):
    """Where a part of the text was found, in the order of how much it says."""

    BEARS = "bears"
    """As an identifier of the record."""
    MENTIONS = "mentions"
    """As an identifier that the record, or one that it refers to, names."""
    TITLE = "title"
    RELATED = "related"
    CONCEPT = "concept"
    TYPE = "type"
    """As a record of that type."""
    GOVERNMENT = "government"
    """As a record of that government."""
    REGION = "region"
    """As a record of a government in that region or group."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Reason:
    """One place.

    what: the language of a title or text, one of FIELD_LANGUAGES; the code of a concept, country or region; the slug of
    a type; the GUID of a record that is referred to.
    """

    place: Place
    what: str = ""


_PLACE_OF_FACET = {"format": Place.TYPE, "government": Place.GOVERNMENT, "region": Place.REGION}
_ORDER: Mapping[Place, int] = {place: number for number, place in enumerate(Place)}


def reasons(
    text: str, document: IndexDocument, lexicon: ConceptLexicon, groups: Mapping[str, Groups] | None = None
) -> list[tuple[str, list[Reason]]]:
    """Return each part of the text of a search with where it stands in a document; nothing for a part that does not."""
    matched = Matched(document, groups)
    found = []
    for part, node in asked_of(fields_in(text, lexicon).words, lexicon).parts:
        several = list(leaves(node))
        # Keys by which a record is known that is about a concept, or is the organization, are no identifiers to people.
        known = {own_key(leaf.code) for leaf in several if isinstance(leaf, Concept)}
        guids = [leaf.guid for leaf in several if isinstance(leaf, Related)]
        known |= {own_key(key) for guid in guids for key in identifier_keys(guid)}
        here = {reason for leaf in several if matched.has(leaf) for reason in _reasons(leaf, known)}
        found.append((part, sorted(here, key=lambda reason: (_ORDER[reason.place], reason.what))))
    return found


def _reasons(leaf: Leaf, known: set[str]) -> Iterator[Reason]:
    match leaf:
        case Concept(code):
            yield Reason(Place.CONCEPT, code)
        case Related(guid):
            yield Reason(Place.RELATED, guid)
        case Of(facet, code):
            yield Reason(_PLACE_OF_FACET[facet], code)
        case Key(key) if key not in known:
            yield Reason(Place.BEARS if key.startswith(own_key("")) else Place.MENTIONS)
        case Term(field, language) | Phrase(field, language) | Prefix(field, language):
            yield Reason(Place.TITLE if field == "title" else Place.TEXT, language)
