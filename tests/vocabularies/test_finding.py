import gc

import pytest

from clearinghouse.vocabularies import finding
from clearinghouse.vocabularies.concepts import Scheme, Term, Vocabulary
from clearinghouse.vocabularies.finding import find_terms, letters_of
from clearinghouse.vocabularies.letters import folded, letter_of, list_key
from tests.vocabularies.samples import COLOURS

OTHERS = "#"


def in_order(labels: list[str], language: str) -> list[str]:
    return sorted(labels, key=lambda label: list_key(label, language))


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
    words = "啊白参德额发高海金开林木牛欧平气日生他文新亚座"
    assert "".join(letter_of(word, "zh") for word in words) == "ABCDEFGHJKLMNOPQRSTWXYZ"
    assert [letter_of(word, "zh") for word in ("北京", "鬱金", "秘鲁", "秘书处", "DNA")] == ["B", "Y", "B", "M", "D"]
    # A character without a reading, digits and signs.
    assert [letter_of(word, "zh") for word in ("㐀", "3 marks", "…", "")] == [OTHERS] * 4
    assert in_order(["中文", "Border", "北京", "红色", "DNA", "3"], "zh") == [
        "3",
        "北京",
        "Border",
        "DNA",
        "红色",
        "中文",
    ]


def test_arabic_stands_under_the_letter_after_the_article() -> None:
    words = ("البلدان", "بلدان", "التقييم", "ألمانيا", "التزامات", "الالتزامات", "ال")
    assert [letter_of(word, "ar") for word in words] == ["ب", "ب", "ت", "ا", "ا", "ا", "ا"]
    assert in_order(["تقييم", "البلدان", "أقاليم"], "ar") == ["أقاليم", "البلدان", "تقييم"]


def test_folding_forgets_case_accents_and_signs() -> None:
    assert folded("L’ÉTÉ,  Œuvre") == "l ete oeuvre"
    assert folded("الأَحْمَر") == "الاحمر"


def test_letters_are_those_of_the_alphabet_of_the_reader() -> None:
    assert [letter_of(word, "es") for word in ("ñame", "Éter", "zorro", "łan")] == ["Ñ", "E", "Z", "L"]
    assert [letter_of(word, "fr") for word in ("ñame", "Été", "Œuvre", "østers")] == ["N", "E", "O", "O"]
    assert [letter_of(word, "ru") for word in ("Ёлка", "йод", "яд", "Ωμέγα")] == ["Е", "Й", "Я", "Ω"]
    assert [letter_of(word, "ar") for word in ("آسيا", "إثيوبيا", "ثقافة")] == ["ا", "ا", "ث"]
    assert in_order(["Nube", "ñandú", "oca", "nutria"], "es") == ["Nube", "nutria", "ñandú", "oca"]
    assert in_order(["ель", "Ёж", "еж", "зима"], "ru") == ["еж", "Ёж", "ель", "зима"]


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
