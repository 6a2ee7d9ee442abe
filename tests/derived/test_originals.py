"""What readers are told about translations: only what is known of the very texts that they read."""

from clearinghouse.derived.form_texts import address_of
from clearinghouse.derived.originals import Translated, originals_of, told_at_once
from clearinghouse.derived.origins import Origin, place_of

WORDS = {"en": "Fields", "fr": "Champs", "es": "Campos"}


def place(name="habitat", **texts):
    return place_of(name, texts, is_rich=False)


def origin(language, source, name="habitat", **texts):
    said = {**WORDS, **texts}
    digests = (address_of(said[code], is_rich=False) for code in (language, source))
    return Origin(name, language, source, *digests)


def test_a_text_is_told_to_be_a_translation_while_it_says_what_was_translated():
    known = originals_of([origin("fr", "en")])
    assert known.of(place(en="Fields", fr="Champs")) == (Translated("fr", "en"),)
    assert known.of(place(en="Fields", fr="Prairies")) == ()
    assert known.of(place("summary", en="Fields", fr="Champs")) == ()


def test_an_original_that_cannot_be_read_there_is_not_named():
    assert originals_of([origin("fr", "en")]).of(place(fr="Champs", es="Campos")) == ()


def test_the_original_of_a_translation_of_a_translation_is_the_first():
    known = originals_of([origin("es", "fr"), origin("fr", "en")])
    assert set(known.of(place(**WORDS))) == {Translated("fr", "en"), Translated("es", "en")}


def test_of_texts_that_are_said_to_be_translated_from_each_other_nothing_is_told():
    assert originals_of([origin("en", "fr"), origin("fr", "en")]).of(place(en="Fields", fr="Champs")) == ()


def test_what_holds_for_all_texts_is_told_once():
    known = originals_of([origin("fr", "en"), origin("fr", "en", "summary")])
    both = [place(en="Fields", fr="Champs"), place("summary", en="Fields", fr="Champs")]
    whole, rest = told_at_once(known, [*both, place("comments", en="Only here")])
    assert whole == [Translated("fr", "en")]
    assert [rest.of(one) for one in both] == [(), ()]


def test_what_holds_for_some_texts_is_told_beside_them():
    known = originals_of([origin("fr", "en")])
    first, second = place(en="Fields", fr="Champs"), place("summary", fr="Champs")
    whole, rest = told_at_once(known, [first, second])
    assert whole == []
    assert [rest.of(one) for one in (first, second)] == [(Translated("fr", "en"),), ()]
