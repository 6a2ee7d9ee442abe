import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.search.highlighting import Segment, highlight, snippet
from clearinghouse.search.params import SearchSpace, query_from_params
from clearinghouse.search.query import Query
from tests.search.sources import LEXICON


def query(text: str) -> Query:
    return query_from_params({"q": [text]}, SearchSpace(languages=("fr", "en")), lexicon=LEXICON)


def shown(segments: list[Segment] | tuple[Segment, ...]) -> str:
    return "".join(f"[{segment.text}]" if segment.is_hit else segment.text for segment in segments)


@pytest.mark.parametrize(
    ("asked", "language", "text", "right"),
    [
        ("organism", "en", "Living modified organisms.", "Living modified [organisms]."),
        ("ACCES", "fr", "L’accès", "L’[accès]"),
        ("风险评估", "zh-Hant", "關於風險評估的報告", "關於[風險評估]的報告"),
        ("风险", "zh", "险风", "险风"),
        ("الكائن", "ar", "تقييم الكائنات", "تقييم [الكائنات]"),
        ("сторона", "ru", "Сторонами", "[Сторонами]"),
        ("maize", "zh", "关于玉米的", "关于[玉米]的"),
        ("maize", "ar", "إنتاج الذرة", "إنتاج [الذرة]"),
        ("mon810", "en", "event MON-ØØ81Ø-6 and MON 810", "event [MON-ØØ81Ø-6] and [MON 810]"),
        ('"risk assessment"', "en", "assessment; risk assessment", "assessment; [risk assessment]"),
        ("bio*", "en", "biosafety", "[biosafety]"),
        ("risk -maize", "en", "risk maize", "[risk] maize"),
        ("", "en", "risk", "risk"),
    ],
)
def test_hits_are_marked_in_the_original_text(asked: str, language: str, text: str, right: str) -> None:
    assert shown(highlight(text, language, query(asked), lexicon=LEXICON)) == right


@given(st.text(), st.text(), st.sampled_from(["en", "fr", "zh", "ar", "ru", "pt"]))
def test_the_segments_are_the_text_again(text: str, asked: str, language: str) -> None:
    segments = highlight(text, language, query(asked), lexicon=LEXICON)
    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text for segment in segments)


@given(st.lists(st.text(), max_size=3), st.text(), st.integers(10, 300))
def test_a_snippet_is_no_longer_than_allowed(texts: list[str], asked: str, max_chars: int) -> None:
    found = snippet({"en": texts}, query(asked), max_chars, lexicon=LEXICON)
    if found is None:
        assert not any(text.strip() for text in texts)
    else:
        assert len("".join(segment.text for segment in found.segments)) <= max_chars + 2


def test_a_snippet_shows_the_place_with_most_of_what_was_asked() -> None:
    text = "maize " + "filler " * 100 + "a risk of maize here " + "filler " * 100
    found = snippet({"en": [text]}, query("maize risk"), 120)
    assert found is not None
    assert "[risk] of [maize]" in shown(found.segments)
    assert found.segments[0] == found.segments[-1] == Segment("…", is_hit=False)


def test_a_snippet_prefers_the_language_of_the_reader() -> None:
    texts = {"en": ["maize in English"], "fr": ["le maïs en français"], "es": ["maíz"]}
    found = snippet(texts, query("maize"), lexicon=LEXICON)
    assert found is not None
    assert (found.language, found.has_hits) == ("fr", True)
    nothing = snippet(texts, query("xyz"))
    assert nothing is not None
    assert (nothing.language, nothing.has_hits) == ("fr", False)
    assert snippet({"en": ["  "]}, query("maize")) is None
