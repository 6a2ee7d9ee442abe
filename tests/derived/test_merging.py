"""Merging: nothing that one side alone wrote is lost, and what both wrote differently is asked."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.core.canonical import canonical, stripped
from clearinghouse.derived.atoms import put_together, take_apart
from clearinghouse.derived.merging import Base, differing, fields_at, merge, with_theirs
from clearinghouse.derived.row_keys import Keyed, completed
from clearinghouse.formats.collection import FORMATS
from tests.derived.samples import all_answered
from tests.derived.test_groups import SURVEY
from tests.factories import demonstration

ROWS = {"aa": {"year": "2020", "value": 1}, "bb": {"year": "2021", "value": 2}, "cc": {"year": "2022"}}


def survey(*keys: str, rows: dict[str, Any] | None = None, **answers: Any) -> Keyed:
    """Return a survey with rows by their keys."""
    found = {**ROWS, **(rows or {})}
    header = {"schema": "survey", "languages": answers.pop("languages", ["en"])}
    data = {"data": [found[key] for key in keys]} if keys else {}
    return Keyed({"header": header, **data, **answers}, {"data": list(keys)} if keys else {})


def merged(base: Keyed, theirs: Keyed, mine: Keyed) -> Any:
    return merge(SURVEY, Base.of(base), theirs=theirs, mine=mine)


@pytest.mark.parametrize("fmt", FORMATS.values(), ids=lambda fmt: fmt.slug)
def test_every_body_is_put_together_as_it_was_taken_apart(fmt) -> None:
    bodies = [all_answered(fmt), *(answers for _, _, answers in demonstration(fmt.slug))]
    for answers in bodies:
        keyed = completed(Keyed(stripped(answers)), fmt)
        again = put_together(take_apart(keyed, fmt), fmt)
        assert canonical(again.body) == canonical(answers)
        assert again.keys == keyed.keys


def test_what_only_one_side_changed_is_taken() -> None:
    result = merged(survey(title="a"), survey(title="a", site={"address": "x"}), survey(title="b"))
    assert result.keyed.body == survey(title="b", site={"address": "x"}).body
    assert list(fields_at(result.taken)) == ["site.address"]
    assert not result.conflicts


def test_what_both_changed_differently_is_asked_and_mine_stands_until_then() -> None:
    result = merged(survey(title="a"), survey(title="b"), survey(title="c"))
    assert [(one.path, one.theirs, one.mine) for one in result.conflicts] == [(("title",), "b", "c")]
    assert result.keyed.body["title"] == "c"
    assert not merged(survey(title="a"), survey(title="b"), survey(title="b")).conflicts


def test_a_removal_against_a_change_is_asked() -> None:
    assert [(c.theirs, c.mine) for c in merged(survey(title="a"), survey(), survey(title="c")).conflicts] == [
        (None, "c")
    ]
    assert [(c.theirs, c.mine) for c in merged(survey(title="a"), survey(title="b"), survey()).conflicts] == [
        ("b", None)
    ]


def test_texts_in_two_languages_do_not_meet() -> None:
    fmt = FORMATS["organism"]
    base, theirs, mine = (
        {"commonNames": [{"en": "x"}], "habitat": text} for text in ({"en": "a"}, {"en": "a", "fr": "b"}, {"en": "c"})
    )
    result = merge(fmt, Base.of(Keyed(base)), theirs=Keyed(theirs), mine=Keyed(mine))
    assert result.keyed.body["habitat"] == {"en": "c", "fr": "b"}
    assert not result.conflicts


def test_rows_are_known_by_their_keys_wherever_they_stand() -> None:
    base = survey("aa", "bb")
    theirs = survey("bb", "aa", rows={"aa": {"year": "2020", "value": 9}})
    mine = survey("aa", "bb", "cc", rows={"bb": {"year": "1999", "value": 2}})
    result = merged(base, theirs, mine)
    assert result.keyed.keys == {"data": ["bb", "cc", "aa"]}
    assert result.keyed.body["data"] == [{"year": "1999", "value": 2}, ROWS["cc"], {"year": "2020", "value": 9}]
    assert not result.conflicts


def test_a_row_that_one_side_removed_and_nobody_changed_goes() -> None:
    assert merged(survey("aa", "bb"), survey("bb"), survey("aa", "bb")).keyed.keys == {"data": ["bb"]}
    assert merged(survey("aa", "bb"), survey("aa", "bb"), survey("bb")).keyed.keys == {"data": ["bb"]}


def test_a_row_that_one_side_removed_and_the_other_changed_is_asked() -> None:
    changed = survey("aa", "bb", rows={"aa": {"year": "1990"}})
    theirs_gone = merged(survey("aa", "bb"), survey("bb"), changed)
    assert [(c.path, c.theirs, c.mine) for c in theirs_gone.conflicts] == [(("data", "aa"), None, {"year": "1990"})]
    assert theirs_gone.keyed.keys == {"data": ["aa", "bb"]}
    mine_gone = merged(survey("aa", "bb"), changed, survey("bb"))
    assert [(c.theirs, c.mine) for c in mine_gone.conflicts] == [({"year": "1990"}, None)]
    assert mine_gone.keyed.keys == {"data": ["bb"]}


def test_two_cells_of_one_row_do_not_meet_and_one_cell_does() -> None:
    theirs = survey("aa", rows={"aa": {"year": "2020", "value": 5}})
    result = merged(survey("aa"), theirs, survey("aa", rows={"aa": {"year": "2019", "value": 1}}))
    assert result.keyed.body["data"] == [{"year": "2019", "value": 5}]
    asked = merged(survey("aa"), theirs, survey("aa", rows={"aa": {"year": "2020", "value": 6}}))
    assert [one.path for one in asked.conflicts] == [("data", "aa", "value")]


def test_lists_are_merged_as_sets_in_order() -> None:
    fmt = FORMATS["authority"]
    base, theirs, mine = ({"faxes": faxes} for faxes in (["1", "2", "3"], ["1", "3", "4"], ["0", "1", "2", "3"]))
    result = merge(fmt, Base.of(Keyed(base)), theirs=Keyed(theirs), mine=Keyed(mine))
    assert result.keyed.body["faxes"] == ["0", "1", "3", "4"]
    assert not result.conflicts


def test_languages_of_the_record_are_merged_too() -> None:
    result = merged(survey(languages=["en"]), survey(languages=["en", "fr"]), survey(languages=["ar", "en"]))
    assert result.keyed.body["header"]["languages"] == ["ar", "en", "fr"]
    assert list(fields_at(result.taken)) == ["header"]


def test_without_a_base_every_difference_is_asked_and_lists_keep_both() -> None:
    theirs, mine = survey("aa", title="a", languages=["en", "fr"]), survey("bb", title="b")
    result = merge(SURVEY, Base(), theirs=theirs, mine=mine)
    assert [one.path for one in result.conflicts] == [("title",)]
    assert sorted(result.keyed.keys["data"]) == ["aa", "bb"]
    assert result.keyed.body["header"]["languages"] == ["en", "fr"]


def test_between_two_saves_only_what_changed_in_between_is_asked() -> None:
    before, after = survey(title="a", site={"address": "x"}), survey(title="b", site={"address": "x"})
    theirs, mine = survey(title="b", site={"address": "y"}), survey(title="ab", site={"address": "x"})
    result = merge(SURVEY, Base(before, after), theirs=theirs, mine=mine)
    assert [one.path for one in result.conflicts] == [("title",)]
    assert result.keyed.body["site"] == {"address": "y"}


def test_an_answer_chosen_from_theirs_takes_its_place() -> None:
    theirs, mine = survey("aa", "bb", title="t"), survey("bb", "cc", title="m", languages=["en", "fr"])
    paths = [("title",), ("data", "aa"), ("data", "cc"), ("header.languages", "fr"), ("no", "such", "place"), ()]
    chosen = with_theirs(SURVEY, mine, theirs, paths)
    assert chosen.body == {**theirs.body}
    assert chosen.keys == {"data": ["aa", "bb"]}


def test_fields_of_a_wrong_shape_are_merged_as_a_whole() -> None:
    base, theirs, mine = (Keyed({"data": data, "title": ["?"]}) for data in ("x", "x", [1]))
    result = merged(base, theirs, mine)
    assert result.keyed.body == {"data": [1], "title": ["?"]}
    assert [c.path for c in merged(base, completed(survey("aa"), SURVEY), mine).conflicts] == [("data",)]


def test_what_no_format_knows_is_merged_too() -> None:
    base, theirs, mine = ({"unknown": {"a": 1, "b": b}, "site": {"more": c}} for b, c in ((1, 1), (2, 1), (1, 3)))
    result = merged(Keyed(base), Keyed(theirs), Keyed(mine))
    assert result.keyed.body == {"unknown": {"a": 1, "b": 2}, "site": {"more": 3}}


TEXT = st.sampled_from(["", "a", "b", "c"])
ROW = st.fixed_dictionaries({"year": TEXT, "value": st.integers(0, 2)})


@st.composite
def surveys(draw) -> Keyed:
    keys = draw(st.lists(st.sampled_from(["k1", "k2", "k3", "k4"]), unique=True))
    rows = [stripped(draw(ROW)) for _ in keys]
    codes = draw(st.lists(st.sampled_from(["en", "fr", "ar"]), unique=True))
    body = {"header": {"languages": codes}, "title": draw(TEXT), "data": rows, "site": {"address": draw(TEXT)}}
    return Keyed(stripped(body) or {}, {"data": keys} if keys else {})


@settings(max_examples=300)
@given(base=surveys(), mine=surveys())
def test_without_another_side_mine_stands(base, mine) -> None:
    for theirs in (base, mine):
        result = merged(base, theirs, mine)
        assert result.keyed == mine
        assert not result.conflicts


@settings(max_examples=300)
@given(base=surveys(), theirs=surveys())
def test_whoever_changed_nothing_gets_theirs(base, theirs) -> None:
    result = merged(base, theirs, base)
    assert not differing(result.keyed, theirs, SURVEY)
    assert not result.conflicts


@settings(max_examples=300)
@given(base=surveys(), theirs=surveys(), mine=surveys())
def test_every_change_is_in_the_result_or_is_asked(base, theirs, mine) -> None:
    result = merged(base, theirs, mine)
    parts = {
        name: take_apart(one, SURVEY) for name, one in (("b", base), ("t", theirs), ("m", mine), ("r", result.keyed))
    }
    asked = {one.path for one in result.conflicts}
    for path in {path for one in parts.values() for path in one.atoms}:
        before, they, me, now = (parts[name].atoms.get(path) for name in "btmr")
        if path in asked or path[:2] in asked:
            continue
        if me != before:
            assert now == me
        elif they != before:
            assert now == they
        else:
            assert now == before


@settings(max_examples=200)
@given(base=surveys(), theirs=surveys(), mine=surveys())
def test_who_answers_theirs_everywhere_keeps_nothing_in_conflict(base, theirs, mine) -> None:
    result = merged(base, theirs, mine)
    chosen = with_theirs(SURVEY, result.keyed, theirs, [one.path for one in result.conflicts])
    again = merged(theirs, theirs, chosen)
    assert not again.conflicts
    for one in result.conflicts:
        left = take_apart(chosen, SURVEY).below(one.path)
        assert left == take_apart(theirs, SURVEY).below(one.path)
