"""Whatever is typed or put into an address: an answer, no error, and never more work than a bounded amount."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.search.asking import MAX_PREFIXES
from clearinghouse.search.names import Name, RecordNames
from clearinghouse.search.nodes import Prefix, leaves
from clearinghouse.search.params import MAX_FILTERS, MAX_VALUES, SearchSpace, query_from_params, query_to_params
from clearinghouse.search.query import Facet, In, Query
from clearinghouse.search.tantivy_engine import TantivyEngine
from clearinghouse.search.types import known_types
from tests.search.sources import LEXICON, by_chance

FACETS = [f"facet{number}" for number in range(500)]
SPACE = SearchSpace((*(Facet(name) for name in FACETS), Facet("country"), Facet("format")))
MOST_LEAVES = 1_500
NAMED = LEXICON.with_names(
    RecordNames().changed({"GUID-0000003": [Name("FAO"), Name("Seed Bank", "en")], "GUID-0000004": [Name("of")]}),
    known_types(),
)
PIECES = st.sampled_from(
    [
        '"',
        "“",
        "*",
        "-",
        "−",
        "(",
        ")",
        ":",
        "/",
        "\\",
        "mai*",
        "MON-ØØ81Ø-6",
        "玉米",
        "الذرة",
        "of",
        "\0",
        "since 2020",
        "last",
        "years",
        "between",
        "and",
        "2021",
        "2020年以来",
        "في",
        "FAO",
        "Seed Bank",
        "in",
        "news",
        "national focal points",
        "国家联络点",
    ]
)
TEXTS = st.text(max_size=10_000) | st.lists(PIECES | st.text(max_size=20), max_size=600).map(" ".join)
LONG = [
    "maize " * 2_000,
    "a* " * 3_000,
    "玉" * 10_000,
    '"' * 10_000,
    '"maize ' * 1_500,
    "-maize " * 1_500,
    "MON-810 " * 1_250,
    "XIII/23 15/16 CP-10/4 " * 500,
    "\u0301" * 10_000,
    "\U0010ffff" * 10_000,
    "a-b/c.d_" * 1_250,
    "since 2020 FAO " * 700,
    "between 2019 and " * 600,
    "последние 3 года " * 600,
    "الذرة " * 1_700,
    "news " * 2_000,
    "risk assessment news " * 500,
    "国家联络点会议" * 1_000,
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyEngine]:
    folder: Path = tmp_path_factory.mktemp("any") / "index"
    opened = TantivyEngine(folder)
    opened.apply(by_chance(60, seed=7), 60)
    yield opened
    opened.close()


def answered(engine: TantivyEngine, **params: list[str]) -> Query:
    """Ask; return the query, once it is clear that there are limits to what it costs."""
    query = query_from_params(params, SPACE, lexicon=NAMED).visible_to(("public",))
    found = [leaf for node in (*query.must, *query.must_not) for leaf in leaves(node)]
    assert len(found) <= MOST_LEAVES
    assert len({leaf.token for leaf in found if isinstance(leaf, Prefix)}) <= MAX_PREFIXES
    assert len(query.filters) <= MAX_FILTERS
    assert all(len(one.values) <= MAX_VALUES for one in query.filters if isinstance(one, In))
    page = engine.search(replace(query, facets=()))
    assert page.total >= len(page.hits)
    again = query_from_params(query_to_params(query, SPACE), SPACE, lexicon=NAMED)
    assert (again.must, again.told) == (query.must, query.told)
    return query


@settings(max_examples=60)
@given(text=TEXTS)
def test_any_text_is_answered(engine: TantivyEngine, text: str) -> None:
    answered(engine, q=[text])


@pytest.mark.parametrize("text", LONG)
def test_a_very_long_text_is_cut_and_says_so(engine: TantivyEngine, text: str) -> None:
    assert "text-too-long" in {problem.code for problem in answered(engine, q=[text]).problems}


def test_very_many_filters_are_cut_and_say_so(engine: TantivyEngine) -> None:
    query = answered(engine, **{name: ["1", "2"] for name in FACETS})
    assert [problem.code for problem in query.problems] == ["too-many-values"]
    query = answered(engine, country=[f"c{number}" for number in range(500)])
    assert [problem.code for problem in query.problems] == ["too-many-values"]
    assert len(query.chosen("country")) == MAX_VALUES


def test_only_some_words_are_completed(engine: TantivyEngine) -> None:
    query = answered(engine, q=["mai* cot* ris* law* ass* org*"])
    assert [problem.code for problem in query.problems] == ["too-many-beginnings"]
    assert not answered(engine, q=["mai* cot* ris* law* assessment organisms"]).problems
