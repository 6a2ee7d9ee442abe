"""What a text that is being typed may become: identifiers, countries and terms, titles of records, words."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from django.utils.translation import gettext as _

from clearinghouse.core.languages import BY_CODE, tag_of
from clearinghouse.derived.index import concept_code
from clearinghouse.formats.kinds import COUNTRIES, REGIONS
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.analysis.scripts import candidate_languages
from clearinghouse.search.indexing import folded_phrase
from clearinghouse.search.opening import engine
from clearinghouse.search.standings import PUBLIC
from clearinghouse.vocabularies.concepts import OTHER
from clearinghouse.vocabularies.finding import Found, find_terms
from clearinghouse.web.languages import current_language

MAX_CHARS = 100
_MIN_CHARS = 2
_TERMS = 4
_TITLES = 4
_IDENTIFIERS = 4
_MOST = 10
_PER_SCHEME = 4
_PLACES = (COUNTRIES, REGIONS)


@dataclass(frozen=True, slots=True)
class Completion:
    """One text to search for. kind: what it is; note: what it is called in the language of the page."""

    text: str
    language: str = ""
    kind: str = ""
    note: str = ""


def completions(typed: str) -> list[Completion]:
    """Return what a text may become, in the language in which it is typed. Raises SearchUnavailableError."""
    text = " ".join(typed[:MAX_CHARS].split())
    if len(text) < _MIN_CHARS and text.isascii():
        return []
    found = [*_identifiers(text), *_terms(text), *_titles(text)]
    distinct = {one.text.casefold(): one for one in reversed(found) if one.text.casefold() != text.casefold()}
    return list(reversed(distinct.values()))[:_MOST]


def _identifiers(text: str) -> Iterator[Completion]:
    for identifier in engine().identifiers(text, visible=(PUBLIC,), size=_IDENTIFIERS):
        yield Completion(identifier, kind=_("Identifier"))


def _terms(text: str) -> Iterator[Completion]:
    """Yield terms that records carry: those whose label begins with the text before others, the commonest first."""
    own = current_language().code
    named: dict[str, tuple[str, Found]] = {}
    for scheme in current_vocabulary():
        for one in find_terms(scheme, text, own, limit=_PER_SCHEME):
            if one.language and one.term.identifier != OTHER:
                named.setdefault(concept_code(scheme.identifier, one.term.identifier), (scheme.identifier, one))
    counts = engine().frequencies("concept", named)
    wanted = folded_phrase(text)

    def rank(code: str) -> tuple[bool, bool, bool, int]:
        scheme_name, one = named[code]
        begins = folded_phrase(one.label).startswith(wanted)
        return not begins, scheme_name not in _PLACES, one.language != own, -counts[code]

    ranked = nsmallest(_TERMS, counts, key=rank)
    for scheme_name, one in map(named.__getitem__, ranked):
        kind = _("Country or region") if scheme_name in _PLACES else _("Term")
        label = one.term.label(own)
        note = label if one.language != own and label.casefold() != one.label.casefold() else ""
        yield Completion(one.label, tag_of(one.language), kind, note)


def _titles(text: str) -> Iterator[Completion]:
    own = current_language().code
    languages = sorted(candidate_languages(text), key=lambda code: code != own)
    several = [
        (code, engine().suggest(text, language=code, visible=(PUBLIC,), size=_MOST))
        for code in languages
        if code in BY_CODE
    ]
    titles = [(code, one.text) for code, found in several for one in found if one.is_title]
    yield from (Completion(title, tag_of(code), _("Title")) for code, title in titles[:_TITLES])
    yield from (Completion(one.text, tag_of(code)) for code, found in several for one in found if not one.is_title)
