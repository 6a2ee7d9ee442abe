"""How well a search finds what people look for: queries with what they should find, and what only looks like it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from clearinghouse.demonstration.publishing import guid_of
from clearinghouse.search.opening import engine, lexicon
from clearinghouse.search.params import SearchSpace, query_from_params
from clearinghouse.search.query import Query
from clearinghouse.search.spelling import spellings_near
from clearinghouse.search.standings import PUBLIC

FOLDER = Path(__file__).parent / "judgements"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Judgement:
    """One query. relevant: keys of demonstration records that answer it; near: those that must stand below them."""

    language: str
    kind: str
    query: str
    relevant: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a query found. ranks: from 1, of each key that was found among the first."""

    judgement: Judgement
    ranks: dict[str, int]

    @property
    def reciprocal_rank(self) -> float:
        """1 for a relevant record in the first place, 1/2 in the second, 0 if none is among the first."""
        ranks = [self.ranks[key] for key in self.judgement.relevant if key in self.ranks]
        return 1 / min(ranks) if ranks else 0.0

    @property
    def misses(self) -> str:
        """What is wrong, "" if nothing is."""
        last = max((self.ranks.get(key, _DEPTH + 1) for key in self.judgement.relevant), default=0)
        above = [key for key in self.judgement.near if self.ranks.get(key, _DEPTH + 2) < last]
        return f"{self.judgement.language} {self.judgement.query}: {self.ranks}" if above else ""


def judgements() -> Iterator[Judgement]:
    """Yield every judgement, by language."""
    for language in LANGUAGES:
        for line in (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            kind, query, relevant, near = line.split("\t")
            yield Judgement(language, kind, query, tuple(relevant.split()), tuple(near.split()))


def hopeless() -> list[str]:
    """Return the queries that must find nothing."""
    return (FOLDER / "nothing.txt").read_text(encoding="utf-8").splitlines()


def asked(text: str, language: str = "en") -> Query:
    """Return what the search page of a language asks for a text."""
    others = tuple(code for code in LANGUAGES if code != language)
    space = SearchSpace(languages=(language, *others), page_size=_DEPTH)
    return query_from_params({"q": [text]}, space, lexicon=lexicon()).visible_to((PUBLIC,))


def shown_guids(query: Query) -> list[str]:
    """Return what the page shows: the hits, or where there are none those of the nearest spelling."""
    index = engine()
    page = index.search(query)
    near = spellings_near(query, index=index, lexicon=lexicon()) if not page.total else []
    if near and near[0].is_sure:
        page = index.search(replace(near[0].query, page_size=_DEPTH))
    return [hit.guid for hit in page.hits]


def outcome(judgement: Judgement, found: Callable[[Query], list[str]] = shown_guids) -> Outcome:
    """Ask one query."""
    guids = found(asked(judgement.query, judgement.language))
    keys = (*judgement.relevant, *judgement.near)
    return Outcome(judgement, {key: guids.index(guid_of(key)) + 1 for key in keys if guid_of(key) in guids})


def mean_reciprocal_ranks(outcomes: list[Outcome]) -> dict[str, float]:
    """Return the mean of each language."""
    by_language = {code: [one for one in outcomes if one.judgement.language == code] for code in LANGUAGES}
    return {code: sum(one.reciprocal_rank for one in several) / len(several) for code, several in by_language.items()}
