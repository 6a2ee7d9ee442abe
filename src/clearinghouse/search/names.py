"""The names of organizations and organisms, recognised in the text of a search beside the terms of our vocabularies."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.analysis.stopwords import is_stop_word
from clearinghouse.search.analysis.units import UNIT, field_language, is_chinese
from clearinghouse.search.analysis.words import Token, tokens_of
from clearinghouse.search.concepts import ConceptMatch

_RECORD = "record:"
_NOUN = "noun:"
_MOST_OF_ONE_NAME = 3
"""What more records are called names none of them: there is a Ministry of the Environment in every country."""
_MIN_CHARS = 2
_MIN_CHARS_IN_ANY_CASE = 5
_MIN_CHARS_OF_NOUN = 3
_LONGEST_EXACT_NOUN = 4
"""A noun of so few letters is taken as it is given: “mai” is not “maïs”, though their stems are one."""

_Words = tuple[str, ...]
_Place = tuple[str, _Words]


@dataclass(frozen=True, slots=True)
class Name:
    """What a record is called.

    language: tag; empty for an acronym, which is the same in every text. is_noun: no proper name: maize.
    """

    text: str
    language: str = ""
    is_noun: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    guid: str
    name: str
    is_one_word: bool
    is_noun: bool


def code_of(guid: str, *, is_noun: bool = False) -> str:
    """Return the code by which a recognised record is known among those of terms."""
    return f"{_RECORD}{_NOUN if is_noun else ''}{guid}"


def record_of(code: str) -> str:
    """Return the GUID of the record for which a code stands; "" for the code of a term."""
    return code.removeprefix(_RECORD).removeprefix(_NOUN) if code.startswith(_RECORD) else ""


def is_noun(code: str) -> bool:
    """Say whether a code stands for a record that was named by a noun, as an organism is."""
    return code.startswith(_RECORD + _NOUN)


class RecordNames:
    """What records are called. Immutable: a change gives another one, which costs no more than the change."""

    def __init__(self) -> None:
        self._entries: dict[_Place, tuple[_Entry, ...]] = {}
        self._sizes: dict[tuple[str, str], tuple[int, ...]] = {}
        self._places: dict[str, tuple[_Place, ...]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def changed(self, names: Mapping[str, Sequence[Name]]) -> "RecordNames":
        """Return these with the names of some records, by GUID, in the place of theirs; none forgets a record."""
        made = RecordNames()
        made._entries, made._sizes, made._places = dict(self._entries), dict(self._sizes), dict(self._places)
        for guid, several in names.items():
            made._forget(guid)
            made._learn(guid, several)
        return made

    def matches(
        self, text: str, cut: Mapping[str, list[Token]], is_word: Callable[[str], bool]
    ) -> Iterator[ConceptMatch]:
        """Yield every name in a text, overlapping ones too. cut: its tokens by language.

        is_word: says of a word whether it is one of the language too, so that only its capitals make it a name.
        """
        if not self._entries:
            return
        is_shouted = text.isupper() and len(text.split()) > 1
        for language, tokens in cut.items():
            words = [token.text for token in tokens]
            for place, word in enumerate(words):
                for size in self._sizes.get((language, word), ()):
                    named = self._entries.get((language, tuple(words[place : place + size])), ())
                    here = tokens[place : place + size]
                    for entry in named if len(named) <= _MOST_OF_ONE_NAME else ():
                        match = _match(entry, language, place=place, tokens=here)
                        typed = text[match.start : match.end]
                        if _is_meant(entry, typed, is_word, is_shouted=is_shouted):
                            yield match

    def words_of(self, guids: Sequence[str], language: str) -> set[_Words]:
        """Return the names of records in one of FIELD_LANGUAGES, and those of no language, each as its tokens."""
        places = (place for guid in guids for place in self._places.get(guid, ()))
        return {words for code, words in places if code in (language, field_language(""))}

    def _forget(self, guid: str) -> None:
        for place in self._places.pop(guid, ()):
            left = tuple(entry for entry in self._entries[place] if entry.guid != guid)
            if left:
                self._entries[place] = left
            else:
                del self._entries[place]

    def _learn(self, guid: str, names: Sequence[Name]) -> None:
        places: dict[_Place, None] = {}
        for name in names:
            language = field_language(name.language)
            words = tuple(token.text for token in tokens_of(name.text, language))
            if len(fold(name.text)) < _MIN_CHARS or not words or not any(map(str.isalpha, words)):
                continue
            place = (language, words)
            if place not in places:
                places[place] = None
                is_one_word = len(UNIT.findall(name.text)) == 1
                entry = _Entry(guid, name.text.strip(), is_one_word, name.is_noun)
                self._entries[place] = (*self._entries.get(place, ()), entry)
                sizes = self._sizes.get((language, words[0]), ())
                self._sizes[language, words[0]] = tuple(sorted({*sizes, len(words)}))
        if places:
            self._places[guid] = tuple(places)


def _is_meant(entry: _Entry, typed: str, is_word: Callable[[str], bool], *, is_shouted: bool) -> bool:
    """Say whether a word is meant as a name: an acronym that is short or a word too is one in its capitals alone."""
    if entry.is_noun and entry.is_one_word:
        noun = fold(entry.name)
        is_long = len(noun) >= _MIN_CHARS_OF_NOUN or is_chinese(noun)
        return is_long and not is_stop_word(typed) and (len(noun) > _LONGEST_EXACT_NOUN or fold(typed) == noun)
    if not entry.is_one_word or entry.name.upper() == entry.name.lower():
        return True
    if typed == entry.name:
        return not (is_shouted and is_word(typed))
    return len(typed) >= _MIN_CHARS_IN_ANY_CASE and not is_word(typed)


def _match(entry: _Entry, language: str, *, place: int, tokens: list[Token]) -> ConceptMatch:
    return ConceptMatch(
        code_of(entry.guid, is_noun=entry.is_noun),
        entry.name,
        language,
        start_token=place,
        end_token=place + len(tokens),
        start=tokens[0].start,
        end=max(token.end for token in tokens),
    )
