"""Records like another: those that share its rarest terms and the words of its title."""

from clearinghouse.records.models import Record
from clearinghouse.search.documents import IndexDocument
from clearinghouse.search.engine import Hit
from clearinghouse.search.nodes import Concept, Node, Term, any_of
from clearinghouse.search.opening import analyst, engine
from clearinghouse.search.query import Query, Sort
from clearinghouse.search.standings import PUBLIC, batch_of

_MOST_CONCEPTS = 40
_MOST_WORDS = 30
_MIN_WORD_CHARS = 3
_COUNTRY = "country:"
_COUNTRY_WEIGHT = 0.3
"""That two records are of one country says little of what they are about."""
_WORD_WEIGHT = 0.6


def alike(record: Record, *, size: int = 12) -> list[Hit]:
    """Return the records most like one, best first, without it. Raises SearchUnavailableError."""
    document = _document_of(record)
    nodes = _nodes(document) if document else []
    if not nodes:
        return []
    index = engine()
    index.refresh()
    query = Query(must=(any_of(tuple(nodes)),), sort=Sort.RELEVANCE, page_size=size + 1).visible_to((PUBLIC,))
    return [hit for hit in index.search(query).hits if hit.guid != record.guid][:size]


def _document_of(record: Record) -> IndexDocument | None:
    made = analyst()
    documents = [made.document(one) for _guid, revisions in batch_of([record.guid]) for one in revisions]
    return max(documents, key=lambda one: one.sequence, default=None)


def _nodes(document: IndexDocument) -> list[Node]:
    concepts: list[Node] = [
        Concept(code, _COUNTRY_WEIGHT if code.startswith(_COUNTRY) else 1.0)
        for code in document.concepts[:_MOST_CONCEPTS]
    ]
    words: list[Node] = [
        Term("title", language, word, _WORD_WEIGHT)
        for language, stream in document.title.items()
        for word in dict.fromkeys(stream.split())
        if len(word) >= _MIN_WORD_CHARS or language == "zh"
    ]
    return [*concepts, *words[:_MOST_WORDS]]
