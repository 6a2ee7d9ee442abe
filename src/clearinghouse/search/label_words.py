"""Parts of the labels of terms: who types “Lepidoptera” means what is resistant to Lepidoptera too."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.analysis.scripts import candidate_languages
from clearinghouse.search.analysis.stopwords import is_stop_word
from clearinghouse.search.analysis.units import UNIT, Unit, is_chinese, units_of
from clearinghouse.search.analysis.words import tokens_of

MOST_TERMS = 12
"""A word in the labels of more terms than this tells nothing of any of them."""
_MIN_CHARS = 5
_MIN_CHINESE_CHARS = 3
_LONGEST_RUN = 6

_Words = tuple[str, ...]


class LabelWords:
    """Which terms have a word in a label, in each language. Immutable."""

    def __init__(self, labels: Iterable[tuple[str, str, str]]) -> None:
        """labels: (code, one of FIELD_LANGUAGES, label)."""
        self._codes: dict[tuple[str, _Words], set[str]] = {}
        self._with: dict[tuple[str, str], set[_Words]] = {}
        self._chinese: list[tuple[str, str]] = []
        for code, language, label in labels:
            if is_chinese(label):
                self._chinese.append((_run(label), code))
                continue
            words = tuple(token.text for token in tokens_of(label, language))
            if len(words) > 1:
                self._codes.setdefault((language, words), set()).add(code)
                for word in words:
                    self._with.setdefault((language, word), set()).add(words)

    def named_in(self, text: str, taken: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], tuple[str, ...]]:
        """Return the terms of which a part of a label stands in a text, by where it stands; the longest parts.

        taken: places at which something is recognised already.
        """
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        for several in _free_runs(text, taken):
            place = 0
            while place < len(several):
                named = self._longest(text, several[place : place + _LONGEST_RUN])
                if named:
                    run, codes = named
                    found[run[0].start, run[-1].end] = codes
                    place += len(run)
                else:
                    place += 1
        return found

    def _longest(self, text: str, units: Sequence[Unit]) -> tuple[Sequence[Unit], tuple[str, ...]] | None:
        for size in range(len(units), 0, -1):
            run = units[:size]
            if is_stop_word(run[0].text) or is_stop_word(run[-1].text):
                continue
            if codes := self._codes_of(text[run[0].start : run[-1].end], is_one_word=size == 1):
                return run, codes
        return None

    def _codes_of(self, typed: str, *, is_one_word: bool) -> tuple[str, ...]:
        if is_chinese(typed):
            run = _run(typed)
            found = {code for label, code in self._chinese if run in label} if len(run) >= _MIN_CHINESE_CHARS else set()
            return tuple(sorted(found)) if len(found) <= MOST_TERMS else ()
        if is_one_word and (len(typed) < _MIN_CHARS or any(sign.isdigit() for sign in typed)):
            return ()
        found = set()
        for language in candidate_languages(typed):
            here = set(self._codes_with(tuple(token.text for token in tokens_of(typed, language)), language))
            found |= here if len(here) <= MOST_TERMS else set()
        return tuple(sorted(found)) if len(found) <= MOST_TERMS else ()

    def _codes_with(self, words: _Words, language: str) -> Iterator[str]:
        if not words:
            return
        rarest = min((self._with.get((language, word), set()) for word in words), key=len)
        for label in rarest:
            if any(label[place : place + len(words)] == words for place in range(len(label) - len(words) + 1)):
                yield from self._codes[language, label]


def _run(text: str) -> str:
    return "".join(map(fold, UNIT.findall(text)))


def _free_runs(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[list[Unit]]:
    """Yield the words that stand beside one another with nothing recognised between them."""

    def is_taken(unit: Unit) -> bool:
        return text[unit.end : unit.end + 1] == "*" or any(
            start < unit.end and unit.start < end for start, end in taken
        )

    for are_taken, several in groupby(units_of(text), is_taken):
        if not are_taken:
            yield list(several)
