"""From what somebody typed to what a query asks for: words, "phrases", -exclusions, beginnings*, one OR another."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.analysis.identifiers import KeyMatch, identifier_keys, keys_asked, own_key, unit_keys
from clearinghouse.search.analysis.stopwords import is_stop_word
from clearinghouse.search.analysis.units import FIELD_LANGUAGES, QUOTED, Unit, is_chinese, units_of
from clearinghouse.search.analysis.words import Token, tokens_of
from clearinghouse.search.concepts import ConceptLexicon, ConceptMatch
from clearinghouse.search.fields import field_in
from clearinghouse.search.names import is_noun, record_of
from clearinghouse.search.nodes import (
    AnyOf,
    Concept,
    Key,
    Node,
    Of,
    Phrase,
    Prefix,
    Related,
    Term,
    TextField,
    all_of,
    any_of,
)
from clearinghouse.search.place_words import ARTICLES, BEFORE_PLACES
from clearinghouse.search.types import type_of

FIELD_WEIGHTS: tuple[tuple[TextField, float], ...] = (("text", 1.0), ("title", 3.0))
CONCEPT_WEIGHT = 1.5
PART_OF_LABEL_WEIGHT = 1.0
"""For a term of whose label the words are a part: less than for one that is named."""
OWN_CONCEPT_WEIGHT = 7.5
KEY_WEIGHT = 6.0
RELATED_WEIGHT = 1.5
OTHER_NAME_FACTOR = 0.25
"""For another name of an organism that was named, beside the one that was typed."""
NOUN_WEIGHT = 5.0
"""What refers to an organism is about it more surely than what has a word of the same stem in its title."""
GOVERNMENT_WEIGHT = 60.0
"""Of itself, not times how rare a word is: more than a title that names the country."""
REGION_WEIGHT = 15.0
"""Less than a title that names the region, more than a word about it."""
TYPE_WEIGHT = 120.0
"""Of itself, and added to what the words bring: more than a text that names the type."""
OWN_KEY_WEIGHT = 8.0
PHRASE_WEIGHT = 2.0
# A minus counts at the beginning of a word only: MON-810 and well-being are words.
_PART = re.compile(r"""(?:(?<=\s)|^)(?P<minus>[-−]?)["“”«»„＂](?P<phrase>[^"“”«»„＂]*)["“”«»„＂]|(?P<word>\S+)""")
_OPERAND = r"""(?:["“”«»„＂][^"“”«»„＂]*["“”«»„＂]|(?!(?:OR|AND|NOT)\s)[^\s"“”«»„＂\-−][^\s"“”«»„＂]*)"""
_EITHER = re.compile(rf"(?:(?<=\s)|^){_OPERAND}(?:\s+OR\s+{_OPERAND})+(?=\s|$)")
_OR = re.compile(r"\s+OR\s+")
_NOT = re.compile(r"(?:(?<=\s)|^)NOT\s(?=[\w\"“”«»„＂])")
_AND = re.compile(r"(?<=\s)AND(?=\s)")
_EXCLUSION = re.compile(r"[-−](?=\w)")
_COUNTRY = "country:"
_LONGEST_CHINESE_PHRASE = 4
_LONGEST_CHINESE_RUN = 40
_MIN_COMPOUND_CHARS = 6
_MIN_PREFIX_CHARS = 2
_MIN_NOUN_CHARS = 4
"""Stems of fewer are those of other words too: mai(s)."""
_Excluded = tuple[str, bool]
"""What is excluded, and whether it stands in quotes."""
MAX_UNITS = 40
MAX_PREFIXES = 4
"""Each may stand for thousands of words in every language."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text asks for.

    parts: each part of the text that must be found, with what finds it. was_cut: more words than MAX_UNITS, the rest
    left out. has_too_many_beginnings: more asterisks than MAX_PREFIXES.
    """

    must: tuple[Node, ...]
    must_not: tuple[Node, ...]
    parts: tuple[tuple[str, Node], ...] = ()
    was_cut: bool = False
    has_too_many_beginnings: bool = False


def asked_of(text: str, lexicon: ConceptLexicon | None = None) -> Asked:
    """Read a query. Never raises; what means nothing is left out."""
    text, alternatives = _alternatives(with_signs(text), lexicon)
    free, phrases, excluded = _parts(text)
    units = list(units_of(free))
    was_cut = len(units) > MAX_UNITS
    if was_cut:
        free, units = free[: units[MAX_UNITS - 1].end], units[:MAX_UNITS]
    free, has_too_many = _with_few_prefixes(free, units)
    is_all = not phrases and not alternatives
    parts = (*_free_nodes(free, units, lexicon, is_all=is_all), *_phrase_nodes(phrases), *alternatives)
    must = tuple(dict.fromkeys(node for _, node in parts))
    must_not = tuple(_excluded_nodes(excluded, lexicon))
    return Asked(must, must_not, parts, was_cut, has_too_many)


def with_signs(text: str) -> str:
    """Return a text of the same length with a minus for NOT and without AND, in capitals."""
    if "NOT" not in text and "AND" not in text:
        return text
    cut = [found.span() for found in QUOTED.finditer(text)]
    for pattern, sign in ((_NOT, "   -"), (_AND, "   ")):
        for found in pattern.finditer(text):
            if not any(start <= found.start() < end for start, end in cut):
                text = f"{text[: found.start()]}{sign}{text[found.end() :]}"
    return text


def _alternatives(text: str, lexicon: ConceptLexicon | None) -> tuple[str, list[tuple[str, Node]]]:
    """Return a text without what stands on both sides of OR, in capitals, and those parts with what finds either."""
    found: list[tuple[str, Node]] = []
    for match in _EITHER.finditer(text) if "OR" in text else ():
        # Beginnings are counted for each of them, so many have none.
        either = match[0].replace("*", "") if text.count("*") > MAX_PREFIXES else match[0]
        several = [asked_of(one, lexicon).must for one in _OR.split(either)[:MAX_UNITS]]
        if any(several):
            found.append((match[0], any_of(tuple(all_of(must) for must in several if must))))
    return (_EITHER.sub(" ", text), found) if found else (text, [])


def _with_few_prefixes(text: str, units: list[Unit]) -> tuple[str, bool]:
    """Return a text of the same length with a blank for each asterisk too many."""
    ends = [unit.end for unit in units if text[unit.end : unit.end + 1] == "*"]
    for end in ends[MAX_PREFIXES:]:
        text = f"{text[:end]} {text[end + 1 :]}"
    return text, len(ends) > MAX_PREFIXES


def _phrase_nodes(phrases: list[str]) -> list[tuple[str, Node]]:
    return [(phrase, node) for phrase in phrases[:MAX_UNITS] if (node := phrase_node(phrase))]


def _excluded_nodes(excluded: list[_Excluded], lexicon: ConceptLexicon | None) -> Iterator[Node]:
    """Yield what must not be found: what is in quotes word by word, anything else as it would be found."""
    for text, is_phrase in excluded[:MAX_UNITS]:
        if is_phrase:
            yield from (node for node in [phrase_node(text)] if node)
        elif field := field_in(text, lexicon):
            facet, codes = field
            yield any_of(tuple(Of(facet, code) for code in codes))
        elif nodes := _free_nodes(text, list(units_of(text))[:MAX_UNITS], lexicon, is_all=False):
            yield all_of(tuple(node for _, node in nodes))


def phrase_node(text: str, weight: float = 1.0) -> Node | None:
    """Return what finds `text` word by word in this order, in each language; None if there is no word in it."""
    found: list[Node] = []
    for language in FIELD_LANGUAGES:
        tokens = spaced_tokens(tokens_of(text, language))
        for field, factor in FIELD_WEIGHTS:
            if len(tokens) == 1:
                found.append(Term(field, language, tokens[0][1], factor * weight))
            elif tokens:
                found.append(Phrase(field, language, tokens, factor * weight))
    matches = [match for match in keys_asked(text) if _covers(match, text)]
    found += [node for match in matches for key in sorted(match.keys) for node in _key_nodes(key)]
    return any_of(tuple(found)) if found else None


def _key_nodes(key: str) -> tuple[Key, Key]:
    """Return what finds an identifier: first the record that bears it, then those that mention it."""
    return Key(own_key(key), OWN_KEY_WEIGHT), Key(key, KEY_WEIGHT)


def spaced_tokens(tokens: list[Token]) -> tuple[tuple[int, str], ...]:
    """Return tokens with their distances, without the single characters that pairs already cover."""
    covered = {
        place
        for place, token in enumerate(tokens)
        for pair in tokens[max(place - 1, 0) : place + 2]
        if pair.start <= token.start and token.end <= pair.end and (pair.end - pair.start) > (token.end - token.start)
    }
    kept = [(place, token.text) for place, token in enumerate(tokens) if place not in covered]
    return tuple((place - kept[0][0], text) for place, text in kept)


def words_alone(text: str) -> list[tuple[int, int]]:
    """Return where phrases and exclusions stand: nothing is recognised there."""
    parts = _PART.finditer(with_signs(text))
    return [part.span() for part in parts if part["phrase"] is not None or _EXCLUSION.match(part["word"])]


def _parts(text: str) -> tuple[str, list[str], list[_Excluded]]:
    """Return the free words, with blanks where other parts stood, the quoted phrases, and what is excluded."""
    free: list[str] = []
    phrases: list[str] = []
    excluded: list[_Excluded] = []
    for part in _PART.finditer(text):
        if part["phrase"] is not None and part["minus"]:
            excluded.append((part["phrase"], True))
        elif part["phrase"] is not None:
            phrases.append(part["phrase"])
        elif _EXCLUSION.match(part["word"]):
            excluded.append((part["word"][1:], False))
        else:
            free.append(part["word"])
    return " ".join(free), phrases, excluded


def _free_nodes(
    text: str, units: list[Unit], lexicon: ConceptLexicon | None, *, is_all: bool
) -> list[tuple[str, Node]]:
    """Return each part of a text without quotes, with what finds it. is_all: whether nothing else is asked for."""
    groups = _needed(_placed(_all_groups(text, units, lexicon), lexicon))
    if is_all and len(groups) == 1:
        groups = [replace(groups[0], is_all=True)]
    return [(text[group.units[0].start : group.units[-1].end], group.node(text)) for group in groups]


def _all_groups(text: str, units: list[Unit], lexicon: ConceptLexicon | None) -> "list[_Group]":
    named = lexicon.recognise(text) if lexicon else []
    terms = lexicon.terms_alone.recognise(text) if lexicon and any(_is_name(one.code) for one in named) else named
    keys = keys_asked(text)
    groups = _groups(units, named, keys, terms)
    if lexicon is None:
        return groups
    groups = [replace(one, names=tuple(_noun_nodes(one.codes, lexicon))) for one in groups]
    taken = [*((one.start, one.end) for one in named), *((one.start, one.end) for one in keys)]
    return _with_parts(groups, lexicon.terms_alone.label_words.named_in(text, taken))


def _noun_nodes(codes: Iterable[str], lexicon: ConceptLexicon) -> Iterator[Node]:
    """Yield what finds the other names of an organism that was named: who says corn means maize, and кукуруза."""
    guids = [record_of(code) for code in codes if is_noun(code)]
    for language in FIELD_LANGUAGES if guids else ():
        for words in sorted(lexicon.names_of(guids, language)):
            for field, weight in FIELD_WEIGHTS:
                if len(words) > 1:
                    yield Phrase(field, language, tuple(enumerate(words)), weight * OTHER_NAME_FACTOR)
                elif len(words[0]) >= _MIN_NOUN_CHARS or is_chinese(words[0]):
                    yield Term(field, language, words[0], weight * OTHER_NAME_FACTOR)


def _with_parts(groups: "list[_Group]", parts: Mapping[tuple[int, int], tuple[str, ...]]) -> "list[_Group]":
    """Return groups in which the words that are part of a label are one group, with the terms of that label."""
    joined: list[_Group] = []
    for group in groups:
        start, end = group.units[0].start, group.units[-1].end
        at = next((place for place in parts if place[0] <= start and end <= place[1]), None)
        if at is None:
            joined.append(group)
        elif at[0] == start:
            joined.append(replace(group, near=parts[at]))
        else:
            joined[-1] = replace(joined[-1], units=(*joined[-1].units, *group.units))
    return joined


@dataclass(frozen=True, slots=True)
class _Group:
    """Units that are one thing: a recognised concept or organization, what may be an identifier, or a single word.

    inner: the units of an identifier or organization in groups of their own, for it may be none: "maize 2020", or a
    text may name it in other words. places: what the record may be of, for the name of a place after "in" and the like.
    is_all: whether nothing else is asked for. near: terms of whose label the words are a part. names: what
    finds the other names of what is named.
    """

    units: tuple[Unit, ...]
    codes: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    inner: "tuple[_Group, ...]" = ()
    places: tuple[Of, ...] = ()
    is_all: bool = False
    near: tuple[str, ...] = ()
    names: tuple[Node, ...] = ()

    @property
    def word(self) -> str:
        """The folded word, if it is no more than a word."""
        return fold(self.units[0].text) if len(self.units) == 1 and not self.codes and not self.keys else ""

    @property
    def is_only_function_words(self) -> bool:
        """Whether nothing would be lost by leaving it out."""
        return not self.codes and not self.keys and all(is_stop_word(unit.text) for unit in self.units)

    @property
    def is_acronym_alone(self) -> bool:
        """Whether it is all that is asked for, an organization’s acronym, and as a word would find every text: WHO."""
        is_organization = any(map(record_of, self.codes))
        return self.is_all and is_organization and len(self.units) == 1 and is_stop_word(self.units[0].text)

    def node(self, text: str) -> Node:
        """Return what finds it: its words, or its concept, or its identifier."""
        kept = [unit for unit in self.units if not is_stop_word(unit.text)] or list(self.units)
        words = [group.node(text) for group in _needed(self.inner)] or [_unit_node(unit, text) for unit in kept]
        found = [] if self.is_acronym_alone else [all_of(tuple(words))]
        if len(kept) > 1:
            phrase = phrase_node(text[self.units[0].start : self.units[-1].end], PHRASE_WEIGHT)
            found += [phrase] if phrase else []
        for code in self.codes:
            found += _code_nodes(code)
        found += [Concept(code, PART_OF_LABEL_WEIGHT, is_near=True) for code in self.near]
        found += self.names
        found += self.places
        found += [node for key in self.keys for node in _key_nodes(key)]
        types = [Of("format", slug, TYPE_WEIGHT) for code in self.codes if (slug := type_of(code))]
        return AnyOf((any_of(tuple(found)), any_of(tuple(types))), adds_up=True) if types else any_of(tuple(found))


def _code_nodes(code: str) -> Iterator[Node]:
    """Yield what finds a concept, or an organization: first what is about it or is it, then what mentions it."""
    if guid := record_of(code):
        # Who says maize seldom looks for the record of the organism itself, which its words find too.
        if is_noun(code):
            yield Related(guid, NOUN_WEIGHT)
            return
        yield Related(guid, RELATED_WEIGHT)
        yield from (Key(own_key(key), OWN_CONCEPT_WEIGHT) for key in sorted(identifier_keys(guid)))
    elif not type_of(code):
        yield Concept(code, CONCEPT_WEIGHT)
        yield Key(own_key(code), OWN_CONCEPT_WEIGHT)


def _is_name(code: str) -> bool:
    """Say whether a code stands for what the register has, an organization or a type, and not for a term."""
    return bool(record_of(code) or type_of(code))


def _placed(groups: "list[_Group]", lexicon: ConceptLexicon | None) -> "list[_Group]":
    """Return the groups with what places after "in" and the like ask for besides, and without those words."""
    placed: list[_Group] = []
    for group in groups:
        places = tuple(_places(group.codes, lexicon))
        before = next((one for one in reversed(placed) if one.word not in ARTICLES), None) if places else None
        if before is None or before.word not in BEFORE_PLACES:
            placed.append(group)
            continue
        placed = placed[: placed.index(before)]
        placed.append(replace(group, places=places))
    return placed


def _places(codes: Iterable[str], lexicon: ConceptLexicon | None) -> Iterator[Of]:
    for code in codes:
        if code.startswith(_COUNTRY):
            yield Of("government", code.removeprefix(_COUNTRY), GOVERNMENT_WEIGHT)
        elif lexicon and code in lexicon.regions:
            yield Of("region", code, REGION_WEIGHT)


def parts_of(text: str, lexicon: ConceptLexicon | None = None) -> list[tuple[int, int]]:
    """Return where each part of a text stands that is asked for: concepts, identifiers, words.

    Nothing for a text with phrases, exclusions or beginnings: it says exactly what it means.
    """
    _free, phrases, excluded = _parts(with_signs(text))
    if phrases or excluded or "*" in text or _EITHER.search(text):
        return []
    units = list(units_of(text))[:MAX_UNITS]
    groups = _needed(_all_groups(text, units, lexicon))
    return [(group.units[0].start, group.units[-1].end) for group in groups]


def _needed(groups: Sequence[_Group]) -> Sequence[_Group]:
    """Return the groups without function words, unless there is nothing else."""
    return [group for group in groups if not group.is_only_function_words] or groups


def _groups(
    units: list[Unit], concepts: list[ConceptMatch], keys: list[KeyMatch], terms: list[ConceptMatch]
) -> list[_Group]:
    """Cut the query at concepts and identifiers; what is left are single words and runs of Chinese.

    terms: those of the vocabularies alone, which the name of an organization may hold.
    """
    spans = _spans(concepts, keys)
    units = list(_cut_chinese(units, list(spans)))
    groups: list[_Group] = []
    place = 0
    while place < len(units):
        ends = [end for start, end in spans if start == units[place].start]
        inside = max((_units_until(units, place, end=end) for end in ends), default=0)
        size = max(inside, 1)
        span = (units[place].start, units[place + size - 1].end)
        codes, names = spans.get(span, (set(), set()))
        here = units[place : place + size]
        is_name = bool(names or codes) and all(map(_is_name, codes))
        inner = _groups(here, terms, [], terms) if is_name and (size > 1 or codes) else []
        groups.append(_Group(tuple(here), tuple(sorted(codes)), tuple(sorted(names)), tuple(inner)))
        place += size
    return groups


def _units_until(units: list[Unit], first: int, *, end: int) -> int:
    """Return how many units from `first` on end exactly at `end`; 0 if none does."""
    for count, unit in enumerate(units[first:], start=1):
        if unit.end == end:
            return count
    return 0


def _spans(concepts: list[ConceptMatch], keys: list[KeyMatch]) -> dict[tuple[int, int], tuple[set[str], set[str]]]:
    spans: dict[tuple[int, int], tuple[set[str], set[str]]] = {}
    for concept in concepts:
        spans.setdefault((concept.start, concept.end), (set(), set()))[0].add(concept.code)
    for match in keys:
        spans.setdefault((match.start, match.end), (set(), set()))[1].update(match.keys)
    return spans


def _cut_chinese(units: list[Unit], concepts: list[tuple[int, int]]) -> Iterator[Unit]:
    """Cut runs of Chinese where a concept begins or ends: 玉米风险评估 is two things."""
    for unit in units:
        cuts = {place for span in concepts for place in span if unit.start < place < unit.end}
        if not unit.is_chinese or not cuts:
            yield unit
            continue
        places = [unit.start, *sorted(cuts), unit.end]
        for start, end in pairwise(places):
            yield Unit(unit.text[start - unit.start : end - unit.start], start, end)


def _unit_node(unit: Unit, text: str) -> Node:
    found: list[Node] = []
    if text[unit.end : unit.end + 1] == "*" and not unit.is_chinese and len(unit.text) >= _MIN_PREFIX_CHARS:
        beginning = fold(unit.text)
        found += [Prefix(field, code, beginning, weight) for code in FIELD_LANGUAGES for field, weight in FIELD_WEIGHTS]
    whole = phrase_node(unit.text)
    found += [whole] if whole else []
    if unit.is_chinese and _LONGEST_CHINESE_PHRASE < len(unit.text) <= _LONGEST_CHINESE_RUN:
        found.append(_all_pairs(unit.text))
    elif unit.text.isalpha() and len(unit.text) >= _MIN_COMPOUND_CHARS:
        # "clearinghouse" also finds "clearing-house", whose compound is among the keys.
        found += _key_nodes(fold(unit.text))
    elif not unit.has_digit:
        # And "clearing-house" finds "clearinghouse".
        found += [node for key in sorted(unit_keys(unit.text)) if (node := phrase_node(key))]
    return any_of(tuple(found))


def _all_pairs(run: str) -> Node:
    """Return what finds all pairs of a long run of Chinese, in any order: people write several words in one."""
    pairs = [token.text for token in tokens_of(run, "zh") if token.end - token.start > 1]
    return all_of(tuple(any_of(tuple(Term("text", code, pair) for code in FIELD_LANGUAGES)) for pair in pairs))


def _covers(match: KeyMatch, text: str) -> bool:
    return match.start == 0 and match.end == len(text)
