"""Terms of long schemes in the editor: found in any language, shown in the reader's, typed by name."""

import pytest

from clearinghouse.derived.form_building import form_of
from clearinghouse.derived.form_picking import MANY
from clearinghouse.derived.form_terms import branches, found_terms, term_named, with_typed_terms
from clearinghouse.derived.forms import PickControl, TermControl
from clearinghouse.formats.collection import get_format
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.kinds import Concept
from clearinghouse.vocabularies.concepts import OTHER
from tests.derived.samples import situation
from tests.factories import vocabulary

HERE = Circumstances("chm", "bj")
TRAITS = get_format("modifiedOrganism").fields["traits"]
LANGUAGES = Concept("ISO639-2")


def control(slug, name, answers=None, **changes):
    fmt = get_format(slug)
    form = form_of(answers or {}, fmt, situation(HERE, **changes))
    found = {one.name: one for section in form.sections for one in section.fields}
    return found[name].control


def test_a_long_scheme_is_searched_and_a_short_one_is_shown() -> None:
    long = control("modifiedOrganism", "traits")
    assert isinstance(long, TermControl)
    assert (long.chosen, long.found, long.tree) == ((), (), ())
    assert long.other_value == OTHER
    short = control("organism", "organismType")
    assert isinstance(short, PickControl)
    assert len(short.picks) <= MANY


def test_no_form_holds_more_than_forty_choices_of_a_scheme() -> None:
    for slug in ("trainingEvent", "biosafetyExpert", "stakeholderCommitment", "nationalTarget7"):
        form = form_of({}, get_format(slug), situation(HERE))
        controls = [one.control for section in form.sections for one in section.fields]
        assert all(len(one.picks) <= MANY + 1 for one in controls if isinstance(one, PickControl))


def test_what_is_chosen_stands_in_the_form_and_other_with_its_words() -> None:
    known = next(term for term, _ in _traits())
    answers = {"traits": [{"identifier": known}, {"identifier": OTHER, "customValue": {"en": "Glow"}}]}
    shown = control("modifiedOrganism", "traits", answers)
    assert [pick.value for pick in shown.chosen] == [known]
    assert shown.is_other_chosen
    assert shown.other[0].value == "Glow"


def _traits():
    kind = TRAITS.kind
    assert isinstance(kind, Concept)
    return [(pick.value, pick.label) for pick in _flat(branches(kind, vocabulary(), "en", frozenset()))]


def _flat(tree):
    return [one for pick in tree for one in (*([] if pick.is_group else [pick]), *_flat(pick.below))]


def test_the_tree_has_every_term_that_may_be_chosen_once() -> None:
    identifiers = [identifier for identifier, _ in _traits()]
    assert len(identifiers) == len(set(identifiers)) > MANY
    assert OTHER not in identifiers


@pytest.mark.parametrize("typed", ["French", "Français", "французский", "法", "fre"])
def test_a_term_is_found_in_any_language_and_shown_in_the_readers(typed) -> None:
    found = found_terms(LANGUAGES, vocabulary(), typed, "ar")
    french = vocabulary().term("ISO639-2", "lang-fr") or _term_called("French")
    assert french.identifier in [pick.value for pick in found]
    assert next(pick for pick in found if pick.value == french.identifier).label == french.label("ar")


def _term_called(label):
    scheme = vocabulary().scheme("ISO639-2")
    assert scheme is not None
    return next(term for term in scheme.terms if term.labels.get("en") == label)


def test_a_whole_name_or_code_means_a_term_and_half_a_name_does_not() -> None:
    french = _term_called("French")
    for typed in ("french", " FRENCH ", french.identifier):
        assert term_named(LANGUAGES, vocabulary(), typed, "en") == french.identifier
    for typed in ("fren", "", "no such tongue"):
        assert term_named(LANGUAGES, vocabulary(), typed, "en") == ""


def test_a_name_typed_into_a_cell_becomes_its_term_and_what_is_none_is_kept_to_be_mended() -> None:
    fmt = get_format("biosafetyExpert")
    french = _term_called("French")

    def sent(typed, before=""):
        posted = {"t.languageRating.0.language": [typed], "f.languageRating.0.language": [before]}
        return with_typed_terms(posted, fmt, vocabulary(), "en")["f.languageRating.0.language"]

    assert sent("french") == [french.identifier]
    assert sent(french.label("ru"), french.identifier) == [french.identifier]
    assert sent("Klingonese", french.identifier) == ["Klingonese"]
    assert sent("", french.identifier) == []
    assert with_typed_terms({"t.title": ["x"], "t.none": ["x"]}, fmt, vocabulary(), "en") == {
        "t.title": ["x"],
        "t.none": ["x"],
    }
