"""What a text that is being typed may become, from a Tantivy index: words, titles, identifiers."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import tantivy

from clearinghouse.core.collation import sort_range
from clearinghouse.search.analysis.identifiers import key_beginning, own_key, shown_key
from clearinghouse.search.analysis.units import FIELD_LANGUAGES, units_of
from clearinghouse.search.engine import Suggestion
from clearinghouse.search.indexing import SEPARATOR, folded_phrase
from clearinghouse.search.tantivy_schema import sort_field

_MIN_CHARS = 2
_ARTICLE = "ال"
_MOST_LOOKED_AT = 20
_MOST_WORDS_COMPARED = 8_000
_RARE = 100
"""Words of more records are offered to whoever sees anything; of fewer, to those who see one that has it."""


class Completions:
    """Completes texts from one state of an index. allowed: what is visible."""

    def __init__(self, index: tantivy.Index, searcher: tantivy.Searcher, allowed: tantivy.Query) -> None:
        self._index = index
        self._searcher = searcher
        self._allowed = allowed

    def texts(self, typed: str, language: str) -> Iterator[Suggestion]:
        """Yield the text with its last word completed to words of titles, the commonest first."""
        last = next(reversed(list(units_of(typed))), None)
        if not _is_enough(typed) or last is None or last.end != len(typed):
            return
        for code in (code for code in FIELD_LANGUAGES if code in {language, "und"}):
            begun = folded_phrase(last.text)
            found = words_with(self._searcher, begun, language=code, limit=_MOST_LOOKED_AT)
            if code == "ar" and not begun.startswith(_ARTICLE):
                # Titles have most nouns with the article; people type them without.
                more = words_with(self._searcher, f"{_ARTICLE}{begun}", language=code, limit=_MOST_LOOKED_AT)
                found = iter(sorted(chain(found, more), key=lambda one: -one[2])[:_MOST_LOOKED_AT])
            for folded, shown, count in found:
                # A common word tells nothing of any record, and looking who may see it would take longer than the rest.
                if count > _RARE or self._is_visible(f"word_{code}", f"{folded}{SEPARATOR}{shown}"):
                    yield Suggestion(typed[: last.start] + shown, count)

    def titled(self, typed: str, language: str, size: int) -> tuple[str, ...]:
        """Return the GUIDs of records whose title, as it is sorted for readers of a language, begins so, in order."""
        least, most = sort_range(typed, language)
        if not _is_enough(typed) or not least:
            return ()
        field = sort_field(language)
        # The column is read, not the words: the engine offers that for its query language alone.
        within = self._index.parse_query(f"{field}:[{least} TO {most}]", [field])
        found = self._searcher.search(
            tantivy.Query.boolean_query([
                (tantivy.Occur.Must, tantivy.Query.const_score_query(within, 0.0)),
                (tantivy.Occur.Must, self._allowed),
            ]),
            limit=size,
            count=False,
            order_by_field=field,
            order=tantivy.Order.Asc,
        )  # fmt: skip
        return tuple(str(self._searcher.doc(place)["id"][0]) for _, place in found.hits)

    def identifiers(self, typed: str, size: int) -> list[str]:
        """Return names and unique identifiers that records bear, as people write them."""
        begun = key_beginning(typed)
        if not begun:
            return []
        found = self._searcher.terms_with_prefix("key", own_key(begun), filter_query=self._allowed, limit=size)
        return [shown_key(key.removeprefix(own_key(""))) for key, count in found if count]

    def _is_visible(self, field: str, term: str) -> bool:
        wanted = tantivy.Query.boolean_query([
            (tantivy.Occur.Must, tantivy.Query.term_query(self._index.schema, field, term, "basic")),
            (tantivy.Occur.Must, self._allowed),
        ])  # fmt: skip
        return bool(self._searcher.search(wanted, limit=1, count=False).hits)


def words_with(
    searcher: tantivy.Searcher, beginning: str, *, language: str, limit: int = _MOST_WORDS_COMPARED
) -> Iterator[tuple[str, str, int]]:
    """Yield the words of titles with a beginning, the commonest first: folded, as shown, how many records have them."""
    found = searcher.terms_with_prefix(f"word_{language}", beginning, limit=limit)
    for term, count in islice(found, limit):
        folded, _, shown = term.partition(SEPARATOR)
        yield folded, shown, int(count)


def distinct(found: Sequence[Suggestion], size: int) -> tuple[Suggestion, ...]:
    """Return suggestions without those that differ by case alone."""
    kept = {suggestion.text.casefold(): suggestion for suggestion in reversed(found)}
    return tuple(reversed(kept.values()))[:size]


def _is_enough(typed: str) -> bool:
    folded = folded_phrase(typed)
    return len(folded) >= _MIN_CHARS or bool(folded and not folded.isascii())
