"""A search engine that looks at every document: slow, and plainly right."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal, Self, assert_never

from clearinghouse.core.collation import sort_range
from clearinghouse.search.analysis.identifiers import key_beginning, own_key, shown_key
from clearinghouse.search.documents import Delete, IndexDocument, Operation, Replace, Upsert
from clearinghouse.search.engine import Hit, Page, RebuildReason, SearchUnavailableError, Suggestion, facet_table
from clearinghouse.search.indexing import SEPARATOR, folded_phrase
from clearinghouse.search.nodes import AllOf, AnyOf, Concept, Key, Node, Of, Phrase, Prefix, Related, Term
from clearinghouse.search.query import Filter, In, Query, Range, Sort

COUNTRIES_IN_ORDER = ("mx", "fr", "zz", "ke")
"""As if by their names."""


class OracleEngine:
    """Keeps the documents in memory."""

    def __init__(self) -> None:
        self.documents: dict[str, tuple[IndexDocument, ...]] | None = None
        self.sequence = 0
        self.commits = self.began = self.to_forget = 0

    def claim(self) -> None:
        """Nobody else can write it."""

    def search(self, query: Query) -> Page:
        found = self._found(query)
        ordered = _in_order(found, query)[query.offset : query.offset + query.page_size]
        tables, distinct = {}, {}
        for facet in query.facets:
            counts: Counter[str] = Counter()
            for document in self._found(query.without_filter_of(facet)):
                counts.update(document.facets.get(facet.field, ()))
            tables[facet.field] = facet_table(counts, size=facet.size, chosen=query.chosen(facet.field))
            distinct[facet.field] = len(counts)
        hits = tuple(Hit(document.guid, 0.0, document.sequence) for document in ordered)
        return Page(len(found), hits, tables, str(self.commits), self.sequence, distinct)

    def suggest(self, prefix: str, *, language: str, visible: Sequence[str], size: int = 8) -> tuple[Suggestion, ...]:
        documents = [d for d in self._all() if set(visible) & set(d.visibility)]
        before, _, last = prefix.rpartition(" ")
        words = [word for d in documents for word in d.words.get(language, ())]
        begun = (folded_phrase(last), f"ال{folded_phrase(last)}") if language == "ar" else folded_phrase(last)
        shown = Counter(w.split(SEPARATOR)[1] for w in words if w.startswith(begun))
        texts = [Suggestion(f"{before} {word}".strip(), count) for word, count in sorted(shown.items())]
        return tuple(texts)[:size] if len(prefix) > 1 else ()

    def titled(self, beginning: str, *, language: str, visible: Sequence[str], size: int = 4) -> tuple[str, ...]:
        least, _ = sort_range(beginning, language)
        documents = [d for d in self._all() if set(visible) & set(d.visibility)]
        is_enough = len(beginning) > 1 or not beginning.isascii()
        begun = [d for d in documents if is_enough and least and d.sort_titles.get(language, "").startswith(least)]
        return tuple(d.guid for d in sorted(begun, key=lambda d: (d.sort_titles[language], d.sequence)))[:size]

    def identifiers(self, beginning: str, *, visible: Sequence[str], size: int = 4) -> list[str]:
        keys = sorted({key for d in self._all() if set(visible) & set(d.visibility) for key in d.keys})
        begun = key_beginning(beginning)
        return [shown_key(key[1:]) for key in keys if begun and key.startswith(own_key(begun))][:size]

    def words(self, beginning: str, *, language: str) -> list[tuple[str, str, int]]:
        words = Counter(word for d in self._all() for word in d.words.get(language, ()))
        cut = [(word.partition(SEPARATOR), count) for word, count in words.items() if word.startswith(beginning)]
        return [(folded, shown, count) for (folded, _, shown), count in cut]

    def frequencies(self, field: Literal["key", "concept"], values: Iterable[str]) -> dict[str, int]:
        counts = Counter(one for d in self._all() for one in set(d.keys if field == "key" else d.concepts))
        return {value: counts[value] for value in values if counts[value]}

    def apply(self, operations: Iterable[Operation], up_to_sequence: int) -> None:
        documents = dict(self.documents or {})
        for operation in operations:
            match operation:
                case Upsert(document):
                    documents[document.guid] = (document,)
                case Replace(guid, several):
                    documents[guid] = several
                case Delete(guid):
                    documents.pop(guid, None)
                case _:
                    assert_never(operation)
        self.documents, self.sequence = documents, max(self.sequence, up_to_sequence)
        self.commits += 1

    def checkpoint(self) -> int:
        return self.sequence

    def refresh(self, min_sequence: int = 0, *, timeout_s: float = 0.0) -> bool:
        return self.sequence >= min_sequence

    def needs_rebuild(self) -> RebuildReason | None:
        return RebuildReason.MISSING if self.documents is None else None

    def forget(self, sequence: int) -> None:
        self.to_forget = max(self.to_forget, sequence)

    def must_forget(self) -> bool:
        return self.began < self.to_forget

    def begin_rebuild(self) -> "OracleRebuild":
        return OracleRebuild(self)

    def close(self) -> None:
        """Nothing is held."""

    def _all(self) -> Iterable[IndexDocument]:
        if self.documents is None:
            raise SearchUnavailableError(reason=RebuildReason.MISSING)
        return [document for several in self.documents.values() for document in several]

    def _found(self, query: Query) -> list[IndexDocument]:
        return [
            document
            for document in self._all()
            if set(query.allowed) & set(document.visibility)
            and all(_has(document, node) for node in query.must)
            and not any(_has(document, node) for node in query.must_not)
            and all(_passes(document, wanted) for wanted in query.limits)
        ]


class OracleRebuild:
    """A second engine whose content is taken over at the end."""

    def __init__(self, engine: OracleEngine) -> None:
        self._engine = engine
        self._beside = OracleEngine()

    def apply(self, operations: Iterable[Operation], up_to_sequence: int) -> None:
        self._beside.apply(operations, up_to_sequence)

    def publish(self) -> None:
        self._engine.documents = self._beside.documents or {}
        self._engine.sequence = self._engine.began = self._beside.sequence
        self._engine.commits += 1

    def abandon(self) -> None:
        self._beside = OracleEngine()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.abandon()


def _has(document: IndexDocument, node: Node) -> bool:
    match node:
        case AnyOf(nodes):
            return any(_has(document, child) for child in nodes)
        case AllOf(nodes):
            return all(_has(document, child) for child in nodes)
        case Concept(code):
            return code in document.concepts
        case Key(key):
            return key in document.keys
        case Term(field, language, token):
            return token in _tokens(document, field, language)
        case Prefix(field, language, token):
            return any(t.startswith(token) for t in _tokens(document, field, language))
        case Phrase(field, language, tokens):
            stream = _tokens(document, field, language)
            at = dict(enumerate(stream))
            return any(all(at.get(place + d) == t for d, t in tokens) for place in at)
        case Related(guid):
            return guid in document.related
        case Of(facet, code):
            return _passes(document, In(facet, (code,)))
        case _:
            assert_never(node)


def _tokens(document: IndexDocument, field: str, language: str) -> list[str]:
    streams = document.title if field == "title" else document.text
    return streams.get(language, "").split()


def _passes(document: IndexDocument, wanted: Filter) -> bool:
    match wanted:
        case In("guid", values):
            return document.guid in values
        case In("concept", values):
            return bool(set(values) & set(document.concepts))
        case In("related", values):
            return bool(set(values) & set(document.related))
        case In(name, values):
            return bool(set(values) & set(document.facets.get(name, ())))
        case Range(name, lower, upper):
            day = document.dates.get(name)
            return day is not None and (lower is None or lower <= day) and (upper is None or day <= upper)
        case _:
            assert_never(wanted)


def _in_order(found: list[IndexDocument], query: Query) -> list[IndexDocument]:
    match query.sort:
        case Sort.RELEVANCE:
            return found
        case Sort.TITLE:
            return sorted(found, key=lambda d: (d.sort_titles.get(query.languages[0], ""), d.sequence))
        case Sort.COUNTRY:
            newest = sorted(found, key=lambda d: (d.dates["published"], d.sequence), reverse=True)
            return sorted(newest, key=_country_place)
        case Sort.NEWEST | Sort.OLDEST:
            dated = [d for d in found if query.sort_date in d.dates]
            dated.sort(key=lambda d: (d.dates[query.sort_date], d.sequence), reverse=query.sort is Sort.NEWEST)
            return [*dated, *(d for d in found if query.sort_date not in d.dates)]


def _country_place(document: IndexDocument) -> tuple[bool, bool, int, str]:
    code = next(iter(document.facets.get("government", ())), "")
    place = COUNTRIES_IN_ORDER.index(code) if code in COUNTRIES_IN_ORDER else 0
    return not code, code not in COUNTRIES_IN_ORDER, place, code


def comparable(page: Page, query: Query) -> Page:
    """Return `page` without what may differ between engines: scores, names of states, the order by relevance."""
    hits = tuple(replace(hit, score=0.0) for hit in page.hits)
    if query.sort is Sort.RELEVANCE:
        hits = tuple(sorted(hits, key=lambda hit: hit.guid))
    return replace(page, hits=hits, generation="")
