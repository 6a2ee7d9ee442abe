"""Another spelling is offered where it finds more: of words, identifiers, letters that look alike, and fewer words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.nearness import edits_between, lookalikes, one_edit_away
from clearinghouse.search.params import SearchSpace, query_from_params
from clearinghouse.search.query import Facet
from clearinghouse.search.spelling import MOST, spellings_near
from tests.search.oracle import OracleEngine
from tests.search.sources import LABELS, upsert

LEXICON = ConceptLexicon([*LABELS, ("country:uy", "en", "Uruguay")])
WORDS = st.text("abcdб", min_size=1, max_size=7)


@pytest.fixture(scope="module")
def engine() -> OracleEngine:
    made = OracleEngine()
    made.apply(
        [
            upsert(1, titles={"en": "Risk assessment of maize", "fr": "Évaluation des risques"}),
            upsert(2, titles={"en": "Maize event"}, identifiers=("MON-ØØ81Ø-6",)),
            upsert(3, titles={"ru": "Община оленеводов"}),
            upsert(4, titles={"ar": "البيولوجيا التركيبية"}),
            upsert(5, titles={"zh": "关于大豆进口用于食物的决定"}),
            upsert(6, titles={"en": "Hidden aardvark"}, visibility=("party:ke",)),
            upsert(7, titles={"en": "Uruguay and the crop"}),
            upsert(8, titles={"es": "Protección de todas las áreas"}),
            upsert(9, titles={"en": "Gene of the arni buffalo"}),
        ],
        1,
    )
    return made


def near(engine: OracleEngine, text: str, **params: list[str]) -> list[str]:
    query = query_from_params({"q": [text], **params}, SearchSpace((Facet("format"),)), lexicon=LEXICON).visible_to(
        ("public",)
    )
    found = spellings_near(query, index=engine, lexicon=LEXICON)
    assert all(one.count == engine.search(one.query).total > 0 for one in found)
    return [one.query.text for one in found]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("risk assesment", "risk assessment"), ("evalaution des risques", "évaluation des risques"),
        ("общена оленеводов", "община оленеводов"), ("البيولوجيا التركبية", "البيولوجيا التركيبية"),
        ("mаize", "maize"), ("asessment maizee", "assessment maize"), ("MON-00811-6", "MON-ØØ81Ø-6"),
        ("MON-0081-6", "MON-ØØ81Ø-6"), ("МОN-00810-6", "MON-ØØ81Ø-6"), ("mon811", "MON810"),
        ("大豆进口决定", "大豆 进口 决定"), ("aggregate maize", "maize"),
    ],
)  # fmt: skip
def test_the_nearest_spelling_that_finds_something_comes_first(engine: OracleEngine, typed: str, meant: str) -> None:
    assert near(engine, typed)[:1] == [meant]


@pytest.mark.parametrize(
    "text", ["", "zzzzqqq", "-maize", '"risk maize"', "*", "的", "a" * 300, "hiden aardvark", "риск"]
)
def test_nothing_is_offered_that_finds_nothing_or_that_is_hidden(engine: OracleEngine, text: str) -> None:
    assert not any("aardvark" in one for one in near(engine, text))
    assert len(near(engine, text)) == 0


@pytest.mark.parametrize("text", ["narnia", "country:narnia", "year:abc", "'; DROP", "todat", "maisa", "country:arny"])
def test_a_word_that_is_only_somewhat_alike_is_no_correction(engine: OracleEngine, text: str) -> None:
    assert near(engine, text) == []


def test_another_language_needs_a_nearer_word(engine: OracleEngine) -> None:
    def of(text: str, language: str) -> list[str]:
        space = SearchSpace(languages=(language,))
        query = query_from_params({"q": [text]}, space, lexicon=LEXICON).visible_to(("public",))
        return [one.query.text for one in spellings_near(query, index=engine, lexicon=LEXICON)]

    assert (of("todus", "en"), of("todus", "es")) == ([], ["todas"])
    assert of("protecion", "en") == ["protección"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("maize Uruguay", [("Uruguay", False)]), ("crop Uruguay 2024", [("crop Uruguay", True)]),
        ("country:narnia maize", [("maize", False)]),
    ],
)  # fmt: skip
def test_what_leaves_much_out_keeps_countries_and_is_offered_only(
    engine: OracleEngine, text: str, offered: list[tuple[str, bool]]
) -> None:
    query = query_from_params({"q": [text]}, SearchSpace(), lexicon=LEXICON).visible_to(("public",))
    found = spellings_near(query, index=engine, lexicon=LEXICON)
    assert [(one.query.text, one.is_sure) for one in found] == offered


def test_filters_stay(engine: OracleEngine) -> None:
    assert near(engine, "assesment", format=["authority"]) == []


@given(st.text(max_size=60))
def test_any_text_has_few_other_spellings(text: str) -> None:
    made = OracleEngine()
    made.apply([upsert(1, titles={"en": "Risk assessment of maize"}, identifiers=("MON-ØØ81Ø-6",))], 1)
    query = query_from_params({"q": [text]}, SearchSpace(), lexicon=LEXICON).visible_to(("public",))
    assert len(spellings_near(query, index=made, lexicon=LEXICON)) <= MOST


@given(WORDS, WORDS)
def test_edits_are_counted_the_same_both_ways(one: str, other: str) -> None:
    edits = edits_between(one, other, 9)
    assert edits == edits_between(other, one, 9)
    assert (edits == 0) == (one == other)
    assert edits <= max(len(one), len(other))
    assert edits_between(one, other, 1) == min(edits, 2)


@given(st.text("abc012", min_size=1, max_size=6))
def test_every_key_one_edit_away_is_one_edit_away(key: str) -> None:
    every = set(one_edit_away(key)) - {key}
    assert all(edits_between(key, one, 2) == 1 for one in every)
    assert key[1:] in every
    assert f"{key}x" in every


def test_lookalikes_are_of_one_script() -> None:
    assert lookalikes("МОN") == ("mon",)
    assert lookalikes("maize") == ()
