"""The contract of search engines, run against Tantivy and against the oracle that judges it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clearinghouse.search.engine import SearchEngine
from clearinghouse.search.tantivy_engine import TantivyEngine
from tests.search.contract import *  # noqa: F403 - the tests of the contract are collected here
from tests.search.oracle import COUNTRIES_IN_ORDER, OracleEngine


@pytest.fixture(params=["tantivy", "oracle"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    made: SearchEngine = OracleEngine()
    if request.param == "tantivy":
        made = TantivyEngine(
            tmp_path / "index",
            dates=("published", "adoption"),
            heap_bytes=15_000_000,
            countries=lambda _language: COUNTRIES_IN_ORDER,
        )
    yield made
    made.close()
