"""Did you mean: the nearest spelling that finds something, of words in titles, labels of terms and identifiers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice, product

from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.analysis.identifiers import keys_asked, oecd_of, own_key, shown_key
from clearinghouse.search.analysis.scripts import candidate_languages
from clearinghouse.search.analysis.stopwords import is_stop_word
from clearinghouse.search.analysis.units import PART, is_chinese
from clearinghouse.search.asking import asked_of, parts_of
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.engine import SearchEngine
from clearinghouse.search.fields import fields_in, without_told
from clearinghouse.search.nearness import edits_allowed, edits_between, in_latin, letters_of, lookalikes, one_edit_away
from clearinghouse.search.query import Query

FEW_HITS = 3
"""With so many hits nobody needs another spelling."""
MOST = 3
_MOST_WORDS = 12
_MOST_WRONG = 4
_MOST_TRIED = 12
_CHOICES = 3
_PAIR = 2
_RARE = 2
_MUCH_MORE = 10
_KEY_CHARS = range(5, 13)
_LONGEST_TEXT = 200

_Ranked = tuple[int, bool, int, str]
"""Edits, whether the first letter differs, how often from most to fewest, and the word as it is shown."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The same search with another text, and how many records it finds."""

    query: Query
    count: int


def spellings_near(query: Query, *, index: SearchEngine, lexicon: ConceptLexicon) -> list[Spelling]:
    """Return searches that differ in the spelling of a word or identifier and find more; the likeliest first.

    For searches that find little: each try is a search of its own. Raises SearchUnavailableError.
    """
    if not query.must or len(query.text) > _LONGEST_TEXT:
        return []
    counted = _Counted(query, index, lexicon)
    found: dict[str, Spelling] = {}
    typed = without_told(query.text, query.told)
    tries = chain(_identifiers(typed, index), _words(typed, counted), _last_resorts(typed, counted))
    for text in tries:
        count = counted.of(text) if text not in found else 0
        # Another form of the same word finds the same records.
        if count > counted.of(typed) and count not in {one.count for one in found.values()}:
            found[text] = Spelling(replace(counted.asking(text), facets=query.facets, page_size=query.page_size), count)
        if len(found) == MOST or (found and len(counted.known) > _MOST_TRIED):
            break
    return list(found.values())


def without_times(query: Query, *, index: SearchEngine) -> Spelling | None:
    """Return the search without the times that its text tells, if it finds more. Raises SearchUnavailableError."""
    text = without_told(query.text, query.told)
    if not query.told or not text:
        return None
    wider = replace(query, text=text, told=(), page=1, problems=())
    count = index.search(replace(wider, facets=(), page_size=0)).total
    return Spelling(wider, count) if count > index.search(replace(query, facets=(), page_size=0)).total else None


class _Counted:
    """How many records each text finds under the filters of one search; asked once each."""

    def __init__(self, query: Query, index: SearchEngine, lexicon: ConceptLexicon) -> None:
        self.index = index
        self.lexicon = lexicon
        self.known: dict[str, int] = {}
        self.ranked: dict[str, list[_Ranked]] = {}
        self._query = query
        self._told = tuple(query.text[one.start : one.end] for one in query.told)

    def of(self, text: str) -> int:
        """Return how many records a text finds."""
        if text not in self.known:
            self.known[text] = self.index.search(self.asking(text)).total
        return self.known[text]

    def asking(self, text: str) -> Query:
        """Return the search for a text, without hits and counts; the times that were told hold for it too."""
        fields = fields_in(" ".join((text, *self._told)), self.lexicon)
        asked = asked_of(fields.words, self.lexicon)
        return replace(
            self._query,
            text=fields.text,
            must=asked.must,
            must_not=asked.must_not,
            told=fields.told,
            facets=(),
            page=1,
            page_size=0,
            problems=(),
        )

    def anywhere(self, word: str) -> int:
        """Return how many records have a word, whatever the filters."""
        key = f"\0{word}"
        if key not in self.known:
            alone = Query(must=asked_of(word, self.lexicon).must, visible=self._query.visible, page_size=0)
            self.known[key] = self.index.search(alone).total
        return self.known[key]


def _identifiers(text: str, index: SearchEngine) -> Iterator[str]:
    """Yield the text with an identifier in the place of a mistyped one: one character or the check digit wrong."""
    latin = in_latin(text)
    if len(latin) != len(text):
        return
    for match in keys_asked(latin):
        keys = sorted(filter(_may_be_mistyped, match.keys), key=len, reverse=True)
        if known := index.frequencies("key", map(own_key, keys)):
            # Nothing is wrong with it, unless it was typed in look-alikes.
            if latin[match.start : match.end] != fold(text[match.start : match.end]):
                yield _with_words(text, [(match.start, match.end)], [shown_key(next(iter(known)).removeprefix("="))])
            return
        for key in keys:
            near = sorted(set(one_edit_away(key)), key=lambda one: (not oecd_of(one), one))
            for one in index.frequencies("key", map(own_key, near)):
                yield _with_words(text, [(match.start, match.end)], [shown_key(one.removeprefix("="))])


def _may_be_mistyped(key: str) -> bool:
    return len(key) in _KEY_CHARS and key.isalnum() and not key.isdecimal() and not key.isalpha()


def _words(text: str, counted: _Counted) -> Iterator[str]:
    """Yield the text with the nearest known words in the place of unknown ones."""
    parts = [part for part in PART.finditer(text) if _may_be_misspelt(part[0])][:_MOST_WORDS]
    places: list[tuple[int, int]] = []
    choices: list[list[str]] = []
    for part in parts:
        if len(places) < _MOST_WRONG and (near := _near(part[0], counted)):
            places.append(part.span())
            choices.append(near)
    for chosen in product(*choices) if choices else ():
        yield _with_words(text, places, chosen)


def _last_resorts(text: str, counted: _Counted) -> Iterator[str]:
    """Yield what is left to try where nothing is found: another word of the language, Chinese by pairs, fewer words."""
    if counted.of(text):
        return
    for part in islice(PART.finditer(text), _MOST_WRONG):
        if _may_be_misspelt(part[0]):
            near = (one for one in _ranked(fold(part[0]), counted) if one[0] == 1)
            for _, _, _, shown in islice(near, _CHOICES):
                yield _with_words(text, [part.span()], [shown])
    paired = " ".join(_in_pairs(text, counted.lexicon))
    if paired not in ("", text):
        yield paired
    yield from _with_fewer(paired, counted)


def _in_pairs(text: str, lexicon: ConceptLexicon) -> Iterator[str]:
    """Yield the parts of a text, runs of Chinese cut at concepts and what is left of them in pairs: most words are."""
    for start, end in parts_of(text, lexicon):
        part = text[start:end]
        is_run = is_chinese(part) and len(part) > _PAIR and not lexicon.named(part)
        yield from (part[place : place + _PAIR] for place in range(0, len(part), _PAIR)) if is_run else (part,)


def _with_fewer(text: str, counted: _Counted) -> Iterator[str]:
    """Yield the text without one of its parts: what then finds least first; of two parts, a concept is kept."""
    parts = [text[start:end] for start, end in parts_of(text, counted.lexicon)]
    if not 1 < len(parts) <= _MOST_WORDS:
        return
    fewer = [
        (len(parts) == _PAIR and bool(counted.lexicon.named(part)), count, rest)
        for place, part in enumerate(parts)
        for rest in [" ".join(parts[:place] + parts[place + 1 :])]
        if (count := counted.of(rest))
    ]
    yield from (rest for _, _, rest in sorted(fewer)[:MOST])


def _with_words(text: str, places: Iterable[tuple[int, int]], words: Iterable[str]) -> str:
    pieces: list[str] = []
    end = 0
    for (start, stop), word in zip(places, words, strict=True):
        pieces += [text[end:start], word]
        end = stop
    return "".join([*pieces, text[end:]])


def _may_be_misspelt(word: str) -> bool:
    return not is_chinese(word) and not any(c.isdigit() for c in word) and not is_stop_word(word) and len(word) > 1


def _near(word: str, counted: _Counted) -> list[str]:
    """Return the best words near an unknown one, or near a rare one that others are far commoner than."""
    count = counted.anywhere(word)
    if count > _RARE:
        return []
    ranked: list[_Ranked] = []
    if not count:
        ranked += [(0, False, 0, one) for one in lookalikes(word) if counted.anywhere(one)]
    for folded in (fold(word), *lookalikes(word)):
        ranked += _ranked(folded, counted)
    best = list(dict.fromkeys(shown for _, _, _, shown in sorted(ranked) if fold(shown) != fold(word)))[:_CHOICES]
    if count:
        return [one for one in best[:1] if counted.anywhere(one) >= _MUCH_MORE * count]
    return [one for one in best if counted.anywhere(one)]


def _ranked(folded: str, counted: _Counted) -> list[_Ranked]:
    """Return known words near a folded one, the nearest first; looked for once."""
    if folded not in counted.ranked:
        counted.ranked[folded] = sorted(_compared(folded, counted)) if edits_allowed(folded) else []
    return counted.ranked[folded]


def _compared(folded: str, counted: _Counted) -> Iterator[_Ranked]:
    most = edits_allowed(folded)
    letters = letters_of(folded)
    best: dict[str, _Ranked] = {}
    for word, shown, count in _known(folded, most, counted):
        if abs(len(word) - len(folded)) > most or (letters ^ letters_of(word)).bit_count() > 2 * most:
            continue
        edits = edits_between(folded, word, most)
        if 0 < edits <= most:
            before = -best[word][2] if word in best else 0
            best[word] = (edits, word[0] != folded[0], -count - before, shown)
    yield from best.values()


def _known(folded: str, most: int, counted: _Counted) -> Iterator[tuple[str, str, int]]:
    """Yield words of labels in the script and of about the length, and words of titles that may begin so."""
    for language in candidate_languages(folded):
        by_length = _label_words(counted.lexicon.terms_alone).get(language, {})
        for length in range(len(folded) - most, len(folded) + most + 1):
            yield from ((word, shown, 0) for word, shown in by_length.get(length, {}).items())
    for language in (*candidate_languages(folded), "und"):
        for beginning in dict.fromkeys((folded[0], folded[1])):
            yield from counted.index.words(beginning, language=language)


@lru_cache(maxsize=2)
def _label_words(lexicon: ConceptLexicon) -> Mapping[str, Mapping[int, Mapping[str, str]]]:
    """Return the words of all labels by language and length: folded, and as they are shown."""
    words: dict[str, dict[int, dict[str, str]]] = {}
    for language, label in lexicon.labels():
        here = words.setdefault(language, {})
        for part in PART.findall(label):
            if _may_be_misspelt(part):
                folded = fold(part)
                here.setdefault(len(folded), {}).setdefault(folded, part.lower())
    return words
