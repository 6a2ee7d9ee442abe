"""Recognising the terms of our vocabularies in text, in any of the six languages.

A recognised term is a code without language; that is what carries a query from one language to another.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.analysis.identifiers import keys_asked
from clearinghouse.search.analysis.scripts import candidate_languages
from clearinghouse.search.analysis.stopwords import is_stop_word
from clearinghouse.search.analysis.units import field_language, units_of
from clearinghouse.search.analysis.words import Token, tokens_of
from clearinghouse.search.label_words import LabelWords
from clearinghouse.search.place_words import BEFORE_PLACES

_MIN_LABEL_CHARS = 2
_ACRONYM = re.compile(r"[^\W\d_]{2,7}")
_ADD_S = frozenset({"en", "fr", "es"})

_Words = tuple[str, ...]
_Cut = Mapping[str, list[Token]]
_Sizes = Mapping[str, Mapping[str, tuple[int, ...]]]
"""First token → second token, "" for labels of one → how many tokens labels that begin so have, most first."""


@dataclass(frozen=True, slots=True)
class ConceptMatch:
    """A label found in a text.

    start_token, end_token: places among the tokens of the text analysed in `language`; start, end: offsets in
    characters. Ends are exclusive. is_common: a word that means something else in most texts.
    """

    code: str
    label: str
    language: str
    start_token: int
    end_token: int
    start: int
    end: int
    is_common: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    code: str
    label: str


class Names(Protocol):
    """What is recognised beside terms; see names.py and types.py."""

    def matches(self, text: str, cut: _Cut, is_word: Callable[[str], bool]) -> Iterator[ConceptMatch]:
        """Yield every name in a text. cut: its tokens by language."""

    def words_of(self, known: Sequence[str], language: str) -> set[_Words]:
        """Return names of records or types in a language, each as its tokens. known: GUIDs and slugs."""


class ConceptLexicon:
    """The labels of all concepts, analysed. Immutable once made; making it takes a second for 50,000 labels."""

    def __init__(
        self,
        entries: Iterable[tuple[str, str, str]],
        aliases: Mapping[str, str] | None = None,
        *,
        regions: Iterable[str] = (),
    ) -> None:
        """entries: (code, language tag, label); preferred and alternative labels alike.

        aliases: codes that mean another one, such as those of terms that were merged. regions: which codes are groups
        of governments.
        """
        self._aliases = dict(aliases or {})
        self._entries: dict[str, dict[_Words, dict[str, _Entry]]] = {}
        self._sizes: dict[str, dict[str, dict[str, tuple[int, ...]]]] = {}
        self._phrases: dict[str, dict[str, set[_Words]]] = {}
        self._codes: set[str] = set()
        self._names: tuple[Names, ...] = ()
        self._acronyms: dict[str, list[tuple[str, _Entry]]] = {}
        self.regions = frozenset(regions)
        self.terms_alone = self
        for code, tag, label in entries:
            self._codes.add(code)
            if _is_worth_finding(label):
                self._add(field_language(tag), _Entry(code, label))

    def with_names(self, *names: Names) -> "ConceptLexicon":
        """Return this lexicon with names of records and types, which `recognise` and `names_of` know.

        `terms_alone` of it is this one. Indexes know terms alone: what they hold must not hang on other records.
        """
        made = copy(self)
        made._names = names
        return made

    @cached_property
    def label_words(self) -> LabelWords:
        """The words of the labels, by which a part of a label is found. Made when first asked for."""
        return LabelWords(
            (entry.code, language, entry.label)
            for language, entries in self._entries.items()
            for several in entries.values()
            for entry in several.values()
        )

    def recognise(self, text: str, language: str | None = None) -> list[ConceptMatch]:
        """Return the longest labels in `text` that do not overlap, in order; all codes that share a label.

        Common words are left out where the text says more than what is recognised. language: one of FIELD_LANGUAGES
        where known; otherwise every language that the script allows is tried.
        """
        languages = (language,) if language else (*candidate_languages(text), "und")
        cut = {code: tokens_of(text, code) for code in languages}
        found = [match for code, tokens in cut.items() for match in self.matches(tokens, code)]
        found += self.acronyms_in(text)
        for names in self._names:
            found += names.matches(text, cut, self._is_word)
        chosen = _longest(found)
        if any(match.is_common for match in chosen) and _says_more(text, chosen):
            return _longest([match for match in found if not match.is_common])
        return chosen

    def codes_in(self, tokens: Sequence[str], language: str) -> Iterator[str]:
        """Yield the codes named in a stream of tokens: at each place the longest label, as `recognise` does.

        For indexing, where places do not matter and texts are analysed already.
        """
        starts, entries = self._sizes.get(language), self._entries.get(language)
        if not starts or not entries:
            return
        end = 0
        for place in [place for place, token in enumerate(tokens) if token in starts]:
            if place < end:
                continue
            if named := self._longest_at(tokens, place, starts=starts, entries=entries):
                yield from entries[named]
                end = place + len(named)

    def code(self, code: str) -> str:
        """Return the code that stands for one now."""
        return self._aliases.get(code, code)

    def labels(self) -> Iterator[tuple[str, str]]:
        """Yield every label with its language, one of FIELD_LANGUAGES."""
        for language, entries in self._entries.items():
            for several in entries.values():
                yield from ((language, entry.label) for entry in several.values())

    def knows(self, code: str) -> bool:
        """Say whether any label names a code."""
        return code in self._codes

    def named(self, text: str) -> list[str]:
        """Return the codes that a whole text names."""
        text = text.strip()
        return list(dict.fromkeys(m.code for m in self.recognise(text) if m.start == 0 and m.end == len(text)))

    def words_of(self, codes: Iterable[str], language: str) -> set[tuple[str, ...]]:
        """Return the labels of concepts in one of FIELD_LANGUAGES, each as its tokens."""
        labels = self._phrases.get(language, {})
        return {words for code in codes for words in labels.get(code, ())}

    def names_of(self, known: Sequence[str], language: str) -> set[_Words]:
        """Return the names of records and types in one of FIELD_LANGUAGES, each as its tokens."""
        return {words for names in self._names for words in names.words_of(known, language)} if known else set()

    def _is_word(self, text: str) -> bool:
        """Say whether a word is one of the language, as far as we know: a function word, or it begins a label."""
        first = ((code, token.text) for code in candidate_languages(text) for token in tokens_of(text, code)[:1])
        return is_stop_word(text) or any(token in self._sizes.get(code, {}) for code, token in first)

    def acronyms_in(self, text: str) -> Iterator[ConceptMatch]:
        """Yield acronyms that are another word once they are analysed: ZEE is not Zea."""
        for unit in units_of(text):
            for language, entry in self._acronyms.get(fold(unit.text), ()):
                yield ConceptMatch(
                    entry.code, entry.label, language, start_token=0, end_token=0, start=unit.start, end=unit.end
                )

    def _add(self, language: str, entry: _Entry) -> None:
        if not _ACRONYM.fullmatch(entry.label) or not entry.label.isupper():
            self._put(language, entry, tuple(token.text for token in tokens_of(entry.label, language)))
            return
        plain = fold(entry.label)
        # Also their plural: LMOs.
        for written in (plain, f"{plain}s") if language in _ADD_S else (plain,):
            tokens = tuple(token.text for token in tokens_of(written, language))
            if tokens in {(plain,), (f"{plain}s",)} and not is_stop_word(written):
                self._put(language, entry, tokens)
            elif written == plain:
                self._acronyms.setdefault(plain, []).append((language, entry))

    def _put(self, language: str, entry: _Entry, tokens: _Words) -> None:
        if not tokens:
            return
        self._entries.setdefault(language, {}).setdefault(tokens, {}).setdefault(entry.code, entry)
        self._phrases.setdefault(language, {}).setdefault(entry.code, set()).add(tokens)
        sizes = self._sizes.setdefault(language, {}).setdefault(tokens[0], {})
        second = tokens[1] if len(tokens) > 1 else ""
        sizes[second] = tuple(sorted({*sizes.get(second, ()), len(tokens)}, reverse=True))

    def _longest_at(self, tokens: Sequence[str], place: int, *, starts: _Sizes, entries: Container[_Words]) -> _Words:
        """Return the longest label that begins at a place; empty if none does."""
        sizes = starts[tokens[place]]
        second = tokens[place + 1] if place + 1 < len(tokens) else ""
        for size in sizes.get(second, ()) if second else ():
            words = tuple(tokens[place : place + size])
            if words in entries:
                return words
        return (tokens[place],) if "" in sizes else ()

    def matches(self, tokens: list[Token], language: str) -> list[ConceptMatch]:
        """Return the longest label that begins at each token; they may overlap."""
        starts, entries = self._sizes.get(language), self._entries.get(language)
        if not starts or not entries:
            return []
        words = [token.text for token in tokens]
        found: list[ConceptMatch] = []
        for place, word in enumerate(words):
            if word in starts and (named := self._longest_at(words, place, starts=starts, entries=entries)):
                here = tokens[place : place + len(named)]
                found += [_match(entry, language, place=place, tokens=here) for entry in entries[named].values()]
        return found


def _longest(found: list[ConceptMatch]) -> list[ConceptMatch]:
    """Return the longest matches that do not overlap, in order; all codes of each place."""
    found = sorted(found, key=lambda match: (match.start - match.end, match.start, match.code))
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


def _says_more(text: str, matches: list[ConceptMatch]) -> bool:
    """Say whether a text has words beside function words, identifiers and what is recognised."""
    known = [(match.start, match.end) for match in matches]
    known += [(match.start, match.end) for match in keys_asked(text)]
    for unit in units_of(text):
        here = [(start, end) for start, end in known if start < unit.end and unit.start < end]
        if unit.is_chinese:
            places = (place for place in range(unit.start, unit.end) if not is_stop_word(text[place]))
            if any(not any(start <= place < end for start, end in here) for place in places):
                return True
        elif not here and not is_stop_word(unit.text) and fold(unit.text) not in BEFORE_PLACES:
            return True
    return False


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
