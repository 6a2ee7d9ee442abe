"""Whether one document answers a query, without an engine; and which of many saved queries one document answers."""

from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from typing import Generic, TypeVar, assert_never

from clearinghouse.search.documents import IndexDocument
from clearinghouse.search.groups import Groups
from clearinghouse.search.nodes import AllOf, AnyOf, Concept, Key, Node, Of, Phrase, Prefix, Related, Term
from clearinghouse.search.query import Filter, In, Query, Range

Mark = tuple[str, ...]
"""Something that a document has and a query may need, as ("key", "mon810")."""
Name = TypeVar("Name", bound=Hashable)

_RARITY: Mapping[Mark, int] = {
    ("guid",): 0,
    ("key",): 1,
    ("related",): 2,
    ("facet", "government"): 3,
    ("term",): 4,
    ("concept",): 5,
}
"""How rare what a kind of mark names is: a query is looked at only when the rarest that it needs is there."""
_COMMON = 6
_EVERYTHING: Mark = ("everything",)


class Matched:
    """One document, prepared to be compared with many queries."""

    def __init__(self, document: IndexDocument, groups: Mapping[str, Groups] | None = None) -> None:
        self._document = document
        self._groups = groups or {}
        self._keys = frozenset(document.keys)
        self._concepts = frozenset(document.concepts)
        self._streams: dict[tuple[str, str], list[str]] = {}
        self._tokens: dict[tuple[str, str], frozenset[str]] = {}

    def answers(self, query: Query) -> bool:
        """Say whether the document is among the hits of a query."""
        return (
            not set(query.allowed).isdisjoint(self._document.visibility)
            and all(self._passes(one) for one in query.limits)
            and all(self.has(node) for node in query.must)
            and not any(self.has(node) for node in query.must_not)
        )

    def has(self, node: Node) -> bool:
        """Say whether the document has what a node asks for."""
        match node:
            case AnyOf(nodes):
                return any(self.has(child) for child in nodes)
            case AllOf(nodes):
                return all(self.has(child) for child in nodes)
            case Concept(code):
                return code in self._concepts
            case Key(key):
                return key in self._keys
            case Term(field, language, token):
                return token in self._words(field, language)
            case Prefix(field, language, token):
                return any(word.startswith(token) for word in self._words(field, language))
            case Phrase(field, language, tokens):
                return self._has_phrase(field, language, tokens)
            case Related(guid):
                return guid in self._document.related
            case Of(facet, code):
                return self._passes(In(facet, (code,)))
            case _:
                assert_never(node)

    @cached_property
    def marks(self) -> frozenset[Mark]:
        """Everything that a query may need."""
        document = self._document
        words = {
            ("term", field, language, word)
            for field, streams in (("text", document.text), ("title", document.title))
            for language in streams
            for word in self._words(field, language)
        }
        codes = {("facet", name, code) for name, several in document.facets.items() for code in several}
        return frozenset({
            _EVERYTHING,
            ("guid", document.guid),
            *(("key", key) for key in self._keys),
            *(("concept", code) for code in self._concepts),
            *(("related", guid) for guid in document.related),
            *codes,
            *words,
        })  # fmt: skip

    def _stream(self, field: str, language: str) -> list[str]:
        if (field, language) not in self._streams:
            streams = self._document.title if field == "title" else self._document.text
            self._streams[field, language] = streams.get(language, "").split()
        return self._streams[field, language]

    def _words(self, field: str, language: str) -> frozenset[str]:
        if (field, language) not in self._tokens:
            self._tokens[field, language] = frozenset(self._stream(field, language))
        return self._tokens[field, language]

    def _has_phrase(self, field: str, language: str, tokens: tuple[tuple[int, str], ...]) -> bool:
        words = self._words(field, language)
        if not all(token in words for _distance, token in tokens):
            return False
        stream = self._stream(field, language)
        last = len(stream)
        first = tokens[0][1]
        return any(
            all(place + distance < last and stream[place + distance] == token for distance, token in tokens)
            for place, word in enumerate(stream)
            if word == first
        )

    def _passes(self, wanted: Filter) -> bool:
        document = self._document
        match wanted:
            case In("guid", values):
                return document.guid in values
            case In("concept", values):
                return not self._concepts.isdisjoint(values)
            case In("related", values):
                return not set(document.related).isdisjoint(values)
            case In(name, values) if name in self._groups:
                groups = self._groups[name]
                members = {code for value in values for code in groups.members.get(value, ())}
                return not members.isdisjoint(document.facets.get(groups.column, ()))
            case In(name, values):
                return not set(values).isdisjoint(document.facets.get(name, ()))
            case Range(name, lower, upper):
                day = document.dates.get(name)
                return day is not None and (lower is None or lower <= day) and (upper is None or day <= upper)
            case _:
                assert_never(wanted)


class Percolator(Generic[Name]):
    """Many saved queries, of which few are looked at for each document: those whose rarest need it has."""

    def __init__(self, queries: Iterable[tuple[Name, Query]], groups: Mapping[str, Groups] | None = None) -> None:
        self._groups = groups or {}
        self._queries: dict[Name, Query] = {}
        self._needing: dict[Mark, list[Name]] = {}
        for name, query in queries:
            self._queries[name] = query
            for mark in _needs(query):
                self._needing.setdefault(mark, []).append(name)

    def __len__(self) -> int:
        return len(self._queries)

    def matching(self, document: IndexDocument) -> list[Name]:
        """Return the names of the queries that a document answers, in no order."""
        matched = Matched(document, self._groups)
        candidates = {name for mark in matched.marks for name in self._needing.get(mark, ())}
        return [name for name in candidates if matched.answers(self._queries[name])]


def _needs(query: Query) -> frozenset[Mark]:
    """Return marks of which a document must have one to answer the query: the rarest such set."""
    offers = [needed for node in query.must if (needed := _needed(node))]
    offers += [needed for one in query.filters if (needed := _codes(one))]
    return min(offers, key=_commonness, default=frozenset({_EVERYTHING}))


def _needed(node: Node) -> frozenset[Mark]:
    """Return marks of which a document must have one to have a node; none where that cannot be told."""
    match node:
        case AnyOf(nodes):
            several = [_needed(child) for child in nodes]
            return frozenset[Mark]().union(*several) if all(several) else frozenset()
        case AllOf(nodes):
            return min(filter(None, map(_needed, nodes)), key=_commonness, default=frozenset())
        case Concept(code):
            return frozenset({("concept", code)})
        case Key(key):
            return frozenset({("key", key)})
        case Term(field, language, token):
            return frozenset({("term", field, language, token)})
        case Phrase(field, language, tokens):
            return frozenset({("term", field, language, max((token for _, token in tokens), key=len))})
        case Related(guid):
            return frozenset({("related", guid)})
        case Of(facet, code):
            return _codes(In(facet, (code,)))
        case Prefix():
            return frozenset()
        case _:
            assert_never(node)


def _codes(wanted: Filter) -> frozenset[Mark]:
    match wanted:
        case In("guid" | "concept" | "related" as kind, values):
            return frozenset((kind, value) for value in values)
        case In("region", _values):
            return frozenset()
        case In(name, values):
            return frozenset(("facet", name, value) for value in values)
        case Range():
            return frozenset()
        case _:
            assert_never(wanted)


def _commonness(marks: frozenset[Mark]) -> tuple[int, int]:
    return max(_RARITY.get(mark[:1], _RARITY.get(mark[:2], _COMMON)) for mark in marks), len(marks)
