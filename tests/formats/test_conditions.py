import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import (
    Circumstances,
    Equals,
    HasTerm,
    InRealm,
    IsCommunity,
    IsFilled,
    IsNational,
    IsPublished,
    Not,
    both,
    either,
    fields_of,
    holds,
    is_filled,
    terms_in,
    terms_of,
)

HERE = Circumstances("bch", "bj")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.just("identifier"), inner, max_size=3),
)


@pytest.mark.parametrize(
    ("condition", "body", "expected"),
    [
        (Equals("a", True), {"a": True}, True),
        (Equals("a", True), {"a": 1}, False),
        (Equals("a", 1), {"a": True}, False),
        (Equals("a", False), {}, False),
        (Equals("a", "x"), {"a": "x"}, True),
        (HasTerm("a", ("t", "u")), {"a": {"identifier": "u"}}, True),
        (HasTerm("a", ("t", "u")), {"a": [{"identifier": "v"}, {"identifier": "t"}]}, True),
        (HasTerm("a", ("t",)), {"a": "t"}, False),
        (IsFilled("a"), {"a": False}, True),
        (IsFilled("a"), {"a": [{"en": " "}]}, False),
        (InRealm("bch"), {}, True),
        (InRealm("abs"), {}, False),
        (IsNational(), {}, True),
        (IsCommunity(), {}, False),
        (IsPublished(), {}, False),
        (Not(Equals("a", True)), {}, True),
        (both(IsNational(), InRealm("abs")), {}, False),
        (either(IsNational(), InRealm("abs")), {}, True),
        (both(), {}, True),
        (either(), {}, False),
        (True, {}, True),
        (False, {}, False),
    ],
)
def test_a_condition_holds_or_not(condition, body, expected) -> None:
    assert holds(condition, body, HERE) is expected


def test_circumstances_are_read_where_a_condition_asks() -> None:
    assert holds(IsPublished(), {}, Circumstances(is_published=True))
    assert not holds(IsNational(), {}, Circumstances(government=""))
    assert holds(IsCommunity(), {}, Circumstances(community="SOME-COMMUNITY-1"))


@pytest.mark.parametrize("value", [0, False, "x", ["", 0], {"en": "x"}, [[{"a": [False]}]]])
def test_an_answer_is_filled(value) -> None:
    assert is_filled(value)


@pytest.mark.parametrize("value", [None, "", " \n", [], {}, [None, ""], {"en": "", "fr": " "}, [{"a": []}]])
def test_a_blank_is_not(value) -> None:
    assert not is_filled(value)


def test_fields_and_terms_of_a_condition_are_found_at_any_depth() -> None:
    condition = both(Not(either(HasTerm("a", ("t", "u")), IsFilled("b"))), Equals("c", True), IsNational())
    assert fields_of(condition) == {"a", "b", "c"}
    assert terms_of(condition) == {("a", "t"), ("a", "u")}


@given(st.dictionaries(st.sampled_from([name for fmt in FORMATS.values() for name in fmt.fields]), ANYTHING))
def test_no_body_makes_a_condition_fail(body) -> None:
    for fmt in FORMATS.values():
        for one in fmt:
            holds(one.required, body, HERE)
            holds(one.shown_when or True, body, HERE)
            holds(one.personal, body, HERE)


@given(ANYTHING)
def test_terms_are_texts_whatever_the_value(value) -> None:
    assert all(isinstance(term, str) for term in terms_in(value))
