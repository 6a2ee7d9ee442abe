"""Finding terms by the beginning of any word of any label, and listing them by letter. Made for 50,000 concepts.

Each scheme has its own tables, made when first asked for and kept as long as the scheme lives in this process.
"""

import re
import weakref
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.letters import folded, letter_of, list_key

# Words of a label at which a search may begin, characters from its start, and places looked at for one answer.
_MAX_STARTS = 8
_START = re.compile("(?<= )[^ ]|[\u4e00-\u9fff]")
_MAX_START = 255
_WINDOW = 400


@dataclass(frozen=True, slots=True)
class Found:
    """A term that was found, by which of its labels, and whether it stands first in the order of finding."""

    term: Term
    label: str
    language: str
    is_preferred: bool


class LabelTable:
    """Every label of a scheme, folded, with the places where its words begin in the order of the alphabet."""

    def __init__(self, scheme: Scheme) -> None:
        self._terms = scheme.terms
        self._labels: list[str] = []
        self._term_of = array("L")
        self._which = array("L")
        self._languages: list[str] = []
        self._is_preferred = bytearray()
        starts: list[int] = []
        for place, term in enumerate(self._terms):
            for which, (language, label, is_preferred) in enumerate(_names(term)):
                text = folded(label)
                if text:
                    base = len(self._labels) << 8
                    starts.append(base)
                    starts.extend(base | start for start in _starts(text))
                    self._labels.append(text)
                    self._term_of.append(place)
                    self._which.append(which)
                    self._languages.append(language)
                    self._is_preferred.append(is_preferred)
        starts.sort(key=self._from)
        self._starts = array("Q", starts)

    def _from(self, packed: int) -> str:
        return self._labels[packed >> 8][packed & _MAX_START :]

    def find(self, text: str, language: str, limit: int) -> list[Found]:
        """Return up to `limit` terms with a word that begins as `text` does, each once.

        First labels that begin with it, those in the reader's language before others, preferred before alternative,
        short before long.
        """
        wanted = folded(text)
        if not wanted:
            return []
        best: dict[int, tuple[bool, bool, bool, int, int]] = {}
        for packed in self._places(wanted):
            number = packed >> 8
            rank = (
                bool(packed & _MAX_START),
                self._languages[number] != language,
                not self._is_preferred[number],
                len(self._labels[number]),
                number,
            )
            place = self._term_of[number]
            if place not in best or rank < best[place]:
                best[place] = rank
        return [self._found(number) for *_, number in sorted(best.values())[:limit]]

    def _found(self, number: int) -> Found:
        term = self._terms[self._term_of[number]]
        language, label, is_preferred = next(islice(_names(term), self._which[number], None))
        return Found(term, label, language, is_preferred)

    def _places(self, wanted: str) -> Iterator[int]:
        first = bisect_left(self._starts, wanted, key=self._from)
        for packed in self._starts[first : first + _WINDOW]:
            if not self._from(packed).startswith(wanted):
                return
            yield packed


class LetterTable:
    """The terms of a scheme by the letter with which their label begins in one language."""

    def __init__(self, language: str, scheme: Scheme) -> None:
        keyed = [(list_key(label, language), place, label) for place, label in _labels_in(scheme, language)]
        keyed.sort(key=lambda one: one[:2])
        places: dict[str, array[int]] = {}
        for _key, place, label in keyed:
            places.setdefault(letter_of(label, language), array("L")).append(place)
        self._terms = scheme.terms
        self._places = places

    @property
    def counts(self) -> Mapping[str, int]:
        """How many terms stand under each letter, in order."""
        return {letter: len(places) for letter, places in self._places.items()}

    def under(self, letter: str, start: int, end: int) -> list[Term]:
        """Return the terms under a letter from `start` to before `end`, in order."""
        return [self._terms[place] for place in self._places.get(letter, ())[start:end]]


_label_tables: dict[int, LabelTable] = {}
_letter_tables: dict[tuple[int, str], LetterTable] = {}


def find_terms(scheme: Scheme, text: str, language: str, *, limit: int = 20) -> list[Found]:
    """Return the terms of a scheme that a text begins to name, in any language, the best first."""
    key = id(scheme)
    table = _label_tables.get(key)
    if table is None:
        table = _label_tables[key] = LabelTable(scheme)
        weakref.finalize(scheme, _label_tables.pop, key, None)
    return table.find(text, language, limit)


def letters_of(scheme: Scheme, language: str) -> LetterTable:
    """Return the alphabetical list of a scheme for a reader of `language`."""
    key = (id(scheme), language)
    table = _letter_tables.get(key)
    if table is None:
        table = _letter_tables[key] = LetterTable(language, scheme)
        weakref.finalize(scheme, partial(_letter_tables.pop, key, None))
    return table


def _labels_in(scheme: Scheme, language: str) -> Iterator[tuple[int, str]]:
    return ((place, term.label(language)) for place, term in enumerate(scheme.terms))


def _names(term: Term) -> Iterator[tuple[str, str, bool]]:
    """Yield language, label, and whether it is preferred; the identifier, notation and aliases last."""
    for language, label in term.labels.items():
        yield language, label, True
    for language, labels in term.alternatives.items():
        yield from ((language, label, False) for label in labels)
    yield from (("", code, False) for code in (term.identifier, term.notation, *term.aliases))


def _starts(text: str) -> Iterator[int]:
    """Yield where further words of a folded label begin; a Chinese one is found from each of its first characters."""
    return (match.start() for match in islice(_START.finditer(text, 1, _MAX_START), _MAX_STARTS))
