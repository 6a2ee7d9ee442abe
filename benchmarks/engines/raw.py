"""Tantivy by itself: the same compiled queries on the same index, without a line of ours between."""

from collections.abc import Callable
from pathlib import Path

import tantivy

from clearinghouse.core.collation import sort_range
from clearinghouse.search.documents import VALIDITY_DATES
from clearinghouse.search.generations import current_generation, index_path
from clearinghouse.search.query import Query, Sort
from clearinghouse.search.tantivy_queries import Translator, counts_of
from clearinghouse.search.tantivy_schema import readable, sort_field

DATES = ("published", *VALIDITY_DATES)


class Raw:
    """One searcher of an index in a folder; queries are compiled before they are timed."""

    def __init__(self, folder: Path) -> None:
        generation = current_generation(folder)
        assert generation
        self._index = readable(tantivy.Index.open(str(index_path(folder, generation))))
        self.searcher = self._index.searcher()
        self._translator = Translator(self._index.schema, DATES)

    def reload(self) -> None:
        """See what was committed."""
        self._index.reload()
        self.searcher = self._index.searcher()

    def call(self, query: Query) -> Callable[[], int]:
        """Return what answers a query: hits with their ids, their number, and the tables of counts."""
        wanted = self._translator.whole(query)
        together: dict[Query, list[str]] = {}
        for facet in query.facets:
            together.setdefault(query.without_filter_of(facet), []).append(facet.field)
        tables = [(self._translator.whole(one), counts_of(dict.fromkeys(names, 0))) for one, names in together.items()]
        column = None if query.sort is Sort.RELEVANCE else "date_published"

        def answer() -> int:
            found = self.searcher.search(wanted, limit=query.page_size, order_by_field=column)
            for _, place in found.hits:
                self.searcher.doc(place)
            for counted, aggregation in tables:
                self.searcher.aggregate(counted, aggregation)
            return int(found.count)  # type: ignore[attr-defined]  # the stub forgets it

        return answer

    def completion(self, prefix: str, language: str) -> Callable[[], object]:
        """Return what completes a prefix to titles and to words of them."""
        column = sort_field(language)
        least, most = sort_range(prefix, language)
        begun = self._index.parse_query(f"{column}:[{least} TO {most}]", [column]) if least else None

        def answer() -> object:
            words = [self.searcher.terms_with_prefix(f"word_{code}", prefix, limit=20) for code in (language, "und")]
            if begun is None:
                return words
            order = tantivy.Order.Asc
            found = self.searcher.search(begun, limit=4, count=False, order_by_field=column, order=order)
            return [*words, *(self.searcher.doc(place) for _, place in found.hits)]

        return answer
