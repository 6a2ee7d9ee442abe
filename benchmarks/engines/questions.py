"""The questions that every engine is asked."""

import random
from dataclasses import replace

from benchmarks.engines.sources import FACETS, LANGUAGES, Sources
from clearinghouse.search.params import SearchSpace, query_from_params
from clearinghouse.search.query import Facet, Query

SPACE = SearchSpace(tuple(Facet(name) for name in FACETS))
REPEATS = 150


class Questions:
    """Always the same questions: words as frequent as in texts, one to three, and up to three filters."""

    def __init__(self) -> None:
        # Words come from the lexicon of the records.
        self._sources = Sources()
        self._chance = random.Random(17)
        self.texts = [self._words() for _ in range(REPEATS)]

    def text_and_filters(self) -> list[Query]:
        """Return text, up to three filters, eight facets."""
        return [self._query({"q": [text], **self._filters(self._chance.randint(0, 3))}) for text in self.texts]

    def text_only(self) -> list[Query]:
        """Return the same texts for the first twenty hits alone."""
        return [replace(self._query({"q": [text]}), facets=()) for text in self.texts]

    def browse(self) -> list[Query]:
        """Return everything, newest first, with eight facets."""
        return [self._query({})] * REPEATS

    def filtered_browse(self) -> list[Query]:
        """Return one to three filters without text, newest first, with eight facets."""
        return [self._query(self._filters(self._chance.randint(1, 3))) for _ in range(REPEATS)]

    def prefixes(self) -> list[tuple[str, str]]:
        """Return what somebody has typed so far, with the language of the page."""
        typed = []
        for _ in range(REPEATS):
            code = self._chance.choice(LANGUAGES)
            word = self._chance.choice(self._sources.words[code][:3_000])
            typed.append((word[: self._chance.randint(1 if code == "zh" else 2, len(word))], code))
        return typed

    def _words(self) -> str:
        code = self._chance.choice(LANGUAGES)
        ranks = [int(3_000 ** self._chance.random()) + 5 for _ in range(self._chance.randint(1, 3))]
        return " ".join(self._sources.words[code][rank] for rank in ranks)

    def _filters(self, count: int) -> dict[str, list[str]]:
        possible = {
            "government": [f"g{self._chance.randrange(60)}", f"g{self._chance.randrange(60)}"],
            "format": [f"format{self._chance.randrange(10)}"],
            "year": [str(self._chance.randrange(2005, 2025))],
            "status": ["approved"],
            "subject": [f"subject{self._chance.randrange(60)}"],
        }
        return {name: possible[name] for name in self._chance.sample(sorted(possible), count)}

    def _query(self, params: dict[str, list[str]]) -> Query:
        return query_from_params(params, SPACE).visible_to(("public",))
