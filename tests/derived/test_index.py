from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearinghouse.derived.index import Cited, Publication, cited_from, days_since_epoch, index_source
from clearinghouse.formats.collection import FORMATS
from clearinghouse.vocabularies.concepts import OTHER
from tests.factories import body, guid, introduction, vocabulary

PUBLICATION = Publication(
    "SOME-RECORD-1",
    7,
    "bch",
    printed_number="BCH-DEC-BJ-10000001",
    published_on=date(2026, 3, 31),
    owner="bj",
    visibility=("public",),
    is_demonstration=True,
)


def indexed(slug, answers, cited=None):
    fmt = FORMATS[slug]
    return index_source(answers, fmt, publication=PUBLICATION, vocabulary=vocabulary(), cited=cited or {})


def test_what_every_record_can_be_filtered_by_is_there() -> None:
    source = indexed("biosafetyDecision", introduction())
    assert (
        source.facets.items()
        >= {
            "format": ("biosafetyDecision",),
            "realm": ("bch",),
            "language": ("en",),
            "year": ("2026",),
            "government": ("bj",),
            "demonstration": ("yes",),
        }.items()
    )
    published, decided = (days_since_epoch(date(2026, *day)) for day in ((3, 31), (2, 28)))
    assert source.dates == {"published": published, "date": decided}
    assert source.visibility == ("public",)


def test_a_term_is_found_by_every_term_above_it() -> None:
    source = indexed("biosafetyDecision", body("biosafetyDecision", decisionTypes=[
        {"identifier": "0D0BEEF4-54E4-44C1-ABB2-B89DC145E0B3"},
    ]))  # fmt: skip
    wanted = {"0D0BEEF4-54E4-44C1-ABB2-B89DC145E0B3", "BE64016A-C3BD-4C61-9620-C3FEF96B2A24"}
    assert wanted == set(source.facets["decisionType"])
    assert wanted <= set(source.concepts)


def test_identifiers_are_kept_in_both_typings() -> None:
    source = indexed("modifiedOrganism", body("modifiedOrganism"))
    assert {"MON-ØØ81Ø-6", "MON-00810-6", "MON810", "BCH-DEC-BJ-10000001"} <= set(source.identifiers)


def test_words_stand_under_their_language_without_markup() -> None:
    source = indexed("modifiedOrganism", body("modifiedOrganism"))
    assert "Maize that resists the stem borer." in source.texts["en"]
    assert source.texts["fr"] == ("Maïs MON810",)
    assert "MON810" in source.texts["und"]


def test_what_was_written_for_other_is_found() -> None:
    kind = {"identifier": OTHER, "customValue": {"en": "Moss"}}
    assert "Moss" in indexed("organism", body("organism", organismType=kind)).texts["en"]


def test_words_of_the_records_referred_to_find_the_record_too() -> None:
    lent = cited_from(body("modifiedOrganism"), FORMATS["modifiedOrganism"])
    source = indexed("biosafetyDecision", introduction(), {guid("modifiedOrganism"): lent})
    assert "Maïs MON810" in source.texts["fr"]
    assert "MON-ØØ81Ø-6" in source.lent_identifiers
    assert "x-trait-insect-resistance" in source.concepts
    assert guid("modifiedOrganism") in source.related


def test_a_country_is_lent_as_a_country_never_as_two_letters() -> None:
    """`ar` is Argentina and Arabic, `es` is Spain and Spanish."""
    lent = cited_from(body("contact", country={"identifier": "es"}), FORMATS["contact"])
    assert "es" not in lent.concepts
    assert "country:es" in lent.concepts


def test_the_owner_is_not_lent() -> None:
    assert not any("bj" in code for code in cited_from(introduction(), FORMATS["biosafetyDecision"]).concepts)


def test_addresses_are_not_searched() -> None:
    source = indexed("contact", body("contact"))
    assert "office@seed.example" not in str(source)


@pytest.mark.parametrize("fmt", FORMATS.values(), ids=lambda fmt: fmt.slug)
@given(data=st.data())
@settings(max_examples=12)
def test_any_body_can_be_indexed_and_lends(fmt, data) -> None:
    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["identifier", "en", "name", "customValue"]), inner)
        ),
        max_leaves=8,
    )
    names = data.draw(st.lists(st.sampled_from([*fmt.fields]), max_size=6, unique=True))
    answers = {name: data.draw(anything) for name in names}
    source = indexed(fmt.slug, answers)
    assert all(isinstance(text, str) for texts in source.texts.values() for text in texts)
    assert all(isinstance(code, str) for code in source.concepts)
    assert isinstance(cited_from(answers, fmt), Cited)
