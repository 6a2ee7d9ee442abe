import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.search.analysis.words import stream_of, tokens_of
from clearinghouse.search.concepts import ConceptLexicon
from tests.search.sources import LEXICON


def recognised(lexicon: ConceptLexicon, text: str) -> list[tuple[str, str]]:
    return [(match.code, text[match.start : match.end]) for match in lexicon.recognise(text)]


def test_the_longest_label_wins_and_labels_do_not_overlap() -> None:
    lexicon = ConceptLexicon(
        [("R", "en", "risk"), ("RA", "en", "risk assessment"), ("A", "en", "assessment"), ("A", "fr", "évaluation")]
    )
    assert recognised(lexicon, "Risk assessments of risks") == [("RA", "Risk assessments"), ("R", "risks")]
    assert recognised(lexicon, "ÉVALUATIONS") == [("A", "ÉVALUATIONS")]


def test_all_concepts_with_the_same_label_are_recognised() -> None:
    lexicon = ConceptLexicon([("COUNTRY", "en", "Chad"), ("NAME", "fr", "chad")])
    assert recognised(lexicon, "chad") == [("COUNTRY", "chad"), ("NAME", "chad")]


def test_chinese_labels_are_recognised_inside_a_run_in_either_script() -> None:
    assert recognised(LEXICON, "關於改性活生物體的玉米") == [("LMO", "改性活生物體"), ("MAIZE", "玉米")]


def test_labels_that_tell_nothing_are_not_recognised() -> None:
    lexicon = ConceptLexicon(
        [("X", "en", "of the"), ("Y", "en", "2"), ("Z", "zh", "水"), ("W", "en", ""), ("V", "en", "a")]
    )
    assert recognised(lexicon, "2 of the 水 a") == []


def test_the_places_of_tokens_are_those_of_the_analysis() -> None:
    text = "the living modified organisms"
    (match,) = LEXICON.recognise(text, "en")
    tokens = tokens_of(text, "en")[match.start_token : match.end_token]
    assert (match.label, tokens[0].start, tokens[-1].end) == ("living modified organisms", match.start, match.end)


@given(st.text())
def test_recognition_never_raises_and_matches_lie_in_the_text(text: str) -> None:
    matches = LEXICON.recognise(text)
    assert all(0 <= match.start < match.end <= len(text) for match in matches)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Maize with herbicide tolerance, a living modified organism"),
        ("fr", "Maïs tolérant un herbicide, organisme vivant modifié"),
        ("zh", "抗虫玉米是改性活生物体"),
        ("ar", "الذرة من الكائنات الحية المحورة"),
        ("ru", "Кукуруза: живой измененный организм"),
    ],
)
def test_a_stream_of_tokens_names_the_codes_that_the_text_names(language, text):
    lexicon = ConceptLexicon(
        [
            ("maize", "en", "maize"),
            ("maize", "fr", "maïs"),
            ("maize", "zh", "玉米"),
            ("maize", "ar", "الذرة"),
            ("maize", "ru", "кукуруза"),
            ("lmo", "en", "living modified organism"),
            ("lmo", "fr", "organisme vivant modifié"),
            ("lmo", "zh", "改性活生物体"),
            ("lmo", "ar", "الكائنات الحية المحورة"),
            ("lmo", "ru", "живой измененный организм"),
        ]
    )
    stream = stream_of([text], language).split()
    assert set(lexicon.codes_in(stream, language)) == {"maize", "lmo"}
    assert {match.code for match in lexicon.recognise(text, language)} == {"maize", "lmo"}
