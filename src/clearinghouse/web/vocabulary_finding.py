"""Finding terms on pages: in one scheme, in all, and while somebody types."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from clearinghouse.records.words import current_vocabulary
from clearinghouse.vocabularies.concepts import Scheme
from clearinghouse.vocabularies.finding import Found, find_terms
from clearinghouse.web.languages import current_language
from clearinghouse.web.vocabulary_pages import SchemeAsked, TermLink

_IN_ONE = 30
_SUGGESTED = 12
_SCHEMES = 20
_PER_SCHEME = 8

_Rank = tuple[bool, bool, int]


@dataclass(frozen=True, slots=True)
class FoundIn:
    """What was found in one scheme."""

    name: str
    url: str
    terms: tuple[TermLink, ...]


def found_in(asked: SchemeAsked, text: str) -> list[TermLink]:
    """Return the terms of one scheme that a text begins to name."""
    found = find_terms(asked.scheme, text, current_language().code, limit=_IN_ONE)
    return [asked.link(one.term, one) for one in found]


def found_everywhere(text: str) -> list[FoundIn]:
    """Return the terms of all schemes that a text begins to name, by scheme; those with the best first."""
    language = current_language().code
    best = nsmallest(_SCHEMES, _by_scheme(text, language), key=lambda one: min(_rank(f, language) for f in one[1]))
    return [_shown(scheme, found, text) for scheme, found in best]


def suggested(text: str) -> list[TermLink]:
    """Return the few best terms of all schemes that a text begins to name, while it is typed."""
    language = current_language().code
    every = ((scheme, one) for scheme, found in _by_scheme(text, language) for one in found)
    best = nsmallest(_SUGGESTED, every, key=lambda pair: _rank(pair[1], language))
    return [SchemeAsked(scheme, None).link(one.term, one) for scheme, one in best]


def _by_scheme(text: str, language: str) -> Iterator[tuple[Scheme, list[Found]]]:
    for scheme in current_vocabulary() if text.strip() else ():
        if found := find_terms(scheme, text, language, limit=_PER_SCHEME):
            yield scheme, found


def _rank(found: Found, language: str) -> _Rank:
    return (not found.is_preferred, found.language != language, len(found.label))


def _shown(scheme: Scheme, found: list[Found], text: str) -> FoundIn:
    asked = SchemeAsked(scheme, None)
    links = tuple(asked.link(one.term, one) for one in found)
    return FoundIn(scheme.label(current_language().code), asked.url(q=text), links)
