"""Keys of rows: they stay with their rows whatever happens around them."""

from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.core.canonical import stripped
from clearinghouse.derived.row_keys import ROW_KEY, Keyed, apart, completed, embedded, matched
from tests.derived.test_groups import SURVEY


def rows(*found: Any, keys: tuple[str, ...] = ()) -> Keyed:
    """Return a survey with rows."""
    return Keyed({"data": list(found)}, {"data": list(keys)})


def keys_of(new: Keyed, old: Keyed) -> list[str]:
    numbers = count()
    return list(matched(new, completed(old, SURVEY), SURVEY, fresh=lambda: f"new{next(numbers)}").keys.get("data", ()))


OLD = rows(
    {"year": "2020", "value": 1}, {"year": "2021", "value": 2}, {"year": "2022", "value": 3}, keys=("aa", "bb", "cc")
)


def test_a_key_travels_within_its_row_and_goes_with_an_empty_one() -> None:
    keyed = rows({"year": "2020"}, {"year": " "}, {"year": "2022"}, keys=("aa", "bb", "cc"))
    within = embedded(keyed, SURVEY)
    assert [row[ROW_KEY] for row in within["data"]] == ["aa", "bb", "cc"]
    assert apart(within, SURVEY) == rows({"year": "2020"}, {"year": "2022"}, keys=("aa", "cc"))
    assert apart({"data": [{ROW_KEY: "aa"}]}, SURVEY) == Keyed({}, {})


def test_rows_without_keys_have_that_of_their_place() -> None:
    assert completed(rows({"year": "1"}, {"year": "2"}), SURVEY).keys == {"data": ["p0", "p1"]}
    assert completed(rows({"year": "1"}, {"year": "2"}, keys=("aa", "aa")), SURVEY).keys == {"data": ["aa", "p1"]}


def test_equal_rows_keep_their_keys_wherever_they_stand() -> None:
    old = OLD.body["data"]
    assert keys_of(rows(old[2], old[0]), OLD) == ["cc", "aa"]


def test_a_row_that_is_like_one_other_continues_it() -> None:
    old = OLD.body["data"]
    assert keys_of(rows({"year": "2021", "value": 9}, old[0]), OLD) == ["bb", "aa"]


def test_a_row_at_its_old_place_continues_what_stood_there() -> None:
    old = OLD.body["data"]
    assert keys_of(rows(old[0], {"year": "x", "value": 0}, old[2]), OLD) == ["aa", "bb", "cc"]


def test_in_doubt_a_row_is_new() -> None:
    old = OLD.body["data"]
    assert keys_of(rows({"year": "x", "value": 0}, old[0]), OLD) == ["new0", "aa"]
    twins = rows({"year": "1", "value": 1}, {"year": "1", "value": 2}, keys=("aa", "bb"))
    assert keys_of(rows({"year": "1", "value": 3}), twins) == ["new0"]


def test_a_key_that_is_none_or_stands_twice_is_not_believed() -> None:
    sent = rows({"year": "a"}, {"year": "b"}, {"year": "c"}, {"year": "d"}, keys=("aa", "aa", "<script>", "zz"))
    assert keys_of(sent, OLD) == ["aa", "new0", "new1", "zz"]


ROW = st.dictionaries(st.sampled_from(["year", "value"]), st.integers(0, 3), min_size=1)
ROWS = st.lists(ROW, max_size=6)


@settings(max_examples=300)
@given(before=ROWS, new=ROWS, given_keys=st.lists(st.sampled_from(["aa", "bb", "", "x!", "k1"]), max_size=6))
def test_every_row_has_a_key_of_its_own(before, new, given_keys) -> None:
    old = Keyed({"data": before}, {"data": [f"k{n}" for n in range(len(before))]})
    keys = keys_of(Keyed({"data": new}, {"data": given_keys}), old)
    assert len(set(keys)) == len(keys) == len(new)
    assert all(keys)


@settings(max_examples=200)
@given(before=ROWS, data=st.data())
def test_rows_that_were_moved_or_removed_keep_their_keys(before, data) -> None:
    old = Keyed({"data": before}, {"data": [f"k{n}" for n in range(len(before))]})
    places = data.draw(st.permutations(range(len(before))))[: data.draw(st.integers(0, len(before)))]
    keys = keys_of(Keyed({"data": [before[place] for place in places]}), old)
    by_key = dict(zip(old.keys["data"], before, strict=True))
    assert [by_key[key] for key in keys] == [before[place] for place in places]


@given(
    body=st.recursive(
        st.none() | st.integers() | st.text(max_size=3),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["data", "year", ROW_KEY]), inner),
    )
)
def test_any_body_can_be_given_keys_and_lose_them(body) -> None:
    answers = {"data": body}
    found = apart(embedded(completed(Keyed(answers), SURVEY), SURVEY), SURVEY)
    again = apart(embedded(found, SURVEY), SURVEY)
    assert again == found
    assert stripped(found.body) == (found.body or None)
