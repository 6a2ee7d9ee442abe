"""The terms of a community on bodies of every format it may own: nothing sealed is in what others read."""

import re
from functools import cache
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.core.canonical import Json, canonical, parsed, stripped
from clearinghouse.core.messages import in_english
from clearinghouse.derived.community import Access, Places, Terms, as_others_read, terms_in
from clearinghouse.derived.index import Publication, index_source
from clearinghouse.derived.json_schema import json_schema
from clearinghouse.derived.pages import page_sections
from clearinghouse.derived.problems import problems_in
from clearinghouse.derived.reading import parts_of, settled
from clearinghouse.formats.answers import answer_at
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.community_terms import FOR_EVERYONE, TERMS
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Ownership
from clearinghouse.formats.messages import messages_of
from tests.derived.samples import all_answered, reader
from tests.factories import NOON, body, surroundings, vocabulary

OWNED = {slug: fmt for slug, fmt in FORMATS.items() if fmt.ownership is not Ownership.NATIONAL and fmt.is_open}
HERE = Circumstances("bch", community="SOME-COMMUNITY-1")
_TOKEN = re.compile(r"zq\d+qz")


@cache
def marked(slug: str) -> str:
    """Return a body with every answer, in which each text is a word of its own; canonical."""
    numbers = count(1)

    def with_words(value: Any, key: str = "") -> Any:
        match value:
            case dict():
                return {name: with_words(item, name) for name, item in value.items()}
            case list():
                return [with_words(item, key) for item in value]
            case str() if key not in ("schema", "languages", "identifier", "access", "locations"):
                return f"zq{next(numbers)}qz"
            case _:
                return value

    # An import may bring a record of a community in a format that asks for no terms.
    answers = {TERMS: all_answered(OWNED["organism"])[TERMS], **all_answered(FORMATS[slug])}
    return canonical({**with_words(answers), "header": answers["header"]})


def words_in(value: Any) -> set[str]:
    return set(_TOKEN.findall(canonical({"": value})))


def publication() -> Publication:
    return Publication("SOME-RECORD-1", 1, "bch", "BCH-X-SCBD-1", NOON.date(), "community:X", ("public",))


@given(st.sampled_from(sorted(FORMATS)), st.sampled_from(Access), st.sampled_from(Places))
def test_no_word_that_is_sealed_is_in_anything_that_others_read(slug, access, places) -> None:
    fmt = FORMATS[slug]
    whole: Json = parsed(marked(slug))
    whole[TERMS] = {**whole[TERMS], "access": access.value, "locations": places.value}
    public, sealed = parts_of(whole, fmt, HERE)
    assert stripped({**public, **sealed}) == stripped(whole)
    shown = words_in(public)
    source = index_source(public, fmt, publication=publication(), vocabulary=vocabulary(), cited={})
    said = page_sections(public, fmt, reader())
    assert words_in(repr(source)) | words_in(repr(said)) <= shown
    terms = {name: value for name, value in whole[TERMS].items() if name in FOR_EVERYONE}
    titles = words_in([answer_at(whole, name) for name in fmt.title])
    if access is Access.COMMUNITY:
        assert shown == set()
        assert public[TERMS] == {"access": "community"}
    elif access is not Access.EVERYONE:
        assert shown <= words_in(terms) | titles
    inside = {name: value for name, value in whole[TERMS].items() if name not in FOR_EVERYONE}
    assert shown.isdisjoint(words_in(inside))


@given(st.sampled_from(sorted(FORMATS)), st.sampled_from(Access), st.sampled_from(Places))
def test_what_is_passed_on_is_not_lessened_again(slug, access, places) -> None:
    fmt = FORMATS[slug]
    whole: Json = parsed(marked(slug))
    whole[TERMS] = {**whole[TERMS], "access": access.value, "locations": places.value}
    public, _ = parts_of(whole, fmt, HERE)
    again, rest = parts_of(public, fmt, HERE)
    assert canonical(again) == canonical(public)
    assert rest == {}


@pytest.mark.parametrize("stated", [{"access": "all"}, {"access": 1}, {"termsOfUse": {"en": "x"}}, "x", ["x"], 0])
def test_terms_that_cannot_be_understood_let_nobody_in(stated) -> None:
    assert terms_in({TERMS: stated}).access is Access.COMMUNITY


@pytest.mark.parametrize("stated", [None, {}, {"labels": []}, ""])
def test_terms_that_nobody_stated_are_open(stated) -> None:
    assert terms_in({TERMS: stated}) == Terms()


def test_places_that_cannot_be_understood_are_not_shown() -> None:
    assert terms_in({TERMS: {"access": "everyone", "locations": "5-km"}}).places is Places.NONE


def test_of_two_terms_the_narrower_hold() -> None:
    wide, narrow = Terms(Access.EVERYONE, Places.NONE), Terms(Access.ON_REQUEST, Places.EXACT)
    assert wide.narrowed(narrow) == narrow.narrowed(wide) == Terms(Access.ON_REQUEST, Places.NONE)


points = st.fixed_dictionaries({"lat": st.floats(-90, 90), "lng": st.floats(-180, 180)})


@given(points, st.sampled_from([(Places.TEN_KM, 0.051), (Places.HUNDRED_KM, 0.51)]))
def test_a_place_moves_to_a_point_near_by_and_stays_there(point, how) -> None:
    places, most = how
    fmt = OWNED["community"]

    def moved(given: Json) -> Json:
        terms = Terms(Access.EVERYONE, places)
        return dict(as_others_read({"territoryCentre": given}, fmt, terms)["territoryCentre"])

    shown = moved(point)
    assert abs(shown["lat"] - point["lat"]) <= most
    assert -180 <= shown["lng"] <= 180
    assert moved(shown) == shown


@pytest.mark.parametrize("bad", [None, "x", {}, {"lat": "9"}, {"lat": 900, "lng": 1}, {"lat": True, "lng": 1}, [1, 2]])
@pytest.mark.parametrize("places", [Places.TEN_KM, Places.HUNDRED_KM, Places.NONE])
def test_a_place_that_is_none_is_not_shown(bad, places) -> None:
    shown = as_others_read({"territoryCentre": bad}, OWNED["community"], Terms(Access.EVERYONE, places))
    assert not shown.get("territoryCentre")


# What is asked, and in which words


@pytest.mark.parametrize(
    ("stated", "needed"),
    [
        ({"access": "everyone"}, set()),
        ({}, {"access"}),
        ({"access": "signed-in"}, {"consentBody", "consentDay"}),
        ({"access": "community"}, {"consentBody", "consentDay"}),
        ({"access": "on-request"}, {"askWhom", "consentBody", "consentDay"}),
        ({"access": "everyone", "labels": [{"label": {"identifier": "TK-A"}}]}, {"consentBody", "consentDay"}),
    ],
)
def test_consent_is_asked_for_where_the_community_restricts_or_labels(stated, needed) -> None:
    answers = body("organism", **{TERMS: stated})
    around = surroundings("")
    around = type(around)(HERE, around.vocabulary, around.records)
    found = {one.field for one in problems_in(answers, FORMATS["organism"], around) if one.code == "required"}
    assert found == {f"{TERMS}.{name}" for name in needed}


def test_nobody_else_is_asked_and_what_they_say_is_cleared() -> None:
    said = {**body("organism"), TERMS: {"access": "community"}}
    assert TERMS not in settled(said, FORMATS["organism"], Circumstances("bch"))
    assert TERMS in settled(said, FORMATS["organism"], HERE)


def test_what_is_asked_is_translated_once_for_all_formats() -> None:
    messages = {message for fmt in OWNED.values() for message in messages_of(fmt)}
    ours = [message for message in messages if message.context.startswith(TERMS)]
    assert len(ours) == len({(message.context, message.text) for message in ours})
    assert not [message for message in messages if TERMS in message.context and message not in ours]
    assert [one.text for one in ours if one.context == f"{TERMS}.section"] == ["Community terms"]


def test_the_schema_of_a_format_describes_the_terms() -> None:
    properties = json_schema(FORMATS["organism"], say=in_english)["properties"]
    assert properties[TERMS]["properties"]["access"]["enum"] == [one.value for one in Access]
    assert TERMS not in json_schema(FORMATS["biosafetyDecision"])["properties"]
