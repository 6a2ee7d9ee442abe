"""Fields in the text of a search become filters, in any of six languages; what is not understood is text, and said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.days import iso_of
from clearinghouse.search.fields import fields_in
from clearinghouse.search.params import query_from_params, query_to_params
from clearinghouse.search.query import In, Query, Range
from clearinghouse.search.spaces import whole_space

LEXICON = ConceptLexicon([
    ("country:bj", "en", "Benin"), ("country:bj", "fr", "Bénin"), ("country:bj", "ru", "Бенин"),
    ("country:bj", "zh", "贝宁"), ("country:bj", "ar", "بنن"), ("country:ke", "en", "Kenya"),
    ("country:za", "en", "South Africa"), ("country:za", "es", "Sudáfrica"), ("MAIZE", "en", "maize"),
])  # fmt: skip


def read(text: str, **params: list[str]) -> Query:
    return query_from_params({"q": [text], **params}, whole_space(), lexicon=LEXICON, today=date(2026, 11, 21))


@pytest.mark.parametrize(
    "text",
    [
        "country:benin", "country:bj", "Country:BJ", 'country:"Bénin"', "pays:benin", "pays : Bénin", "país:benin",
        "страна:Бенин", "国家：贝宁", "国家:贝宁", "البلد:بنن", "gobierno:BJ",
    ],
)  # fmt: skip
def test_a_country_is_told_by_name_or_code_in_any_language(text: str) -> None:
    query = read(f"{text} maize")
    assert (query.text, query.filters, query.problems) == ("maize", (In("government", ("bj",)),), ())


@pytest.mark.parametrize("text", ["country:South Africa maize", 'country:"south africa" maize', "maize pays:sudafrica"])
def test_a_name_of_several_words_needs_no_quotes(text: str) -> None:
    query = read(text)
    assert (query.text, query.filters) == ("maize", (In("government", ("za",)),))


@pytest.mark.parametrize(
    "text",
    [
        "country:bj,ke,za", "country:benin,KEN,zaf", "pays:bj,ke,south africa", "country: benin, kenya, South Africa",
        'country:"South Africa",ke,bj', "国家：贝宁，ke、za", "البلد:بنن،ke،za", "country:bj country:ke,za",
        'country:bj,"South Africa",ke,',
    ],
)  # fmt: skip
def test_several_values_stand_with_commas_between_them(text: str) -> None:
    query = read(f"{text} maize")
    assert (query.text, query.filters) == ("maize", (In("government", ("bj", "ke", "za")),))


def test_every_field_takes_several_values() -> None:
    assert read("year:2019,2020 realm:bch,abs language:fr,es").filters == (
        In("language", ("es", "fr")), In("realm", ("abs", "bch")), In("year", ("2019", "2020")),
    )  # fmt: skip
    (problem,) = read("country:bj,atlantis,narnia").problems
    assert problem.value == "atlantis, narnia"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("type:decision", "biosafetyDecision"), ("type:DEC", "biosafetyDecision"), ("type:lmo", "modifiedOrganism"),
        ("type:modifiedOrganism", "modifiedOrganism"), ('type:"risk assessment"', "nationalRiskAssessment"),
        ("type:décisions", "biosafetyDecision"), ("类型:国家主管部门", "authority"),
        ("тип:решение", "biosafetyDecision"),
        ("тип:решения", "decision"), ("النوع:مقرر", "decision"), ("tipo:decisión", "decision"),
    ],
)  # fmt: skip
def test_a_type_is_told_by_name_slug_or_code(text: str, slug: str) -> None:
    (chosen,) = read(text).filters
    assert isinstance(chosen, In)
    assert chosen.field == "format"
    assert slug in chosen.values


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("realm:BCH", "realm", "bch"), ("realm:absch", "realm", "abs"), ("realm:biosafety", "realm", "bch"),
        ("language:fr", "language", "fr"), ("langue:anglais", "language", "en"), ("язык:французский", "language", "fr"),
        ("语言:中文", "language", "zh"), ("اللغة:العربية", "language", "ar"), ("year:2021", "year", "2021"),
        ("السنة:٢٠٢١", "year", "2021"), ("año:2021", "year", "2021"),
    ],
)  # fmt: skip
def test_realm_language_and_year(text: str, name: str, value: str) -> None:
    assert read(text).filters == (In(name, (value,)),)


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("before:2020", "", "2019-12-31"), ("avant:2020-05", "", "2020-04-30"), ("до:2020-05-01", "", "2020-04-30"),
        ("after:2019-05", "2019-06-01", ""), ("después:2019", "2020-01-01", ""), ("之后:2019", "2020-01-01", ""),
        ("بعد:٢٠١٩", "2020-01-01", ""), ("after:2019 before:2021", "2020-01-01", "2020-12-31"),
        ("after:2018 after:2019", "2020-01-01", ""), ("depuis:2019", "2019-01-01", ""),
        ("before:last year", "", "2024-12-31"), ("after:last month maize", "2026-11-01", ""),
        ('since:"two years ago"', "2024-01-01", ""), ("avant: mars 2024", "", "2024-02-29"),
        ("до:сегодня", "", "2026-11-20"), ("since:5 March 2024", "2024-03-05", ""), ("之后:去年", "2026-01-01", ""),
    ],
)  # fmt: skip
def test_before_and_after_exclude_what_they_name(text: str, lower: str, upper: str) -> None:
    query = read(text)
    (chosen,) = query.filters
    assert isinstance(chosen, Range)
    assert not query.problems
    assert not query.told
    assert ("" if chosen.lower is None else iso_of(chosen.lower)) == lower
    assert ("" if chosen.upper is None else iso_of(chosen.upper)) == upper


def test_fields_join_the_filters_that_were_chosen() -> None:
    query = read("country:kenya before:2020", government=["bj"], to=["2018"])
    assert query.filters[0] == In("government", ("bj", "ke"))
    assert query_to_params(query, whole_space()) == {"government": ["bj", "ke"], "to": ["2018-12-31"]}


def test_taking_a_filter_away_rewrites_the_text() -> None:
    query = read("country:benin maize")
    assert query_to_params(query.toggled("government", "bj"), whole_space()) == {"q": ["maize"]}


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("country:atlantis", "unknown-value", "atlantis"), ("type:nothing", "unknown-value", "nothing"),
        ("before:soon", "unknown-value", "soon"), ("year:20211", "unknown-value", "20211"),
        ("author:smith", "unknown-field", "author:smith"), ("before:9999999", "unknown-value", "9999999"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_text_and_is_said(text: str, code: str, words: str) -> None:
    query = read(text)
    assert [problem.code for problem in query.problems] == [code]
    assert (query.text, query.filters) == (text, ())
    assert fields_in(text, LEXICON).words == words
    assert query.must


@pytest.mark.parametrize(
    "text",
    ['"country:benin maize"', "https://example.org/x", "UNEP/CBD:12", "10:30", "Article: the law", "maize:"],
)
def test_phrases_addresses_and_running_text_have_no_fields(text: str) -> None:
    query = read(text)
    assert (query.text, query.filters, query.problems) == (text, (), ())


PIECES = st.sampled_from(
    ["country:", "benin", "country:bj", "pays :", '"', "south africa", "type:decision", "before:", "2020", "x:y", "："]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=12))
def test_what_is_left_has_no_field_that_is_understood(pieces: list[str]) -> None:
    query = read(" ".join(pieces))
    address = query_to_params(query, whole_space())
    assert query_from_params(address, whole_space(), lexicon=LEXICON) == query
