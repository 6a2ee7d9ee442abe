"""What was translated before, paragraph by paragraph."""

from clearinghouse.derived.origins import place_of
from clearinghouse.derived.translation_memory import Pair, pairs_of, remembered


def pairs(english, french):
    place = place_of("habitat", {"en": english, "fr": french}, is_rich=True)
    return list(pairs_of(place, "en", "fr", record="BCH-ORGA-SCBD-1"))


def test_paragraphs_of_both_languages_stand_side_by_side():
    found = pairs("<p>Dry savannah</p><p>Fields</p>", "<p>Savane sèche</p><p>Champs</p>")
    assert [(one.source, one.target) for one in found] == [("Dry savannah", "Savane sèche"), ("Fields", "Champs")]


def test_texts_that_do_not_match_by_paragraphs_are_taken_whole_and_copies_not_at_all():
    assert [one.target for one in pairs("<p>a</p><p>b</p>", "c")] == ["c"]
    assert pairs("same", "same") == []
    assert pairs("long " * 300, "court") == []
    assert pairs("only English", "") == []


def test_the_same_text_comes_first_then_those_that_are_like_it_each_once():
    known = [Pair("Dry savannah in the north", "nord", "1"), Pair("Dry savannah", "sèche", "2")]
    known += [Pair("Dry savannah", "sèche", "3"), Pair("Something else entirely", "autre", "4")]
    found = remembered("Dry savannah in the South\n\nDry savannah", known, most=5)
    assert [(one.pair.target, one.percent == 100) for one in found] == [("sèche", True), ("nord", False)]
    assert len(remembered("Dry savannah in the South\n\nDry savannah", known, most=1)) == 1
