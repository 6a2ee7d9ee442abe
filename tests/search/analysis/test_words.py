import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.search.analysis.folding import MAX_TOKEN_CHARS, fold
from clearinghouse.search.analysis.units import FIELD_LANGUAGES, field_language
from clearinghouse.search.analysis.words import BOUNDARY, stream_of, tokens_of


def tokens(text: str, language: str) -> list[str]:
    return [token.text for token in tokens_of(text, language)]


SAME = {
    "en": [
        ("organism", "organisms"),
        ("Party's", "parties"),
        ("assessing", "assesses"),
        ("naïve", "naive"),
        ("Clearing-House", "clearing house"),
        ("ﬁsh", "fishes"),
        ("ＬＭＯ", "lmo"),
    ],
    "fr": [
        ("l’environnement", "environnements"),
        ("d'accès", "ACCES"),
        ("biodiversité", "biodiversite"),
        ("modifiées", "modifié"),
        ("évaluations", "evaluation"),
        ("qu’œuvre", "oeuvres"),
    ],
    "es": [
        ("evaluación", "evaluaciones"),
        ("evaluacion", "evaluación"),
        ("maíz", "MAIZ"),
        ("tecnología", "tecnologias"),
        ("modificados", "modificado"),
    ],
    "ru": [
        ("Сторонами", "стороны"),
        ("её", "ее"),
        ("оценка", "оценки"),
        ("безопа\u0301сность", "безопасности"),
        ("живой", "живого"),
    ],
    "ar": [
        ("كائن", "الكائنات"),
        ("كائنات", "للكائنات"),
        ("مُحَوَّرَة", "المحورة"),
        ("الوراثية", "وراثي"),
        ("البروتوكول", "بروتوكولات"),
        ("قانـــون", "القانونية"),
        ("الأطراف", "اطراف"),
        ("والتنوع", "بالتنوع"),
        ("تقييم", "تقييمات"),
        ("٢٠٢٦", "2026"),
    ],
    "zh": [
        ("改性活生物體", "改性活生物体"),
        ("議定書", "议定书"),
        ("資訊", "资讯"),
        ("ＣＢＤ公約", "cbd公约"),
    ],
}
DIFFERENT = {
    "en": [("party", "part"), ("gene", "general")],
    "ar": [("كائنات", "كائنة أخرى"), ("قانون", "قانع"), ("نبات", "نبيل"), ("وراثة", "راثة")],
    "ru": [("мой", "мои леса")],
    "zh": [("生物", "物生")],
}


@pytest.mark.parametrize(
    ("language", "one", "another"), [(code, *pair) for code, pairs in SAME.items() for pair in pairs]
)
def test_two_spellings_are_the_same_to_search(language: str, one: str, another: str) -> None:
    assert tokens(one, language) == tokens(another, language) != []


@pytest.mark.parametrize(
    ("language", "one", "another"), [(code, *pair) for code, pairs in DIFFERENT.items() for pair in pairs]
)
def test_two_words_are_not_the_same_to_search(language: str, one: str, another: str) -> None:
    assert tokens(one, language) != tokens(another, language)


def test_chinese_gives_single_characters_and_pairs_in_turn() -> None:
    assert tokens("生物安", "zh") == ["生", "生物", "物", "物安", "安"]
    assert tokens("用LMO法", "zh") == ["用", "lmo", "法"]


def test_a_text_in_a_language_without_analyser_is_only_folded() -> None:
    assert field_language("pt-BR") == "und"
    assert field_language("zh-Hant") == "zh"
    assert field_language("fra") == "fr"
    assert tokens("Avaliações", "und") == ["avaliacoes"]


def test_the_vowels_of_indian_scripts_stay_in_their_words() -> None:
    assert tokens("जैव विविधता", "und") == ["जैव", "विविधता"]


def test_a_boundary_stands_between_texts() -> None:
    assert stream_of(["one", "", "!!", "two"], "en") == f"one {BOUNDARY} two"


@given(text=st.text(), language=st.sampled_from(FIELD_LANGUAGES))
def test_analysis_never_raises_and_tokens_hold_no_blank(text: str, language: str) -> None:
    found = tokens_of(text, language)
    for token in found:
        assert token.text
        assert not any(character.isspace() for character in token.text)
        assert 0 <= token.start < token.end <= len(text)
    assert stream_of([text], language).split() == [token.text for token in found]


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert len(once) <= MAX_TOKEN_CHARS
