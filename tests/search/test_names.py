"""Names of organizations are recognised in the text of a search, whoever typed them in whatever language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.search.asking import asked_of
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.highlighting import highlight
from clearinghouse.search.names import Name, RecordNames, code_of, record_of
from clearinghouse.search.nodes import Concept, Related, leaves
from clearinghouse.search.params import SearchSpace, query_from_params
from tests.search.oracle import OracleEngine
from tests.search.sources import upsert

FAO, CARE, WHO, UNESCO = "BCH-ORG-SCBD-1", "BCH-ORG-SCBD-2", "BCH-ORG-SCBD-3", "BCH-ORG-SCBD-4"
NAMES = RecordNames().changed({
    FAO: [
        Name("Food and Agriculture Organization", "en"),
        Name("Organisation pour l’alimentation et l’agriculture", "fr"),
        Name("联合国粮食及农业组织", "zh"), Name("منظمة الأغذية والزراعة", "ar"), Name("FAO"),
    ],
    CARE: [Name("Conservation and Research of Ecosystems", "en"), Name("CARE")],
    WHO: [Name("World Health Organization", "en"), Name("WHO")],
    UNESCO: [Name("UNESCO")],
})  # fmt: skip
TERMS = ConceptLexicon([
    ("AGRICULTURE", "en", "agriculture"), ("AGRICULTURE", "es", "agricultura"), ("CARE", "en", "care"),
    ("MAIZE", "en", "maize"), ("MAIZE", "zh", "玉米"),
])  # fmt: skip
LEXICON = TERMS.with_names(NAMES)


def named(text: str, lexicon: ConceptLexicon = LEXICON) -> set[str]:
    return {guid for match in lexicon.recognise(text) if (guid := record_of(match.code))}


@pytest.mark.parametrize(
    "text",
    [
        "Food and Agriculture Organization", "food and agriculture ORGANIZATION", "training of the FAO in Benin",
        "projets de l’Organisation pour l'alimentation et l'agriculture",
        "ORGANISATION POUR L’ALIMENTATION ET L’AGRICULTURE",
        "联合国粮食及农业组织的项目", "مشاريع منظمة الاغذية والزراعة", "FAO", "玉米 FAO",
    ],
)  # fmt: skip
def test_a_name_is_recognised_in_any_language_whatever_its_case_and_accents(text: str) -> None:
    assert named(text) == {FAO}


@pytest.mark.parametrize(
    "text", ["fao", "Fao", "food agriculture organization", "who decides", "care of maize", "faos"]
)
def test_a_short_acronym_or_one_that_is_a_word_is_meant_in_capitals_alone(text: str) -> None:
    assert named(text) == set()


def test_capitals_tell_nothing_in_a_text_of_capitals() -> None:
    assert named("WHO decides") == {WHO}
    assert named("WHO DECIDES ON CARE") == set()
    assert named("WHO") == {WHO}


def test_a_long_acronym_is_recognised_in_any_case() -> None:
    assert named("unesco training") == named("Unesco") == {UNESCO}


def test_the_longest_name_wins_over_terms_within_it() -> None:
    codes = [match.code for match in LEXICON.recognise("Food and Agriculture Organization agriculture")]
    assert codes == [code_of(FAO), "AGRICULTURE"]
    assert "AGRICULTURE" in {match.code for match in TERMS.recognise("Food and Agriculture Organization")}


def test_a_name_that_many_have_names_nobody() -> None:
    names = RecordNames().changed({f"A-{n}": [Name("Ministry of Environment", "en")] for n in range(3)})
    assert len(named("ministry of environment", TERMS.with_names(names))) == 3
    names = names.changed({"A-3": [Name("Ministry of Environment", "en")]})
    assert named("ministry of environment", TERMS.with_names(names)) == set()


def test_a_change_leaves_what_there_was_and_forgets_what_went() -> None:
    changed = NAMES.changed({FAO: [Name("Food Agency", "en")], WHO: []})
    assert named("FAO and WHO", TERMS.with_names(changed)) == set()
    assert named("the food agency", TERMS.with_names(changed)) == {FAO}
    assert named("FAO and WHO") == {FAO, WHO}
    assert (len(changed), len(NAMES)) == (3, 4)


def found(text: str, **record: object) -> bool:
    engine = OracleEngine()
    engine.apply([upsert(1, **record)], 1)
    query = query_from_params({"q": [text]}, SearchSpace(), lexicon=LEXICON).visible_to(["public"])
    return bool(engine.search(query).total)


def test_a_name_finds_what_refers_to_the_organization_and_the_organization_itself() -> None:
    french = "organisation pour l’alimentation et l’agriculture"
    assert found(french, related=(FAO,))
    assert found(french, guid=FAO)
    assert found(f"{french} maize", related=(FAO,), texts={"en": ("maize",)})
    assert not found(f"{french} maize", related=(FAO,))
    assert not found(french, related=(WHO,))
    assert not found(f'"{french}"', related=(FAO,))


def test_a_name_still_finds_its_words_and_the_terms_within_it() -> None:
    assert found("Food and Agriculture Organization", texts={"en": ("organization of agriculture for food",)})
    assert found("Food and Agriculture Organization", texts={"en": ("food organization",), "es": ("agricultura",)})
    assert found("FAO", texts={"en": ("fao",)})


def test_a_name_is_marked_in_other_languages() -> None:
    query = query_from_params({"q": ["FAO"]}, SearchSpace(), lexicon=LEXICON)
    segments = highlight("The Food and Agriculture Organization met", "en", query, lexicon=LEXICON)
    assert [one.text for one in segments if one.is_hit] == ["Food and Agriculture Organization"]


def test_an_organization_is_no_concept() -> None:
    nodes = [leaf for node in asked_of("FAO maize", LEXICON).must for leaf in leaves(node)]
    assert {leaf.code for leaf in nodes if isinstance(leaf, Concept)} == {"MAIZE"}
    assert {leaf.guid for leaf in nodes if isinstance(leaf, Related)} == {FAO}


@given(
    st.text() | st.lists(st.sampled_from(["FAO", "food", "and", "粮食", "WHO", '"', "组织"]), max_size=20).map(" ".join)
)
def test_recognition_never_raises_and_names_lie_in_the_text(text: str) -> None:
    assert all(0 <= match.start < match.end <= len(text) for match in LEXICON.recognise(text))
    asked_of(text, LEXICON)


def test_an_acronym_alone_does_not_find_the_pronoun() -> None:
    assert not found("WHO", texts={"en": ("People who decide.",)})
    assert found("WHO", texts={"en": ("Health.",)}, related=(WHO,))
    for text in ("who", '"WHO"', "WHO decides"):
        assert found(text, texts={"en": ("The WHO decides.",)})
