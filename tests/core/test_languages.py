import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.core.languages import (
    DEFAULT,
    LANGUAGES,
    direction_of,
    from_django,
    is_language_tag,
    normal_tag,
    preferred,
    tag_of,
)
from clearinghouse.core.multilingual import Spoken, best


def test_the_six_languages_are_those_of_the_united_nations() -> None:
    assert [language.code for language in LANGUAGES] == ["ar", "zh", "en", "fr", "ru", "es"]
    assert [language.code for language in LANGUAGES if language.direction == "rtl"] == ["ar"]


@pytest.mark.parametrize(
    ("available", "wanted", "chosen"),
    [
        (["en", "fr"], "fr", "fr"),
        (["en", "fr"], "fr-CA", "fr"),
        (["en", "zh-Hant"], "zh", "zh-Hant"),
        (["pt", "en"], "ru", "en"),
        (["pt", "de"], "ru", "pt"),
        ([], "en", None),
    ],
)
def test_the_best_language_is_the_wanted_then_its_kin_then_english_then_the_first(available, wanted, chosen) -> None:
    assert preferred(available, wanted) == chosen


@given(st.lists(st.text(max_size=5)), st.text(max_size=5))
def test_the_best_language_is_one_of_those_there_are(available, wanted) -> None:
    found = preferred(available, wanted)
    assert found in available if available else found is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("zh-Hans", "zh"), ("zh_Hans", "zh"), ("ZH-CN", "zh"), ("zh-Hant", "zh-Hant"), ("chi", "zh"), ("zho", "zh"),
        ("fre", "fr"), ("fra", "fr"), ("eng", "en"), (" EN ", "en"), ("pt-BR", "pt-BR"), ("por", "pt"), ("tlh", "tlh"),
    ],
)  # fmt: skip
def test_every_name_of_a_language_is_kept_under_one(text, tag) -> None:
    assert normal_tag(text) == tag


@given(st.text())
def test_the_normal_tag_is_normal_already(text) -> None:
    assert normal_tag(normal_tag(text)) == normal_tag(text)


@given(st.from_regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}", fullmatch=True))
def test_the_normal_form_of_a_tag_is_a_tag(text) -> None:
    assert is_language_tag(text)
    assert is_language_tag(normal_tag(text))


@pytest.mark.parametrize("text", ["", "e", "english", "en_GB", "en-", "en\n", "français", "12"])
def test_other_texts_are_no_language_tag(text) -> None:
    assert not is_language_tag(text)


def test_text_is_marked_up_with_its_tag_and_direction() -> None:
    assert (tag_of("zh"), tag_of("pt")) == ("zh-Hans", "pt")
    assert (direction_of("ar"), direction_of("fa-AF"), direction_of("ru")) == ("rtl", "rtl", "ltr")


def test_another_language_of_django_is_english() -> None:
    assert from_django("zh-hans").code == "zh"
    assert from_django("de") is from_django(None) is DEFAULT


def test_the_best_text_says_its_language() -> None:
    text = {"en": "Maize", "fr": "Maïs", "ar": ""}
    assert best(text, "ar") == Spoken("Maize", "en")
    assert best(text, "fr") == Spoken("Maïs", "fr")
    assert best({}, "en") is best(None, "en") is best({"en": 5}, "en") is None
