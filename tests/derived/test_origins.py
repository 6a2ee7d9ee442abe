"""Which text is a translation of which: by what they say, so that rows may move."""

from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.derived.form_translations import with_copied_text
from clearinghouse.derived.origins import (
    Origin,
    Said,
    is_stale,
    origin_of,
    origins_after,
    origins_from,
    origins_text,
    place_of,
    places_in,
    published,
    said_in,
)
from clearinghouse.derived.word_changes import Run, word_changes
from clearinghouse.formats.collection import FORMATS

ORGANISM = FORMATS["organism"]
HABITAT = {"habitat": {"en": "<p>Dry <b>savannah</b></p>", "fr": "Savane sèche"}}


def names(*texts):
    return {"commonNames": [dict(zip(("en", "fr"), pair, strict=False)) for pair in texts]}


def said(body, fmt=ORGANISM, source="en", language="fr"):
    """Return what a form says of which every text in French is from English."""
    return [
        Said(place.path, language, source, place.address(language))
        for place in places_in(body, fmt)
        if language in place.texts
    ]


def stale(origins, body):
    """Return which French texts of a body are stale, by their English."""
    found = ((origin_of(origins, place, "fr"), place) for place in places_in(body, ORGANISM))
    return [place.texts["en"] for origin, place in found if origin and is_stale(origin, place)]


def test_a_translation_is_stale_once_its_source_says_something_else():
    origins = origins_after([], ORGANISM, before={}, after=HABITAT, said=said(HABITAT))
    assert [(one.path, one.language, one.source, one.former) for one in origins] == [("habitat", "fr", "en", "")]
    assert stale(origins, HABITAT) == []
    same = {"habitat": {**HABITAT["habitat"], "en": "Dry  <strong>savannah</strong>"}}
    origins = origins_after(origins, ORGANISM, before=HABITAT, after=same)
    assert stale(origins, same) == []
    changed = {"habitat": {**HABITAT["habitat"], "en": "Wet savannah"}}
    origins = origins_after(origins, ORGANISM, before=same, after=changed)
    assert stale(origins, changed) == ["Wet savannah"]
    assert origins[0].former == "Dry **savannah**"
    # The translation is worked on: it is still stale until somebody says that it is right.
    worked = {"habitat": {"en": "Wet savannah", "fr": "Savane humide"}}
    origins = origins_after(origins, ORGANISM, before=changed, after=worked, said=said(worked))
    assert stale(origins, worked) == ["Wet savannah"]
    right = [Said("habitat", "fr", "en", place.address("fr"), True) for place in places_in(worked, ORGANISM)]
    origins = origins_after(origins, ORGANISM, before=worked, after=worked, said=right)
    assert stale(origins, worked) == []
    assert origins[0].former == ""


def test_a_source_that_says_again_what_was_translated_is_no_change():
    origins = origins_after([], ORGANISM, before={}, after=HABITAT, said=said(HABITAT))
    other = {"habitat": {**HABITAT["habitat"], "en": "Other"}}
    changed = origins_after(origins, ORGANISM, before=HABITAT, after=other)
    assert origins_after(changed, ORGANISM, before=other, after=HABITAT) == origins


def test_rows_may_move_and_go():
    before = names(("maize", "maïs"), ("corn", "blé d’Inde"), ("mealie", "mil"))
    origins = origins_after([], ORGANISM, before={}, after=before, said=said(before))
    moved = names(("mealies", "mil"), ("maize", "maïs"))
    origins = origins_after(origins, ORGANISM, before=before, after=moved)
    assert stale(origins, moved) == ["mealies"]
    assert len(origins) == 2


def test_whoever_says_that_it_is_no_translation_is_believed():
    origins = origins_after([], ORGANISM, before={}, after=HABITAT, said=said(HABITAT))
    assert origins_after(origins, ORGANISM, before=HABITAT, after=HABITAT, said=said(HABITAT, source="")) == []
    assert origins_after([], ORGANISM, before={}, after=HABITAT, said=said(HABITAT, source="fr")) == []
    assert origins_after([], ORGANISM, before={}, after=HABITAT, said=said(HABITAT, source="ru")) == []


def test_a_record_keeps_digests_of_its_own_texts_alone():
    gone = Origin("habitat", "fr", "en", "0" * 32, "1" * 32)
    origins = origins_after([gone], ORGANISM, before={}, after=HABITAT, said=said(HABITAT))
    changed = {"habitat": {**HABITAT["habitat"], "en": "Other"}}
    origins = origins_after(origins, ORGANISM, before=HABITAT, after=changed)
    assert origins[0].former
    kept = published([*origins, gone], changed, ORGANISM)
    assert [(one.language, one.former) for one in kept] == [("fr", "")]
    assert stale(kept, changed) == ["Other"]


def test_what_a_form_says_is_read_whatever_the_numbers_of_its_rows_are():
    posted = {
        "f.commonNames.100000001.en": ["maize"],
        "f.commonNames.100000001.fr": ["maïs"],
        "o.commonNames.100000001.fr": ["en"],
        "f.habitat.fr": ["Savane sèche"],
        "o.habitat.fr": [""],
        "o.habitat.en": ["fr"],
        "o.kingdom.en": ["fr"],
        "o.nothing.0.fr": ["en"],
        "o.": ["en"],
    }
    body = names(("maize", "maïs"))
    assert said_in(posted, ORGANISM, {})[:1] == said(body)
    assert [(one.path, one.source) for one in said_in(posted, ORGANISM, {})[1:]] == [("habitat", "")]


def test_a_text_is_copied_only_where_none_stands():
    posted = {"f.habitat.en": ["Dry"], "f.habitat.fr": [""], "f.habitat.ar": ["موجود"]}
    sent = with_copied_text(posted, "habitat.en.fr")
    assert (sent["f.habitat.fr"], sent["o.habitat.fr"]) == (["Dry"], ["en"])
    assert with_copied_text(posted, "habitat.en.ar") == posted
    assert with_copied_text(posted, "habitat.ru.fr") == posted
    assert with_copied_text(posted, "") == posted


@given(st.lists(st.builds(Origin, *([st.text(st.characters(exclude_categories=["Cs"]))] * 6))))
def test_origins_are_written_down_and_read_again(origins):
    assert set(origins_from(origins_text(origins))) == set(origins)
    assert origins_text(reversed(origins)) == origins_text(origins)


def test_words_that_changed_are_shown_between_those_that_stayed():
    assert word_changes("a dry savannah", "a wet savannah") == (
        Run("same", "a "),
        Run("gone", "dry "),
        Run("new", "wet "),
        Run("same", "savannah"),
    )
    assert word_changes("干旱草原", "湿润草原") == (Run("gone", "干旱"), Run("new", "湿润"), Run("same", "草原"))
    assert word_changes("a " * 5_000, "b") == ()


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_stayed_and_what_came_is_the_new_text(before, after):
    runs = word_changes(before, after)
    assert "".join(run.text for run in runs if run.kind != "gone") == after
    assert "".join(run.text for run in runs if run.kind != "new") == before


def test_a_place_leaves_out_what_has_a_wrong_shape():
    assert place_of("habitat", {"en": 1, "fr": " ", "ar": "x"}, is_rich=False).texts == {"ar": "x"}
    assert place_of("habitat", "text", is_rich=False).texts == {}
