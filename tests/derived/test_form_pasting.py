"""Blocks copied from a spreadsheet, read into rows: nothing is guessed, and what is wrong is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.core.messages import in_english
from clearinghouse.derived.form_cells import Reader, Refused, day, number, whole_number, yes_or_no
from clearinghouse.derived.form_pasting import cells_in, pasted_rows
from clearinghouse.derived.form_tables import stands_in_table
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.kinds import Group
from tests.factories import vocabulary

HERE = Circumstances("chm", "bj")


def paste(text, slug="trainingEvent", name="participants", *, first=0, language="en"):
    fmt = get_format(slug)
    reader = Reader(fmt, vocabulary(), in_english, language, "en")
    return pasted_rows(text, fmt.fields[name], reader, HERE, first=first)


def test_cells_may_be_quoted_and_hold_line_ends_and_tabs() -> None:
    assert cells_in('a\tb\r\n"one\ntwo"\t"a ""word"""\n') == [["a", "b"], ["one\ntwo", 'a "word"']]
    assert cells_in('5" pipe\t"open\nx') == [['5" pipe', '"open'], ["x"]]
    assert cells_in("") == [[""]]
    assert cells_in("a\t") == [["a", ""]]


@given(st.lists(st.lists(st.text(st.sampled_from('a"\t\n ;')), min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_a_spreadsheet_writes_is_read_back(rows) -> None:
    rows = [[cell.strip() or "x" for cell in row] for row in rows]
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in rows]
    assert cells_in("\n".join("\t".join(row) for row in quoted)) == rows


@given(st.text(max_size=300), st.integers(0, 9))
def test_any_text_is_read_without_an_error(text, first) -> None:
    paste(text, first=first)
    paste(text, "nationalReport7IndicatorData", "data", first=first)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("-3", -3),
        ("1 234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567),
        ("١٢٫٥", 12.5),
        ("0,125", 0.125),
    ],
)
def test_numbers_are_read_as_people_write_them(written, value) -> None:
    assert number(written) == value


@pytest.mark.parametrize("written", ["1,234", "12 apples", "1,23,4", "--1", "1e9", "9" * 30])
def test_a_number_that_can_be_read_in_two_ways_or_none_is_refused(written) -> None:
    assert isinstance(number(written), Refused)


@pytest.mark.parametrize(
    ("written", "value"), [("1,234", 1234), ("1.234", 1234), ("1 234", 1234), ("7,0", 7), ("٤٢", 42)]
)
def test_whole_numbers_may_have_separators(written, value) -> None:
    assert whole_number(written) == value
    assert isinstance(whole_number("7,5"), Refused)


@pytest.mark.parametrize(
    ("written", "value"),
    [("2026-03-31", "2026-03-31"), ("31.3.2026", "2026-03-31"), ("31/03/2026", "2026-03-31"),
     ("3/31/2026", "2026-03-31"), ("2026/3", "2026-03"), ("2026年3月31日", "2026-03-31"), ("5.5.2026", "2026-05-05")],
)  # fmt: skip
def test_days_are_read_in_the_order_that_leaves_no_doubt(written, value) -> None:
    assert day(written) == value


def test_a_day_that_may_be_two_is_refused() -> None:
    assert isinstance(day("3/4/2026"), Refused)


@pytest.mark.parametrize(
    ("written", "value"), [("Yes", True), ("нет", False), ("是", True), ("لا", False), ("oui", True)]
)
def test_yes_and_no_are_read_in_six_languages(written, value) -> None:
    assert yes_or_no(written) is value
    assert isinstance(yes_or_no("perhaps"), Refused)


def test_a_block_becomes_rows_in_the_order_of_the_columns() -> None:
    pasted = paste("Benin\tfemale\t\t12\t11\nНигде\tmale\t\t3\t3\nEG\tfemale\n")
    assert pasted.rows[0]["country"] == {"identifier": "bj"}
    assert pasted.rows[0]["count"] == 12
    assert pasted.rows[2]["country"] == {"identifier": "eg"}
    assert [one.value for one in pasted.refused] == ["Нигде"]


def test_headings_say_which_cell_is_which() -> None:
    fmt = get_format("trainingEvent")
    group = fmt.fields["participants"].kind
    assert isinstance(group, Group)
    labels = {one.name: one.label for one in group.fields}
    pasted = paste(f"{labels['count']}\tremarks\t{labels['country']}\n5\tnone\tBenin")
    assert pasted.rows == ({"country": {"identifier": "bj"}, "count": 5},)
    [refused] = pasted.refused
    assert (refused.line, refused.value, refused.column) == (2, "none", None)


def test_what_cannot_be_taken_is_named_by_line_column_and_value() -> None:
    pasted = paste("Atlantis\tfemale\t\tmany\t3")
    assert pasted.rows == ({"sex": "female", "finished": 3},)
    assert [(one.line, one.place, one.value) for one in pasted.refused] == [(1, 0, "Atlantis"), (1, 0, "many")]


def test_a_cell_that_its_row_does_not_ask_for_is_refused() -> None:
    pasted = paste("A.1\tno\turban\t2020", "nationalReport7IndicatorData", "data")
    assert "disaggregation" not in pasted.rows[0]
    assert [one.value for one in pasted.refused] == ["urban"]
    assert paste("A.1\tyes\turban", "nationalReport7IndicatorData", "data").rows[0]["disaggregation"] == "urban"


def test_a_block_may_begin_in_any_column() -> None:
    assert paste("5\t4", first=3).rows == ({"count": 5, "finished": 4},)


def test_groups_of_short_fields_stand_in_tables() -> None:
    tables = {(fmt.slug, one.name) for fmt in FORMATS.values() for one in fmt if stands_in_table(one)}
    assert {("trainingEvent", "participants"), ("nationalReport7IndicatorData", "data")} <= tables
    assert ("goodPractice", "replications") not in tables
