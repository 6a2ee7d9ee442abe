"""The facet of regions: groups of governments as they stand today, expanded when somebody asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clearinghouse.search.engine import FacetCount
from clearinghouse.search.groups import Groups
from clearinghouse.search.params import SearchSpace, query_from_params, query_to_params
from clearinghouse.search.query import Facet, In, Query
from clearinghouse.search.tantivy_engine import TantivyEngine
from tests.search.sources import upsert

SPACE = SearchSpace((Facet("government"), Facet("region")))
REGIONS = Groups(
    "government",
    {"africa": frozenset({"bj", "ke"}), "west": frozenset({"bj"}), "islands": frozenset({"fj"}), "far": frozenset()},
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[TantivyEngine]:
    opened = TantivyEngine(tmp_path / "index", groups=lambda: {"region": REGIONS})
    owners = ["bj", "bj", "ke", "fj", "fr"]
    opened.apply([upsert(n, facets={"government": (owner,)}) for n, owner in enumerate(owners, start=1)], 5)
    opened.apply([upsert(6)], 6)
    yield opened
    opened.close()


def ask(**params: list[str]) -> Query:
    return query_from_params(params, SPACE).visible_to(("public",))


def counts(engine: TantivyEngine, facet: str, **params: list[str]) -> dict[str, int]:
    return {one.code: one.count for one in engine.search(ask(**params)).facets[facet]}


def test_a_region_finds_the_records_of_its_members_and_of_the_groups_below(engine: TantivyEngine) -> None:
    assert engine.search(ask(region=["africa"])).total == 3
    assert engine.search(ask(region=["west"])).total == 2
    assert engine.search(ask(region=["islands", "west"])).total == 3
    assert engine.search(ask(region=["far"])).total == 0
    assert engine.search(ask(region=["nowhere"])).total == 0


def test_regions_are_counted_as_if_none_were_chosen_and_countries_within_them(engine: TantivyEngine) -> None:
    assert counts(engine, "region") == {"africa": 3, "west": 2, "islands": 1}
    assert counts(engine, "region", region=["islands"]) == {"africa": 3, "west": 2, "islands": 1}
    assert counts(engine, "government", region=["africa"]) == {"bj": 2, "ke": 1}
    assert counts(engine, "region", government=["ke"]) == {"africa": 1}
    assert FacetCount("far", 0) in engine.search(ask(region=["far"])).facets["region"]


def test_the_address_keeps_the_region_and_not_its_members() -> None:
    query = ask(region=["africa"])
    assert query.filters == (In("region", ("africa",)),)
    assert query_to_params(query, SPACE) == {"region": ["africa"]}
    assert query_from_params({"region": ["africa"]}, SearchSpace()).filters == query.filters


def test_counts_of_everything_follow_a_change_of_the_groups(tmp_path: Path) -> None:
    now = [REGIONS]
    engine = TantivyEngine(tmp_path / "index", groups=lambda: {"region": now[0]})
    engine.apply([upsert(1, facets={"government": ("fj",)})], 1)
    assert counts(engine, "region") == {"islands": 1}
    now[0] = Groups("government", {"islands": frozenset({"to"}), "africa": frozenset({"fj"})})
    assert counts(engine, "region") == {"africa": 1}
    engine.close()
