"""The index of this node, opened lazily in each process."""

import os
from collections.abc import Iterator
from functools import cache, lru_cache

from django.conf import settings

from clearinghouse.derived.index import concept_code
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.engine import SearchEngine
from clearinghouse.search.tantivy_engine import TantivyEngine
from clearinghouse.vocabularies.concepts import OTHER, Term, Vocabulary

# “Other” is a word of every text, and names nothing by itself.
_NAMES_NOTHING = frozenset({OTHER})


def engine() -> SearchEngine:
    """Return the engine of this process; a fork opens its own."""
    return _engine_of(os.getpid(), str(settings.INDEX_FOLDER))


@cache
def _engine_of(_process: int, _folder: str) -> SearchEngine:
    return TantivyEngine(settings.INDEX_FOLDER)


def lexicon() -> ConceptLexicon:
    """Return what words name which concept, for the vocabulary as it stands now."""
    return _lexicon_of(current_vocabulary())


@lru_cache(maxsize=2)
def _lexicon_of(vocabulary: Vocabulary) -> ConceptLexicon:
    return ConceptLexicon(
        (concept_code(scheme.identifier, term.identifier), language, label)
        for scheme in vocabulary
        for term in scheme.terms
        if term.identifier not in _NAMES_NOTHING
        for language, label in _names(term)
    )


def _names(term: Term) -> Iterator[tuple[str, str]]:
    yield from term.labels.items()
    for language, labels in term.alternatives.items():
        yield from ((language, label) for label in labels)
