"""The lexicon of a vocabulary: which words name which concept, and which codes mean another by now."""

from collections.abc import Iterator
from itertools import chain

from babel.core import Locale

from clearinghouse.core.languages import LANGUAGES
from clearinghouse.derived.index import concept_code
from clearinghouse.formats.kinds import COUNTRIES, REGIONS
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.region_names import region_names
from clearinghouse.vocabularies.concepts import OTHER, Term, Vocabulary

# “Other” is a word of every text, and names nothing by itself.
_NAMES_NOTHING = frozenset({OTHER})


def lexicon_of(vocabulary: Vocabulary) -> ConceptLexicon:
    """Return what words name which concept, in every scheme of a vocabulary."""
    entries = (
        (concept_code(scheme.identifier, term.identifier), language, label)
        for scheme in vocabulary
        for term in scheme.terms
        if term.identifier not in _NAMES_NOTHING
        for language, label in names_of(term)
    )
    regions = {
        term.identifier
        for scheme in vocabulary
        for term in scheme.terms
        if scheme.identifier == REGIONS and concept_code(REGIONS, term.identifier) == term.identifier
    }
    everyday = (named for named in region_names() if named[0] in regions)
    return ConceptLexicon(chain(entries, _everyday_names(vocabulary), everyday), _aliases(vocabulary), regions=regions)


def _everyday_names(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Yield what people call countries beside the names of the United Nations: Russia, Bielorrusia, 韩国."""
    for language in LANGUAGES:
        territories = Locale.parse(language.catalogue).territories
        for scheme in vocabulary:
            if scheme.identifier != COUNTRIES:
                continue
            for term in scheme.terms:
                if label := territories.get(term.identifier.upper()):
                    yield concept_code(COUNTRIES, term.identifier), language.code, label


def names_of(term: Term) -> Iterator[tuple[str, str]]:
    """Yield every label of a term with its language, preferred and alternative alike."""
    yield from term.labels.items()
    for language, labels in term.alternatives.items():
        yield from ((language, label) for label in labels)


def _aliases(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the code that stands for each old or other one. What is a code of its own in any scheme is no alias."""
    own = {term.identifier for scheme in vocabulary for term in scheme.terms}
    return {
        alias: term.identifier
        for scheme in vocabulary
        for term in scheme.terms
        for alias in term.aliases
        if alias not in own
    }
