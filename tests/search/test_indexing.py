from clearinghouse.core.collation import sort_key
from clearinghouse.search.documents import PAST
from clearinghouse.search.indexing import completion, document_of
from tests.search.sources import LEXICON, source


def test_titles_are_searched_with_the_texts_and_by_themselves() -> None:
    document = document_of(source(1, titles={"en": "Maize law"}, texts={"en": ("Maize law", "Other text")}))
    assert document.title == {"en": "maiz law"}
    assert document.text["en"].split()[:2] == ["maiz", "law"]
    assert document.text["en"].count("maiz") == 1


def test_format_realm_and_guid_can_be_asked_for() -> None:
    document = document_of(source(1, guid="A1B2C3D4-1111-2222-3333-444455556666"))
    assert document.facets == {"format": ("modifiedOrganism",), "realm": ("bch",)}
    assert "=a1b2c3d4111122223333444455556666" in document.keys


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
    assert document.sort_titles["fr"] == sort_key("Évaluation", "fr")


def test_a_completion_is_begun_by_any_typing_and_shown_as_written() -> None:
    assert completion("évaluation") == "evaluation\x1févaluation"


def test_who_types_is_offered_no_words_of_the_past() -> None:
    assert document_of(source(1)).words
    assert not document_of(source(1, visibility=(f"{PAST}public",))).words


def test_an_identifier_that_a_record_bears_is_no_mention() -> None:
    document = document_of(source(1, identifiers=("MON-00810-6",), texts={"en": ("MON-00810-6 beside MON 863",)}))
    assert "=mon008106" in document.keys
    assert "mon008106" not in document.keys
    assert "mon863" in document.keys
