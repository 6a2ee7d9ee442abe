"""Recognising the terms of our vocabularies in text, in any of the six languages.

A recognised term is a code without language; that is what carries a query from one language to another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clearinghouse.search.analysis.scripts import candidate_languages
from clearinghouse.search.analysis.stopwords import is_stop_word
from clearinghouse.search.analysis.units import field_language, units_of
from clearinghouse.search.analysis.words import Token, tokens_of

_MIN_LABEL_CHARS = 2


@dataclass(frozen=True, slots=True)
class ConceptMatch:
    """A label found in a text.

    start_token, end_token: places among the tokens of the text analysed in `language`; start, end: offsets in
    characters. Ends are exclusive.
    """

    code: str
    label: str
    language: str
    start_token: int
    end_token: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    code: str
    label: str


class ConceptLexicon:
    """The labels of all concepts, analysed. Immutable once made; making it takes a second for 50,000 labels."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """entries: (code, language tag, label); preferred and alternative labels alike."""
        self._entries: dict[str, dict[tuple[str, ...], dict[str, _Entry]]] = {}
        self._longest: dict[str, dict[str, int]] = {}
        for code, tag, label in entries:
            if _is_worth_finding(label):
                self._add(field_language(tag), _Entry(code, label))

    def recognise(self, text: str, language: str | None = None) -> list[ConceptMatch]:
        """Return the longest labels in `text` that do not overlap, in order; all codes that share a label.

        language: one of FIELD_LANGUAGES where known; otherwise every language that the script allows is tried.
        """
        languages = (language,) if language else (*candidate_languages(text), "und")
        found = [match for code in languages for match in self._matches(text, code)]
        found.sort(key=lambda match: (match.start - match.end, match.start, match.code))
        chosen: dict[tuple[int, int, str], ConceptMatch] = {}
        ranges: list[tuple[int, int]] = []
        for match in found:
            place = (match.start, match.end)
            if place not in ranges and any(match.start < end and start < match.end for start, end in ranges):
                continue
            if place not in ranges:
                ranges.append(place)
            chosen.setdefault((*place, match.code), match)
        return sorted(chosen.values(), key=lambda match: (match.start, match.code))

    def codes_in(self, tokens: Sequence[str], language: str) -> Iterator[str]:
        """Yield the codes named in a stream of tokens: at each place the longest label, as `recognise` does.

        For indexing, where places do not matter and texts are analysed already.
        """
        entries, longest = self._entries.get(language), self._longest.get(language)
        if not entries or not longest:
            return
        end = 0
        for place, token in enumerate(tokens):
            most = longest.get(token)
            if most is None or place < end:
                continue
            for size in range(min(most, len(tokens) - place), 0, -1):
                if named := entries.get(tuple(tokens[place : place + size])):
                    yield from named
                    end = place + size
                    break

    def _add(self, language: str, entry: _Entry) -> None:
        tokens = tuple(token.text for token in tokens_of(entry.label, language))
        if not tokens:
            return
        self._entries.setdefault(language, {}).setdefault(tokens, {}).setdefault(entry.code, entry)
        longest = self._longest.setdefault(language, {})
        longest[tokens[0]] = max(longest.get(tokens[0], 0), len(tokens))

    def _matches(self, text: str, language: str) -> list[ConceptMatch]:
        entries = self._entries.get(language)
        if not entries:
            return []
        tokens = tokens_of(text, language)
        longest = self._longest[language]
        found: list[ConceptMatch] = []
        for place, token in enumerate(tokens):
            for size in range(min(longest.get(token.text, 0), len(tokens) - place), 0, -1):
                here = tokens[place : place + size]
                if named := entries.get(tuple(t.text for t in here)):
                    found += [_match(entry, language, place=place, tokens=here) for entry in named.values()]
                    break
        return found


def _match(entry: _Entry, language: str, *, place: int, tokens: list[Token]) -> ConceptMatch:
    return ConceptMatch(
        entry.code,
        entry.label,
        language,
        start_token=place,
        end_token=place + len(tokens),
        start=tokens[0].start,
        end=max(token.end for token in tokens),
    )


def _is_worth_finding(label: str) -> bool:
    """Whether finding a label tells anything: not for single letters, bare numbers and function words."""
    units = [unit.text for unit in units_of(label)]
    if not any(any(c.isalpha() for c in unit) for unit in units) or all(map(is_stop_word, units)):
        return False
    return len(label.strip()) >= _MIN_LABEL_CHARS
