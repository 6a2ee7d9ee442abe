"""Short names of countries and their codes are recognised in capitals, in the text of a search and in its fields."""

import pytest

from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.country_names import ShortNames, country_of

TERMS = ConceptLexicon(
    (f"country:{code}", "en", name)
    for code, name in {
        "us": "United States of America", "gb": "United Kingdom", "ae": "United Arab Emirates", "eu": "European Union",
        "cd": "Democratic Republic of the Congo", "ke": "Kenya", "ma": "Morocco", "ad": "Andorra", "pe": "Peru",
        "cf": "Central African Republic",
    }.items()
)  # fmt: skip
LEXICON = TERMS.with_names(ShortNames(TERMS))


def named(text: str) -> list[str]:
    return [one.code.removeprefix("country:") for one in LEXICON.recognise(text)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("USA", ["us"]), ("U.S.A.", ["us"]), ("EE. UU.", ["us"]), ("EE.UU. maíz", ["us"]), ("EEUU", ["us"]),
        ("США", ["us"]), ("maize in the US", ["us"]), ("UK", ["gb"]), ("UAE", ["ae"]), ("ОАЭ", ["ae"]), ("EU", ["eu"]),
        ("UE", ["eu"]), ("DRC", ["cd"]), ("RDC", ["cd"]), ("KEN", ["ke"]), ("decisions MAR", ["ma"]),
        ("USA KEN", ["us", "ke"]), ("usa", ["us"]), ("drc", ["cd"]),
    ],
)  # fmt: skip
def test_short_names_and_codes_in_capitals_name_countries(text: str, codes: list[str]) -> None:
    assert named(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "us", "uk", "mar", "are", "per", "ken", "el mar", "se usa maíz", "maize AND soybean", "maize usa", "USAID",
        "MON", "us law", "DEU",
    ],
)  # fmt: skip
def test_words_are_no_countries(text: str) -> None:
    assert named(text) == []


def test_the_code_of_a_country_is_told_in_any_case() -> None:
    codes = {"usa": "us", "KEN": "ke", "uk": "gb", "Р.Ф.": "ru", "zaf": "za", "ке": "", "xyz": "", "": ""}
    assert {text: country_of(text) for text in codes} == codes
