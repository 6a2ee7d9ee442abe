"""Rows moved, copied and removed by buttons, without scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.derived.form_rows import ROW_ACTS, row_numbers, with_rows_changed

SENT = {
    "fields": ["data"],
    "f.data.0.year": ["2020"],
    "f.data.0.rowkey": ["k0"],
    "t.data.0.country": ["Benin"],
    "f.data.3.year": ["2021"],
    "f.data.3.rowkey": ["k3"],
    "f.data.100000007.year": ["2022"],
    "f.database.0": ["another field"],
}


def years(posted):
    return [posted[f"f.data.{number}.year"] for number in row_numbers(posted, "data")]


@pytest.mark.parametrize(
    ("act", "number", "after"),
    [
        ("up", 3, ["2021", "2020", "2022"]),
        ("up", 0, ["2020", "2021", "2022"]),
        ("down", 3, ["2020", "2022", "2021"]),
        ("down", 100000007, ["2020", "2021", "2022"]),
        ("remove", 0, ["2021", "2022"]),
        ("copy", 0, ["2020", "2020", "2021", "2022"]),
        ("up", 9, ["2020", "2021", "2022"]),
    ],
)
def test_rows_stand_as_the_button_says(act, number, after) -> None:
    assert years(with_rows_changed(SENT, "data", number, act=act)) == [[year] for year in after]


def test_all_of_a_row_moves_with_it_and_other_fields_stay() -> None:
    moved = with_rows_changed(SENT, "data", 0, act="down")
    assert moved["t.data.1.country"] == ["Benin"]
    assert moved["f.data.1.rowkey"] == ["k0"]
    assert moved["f.database.0"] == ["another field"]


def test_a_copy_has_no_key_of_its_own() -> None:
    copied = with_rows_changed(SENT, "data", 0, act="copy")
    assert copied["t.data.1.country"] == ["Benin"]
    assert "f.data.1.rowkey" not in copied
    assert copied["f.data.2.rowkey"] == ["k3"]


def test_rows_within_rows_are_moved_as_well() -> None:
    sent = {"f.genes.1.0.size": ["1"], "f.genes.1.1.size": ["2"], "f.genes.0.0.size": ["3"]}
    moved = with_rows_changed(sent, "genes.1", 1, act="up")
    assert (moved["f.genes.1.0.size"], moved["f.genes.1.1.size"]) == (["2"], ["1"])


NAMES = st.from_regex(r"[ft]\.(data|other)\.(\d{1,3}|x|)(\.[a-z]{1,4})?", fullmatch=True)


@given(
    st.dictionaries(NAMES, st.lists(st.text(max_size=3), max_size=2)), st.integers(0, 999), st.sampled_from([*ROW_ACTS])
)
def test_nothing_is_lost_but_the_row_that_is_removed(posted, number, act) -> None:
    changed = with_rows_changed(posted, "data", number, act=act)
    if act not in ("remove", "copy"):
        assert sorted(map(str, changed.values())) == sorted(map(str, posted.values()))
    assert {name: values for name, values in posted.items() if ".other." in name}.items() <= changed.items()
