"""The index of this node, opened lazily in each process."""

import os
from functools import cache, lru_cache

from django.conf import settings

from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.analysing import Analyst
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.country_names import ShortNames
from clearinghouse.search.engine import SearchEngine
from clearinghouse.search.names import RecordNames
from clearinghouse.search.record_names import current_names
from clearinghouse.search.regions import current_countries, current_groups
from clearinghouse.search.tantivy_engine import TantivyEngine
from clearinghouse.search.types import known_types
from clearinghouse.vocabularies.concepts import Vocabulary


def engine() -> SearchEngine:
    """Return the engine of this process; a fork opens its own."""
    return _engine_of(os.getpid(), str(settings.INDEX_FOLDER))


@cache
def _engine_of(_process: int, _folder: str) -> SearchEngine:
    return TantivyEngine(settings.INDEX_FOLDER, groups=current_groups, countries=current_countries)


def lexicon() -> ConceptLexicon:
    """Return what words name which concept, organization or type, for vocabulary and register as they stand now."""
    return _with_names(analyst().lexicon, current_names())


@lru_cache(maxsize=2)
def _with_names(terms: ConceptLexicon, names: RecordNames) -> ConceptLexicon:
    return terms.with_names(names, known_types(), ShortNames(terms))


def analyst() -> Analyst:
    """Return what makes documents, with the vocabulary as it stands now."""
    return _analyst_of(current_vocabulary())


@lru_cache(maxsize=2)
def _analyst_of(vocabulary: Vocabulary) -> Analyst:
    return Analyst(vocabulary)
