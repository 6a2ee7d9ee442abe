"""Searching a state of the past: what was in force at the end of a day, what this node knew at a ledger entry."""

from datetime import UTC, datetime

import pytest

from clearinghouse.ledger.queries import head
from clearinghouse.projections.following import follow_once
from clearinghouse.projections.links import LinksProjection
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.search.params import SearchSpace, query_from_params, query_to_params
from clearinghouse.search.projection import PUBLIC, SearchProjection
from clearinghouse.search.query import Facet
from clearinghouse.search.tantivy_engine import TantivyEngine
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]
SPACE = SearchSpace((Facet("format"),))


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)


def refreshed(engine: TantivyEngine) -> None:
    last = head()
    assert last
    engine.refresh(last.sequence)


@pytest.fixture
def engine(tmp_path):
    opened = TantivyEngine(tmp_path / "index")
    yield opened
    opened.close()


@pytest.fixture
def known(engine):
    """A record published in January, renamed in March, retired in May; the ledger entries of the three."""
    first = factories.revision("organism", at=on("2026-01-10"))
    author = factories.secretariat()
    draft = begin_amendment(first.record, by=author, at=on("2026-03-10"))
    body = {**draft.body, "scientificName": "Hordeum vulgare"}
    draft = save_draft(draft, body, by=author, at=on("2026-03-10"), version=draft.version)
    second = publish(draft, by=author, at=on("2026-03-10"))
    entry = factories.retired(second.record, at=on("2026-05-10"))
    follow_once([LinksProjection(), SearchProjection(engine)])
    refreshed(engine)
    return first.entry_id, second.entry_id, entry.sequence


def found(engine: TantivyEngine, **params: str) -> list[int]:
    query = query_from_params({name.replace("_", "-"): [value] for name, value in params.items()}, SPACE)
    page = engine.search(query.visible_to((PUBLIC,)))
    assert page.total == len(page.hits)
    assert sum(count.count for count in page.facets["format"]) == page.total
    return [hit.sequence for hit in page.hits]


def test_today_a_retired_record_is_not_found(engine, known):
    assert found(engine) == []


@pytest.mark.parametrize(
    ("day", "which"),
    [
        ("2026-01-09", None),
        ("2026-01-10", 0),
        ("2026-03-09", 0),
        ("2026-03-10", 1),
        ("2026-05-09", 1),
        ("2026-05-10", None),
    ],
)
def test_as_of_a_day_the_revision_in_force_is_found(engine, known, day, which):
    assert found(engine, as_of=day) == ([] if which is None else [known[which]])


def test_a_word_is_found_only_as_of_the_days_on_which_it_stood(engine, known):
    assert found(engine, q="mays", as_of="2026-02-01") == [known[0]]
    assert found(engine, q="mays", as_of="2026-04-01") == []
    assert found(engine, q="Hordeum", as_of="2026-04-01") == [known[1]]


def test_at_a_ledger_entry_what_was_known_then_is_found(engine, known):
    first, second, end = known
    assert found(engine, at=str(first - 1)) == []
    assert found(engine, at=str(first)) == [first]
    assert found(engine, at=str(second)) == [second]
    assert found(engine, at=str(end)) == []


def test_the_address_of_a_past_search_is_the_search(engine):
    params = {"q": ["maize"], "as-of": ["2026-03-01"], "at": ["12"]}
    query = query_from_params(params, SPACE)
    assert query_to_params(query, SPACE) == params


def test_a_day_or_entry_that_is_none_is_named_and_left_out():
    query = query_from_params({"as-of": ["soon"], "at": ["-1"]}, SPACE)
    assert {problem.code for problem in query.problems} == {"bad-date", "bad-sequence"}
    assert query.as_of is None
    assert query.at_sequence is None


def test_building_the_index_anew_gives_the_same_past(engine, known):
    SearchProjection(engine).reset()
    refreshed(engine)
    assert found(engine, as_of="2026-04-01") == [known[1]]
    assert found(engine) == []
