import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.core.canonical import canonical, digest, is_deeper_than, parsed, stripped

# What JSON can say and canonical text can hold: numbers within the safe range, text without halves of surrogates.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9) | TEXT
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4))
BODIES = st.dictionaries(TEXT, VALUES, max_size=5)


def test_keys_are_ordered_and_nothing_stands_between() -> None:
    assert canonical({"b": 1, "a": {"d": "x", "c": [True, 2]}}) == '{"a":{"c":[true,2],"d":"x"},"b":1}'


def test_text_is_in_one_form_whatever_form_it_came_in() -> None:
    assert canonical({"title": "Mai\u0308s"}) == canonical({"title": "Maïs"}) == '{"title":"Maïs"}'


def test_keys_are_in_that_form_too() -> None:
    assert canonical({"mai\u0308s": "x"}) == canonical({"maïs": "x"})


@pytest.mark.parametrize("empty", ["", "  \n", None, [], {}, [""], {"en": " "}, [[{}], {"a": []}]])
def test_what_is_empty_is_left_out_at_any_depth(empty) -> None:
    assert canonical({"kept": "x", "gone": empty, "list": [empty, 1]}) == '{"kept":"x","list":[1]}'


@pytest.mark.parametrize("value", [0, False, 0.0])
def test_nought_and_no_are_answers(value) -> None:
    assert stripped({"answer": value, "list": [value]}) == {"answer": value, "list": [value]}


def test_text_loses_the_blanks_around_it() -> None:
    assert canonical({"name": "  Zea mays\n"}) == '{"name":"Zea mays"}'


def test_nothing_at_all_is_an_empty_object() -> None:
    assert canonical({"a": []}) == canonical(None) == "{}"


@pytest.mark.parametrize("text", ["[]", "1", '"text"', "null"])
def test_only_an_object_is_read_back(text) -> None:
    assert parsed(text) == {}


@given(BODIES)
def test_canonical_text_is_read_back_to_itself(body) -> None:
    text = canonical(body)
    assert canonical(parsed(text)) == text


@given(BODIES)
def test_stripping_twice_is_stripping_once(body) -> None:
    assert stripped(stripped(body)) == stripped(body)


@given(st.permutations(["a", "ä", "z", "Ω", "字"]))
def test_the_order_of_keys_says_nothing(names) -> None:
    assert canonical(dict.fromkeys(names, 1)) == canonical(dict.fromkeys(sorted(names), 1))


@pytest.mark.parametrize("value", [math.nan, math.inf, 2**53 + 1, "\ud800"])
def test_what_json_cannot_carry_safely_is_refused(value) -> None:
    with pytest.raises(ValueError):
        canonical({"a": value})


def test_digest_is_sha_256_over_lines() -> None:
    assert digest("abc") == "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb"


def test_no_part_of_a_digest_can_slide_into_the_next() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a", "") != digest("a")


@given(st.lists(TEXT.filter(lambda text: "\n" not in text)), st.lists(TEXT.filter(lambda text: "\n" not in text)))
def test_different_parts_have_different_digests(one, other) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_depth_is_measured_without_recursion() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert is_deeper_than(deep, 32)


@pytest.mark.parametrize(("value", "depth"), [("text", 0), ({"a": 1}, 1), ([1, [2]], 2), ({"a": {"b": [1]}}, 3)])
def test_depth_counts_lists_and_objects(value, depth) -> None:
    assert not is_deeper_than(value, depth)
    assert depth == 0 or is_deeper_than(value, depth - 1)
