"""The values of a field nearest to one that it does not have: `country:korea` may mean either of two countries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from babel.core import Locale

from clearinghouse.core.languages import LANGUAGES
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.kinds import COUNTRIES
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.engine import SearchEngine
from clearinghouse.search.field_words import REALMS, Field, folded, languages
from clearinghouse.search.fields import FACETS, Left, fields_left, values_in
from clearinghouse.search.lexicons import names_of
from clearinghouse.search.nearness import edits_between
from clearinghouse.search.query import In, Query, ordered
from clearinghouse.search.spelling import asking
from clearinghouse.search.type_names import shown_names
from clearinghouse.vocabularies.concepts import Vocabulary

MOST = 3
_MOST_EDITS = 3
_MIN_WORD_CHARS = 4

_Named = tuple[str, str, str]
"""Code, language, name."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value. text: the search with it, as it would be typed; query: what that asks for."""

    text: str
    query: Query
    count: int


def values_near(query: Query, *, index: SearchEngine, lexicon: ConceptLexicon, vocabulary: Vocabulary) -> list[Value]:
    """Return searches with the nearest values of the first field whose value was not understood; none for times.

    The names are in the reader’s language. Raises SearchUnavailableError.
    """
    left = next(iter(fields_left(query.text)), None)
    if left is None or left.field not in FACETS:
        return []
    named = list(_names(left.field, vocabulary))
    return [
        _value(query, left, code, name=_said(code, named, query.languages), index=index, lexicon=lexicon)
        for value in values_in(left.value)[:1]
        for code in nearest(value, named)
    ]


def nearest(value: str, named: Iterable[_Named]) -> list[str]:
    """Return the codes whose names have all words of a value, or else those spelt most alike; the nearest first."""
    wanted = folded(value)
    most = min(len(wanted) // 2, _MOST_EDITS)
    ranks: dict[str, int] = {}
    for code, _, name in named:
        rank = _distance(wanted, folded(name), most)
        if rank <= most and rank < ranks.get(code, most + 1):
            ranks[code] = rank
    found = sorted((rank, code) for code, rank in ranks.items())
    return [code for rank, code in found if rank == found[0][0]][:MOST]


def _distance(wanted: str, name: str, most: int) -> int:
    words = name.split()
    if wanted and set(wanted.split()) <= set(words):
        return 0
    return min(edits_between(wanted, one, most) for one in (name, *(w for w in words if len(w) >= _MIN_WORD_CHARS)))


def _value(query: Query, left: Left, code: str, *, name: str, index: SearchEngine, lexicon: ConceptLexicon) -> Value:
    text = query.text
    said = f'"{name}"' if " " in name else name
    word = text[left.start : left.end].partition(":")[0].partition("：")[0].strip()
    rest = " ".join(f"{text[: left.start]} {text[left.end :]}".split())
    facet = FACETS[left.field]
    others = (one for one in query.filters if one.field != facet)
    chosen = In(facet, tuple(sorted({*query.chosen(facet), code})))
    asked = replace(asking(query, rest, lexicon), filters=ordered([*others, chosen]))
    count = index.search(replace(asked, facets=(), page_size=0)).total
    return Value(f"{text[: left.start]}{word}:{said}{text[left.end :]}", asked, count)


def _names(field: Field, vocabulary: Vocabulary) -> Iterator[_Named]:
    """Yield every name of every value of a field."""
    match field:
        case Field.COUNTRY:
            terms = [term for scheme in vocabulary if scheme.identifier == COUNTRIES for term in scheme.terms]
            yield from ((term.identifier, language, name) for term in terms for language, name in names_of(term))
            for language in LANGUAGES:
                known = Locale.parse(language.catalogue).territories
                names = ((term.identifier, known.get(term.identifier.upper(), "")) for term in terms)
                yield from ((code, language.code, name) for code, name in names if name)
        case Field.TYPE:
            yield from ((slug, language, name) for slug in FORMATS for language, name in shown_names(slug))
        case Field.REALM:
            yield from ((code, "", name) for name, code in REALMS.items())
        case Field.LANGUAGE:
            yield from ((code, "", name) for name, code in languages().items())
        case _:
            return


def _said(code: str, named: list[_Named], languages: tuple[str, ...]) -> str:
    """Return the first name of a value in the reader’s language; its code where names have none."""
    return next((name for known, language, name in named if known == code and language == languages[0]), code)
