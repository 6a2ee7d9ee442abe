"""What a search was understood to say beside its words: concepts, countries and organizations, outside of quotes."""

from collections.abc import Iterator
from dataclasses import dataclass

from clearinghouse.search.analysis.units import QUOTED
from clearinghouse.search.concepts import ConceptLexicon, ConceptMatch
from clearinghouse.search.names import record_of
from clearinghouse.search.query import Query, Range


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some words of a text were understood as: a limit of time, or what they name.

    start, end: where they stand in the text. record: the GUID of an organization; code: of a concept or country.
    """

    start: int
    end: int
    limit: Range | None = None
    code: str = ""
    record: str = ""


def recognised(query: Query, lexicon: ConceptLexicon) -> list[ConceptMatch]:
    """Return what a text names in any language, outside of quotes and of words that tell a time."""
    taken = [*(one.span() for one in QUOTED.finditer(query.text)), *((one.start, one.end) for one in query.told)]
    found = lexicon.recognise(query.text) if query.text else []
    return [one for one in found if not any(start <= one.start < end for start, end in taken)]


def meanings(query: Query, lexicon: ConceptLexicon) -> Iterator[Meaning]:
    """Yield everything that a text was understood as, times first."""
    yield from (Meaning(one.start, one.end, one.limit) for one in query.told)
    for match in recognised(query, lexicon):
        guid = record_of(match.code)
        yield Meaning(match.start, match.end, code="" if guid else match.code, record=guid)
