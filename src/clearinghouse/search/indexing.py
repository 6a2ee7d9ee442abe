"""From what a record offers to the document of the index. Pure: may run in other processes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from clearinghouse.core.collation import sort_key
from clearinghouse.core.languages import LANGUAGES, preferred
from clearinghouse.derived.index import concept_code
from clearinghouse.derived.index_source import IndexSource
from clearinghouse.formats.kinds import COUNTRIES
from clearinghouse.search.analysis.folding import fold
from clearinghouse.search.analysis.identifiers import identifier_keys, keys_of_units, own_key, spaced_keys
from clearinghouse.search.analysis.stopwords import is_stop_word
from clearinghouse.search.analysis.units import UNIT, field_language, is_chinese
from clearinghouse.search.analysis.words import stream_of_units
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.documents import PAST, IndexDocument

SEPARATOR = "\x1f"
_FACET_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_MIN_WORD_CHARS = 3
_MAX_CHINESE_WORD = 4


def document_of(source: IndexSource, lexicon: ConceptLexicon | None = None) -> IndexDocument:
    """Analyse what one record offers.

    lexicon: if given, concepts named in the texts are added to those the record carries.
    Raises ValueError for a facet whose name is no plain word: it could not be asked for.
    """
    if bad := [name for name in source.facets if not _FACET_NAME.match(name)]:
        raise ValueError(f"facet names must be plain words: {bad}")
    titles = _by_field_language({tag: (title,) for tag, title in source.titles.items()})
    texts = _by_field_language(source.texts)
    whole = {
        language: tuple(dict.fromkeys((*titles.get(language, ()), *texts.get(language, ()))))
        for language in titles.keys() | texts.keys()
    }
    cut = {language: [UNIT.findall(text) for text in several] for language, several in whole.items()}
    streams = _streams(cut)
    title_streams = _streams({language: cut[language][: len(set(several))] for language, several in titles.items()})
    facets = {"format": (source.format,), "realm": (source.realm,), **source.facets}
    # Who types is offered words of today.
    completed = {} if all(token.startswith(PAST) for token in source.visibility) else titles
    return IndexDocument(
        guid=source.guid,
        sequence=source.sequence,
        text=streams,
        title=title_streams,
        keys=tuple(sorted({*_keys(source, whole, cut=cut), *_own_concepts(source, title_streams, lexicon=lexicon)})),
        concepts=_concepts(source, streams, lexicon=lexicon),
        related=tuple(dict.fromkeys(source.related)),
        facets={name: tuple(dict.fromkeys(values)) for name, values in facets.items() if values},
        dates=dict(source.dates),
        visibility=tuple(source.visibility),
        sort_titles=_sort_titles(source.titles),
        words={language: _words(cut[language][: len(set(several))]) for language, several in completed.items()},
    )


def completion(word: str) -> str:
    """Return a word as indexes hold it: folded, so that any typing begins it, then as it is shown."""
    return f"{folded_phrase(word)}{SEPARATOR}{word}"


def folded_phrase(text: str) -> str:
    """Return the words of `text` folded, one blank between them, nothing else."""
    return " ".join(map(fold, UNIT.findall(text)))


def _by_field_language(texts: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for tag, values in texts.items():
        found.setdefault(field_language(tag), []).extend(value for value in values if value)
    return {language: tuple(values) for language, values in found.items() if values}


def _streams(cut: Mapping[str, list[list[str]]]) -> dict[str, str]:
    streams = {language: stream_of_units(texts, language) for language, texts in cut.items()}
    return {language: stream for language, stream in streams.items() if stream}


def _keys(
    source: IndexSource, texts: Mapping[str, tuple[str, ...]], *, cut: Mapping[str, list[list[str]]]
) -> frozenset[str]:
    own = {key for text in (source.guid, *source.identifiers) for key in identifier_keys(text)}
    keys = {key for identifier in source.lent_identifiers for key in identifier_keys(identifier)}
    for language, values in texts.items():
        keys |= keys_of_units(chain.from_iterable(cut[language]))
        keys = keys.union(*map(spaced_keys, values))
    return frozenset({*map(own_key, own), *(keys - own)})


def _own_concepts(
    source: IndexSource, title_streams: Mapping[str, str], *, lexicon: ConceptLexicon | None
) -> Iterator[str]:
    """Yield keys of what the record is about before all: the concepts of its title, the country that published it."""
    for language, stream in title_streams.items() if lexicon else ():
        yield from map(own_key, lexicon.codes_in(stream.split(), language) if lexicon else ())
    yield from (own_key(concept_code(COUNTRIES, code)) for code in source.facets.get("government", ()))


def _concepts(source: IndexSource, streams: Mapping[str, str], *, lexicon: ConceptLexicon | None) -> tuple[str, ...]:
    found = dict.fromkeys(source.concepts)
    if lexicon:
        for language, stream in streams.items():
            found |= dict.fromkeys(lexicon.codes_in(stream.split(), language))
    return tuple(found)


def _sort_titles(titles: Mapping[str, str]) -> dict[str, str]:
    best = {language.code: preferred(titles, language.code) for language in LANGUAGES}
    return {code: sort_key(titles[tag], code) for code, tag in best.items() if tag is not None}


def _words(cut: Iterable[list[str]]) -> tuple[str, ...]:
    # A long run of Chinese is no word: who begins it is offered the title.
    units = {unit for unit in chain.from_iterable(cut) if len(unit) <= _MAX_CHINESE_WORD or not is_chinese(unit)}
    shown = {unit.lower() for unit in units if len(unit) >= _MIN_WORD_CHARS and not is_stop_word(unit)}
    return tuple(sorted(map(completion, shown)))
