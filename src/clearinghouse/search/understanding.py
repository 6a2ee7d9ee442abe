"""What a search was understood to say beside its words: concepts, organizations, types; outside of quotes."""

from collections.abc import Iterator
from dataclasses import dataclass

from clearinghouse.search.analysis.identifiers import keys_asked
from clearinghouse.search.asking import words_alone
from clearinghouse.search.concepts import ConceptLexicon, ConceptMatch
from clearinghouse.search.names import record_of
from clearinghouse.search.query import Query, Range
from clearinghouse.search.types import type_of


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some words of a text were understood as: a limit of time, or what they name.

    start, end: where they stand in the text. record: the GUID of an organization; code: of a concept or country;
    type: the slug of a record type.
    """

    start: int
    end: int
    limit: Range | None = None
    code: str = ""
    record: str = ""
    type: str = ""


def recognised(query: Query, lexicon: ConceptLexicon) -> list[ConceptMatch]:
    """Return what a text names in any language, outside of quotes, exclusions and words that tell a time."""
    text = query.text
    for start, end in (*words_alone(text), *((one.start, one.end) for one in query.told)):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    symbols = [key for key in keys_asked(text) if any("/" in one for one in key.keys)]
    return [
        one
        for one in lexicon.recognise(text)
        # What stands on both sides of a quotation is no name: it could not be put into quotes to take it back.
        if text[one.start : one.end] == query.text[one.start : one.end]
        # The word in “decision 15/4” names that decision, and no type.
        and not (type_of(one.code) and any(key.start <= one.start and one.end <= key.end for key in symbols))
    ]


def meanings(query: Query, lexicon: ConceptLexicon) -> Iterator[Meaning]:
    """Yield everything that a text was understood as, times first."""
    yield from (Meaning(one.start, one.end, one.limit) for one in query.told)
    for match in recognised(query, lexicon):
        guid, slug = record_of(match.code), type_of(match.code)
        yield Meaning(match.start, match.end, code="" if guid or slug else match.code, record=guid, type=slug)
