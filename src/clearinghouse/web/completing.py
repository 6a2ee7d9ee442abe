"""What a text that is being typed may become: identifiers, countries and terms, titles of records, words."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, islice

from django.utils.translation import gettext as _

from clearinghouse.core.collation import begins
from clearinghouse.core.languages import tag_of
from clearinghouse.derived.index import concept_code
from clearinghouse.formats.kinds import COUNTRIES, REGIONS
from clearinghouse.records.models import Record
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.analysis.scripts import candidate_languages
from clearinghouse.search.engine import Suggestion
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
_TITLES_LOOKED_AT = 10
"""Several records may bear one title."""
_IDENTIFIERS = 4
_MOST = 10
_PER_SCHEME = 12
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
    distinct: dict[str, Completion] = {}
    for one in found:
        distinct.setdefault(one.text.casefold(), one)
    # The word itself is no help; that it is the name of a country, a term or a title is.
    if (same := distinct.get(text.casefold())) and not same.kind:
        del distinct[text.casefold()]
    return list(distinct.values())[:_MOST]


def _identifiers(text: str) -> Iterator[Completion]:
    for identifier in engine().identifiers(text, visible=(PUBLIC,), size=_IDENTIFIERS):
        yield Completion(identifier, kind=_("Identifier"))


def _terms(text: str) -> Iterator[Completion]:
    """Yield terms that records carry: those whose label begins with the text before others, the commonest first."""
    own = current_language().code
    wanted = folded_phrase(text)
    typed = candidate_languages(text)
    typed = (own,) if own in typed else typed
    named: dict[str, tuple[str, Found]] = {}
    for scheme in current_vocabulary():
        for one in find_terms(scheme, text, own, limit=_PER_SCHEME):
            begins = folded_phrase(one.label).startswith(wanted)
            # A word within a label of another language is of no use to who types in this one.
            if one.language and (begins or one.language in typed) and one.term.identifier != OTHER:
                named.setdefault(concept_code(scheme.identifier, one.term.identifier), (scheme.identifier, one))
    counts = engine().frequencies("concept", named)

    def rank(code: str) -> tuple[bool, bool, bool, int]:
        scheme_name, one = named[code]
        begins = folded_phrase(one.label).startswith(wanted)
        return not begins, scheme_name not in _PLACES, one.language != own, -counts[code]

    for scheme_name, one in map(named.__getitem__, nsmallest(_TERMS, counts, key=rank)):
        yield _of_term(scheme_name, one, own)


def _of_term(scheme_name: str, one: Found, own: str) -> Completion:
    kind = _("Country or region") if scheme_name in _PLACES else _("Term")
    label = one.term.label(own)
    is_told = one.language == own or label.casefold() == one.label.casefold()
    return Completion(one.label, tag_of(one.language), kind, "" if is_told else label)


def _titles(text: str) -> Iterator[Completion]:
    """Yield titles, then words, in each language that the text may be in, that of the page first."""
    own = current_language().code
    languages = sorted(candidate_languages(text), key=lambda code: code != own)
    titles = islice(chain.from_iterable(_titled(text, code) for code in languages), _TITLES)
    yield from (Completion(title, tag_of(code), _("Title")) for code, title in titles)
    found: list[tuple[str, Suggestion]] = []
    for code in languages:
        found += [(code, one) for one in engine().suggest(text, language=code, visible=(PUBLIC,), size=_MOST)]
        if len(found) >= _MOST:
            break
    yield from (Completion(one.text, tag_of(code)) for code, one in found)


def _titled(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the titles that begin so of records as readers of a language see them, each with its own language."""
    guids = engine().titled(text, language=language, visible=(PUBLIC,), size=_TITLES_LOOKED_AT)
    records = Record.objects.published().in_bulk(list(guids)) if guids else {}
    for guid in guids:
        titles = records[guid].titles if guid in records else {}
        yield from ((code, title) for code, title in titles.items() if begins(title, text, language))
