"""Showing why a record was found: hits in the original text, by our own analysis and not by offsets of an engine."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from clearinghouse.search.analysis.identifiers import keys_asked, unit_keys
from clearinghouse.search.analysis.units import UNIT, field_language
from clearinghouse.search.analysis.words import Token, tokens_of, unit_tokens
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.nodes import Concept, Key, Node, Of, Phrase, Prefix, Related, Term, leaves
from clearinghouse.search.query import Query

ELLIPSIS = "…"
_MOST_CHARS_ANALYSED = 20_000
_CHARS_BEFORE_HIT = 60
_LONGEST_WORD_CUT = 25
_NUMBER = re.compile(r"[0-9]+")
_DIGITS = re.compile(r"\d+")
# The OECD prints zero as Ø.
_ZEROS = str.maketrans(dict.fromkeys("OoØø", "0"))

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the original text."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """The part of a record's texts that shows best why it was found. language: tag of the text."""

    language: str
    segments: tuple[Segment, ...]

    @property
    def has_hits(self) -> bool:
        """Whether anything that was asked for is in it."""
        return any(segment.is_hit for segment in self.segments)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a query asks of texts in one language."""

    terms: frozenset[str]
    prefixes: tuple[str, ...]
    phrases: frozenset[tuple[tuple[int, str], ...]]
    keys: frozenset[str]
    numbers: tuple[str, ...]
    """The last digits of those keys that have any, without zeros before them."""

    def has(self, token: str) -> bool:
        """Whether a token is asked for."""
        return token in self.terms or (bool(self.prefixes) and token.startswith(self.prefixes))


def highlight(text: str, language: str, query: Query, *, lexicon: ConceptLexicon | None = None) -> list[Segment]:
    """Cut `text` into what the query asks for and the rest; joined, the segments are the text again.

    language: tag of the text. lexicon: if given, labels of concepts that were asked for in any language are hits.
    """
    return list(_segments(text, _hits(text, language, query, lexicon=lexicon), first=0, last=len(text)))


def snippet(
    texts: Mapping[str, Sequence[str]],
    query: Query,
    max_chars: int = 240,
    *,
    lexicon: ConceptLexicon | None = None,
) -> Snippet | None:
    """Return the best `max_chars` characters of texts by language tag; the beginning if nothing is hit.

    Texts in the reader's languages win over others that show as much. None if there is no text.
    """
    best: tuple[int, str, str, list[Span], int] | None = None
    for language in _in_order_of_reading(texts, query.languages):
        for text in texts[language]:
            if not text.strip():
                continue
            spans = _hits(text, language, query, lexicon=lexicon)
            count, start = _best_window(text, spans, max_chars)
            if best is None or count > best[0]:
                best = (count, language, text, spans, start)
            if count >= max(len(query.must), 1):
                return _cut(text, language, spans, start=start, max_chars=max_chars)
    if best is None:
        return None
    _, language, text, spans, start = best
    return _cut(text, language, spans, start=start, max_chars=max_chars)


def _hits(text: str, language: str, query: Query, *, lexicon: ConceptLexicon | None) -> list[Span]:
    """Return where the query is found in the first part of `text`: sorted, without overlaps."""
    code = field_language(language)
    wanted = _wanted(query.must, code, lexicon)
    head = text[:_MOST_CHARS_ANALYSED]
    spans: list[Span] = []
    if wanted.phrases:
        tokens = tokens_of(head, code)
        spans += _phrase_spans(tokens, wanted.phrases)
        spans += [(token.start, token.end) for token in tokens if wanted.has(token.text)]
    elif wanted.terms or wanted.prefixes:
        spans += _term_spans(head, code, wanted)
    if wanted.keys:
        spans += _key_spans(head, wanted)
    return _merged(spans)


@lru_cache(maxsize=256)
def _wanted(must: tuple[Node, ...], language: str, lexicon: ConceptLexicon | None) -> _Wanted:
    terms: set[str] = set()
    prefixes: set[str] = set()
    phrases: set[tuple[tuple[int, str], ...]] = set()
    codes: set[str] = set()
    keys: set[str] = set()
    named: list[str] = []
    for leaf in (leaf for node in must for leaf in leaves(node)):
        match leaf:
            case Term(_, code, token) if code == language:
                terms.add(token)
            case Prefix(_, code, token) if code == language:
                prefixes.add(token)
            case Phrase(_, code, tokens) if code == language:
                phrases.add(tokens)
            case Concept(code, is_near=False):
                codes.add(code)
            case Key(key):
                keys.add(key)
            case Related(guid):
                named.append(guid)
            case Of("format", slug):
                named.append(slug)
    for words in (*lexicon.words_of(codes, language), *lexicon.names_of(named, language)) if lexicon else ():
        if len(words) == 1:
            terms.add(words[0])
        else:
            phrases.add(tuple(enumerate(words)))
    lasts = {number.lstrip("0") for key in keys for number in _NUMBER.findall(key)[-1:]}
    return _Wanted(frozenset(terms), tuple(sorted(prefixes)), frozenset(phrases), frozenset(keys), tuple(sorted(lasts)))


def _term_spans(text: str, language: str, wanted: _Wanted) -> Iterator[Span]:
    for unit in UNIT.finditer(text):
        for token, start, end in unit_tokens(unit[0], language):
            if wanted.has(token):
                yield unit.start() + start, unit.start() + end


def _phrase_spans(tokens: list[Token], phrases: Iterable[tuple[tuple[int, str], ...]]) -> Iterator[Span]:
    texts = [token.text for token in tokens]
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text, []).append(place)
    for phrase in phrases:
        for first in places.get(phrase[0][1], ()):
            ends = [first + distance for distance, _ in phrase]
            if ends[-1] < len(texts) and all(texts[first + d] == token for d, token in phrase):
                yield tokens[first].start, tokens[ends[-1]].end


def _key_spans(text: str, wanted: _Wanted) -> Iterator[Span]:
    keys = wanted.keys
    for unit in UNIT.finditer(text):
        if not unit[0].isalpha() and not keys.isdisjoint(unit_keys(unit[0])):
            yield unit.span()
    if wanted.numbers and _may_name(text, wanted.numbers):
        for match in keys_asked(text):
            if not keys.isdisjoint(match.keys):
                yield match.start, match.end


def _may_name(text: str, numbers: tuple[str, ...]) -> bool:
    """Say whether a text has the last digits of an identifier, however it is written: looking closer costs much."""
    digits = "".join(_DIGITS.findall(text.translate(_ZEROS)))
    if not digits.isascii():
        digits = unicodedata.normalize("NFKC", digits)
    return not digits.isascii() or any(number in digits for number in numbers)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _segments(text: str, spans: Iterable[Span], *, first: int, last: int) -> Iterator[Segment]:
    place = first
    for start, end in spans:
        start, end = max(start, first), min(end, last)  # noqa: PLW2901 - a hit may reach over the cut
        if start >= end:
            continue
        if place < start:
            yield Segment(text[place:start], is_hit=False)
        yield Segment(text[start:end], is_hit=True)
        place = end
    if place < last:
        yield Segment(text[place:last], is_hit=False)


def _best_window(text: str, spans: list[Span], max_chars: int) -> tuple[int, int]:
    """Return how many different hits the best window holds, and where its first hit begins."""
    best = (0, 0)
    for place, (start, _) in enumerate(spans):
        inside = {text[s:e].casefold() for s, e in spans[place : place + 20] if e <= start + max_chars}
        if len(inside) > best[0]:
            best = (len(inside), start)
    return best


def _cut(text: str, language: str, spans: list[Span], *, start: int, max_chars: int) -> Snippet:
    """Cut a snippet that begins a little before `start`, between words where there are blanks."""
    first = 0
    if len(text) > max_chars:
        first = max(min(start - min(_CHARS_BEFORE_HIT, max_chars // 4), len(text) - max_chars), 0)
    if first > 0:
        blank = text.find(" ", first, min(first + _LONGEST_WORD_CUT, start))
        first = blank + 1 if blank >= 0 else first
    last = min(first + max_chars, len(text))
    if last < len(text):
        blank = text.rfind(" ", max(last - _LONGEST_WORD_CUT, first), last)
        last = blank if blank > start else last
    segments = list(_segments(text, spans, first=first, last=last))
    if first > 0:
        segments.insert(0, Segment(ELLIPSIS, is_hit=False))
    if last < len(text):
        segments.append(Segment(ELLIPSIS, is_hit=False))
    return Snippet(language, tuple(segments))


def _in_order_of_reading(texts: Mapping[str, Sequence[str]], languages: Sequence[str]) -> list[str]:
    wanted = list(languages)
    return sorted(texts, key=lambda tag: wanted.index(tag) if tag in wanted else len(wanted))
