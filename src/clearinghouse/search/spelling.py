"""Did you mean: the nearest spelling that finds something, of words in titles, labels of terms and identifiers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice, pairwise, product

from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.analysis.identifiers import keys_asked, oecd_of, own_key, shown_key
from clearinghouse.search.analysis.scripts import candidate_languages
from clearinghouse.search.analysis.stopwords import is_stop_word
from clearinghouse.search.analysis.units import PART, is_chinese
from clearinghouse.search.asking import asked_of, parts_of
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.engine import SearchEngine
from clearinghouse.search.fields import fields_in, fields_left, without_told
from clearinghouse.search.nearness import edits_allowed, edits_between, in_latin, letters_of, lookalikes, one_edit_away
from clearinghouse.search.query import Query
from clearinghouse.search.understanding import recognised

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
_LETTERS_PER_EDIT = 6
"""In a word of a language that is neither the reader’s nor that of the rest of the text."""
_COUNTRY = "country:"

_Ranked = tuple[int, bool, int, str]
"""Edits, whether the first letter differs, how often from most to fewest, and the word as it is shown."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The same search with another text, and how many records it finds.

    is_sure: whether it may be shown where nothing was found; what leaves out much of the text is offered only.
    """

    query: Query
    count: int
    is_sure: bool = True


def spellings_near(query: Query, *, index: SearchEngine, lexicon: ConceptLexicon) -> list[Spelling]:
    """Return searches that differ in the spelling of a word or identifier and find more; the likeliest first.

    For searches that find little: each try is a search of its own. Raises SearchUnavailableError.
    """
    if not query.must or len(query.text) > _LONGEST_TEXT:
        return []
    counted = _Counted(query, index, lexicon)
    found: dict[str, Spelling] = {}
    typed = without_told(query.text, query.told)
    tries = (_surely(chain(_identifiers(typed, index), _words(typed, counted))), _last_resorts(typed, counted))
    for text, is_sure in chain.from_iterable(tries):
        count = counted.of(text) if text not in found else 0
        # Another form of the same word finds the same records.
        if count > counted.of(typed) and count not in {one.count for one in found.values()}:
            asked = replace(counted.asking(text), facets=query.facets, page_size=query.page_size)
            found[text] = Spelling(asked, count, is_sure)
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


def asking(query: Query, text: str, lexicon: ConceptLexicon) -> Query:
    """Return the same search for another text, without hits and counts."""
    fields = fields_in(text, lexicon)
    asked = asked_of(fields.words, lexicon)
    return replace(
        query,
        text=fields.text,
        must=asked.must,
        must_not=asked.must_not,
        told=fields.told,
        facets=(),
        page=1,
        page_size=0,
        problems=(),
    )


class _Counted:
    """How many records each text finds under the filters of one search; asked once each."""

    def __init__(self, query: Query, index: SearchEngine, lexicon: ConceptLexicon) -> None:
        self.index = index
        self.lexicon = lexicon
        self.known: dict[str, int] = {}
        self.ranked: dict[str, list[_Ranked]] = {}
        self._query = query
        self._told = tuple(query.text[one.start : one.end] for one in query.told)
        self.languages = {*query.languages[:1], "und", *(one.language for one in recognised(query, lexicon))}

    def places_known(self, text: str) -> list[tuple[int, int]]:
        """Return where nothing is misspelt: what names something, and fields, whose values are no words of texts."""
        named = [
            (one.start, one.end)
            for one in self.lexicon.recognise(text)
            # A misspelt word may have the stem of a name by chance.
            if one.code.startswith(_COUNTRY) or fold(one.label) == fold(text[one.start : one.end])
        ]
        return [*named, *((one.start, one.end) for one in fields_left(text))]

    def of(self, text: str) -> int:
        """Return how many records a text finds."""
        if text not in self.known:
            self.known[text] = self.index.search(self.asking(text)).total
        return self.known[text]

    def asking(self, text: str) -> Query:
        """Return the search for a text, without hits and counts; the times that were told hold for it too."""
        return asking(self._query, " ".join((text, *self._told)).strip(), self.lexicon)

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


def _surely(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    yield from ((text, True) for text in texts)


def _words(text: str, counted: _Counted) -> Iterator[str]:
    """Yield the text with the nearest known words in the place of unknown ones."""
    places: list[tuple[int, int]] = []
    choices: list[list[str]] = []
    for start, end in _misspelt_places(text, counted)[:_MOST_WORDS]:
        if len(places) < _MOST_WRONG and (near := _near(text[start:end], counted)):
            places.append((start, end))
            choices.append(near)
    for chosen in product(*choices) if choices else ():
        yield _with_words(text, places, chosen)


def _misspelt_places(text: str, counted: _Counted) -> list[tuple[int, int]]:
    """Return where words stand that may be misspelt: not those that were recognised."""
    known = counted.places_known(text)
    places = [part.span() for part in PART.finditer(text) if _may_be_misspelt(part[0])]
    return [place for place in places if not any(start < place[1] and place[0] < end for start, end in known)]


def _last_resorts(text: str, counted: _Counted) -> Iterator[tuple[str, bool]]:
    """Yield what is left to try where nothing is found: another word of the language, Chinese by pairs, fewer words.

    With each, whether it is sure.
    """
    if counted.of(text):
        return
    for start, end in _misspelt_places(text, counted)[:_MOST_WRONG]:
        near = (one for one in _ranked(fold(text[start:end]), counted) if one[0] == 1)
        for _, _, _, shown in islice(near, _CHOICES):
            yield _with_words(text, [(start, end)], [shown]), True
    if left := fields_left(text):
        # The parts of a field mean nothing by themselves.
        rest = _with_words(text, [(one.start, one.end) for one in left], [" "] * len(left))
        yield from [(" ".join(rest.split()), False)] if rest.strip() else []
        return
    paired = " ".join(_in_pairs(text, counted.lexicon))
    if paired not in ("", text):
        yield paired, True
    yield from _with_fewer(paired, counted)


def _in_pairs(text: str, lexicon: ConceptLexicon) -> Iterator[str]:
    """Yield the parts of a text, runs of Chinese cut at concepts and what is left of them in pairs: most words are."""
    for start, end in parts_of(text, lexicon):
        part = text[start:end]
        is_run = is_chinese(part) and len(part) > _PAIR and not lexicon.named(part)
        yield from (part[place : place + _PAIR] for place in range(0, len(part), _PAIR)) if is_run else (part,)


def _with_fewer(text: str, counted: _Counted) -> Iterator[tuple[str, bool]]:
    """Yield the text without one of its parts: what then finds least first; of two parts, a concept is kept.

    A country is always kept; and what is left of two parts is not sure.
    """
    parts = list(_with_countries_apart(text, counted.lexicon))
    if not 1 < len(parts) <= _MOST_WORDS:
        return
    countries = [_is_country(part, counted.lexicon) for part in parts]
    fewer = [
        (len(parts) == _PAIR and bool(counted.lexicon.named(part)), count, rest)
        for place, part in enumerate(parts)
        for rest in [" ".join(parts[:place] + parts[place + 1 :])]
        if not countries[place] and (count := counted.of(rest))
    ]
    is_sure = len(parts) > _PAIR
    yield from ((rest, is_sure) for _, _, rest in sorted(fewer)[:MOST])


def _with_countries_apart(text: str, lexicon: ConceptLexicon) -> Iterator[str]:
    """Yield the parts of a text; those that may be an identifier, such as “Uruguay 2024”, cut at countries."""
    countries = [one for one in lexicon.recognise(text) if one.code.startswith(_COUNTRY)]
    for start, end in parts_of(text, lexicon):
        inside = {place for one in countries for place in (one.start, one.end) if start < place < end}
        places = [start, *sorted(inside), end]
        yield from filter(None, (text[first:last].strip() for first, last in pairwise(places)))


def _is_country(text: str, lexicon: ConceptLexicon) -> bool:
    return any(code.startswith(_COUNTRY) for code in lexicon.named(text))


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
    letters = letters_of(folded)
    best: dict[str, _Ranked] = {}
    for word, shown, count, most in _known(folded, counted):
        if abs(len(word) - len(folded)) > most or (letters ^ letters_of(word)).bit_count() > 2 * most:
            continue
        edits = edits_between(folded, word, most)
        is_other = word[0] != folded[0]
        # People rarely mistype how a word begins: “drop” is no “crop”.
        if 0 < edits <= most - (is_other and word[1:2] != folded[0]):
            before = -best[word][2] if word in best else 0
            best[word] = (edits, is_other, -count - before, shown)
    yield from best.values()


def _known(folded: str, counted: _Counted) -> Iterator[tuple[str, str, int, int]]:
    """Yield words of labels in the script and of about the length, and words of titles that may begin so.

    With how often each is met, and how many edits are allowed.
    """
    most = edits_allowed(folded)
    languages = candidate_languages(folded)
    own = {*counted.languages, *(languages if len(languages) == 1 else ())}
    of_others = min(most, len(folded) // _LETTERS_PER_EDIT)
    for language in languages:
        allowed = most if language in own else of_others
        by_length = _label_words(counted.lexicon.terms_alone).get(language, {})
        for length in range(len(folded) - allowed, len(folded) + allowed + 1):
            yield from ((word, shown, 0, allowed) for word, shown in by_length.get(length, {}).items())
    for language in (*languages, "und"):
        allowed = most if language in own else of_others
        for beginning in dict.fromkeys((folded[0], folded[1])):
            for word, shown, count in counted.index.words(beginning, language=language):
                yield word, shown, count, allowed


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
