from dataclasses import asdict

import pytest

from clearinghouse.core.canonical import canonical
from clearinghouse.ledger.models import Entry
from clearinghouse.vocabularies.concepts import OTHER, Scheme, Term, Vocabulary
from clearinghouse.vocabularies.loading import DATA, load_schemes, restored, store_scheme
from clearinghouse.vocabularies.models import StoredScheme
from clearinghouse.vocabularies.queries import all_schemes, version
from clearinghouse.vocabularies.turtle import MalformedVocabularyError, read_schemes
from tests.factories import schemes

SIX = {"ar", "en", "es", "fr", "ru", "zh"}
COLOURS = Scheme(
    "Colours",
    {"en": "Colours", "fr": "Couleurs"},
    (
        Term("red", "Colours", {"en": "Red", "fr": "Rouge"}, {"en": ("Crimson", "Scarlet")}, position=2),
        Term("warm", "Colours", {"en": "Warm"}, notation="1", position=1),
        Term("pink", "Colours", {"fr": "Rose"}, broader=("red", "warm"), position=3),
    ),
    "partial",
    "made up",
)


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.identifier)
def test_every_scheme_and_term_speaks_six_languages(scheme) -> None:
    assert set(scheme.labels) >= SIX
    assert scheme.source
    assert scheme.terms
    for term in scheme.terms:
        assert term.labels.keys() >= SIX, term.identifier


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.identifier)
def test_every_broader_term_stands_in_the_scheme_and_none_is_above_itself(scheme) -> None:
    vocabulary = Vocabulary([scheme])
    for term in scheme.terms:
        assert all(vocabulary.term(scheme.identifier, above) for above in term.broader)
        assert all(term.identifier not in vocabulary.with_broader(scheme.identifier, above) for above in term.broader)


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.identifier)
def test_a_scheme_is_read_back_from_what_is_stored(scheme) -> None:
    assert restored(canonical(asdict(scheme))) == scheme


def test_identifiers_are_given_once() -> None:
    identifiers = [scheme.identifier for scheme in schemes()]
    assert len(identifiers) == len(set(identifiers))
    for scheme in schemes():
        terms = [term.identifier for term in scheme.terms]
        assert len(terms) == len(set(terms)), scheme.identifier


def test_terms_are_told_with_all_that_stands_above_them() -> None:
    vocabulary = Vocabulary([COLOURS])
    assert vocabulary.with_broader("Colours", "pink") == ("pink", "red", "warm")
    assert [term.identifier for term in vocabulary.roots("Colours")] == ["red", "warm"]
    assert [term.identifier for term in vocabulary.narrower("Colours", "warm")] == ["pink"]
    assert vocabulary.with_broader("Colours", "no-such") == ("no-such",)
    assert vocabulary.roots("no-such") == ()


def test_terms_above_one_another_in_a_ring_do_not_turn_for_ever() -> None:
    ring = Scheme("Ring", {}, (Term("a", "Ring", {}, broader=("b",)), Term("b", "Ring", {}, broader=("a",))))
    assert Vocabulary([ring]).with_broader("Ring", "a") == ("a", "b")


def test_a_label_is_the_best_there_is() -> None:
    red, warm, pink = COLOURS.terms
    assert (red.label("fr"), warm.label("fr"), pink.label("ar")) == ("Rouge", "Warm", "Rose")
    assert Term("x-new", "Colours", {}).label("en") == "x-new"
    assert Term("x-new", "Colours", {}).is_provisional
    assert not red.is_provisional


def test_other_is_known_by_its_official_identifier() -> None:
    assert any(term.identifier == OTHER for scheme in schemes() for term in scheme.terms)


@pytest.mark.parametrize(
    ("text", "detail"),
    [("this is no Turtle", "could not be read"), ("", "no concept scheme"), ("@prefix a: <b> .", "no concept scheme")],
)
def test_a_file_that_is_no_scheme_is_refused_by_name(tmp_path, text, detail) -> None:
    path = tmp_path / "colours.ttl"
    path.write_text(text)
    with pytest.raises(MalformedVocabularyError, match=detail) as caught:
        read_schemes(path)
    assert "colours.ttl" in str(caught.value)


def test_a_file_that_is_not_text_is_refused_by_name(tmp_path) -> None:
    path = tmp_path / "colours.ttl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MalformedVocabularyError):
        read_schemes(path)


@pytest.mark.store
@pytest.mark.django_db
def test_a_scheme_is_stored_once_and_each_change_is_an_entry() -> None:
    assert store_scheme(COLOURS)
    assert not store_scheme(COLOURS)
    before = version()
    changed = Scheme("Colours", {"en": "Hues"}, COLOURS.terms)
    assert store_scheme(changed)
    assert version() > before
    assert all_schemes() == [changed]
    assert list(Entry.objects.values_list("kind", "subject")) == [("vocabulary.published", "Colours")] * 2
    assert StoredScheme.objects.get().loaded_sequence == version()


@pytest.mark.store
@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    first = list(load_schemes(DATA))
    assert all(was_stored for _, _, was_stored in first)
    assert {name for name, _, _ in first} == {scheme.identifier for scheme in schemes()}
    head = Entry.objects.count()
    assert not any(was_stored for _, _, was_stored in load_schemes(DATA))
    assert Entry.objects.count() == head
    assert sorted(all_schemes(), key=lambda s: s.identifier) == sorted(schemes(), key=lambda s: s.identifier)
