"""The names of record types, recognised in the text of a search beside the terms of our vocabularies."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from clearinghouse.search.analysis.stopwords import is_stop_word
from clearinghouse.search.analysis.units import is_chinese, units_of
from clearinghouse.search.analysis.words import Token
from clearinghouse.search.concepts import ConceptLexicon, ConceptMatch
from clearinghouse.search.type_names import type_names

_TYPE = "type:"
_MIN_CHINESE_CHARS = 4
"""What is shorter is one word: 会议, 检查点."""


def code_of_type(slug: str) -> str:
    """Return the code by which a recognised record type is known among those of terms."""
    return f"{_TYPE}{slug}"


def type_of(code: str) -> str:
    """Return the slug of the record type for which a code stands; "" for any other code."""
    return code.removeprefix(_TYPE) if code.startswith(_TYPE) else ""


class TypeNames:
    """What record types are called. Immutable."""

    def __init__(self, names: Iterable[tuple[str, str, str]]) -> None:
        """names: (slug, language tag, name)."""
        self._lexicon = ConceptLexicon((code_of_type(slug), language, name) for slug, language, name in names)

    def matches(
        self, text: str, cut: Mapping[str, list[Token]], _is_word: Callable[[str], bool]
    ) -> Iterator[ConceptMatch]:
        """Yield every name in a text; those of one word count only where nothing else is left of the text."""
        yield from self._lexicon.acronyms_in(text)
        for language, tokens in cut.items():
            for match in self._lexicon.matches(tokens, language):
                is_word = _is_one_word(text[match.start : match.end]) and not match.label.isupper()
                yield replace(match, is_common=is_word)

    def words_of(self, slugs: Sequence[str], language: str) -> set[tuple[str, ...]]:
        """Return the names of types in one of FIELD_LANGUAGES, each as its tokens."""
        return self._lexicon.words_of(map(code_of_type, slugs), language)


@lru_cache(maxsize=1)
def known_types() -> TypeNames:
    """Return what the common formats are called."""
    return TypeNames(type_names())


def _is_one_word(typed: str) -> bool:
    if is_chinese(typed):
        return len(typed) < _MIN_CHINESE_CHARS
    return sum(not is_stop_word(unit.text) for unit in units_of(typed)) < 2
