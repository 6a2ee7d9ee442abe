from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.search.days import days_of, iso_of
from clearinghouse.search.params import (
    MAX_TEXT_CHARS,
    SearchSpace,
    query_from_params,
    query_to_params,
)
from clearinghouse.search.query import Facet, In, Query, Range, Sort
from tests.search.sources import LEXICON

SPACE = SearchSpace(facets=(Facet("format"), Facet("country")), dates=("published", "adoption"), languages=("fr", "en"))
NAMES = st.sampled_from(
    ["q", "format", "country", "concept", "page", "size", "sort", "from", "to", "adoption-from", "utm_source"]
)
VALUES = st.text() | st.sampled_from(
    ["1", "2", "0", "-1", "100000", "title", "oldest", "newest.adoption", "2024", "2024-02", "2024-02-30", "ke"]
)


def read(**params: list[str]) -> Query:
    return query_from_params({name.replace("_", "-"): values for name, values in params.items()}, SPACE)


def codes(query: Query) -> list[str]:
    return [problem.code for problem in query.problems]


@given(st.dictionaries(NAMES, st.lists(VALUES, max_size=4)))
def test_any_parameters_make_a_query_and_its_address_makes_it_again(params: dict[str, list[str]]) -> None:
    query = query_from_params(params, SPACE, lexicon=LEXICON)
    address = query_to_params(query, SPACE)
    again = query_from_params(address, SPACE, lexicon=LEXICON)
    assert again == query
    assert query_to_params(again, SPACE) == address
    assert hash(again) == hash(query)
    assert "utm_source" not in address


def test_an_empty_address_is_everything_newest_first() -> None:
    query = read()
    assert (query.must, query.filters, query.sort, query.page) == ((), (), Sort.NEWEST, 1)
    assert query.languages == ("fr", "en")
    assert query.facets == SPACE.facets
    assert query_to_params(query, SPACE) == {}


def test_a_text_is_sorted_by_relevance_unless_another_order_is_chosen() -> None:
    assert read(q=["maize"]).sort is Sort.RELEVANCE
    assert read(q=["maize"], sort=["newest"]).sort is Sort.NEWEST
    assert query_to_params(read(q=["maize"], sort=["newest"]), SPACE) == {"q": ["maize"], "sort": ["newest"]}


def test_facets_are_read_and_unknown_ones_left_to_the_page() -> None:
    query = read(country=["mx", "ke", "mx", " "], view=["map"])
    assert query.filters == (In("country", ("ke", "mx")),)
    assert query.problems == ()


@pytest.mark.parametrize(
    ("params", "filters"),
    [
        ({"from": ["2024"]}, Range("published", days_of(date(2024, 1, 1)), None)),
        ({"to": ["2024-02"]}, Range("published", None, days_of(date(2024, 2, 29)))),
        ({"to": ["2024-12"]}, Range("published", None, days_of(date(2024, 12, 31)))),
        ({"adoption-from": ["1969-12-31"]}, Range("adoption", -1, None)),
    ],
)
def test_days_months_and_years_limit_dates(params: dict[str, list[str]], filters: Range) -> None:
    assert query_from_params(params, SPACE).filters == (filters,)


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"page": ["x"]}, "bad-page"),
        ({"page": ["0"]}, "bad-page"),
        ({"page": ["99999"]}, "bad-page"),
        ({"page": ["١"]}, "bad-page"),
        ({"size": ["1000"]}, "bad-size"),
        ({"sort": ["colour"]}, "bad-sort"),
        ({"sort": ["title.adoption"]}, "bad-sort"),
        ({"from": ["yesterday"]}, "bad-date"),
        ({"from": ["2024-13"]}, "bad-date"),
        ({"from": ["2025"], "to": ["2024"]}, "dates-crossed"),
        ({"q": ["a " * MAX_TEXT_CHARS]}, "text-too-long"),
        ({"country": [str(number) for number in range(101)]}, "too-many-values"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_named(params: dict[str, list[str]], code: str) -> None:
    query = query_from_params(params, SPACE)
    assert code in codes(query)
    assert query.page == 1


def test_choosing_a_value_twice_takes_it_away_again() -> None:
    query = read(q=["maize"], page=["3"])
    chosen = query.toggled("country", "ke").toggled("country", "mx")
    assert chosen.chosen("country") == ("ke", "mx")
    assert chosen.page == 1
    assert chosen.toggled("country", "ke").toggled("country", "mx") == query.on_page(1)
    assert chosen.without("country") == query.on_page(1)


def test_an_address_never_holds_what_somebody_may_see() -> None:
    query = read().visible_to(["party:ke", "public", "public"])
    assert query.visible == ("party:ke", "public")
    assert query_to_params(query, SPACE) == {}


def test_days_and_dates_are_the_same() -> None:
    assert iso_of(days_of(date(2026, 11, 21))) == "2026-11-21"


@pytest.mark.parametrize("text", ["2026-13", "2026-25", "2026-00", "2026-99"])
def test_a_month_that_no_year_has_is_no_date_at_either_end(text: str) -> None:
    for name in ("from", "to", "as_of"):
        query = read(**{name: [text]})
        assert (codes(query), query.filters, query.as_of) == (["bad-date"], (), None)
    assert read(to=["2024-02"]).filters == (Range("published", None, days_of(date(2024, 2, 29))),)
    assert read(to=["2026-12"]).filters == (Range("published", None, days_of(date(2026, 12, 31))),)


@pytest.mark.parametrize("text", ["🌽", "((", "*", ":", "— …"])
def test_a_text_without_a_word_is_said_to_have_none(text: str) -> None:
    query = read(q=[text])
    assert (codes(query), query.must) == (["no-words"], ())


def test_what_is_in_no_list_is_kept_and_said_so_that_what_is_followed_does_not_grow() -> None:
    query = read(format=["x", "organism"])
    assert codes(query) == ["no-such-format"]
    assert query.chosen("format") == ("organism", "x")
    known = query_from_params({"government": ["zz"], "region": ["nowhere"]}, SPACE, lexicon=LEXICON)
    assert "no-such-region" in codes(known)
    assert codes(read(format=["organism"])) == []


def test_there_is_no_ledger_entry_nought() -> None:
    assert codes(read(at=["0"])) == ["bad-sequence"]
