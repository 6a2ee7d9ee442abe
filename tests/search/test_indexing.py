from clearinghouse.search.indexing import completion, document_of, sort_key
from tests.search.sources import LEXICON, source


def test_titles_are_searched_with_the_texts_and_by_themselves() -> None:
    document = document_of(source(1, titles={"en": "Maize law"}, texts={"en": ("Maize law", "Other text")}))
    assert document.title == {"en": "maiz law"}
    assert document.text["en"].split()[:2] == ["maiz", "law"]
    assert document.text["en"].count("maiz") == 1


def test_format_realm_and_guid_can_be_asked_for() -> None:
    document = document_of(source(1, guid="A1B2C3D4-1111-2222-3333-444455556666"))
    assert document.facets == {"format": ("modifiedOrganism",), "realm": ("bch",)}
    assert "a1b2c3d4111122223333444455556666" in document.keys


def test_concepts_named_in_texts_are_added_to_those_of_the_record() -> None:
    record = source(1, texts={"es": ("semillas de maíz",)}, concepts=("C1",))
    assert document_of(record).concepts == ("C1",)
    assert document_of(record, LEXICON).concepts == ("C1", "MAIZE")


def test_kin_languages_share_a_field() -> None:
    document = document_of(source(1, titles={"zh": "法", "zh-Hant": "書"}, texts={"pt": ("lei",), "und": ("x1",)}))
    assert set(document.text["zh"].split()) >= {"法", "书"}
    assert document.text["und"].split()[0] == "lei"


def test_every_interface_language_can_sort_by_title() -> None:
    document = document_of(source(1, titles={"fr": "Évaluation", "zh": "评估"}))
    assert set(document.sort_titles) == {"ar", "zh", "en", "fr", "ru", "es"}
    assert document.sort_titles["fr"] == "evaluation"


def test_chinese_titles_sort_by_pinyin() -> None:
    right = ["安全", "保护", "法律", "公约", "生物", "议定书"]
    assert sorted(right, key=lambda title: sort_key(title, "zh")) == right


def test_a_completion_is_begun_by_any_typing_and_shown_as_written() -> None:
    assert completion("Évaluation  des RISQUES") == "evaluation des risques\x1fÉvaluation des RISQUES"
