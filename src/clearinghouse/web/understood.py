"""What the text of a search was understood to say: times, concepts, organizations, types; a chip takes each back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.core.languages import tag_of
from clearinghouse.core.messages import Message
from clearinghouse.core.written_days import written_day
from clearinghouse.derived.pages import Card
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.kinds import COUNTRIES
from clearinghouse.records.queries import cards
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.analysis.units import units_of
from clearinghouse.search.concepts import ConceptMatch
from clearinghouse.search.days import day_of
from clearinghouse.search.names import record_of
from clearinghouse.search.opening import lexicon
from clearinghouse.search.query import Query, Range
from clearinghouse.search.types import type_of
from clearinghouse.search.understanding import recognised
from clearinghouse.web.languages import current_language
from clearinghouse.web.presenting import record_url
from clearinghouse.web.speech import say

_MOST = 6
_SINCE = Message("search", "Published since %(first)s")
_UNTIL = Message("search", "Published until %(last)s")
_ON = Message("search", "Published on %(first)s")
_FROM_TO = Message("search", "Published from %(first)s to %(last)s")


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing.

    url: what there is on it, "" for a time; without_url: the search that does not take it so. kind: of a record, or
    that it is a type of records.
    """

    label: str
    without_url: str
    url: str = ""
    kind: str = ""
    language: str = ""


def understood(query: Query, addressed: Callable[[Query], str]) -> list[Understood]:
    """Return what the text of a search was understood to say. addressed: gives the address of a search.

    Words in quotes are words alone, so a concept, organization or type is taken out of the search by putting its words
    into quotes; the words of a time are taken out of the text.
    """
    times = [Understood(published(told.limit), addressed(query.untold(told))) for told in query.told]
    text = query.text
    matches = recognised(query, lexicon())
    guids = {guid for match in matches if (guid := record_of(match.code))}
    records = cards(guids, current_language().code, AnonymousUser()) if guids else {}
    terms: dict[str, list[str]] = {}
    chips: dict[str, Understood] = {}
    for match in matches:
        without = addressed(replace(query, text=_in_quotes(text, match), told=(), page=1))
        if card := records.get(record_of(match.code)):
            chips.setdefault(match.code, _of_record(card, without))
        elif slug := type_of(match.code):
            # Types that share a name are one thing to people.
            typed = text[match.start : match.end]
            slugs = terms.setdefault(f"type:{typed}", [])
            slugs += [slug] if slug not in slugs else []
            chips[f"type:{typed}"] = _of_types(slugs, typed, without)
        elif not record_of(match.code):
            # A country is a nationality too: what has one name is one to people.
            label = concept_label(match.code)
            codes = terms.setdefault(label, [])
            codes += [match.code] if match.code not in codes else []
            url = f"{reverse('search')}?{urlencode({'concept': codes}, doseq=True)}"
            chips[label] = Understood(label, chips[label].without_url if label in chips else without, url)
    return [*times, *list(chips.values())[:_MOST]]


def _in_quotes(text: str, match: ConceptMatch) -> str:
    """Return a text with recognised words in quotes: whole words, with blanks around, or they would be no phrase."""
    start, end = match.start, match.end
    for unit in units_of(text):
        if not unit.is_chinese and unit.start < match.end and match.start < unit.end:
            start, end = min(start, unit.start), max(end, unit.end)
    return " ".join(f'{text[:start]} "{text[start:end]}" {text[end:]}'.split())


def _of_types(slugs: list[str], typed: str, without: str) -> Understood:
    """Return the chip of a type, or of several that are called what was typed."""
    label = say(FORMATS[slugs[0]].name) if len(slugs) == 1 else typed
    url = f"{reverse('search')}?{urlencode({'format': slugs}, doseq=True)}"
    return Understood(label, without, url, _("Type"))


def _of_record(card: Card, without: str) -> Understood:
    kind = say(FORMATS[card.format].name)
    return Understood(card.title.text, without, record_url(card.number), kind, tag_of(card.title.language))


def concept_label(code: str) -> str:
    """Return the label of a recognised concept in the language of the page, whatever its scheme."""
    vocabulary, language = current_vocabulary(), current_language().code
    if code.startswith("country:"):
        term = vocabulary.term(COUNTRIES, code.removeprefix("country:"))
        return term.label(language) if term else code
    for scheme in vocabulary:
        if term := vocabulary.term(scheme.identifier, code):
            return term.label(language)
    return code


def published(limit: Range) -> str:
    """Return the days of publication in a sentence."""
    first, last = (None if day is None else written_day(day_of(day)) for day in _bounds(limit))
    if last is None:
        sentence = _SINCE
    elif first is None:
        sentence = _UNTIL
    else:
        sentence = _ON if first == last else _FROM_TO
    return say(sentence) % {"first": first, "last": last}


def _bounds(limit: Range) -> tuple[int | None, int | None]:
    return limit.lower, limit.upper
