import gc

import pytest

from clearinghouse.vocabularies import finding
from clearinghouse.vocabularies.concepts import Scheme, Term, Vocabulary
from clearinghouse.vocabularies.finding import find_terms, letters_of
from clearinghouse.vocabularies.letters import OTHERS, folded, letter_of, sort_key
from tests.vocabularies.samples import COLOURS


def found(text: str, language: str = "en", limit: int = 20) -> list[str]:
    return [one.term.identifier for one in find_terms(COLOURS, text, language, limit=limit)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("re", ["red/1"]),
        ("RED", ["red/1"]),
        ("scar", ["red/1"]),
        ("крас", ["red/1"]),
        ("احمر", []),
        ("الأحم", ["red/1"]),
        ("الاحمر", ["red/1"]),
        ("色", ["warm", "red/1"]),
        ("红", ["red/1"]),
        ("old-red", ["red/1"]),
        ("ros", ["rose", "pink"]),
        ("nothing", []),
        ("  ", []),
        ("!", []),
    ],
)
def test_terms_are_found_by_the_beginning_of_any_word_in_any_language(text, wanted) -> None:
    assert found(text) == wanted


def test_labels_of_the_reader_come_first_and_the_limit_holds() -> None:
    assert found("rose", "fr")[0] in {"pink", "rose"}
    assert len(found("r", limit=1)) == 1
    [first, *_] = find_terms(COLOURS, "rou", "fr")
    assert (first.label, first.language, first.is_preferred) == ("Rouge", "fr", True)


def test_terms_stand_under_the_letter_of_their_label() -> None:
    table = letters_of(COLOURS, "en")
    assert table.counts == {"P": 1, "R": 2, "W": 1}
    assert [term.identifier for term in table.under("R", 0, 10)] == ["red/1", "rose"]
    assert table.under("R", 1, 2)[0].identifier == "rose"
    assert table.under("Z", 0, 10) == []


def test_chinese_stands_under_the_first_letter_of_its_reading() -> None:
    assert [letter_of(word) for word in ("北京", "啊", "中文", "红色", "颜色", "座")] == ["B", "A", "Z", "H", "Y", "Z"]
    # A rare character, digits and signs.
    assert [letter_of(word) for word in ("鬱金", "3 marks", "…", "")] == [OTHERS] * 4
    assert sorted(["中文", "北京", "红色"], key=sort_key) == ["北京", "红色", "中文"]


def test_arabic_stands_under_the_letter_after_the_article() -> None:
    words = ("البلدان", "بلدان", "التقييم", "ألمانيا", "التزامات", "الالتزامات", "ال")
    assert [letter_of(word) for word in words] == ["ب", "ب", "ت", "ا", "ا", "ا", "ا"]
    assert sorted(["تقييم", "البلدان", "أقاليم"], key=sort_key) == ["أقاليم", "البلدان", "تقييم"]


def test_folding_forgets_case_accents_and_signs() -> None:
    assert folded("L’ÉTÉ,  Œuvre") == "l ete oeuvre"
    assert folded("الأَحْمَر") == "الاحمر"
    assert [letter_of(word) for word in ("Été", "اسم", "яд", "ñame")] == ["E", "ا", "Я", "N"]


def test_tables_go_with_their_scheme() -> None:
    scheme = Scheme("Short", {}, (Term("a", "Short", {"en": "A"}),))
    assert Vocabulary([scheme]).term("Short", "a")
    assert find_terms(scheme, "a", "en")
    letters_of(scheme, "en")
    key = id(scheme)
    assert key in finding._label_tables
    del scheme
    gc.collect()
    assert key not in finding._label_tables
    assert (key, "en") not in finding._letter_tables
