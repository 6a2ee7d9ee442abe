import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.search.asking import asked_of
from clearinghouse.search.indexing import document_of
from clearinghouse.search.nodes import Concept, Node, Prefix, any_of, leaves
from clearinghouse.search.params import SearchSpace, query_from_params
from tests.search.oracle import OracleEngine
from tests.search.sources import LEXICON, LMO, MAIZE, source, upsert


def concepts(nodes: tuple[Node, ...]) -> set[str]:
    return {leaf.code for node in nodes for leaf in leaves(node) if isinstance(leaf, Concept)}


def is_found(query: str, **record: object) -> bool:
    engine = OracleEngine()
    engine.apply([upsert(1, **record)], 1)
    return bool(
        engine.search(query_from_params({"q": [query]}, SearchSpace(), lexicon=LEXICON).visible_to(["public"])).total
    )


@pytest.mark.parametrize("typed", MAIZE.values())
@pytest.mark.parametrize(("language", "written"), MAIZE.items())
def test_maize_is_found_across_languages(typed: str, language: str, written: str) -> None:
    assert is_found(typed, texts={language: (written,)})
    assert not is_found(typed, texts={language: ("xyz",)})


@pytest.mark.parametrize("typed", LMO.values())
@pytest.mark.parametrize(("language", "written"), LMO.items())
def test_living_modified_organisms_are_found_across_languages(typed: str, language: str, written: str) -> None:
    assert is_found(typed, texts={language: (f"xx {written} yy",)})
    assert is_found(typed, concepts=("LMO",))


def test_a_concept_and_a_word_are_both_asked_for() -> None:
    assert is_found("maize risk", texts={"fr": ("maïs",), "en": ("risks",)})
    assert not is_found("maize risk", texts={"fr": ("maïs",)})
    assert is_found("玉米风险评估", texts={"es": ("maíz",), "zh": ("風險評估",)})
    assert not is_found("玉米风险评估", texts={"zh": ("风险",), "es": ("maíz",)})


def test_a_concept_beside_a_number_is_still_a_concept() -> None:
    assert concepts(asked_of("maize 2020", LEXICON).must) == {"MAIZE"}
    assert concepts(asked_of("maize mon810", LEXICON).must) == {"MAIZE"}


def test_a_quoted_concept_is_only_its_words() -> None:
    assert concepts(asked_of('"maize"', LEXICON).must) == set()


def test_quotes_of_any_language_make_a_phrase() -> None:
    for quoted in ('"risk assessment"', "“risk assessment”", "«risk assessment»", "„risk assessment“"):
        assert is_found(quoted, texts={"en": ("a risk assessment",)})
        assert not is_found(quoted, texts={"en": ("assessment of a risk",)})


def test_a_minus_excludes_at_the_beginning_of_a_word_only() -> None:
    assert not is_found("maize -cotton", texts={"en": ("maize and cotton",)})
    assert not is_found('maize -"and cotton"', texts={"en": ("maize and cotton",)})
    assert is_found("clearing-house", texts={"en": ("the clearing-house",)})
    assert is_found("maize - cotton", texts={"en": ("maize and cotton",)})


def test_function_words_need_not_be_there_unless_there_is_nothing_else() -> None:
    assert is_found("the law of biosafety", texts={"en": ("biosafety laws",)})
    assert not is_found("the of", texts={"en": ("biosafety laws",)})
    assert is_found("the of", texts={"en": ("the laws of biosafety",)})


@pytest.mark.parametrize("written", ["clearing-house", "clearinghouse", "Clearing House"])
@pytest.mark.parametrize("typed", ["clearing-house", "clearing house"])
def test_compounds_are_found_in_one_word_or_two(typed: str, written: str) -> None:
    assert is_found(typed, texts={"en": (written,)}) or (typed, written) == ("clearing house", "clearinghouse")


def test_a_compound_in_one_word_finds_the_hyphenated_one() -> None:
    assert is_found("clearinghouse", texts={"en": ("the Clearing‑House",)})


def test_a_star_finds_beginnings() -> None:
    assert is_found("biodiv*", texts={"en": ("biodiversity",)})
    assert not is_found("biodiv", texts={"en": ("biodiversity",)})


@pytest.mark.parametrize("typed", ["MON810", "MON 810", "mon-00810-6", "MON-ØØ81Ø-6"])
def test_an_event_is_found_by_any_of_its_names(typed: str) -> None:
    assert is_found(typed, identifiers=("MON-ØØ81Ø-6",))
    assert is_found(typed, texts={"ar": ("MON-ØØ81Ø-6 الذرة",)})


def test_a_word_in_latin_letters_is_found_in_texts_of_every_language() -> None:
    for language in ("ar", "zh", "ru", "fr", "pt"):
        assert is_found("Monsanto", texts={language: ("Monsanto",)})


def test_a_text_under_a_wrong_language_is_found_all_the_same() -> None:
    assert is_found("оценки", texts={"en": ("оценка",)})
    assert is_found("évaluations", texts={"en": ("évaluations",)})


@given(st.text() | st.text(alphabet='"“-*’ aé生و8/'))
def test_any_text_is_a_query(text: str) -> None:
    asked = asked_of(text, LEXICON)
    assert all(list(leaves(node)) for node in (*asked.must, *asked.must_not))
    hash(asked)


@given(st.text(min_size=1), st.sampled_from(["en", "fr", "zh", "ar", "ru", "es", "und"]))
def test_a_record_is_found_by_its_own_text_in_quotes(text: str, language: str) -> None:
    quoted = f'"{text}"'
    asked = asked_of(quoted)
    if asked.must_not or len(asked.must) != 1 or any(c in text for c in '"“”«»„＂'):
        return
    engine = OracleEngine()
    engine.apply([upsert(1, texts={language: (text,)})], 1)
    query = query_from_params({"q": [quoted]}, SearchSpace()).visible_to(["public"])
    assert query.problems or engine.search(query).total == 1


def test_facet_names_with_path_syntax_are_refused() -> None:
    with pytest.raises(ValueError, match="plain words"):
        document_of(source(1, facets={"a.b": ("c",)}))


def test_capital_or_means_either_and_not_and_and_mean_signs() -> None:
    maize, soybean, law = (asked_of(word).must[0] for word in ("maize", "soybean", "law"))
    assert asked_of("maize OR soybean law").must == (law, any_of((maize, soybean)))
    assert asked_of("maize OR soybean OR law").must == (any_of((maize, soybean, law)),)
    assert asked_of('"maize" OR soybean').must == (any_of((*asked_of('"maize"').must, soybean)),)
    assert asked_of("maize NOT soybean") == asked_of("maize -soybean")
    assert asked_of('maize NOT "soybean law"') == asked_of('maize -"soybean law"')
    assert asked_of("maize AND soybean").must == asked_of("maize soybean").must


@pytest.mark.parametrize(
    "text",
    ["maize or soybean", "maize OR", "OR maize", "maize ORsoybean", '"maize OR soybean"', "not maize", "maize NOT"],
)
def test_what_does_not_stand_between_two_is_a_word(text: str) -> None:
    asked = asked_of(text)
    assert asked.must_not == ()
    assert asked.must == asked_of(text.replace("OR", "or").replace("NOT", "not")).must


def test_many_alternatives_have_no_beginnings() -> None:
    every = asked_of(" OR ".join(f"word{chr(97 + place)}*" for place in range(20)))
    assert not any(isinstance(leaf, Prefix) for node in every.must for leaf in leaves(node))
