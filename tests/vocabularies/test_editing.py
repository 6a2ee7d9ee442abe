from dataclasses import replace

import pytest

from clearinghouse.vocabularies.concepts import Scheme, Term, Vocabulary
from clearinghouse.vocabularies.editing import (
    PublishedTermError,
    RingError,
    TermTakenError,
    UnknownTermError,
    deprecated,
    merged,
    provisional_identifier,
    term_in,
    with_term,
    without_term,
)
from clearinghouse.vocabularies.merging import merge
from clearinghouse.vocabularies.quality import mended, problems_of
from tests.vocabularies.samples import COLOURS

NAME = COLOURS.identifier


def test_an_alias_means_its_term_everywhere() -> None:
    vocabulary = Vocabulary([COLOURS])
    assert vocabulary.term(NAME, "old-red") is COLOURS.terms[1]
    assert vocabulary.with_broader(NAME, "old-red") == ("red/1", "warm")
    assert [term.identifier for term in vocabulary.narrower(NAME, "x-red")] == ["pink", "rose"]


def test_a_merged_term_resolves_to_the_one_that_took_it_over() -> None:
    scheme = merged(COLOURS, "red/1", "warm")
    vocabulary = Vocabulary([scheme])
    warm = vocabulary.term(NAME, "red/1")
    assert warm is not None
    assert warm.identifier == "warm"
    assert warm.aliases == ("old-red", "red/1", "x-red")
    assert warm.alternatives["ru"] == ("Красный",)
    assert vocabulary.with_broader(NAME, "pink") == ("pink", "warm")
    assert vocabulary.term(NAME, "old-red") is warm
    assert not [one for one in problems_of(scheme) if one.code in {"cycle", "orphan", "identifier-twice"}]


def test_a_term_merged_into_one_below_it_leaves_no_ring() -> None:
    scheme = merged(COLOURS, "warm", "red/1")
    assert term_in(scheme, "red/1").broader == ()
    with pytest.raises(RingError):
        merged(COLOURS, "warm", "warm")
    with pytest.raises(UnknownTermError):
        merged(COLOURS, "nowhere", "warm")


def test_a_provisional_term_is_joined_to_its_official_identifier() -> None:
    identifier = provisional_identifier(COLOURS, "Été: vert!")
    assert identifier == "x-ete-vert"
    scheme = with_term(COLOURS, Term(identifier, NAME, {"en": "Green"}))
    scheme = with_term(scheme, Term("leaf", NAME, {"en": "Leaf"}, broader=(identifier,)))
    scheme = with_term(scheme, Term("GUID", NAME, {"en": "Green"}), instead_of=identifier)
    assert term_in(scheme, "GUID").aliases == (identifier,)
    assert term_in(scheme, "leaf").broader == ("GUID",)
    assert provisional_identifier(scheme, "Été vert") == "x-ete-vert-2"
    assert provisional_identifier(scheme, "绿") == "x-term"


def test_what_would_mislead_is_refused() -> None:
    with pytest.raises(TermTakenError):
        with_term(COLOURS, Term("old-red", NAME, {"en": "Red again"}))
    with pytest.raises(UnknownTermError):
        with_term(COLOURS, Term("new", NAME, {"en": "New"}, broader=("nowhere",)))
    with pytest.raises(RingError):
        with_term(COLOURS, replace(COLOURS.terms[0], broader=("pink",)), instead_of="warm")
    with pytest.raises(RingError):
        deprecated(COLOURS, "pink", replaced_by="pink")


def test_relations_are_told_from_both_sides() -> None:
    scheme = with_term(COLOURS, replace(COLOURS.terms[2], related=("rose",)), instead_of="pink")
    assert term_in(scheme, "warm").related == ()
    assert term_in(scheme, "rose").related == ("pink",)


def test_a_published_term_stays_and_a_new_one_may_go() -> None:
    scheme = with_term(COLOURS, Term("new", NAME, {"en": "New"}))
    assert without_term(scheme, "new", base=COLOURS) == COLOURS
    for identifier in ("pink", "red/1"):
        with pytest.raises(PublishedTermError):
            without_term(scheme, identifier, base=COLOURS)
    assert "warm" not in [term.identifier for term in without_term(COLOURS, "warm", base=None).terms]


def test_a_deprecated_term_stays_readable_and_comes_back() -> None:
    scheme = deprecated(COLOURS, "pink", replaced_by="warm")
    term = term_in(scheme, "pink")
    assert (term.is_deprecated, term.replaced_by) == (True, "warm")
    term = term_in(deprecated(scheme, "pink", is_deprecated=False), "pink")
    assert (term.is_deprecated, term.replaced_by) == (False, "")


def test_changes_of_two_sides_are_brought_together_and_conflicts_are_named() -> None:
    ours = with_term(COLOURS, replace(COLOURS.terms[2], labels={"en": "Pale red"}), instead_of="pink")
    theirs = with_term(COLOURS, Term("new", NAME, {"en": "New"}))
    both = merge(COLOURS, ours, theirs)
    assert both.conflicts == ()
    assert term_in(both.scheme, "pink").labels == {"en": "Pale red"}
    assert term_in(both.scheme, "new").labels == {"en": "New"}
    theirs = with_term(theirs, replace(COLOURS.terms[2], labels={"en": "Rosy"}), instead_of="pink")
    both = merge(COLOURS, ours, theirs)
    assert both.conflicts == ("pink",)
    assert term_in(both.scheme, "pink").labels == {"en": "Pale red"}
    renamed = replace(COLOURS, labels={"en": "Hues"})
    assert merge(COLOURS, renamed, theirs).scheme.labels == {"en": "Hues"}
    assert merge(COLOURS, renamed, replace(theirs, labels={"en": "Tints"})).conflicts == (NAME,)
    assert merge(COLOURS, ours, replace(theirs, labels={"en": "Tints"})).scheme.labels == {"en": "Tints"}


def test_rings_and_lost_links_are_mended() -> None:
    broken = Scheme(
        "Ring",
        {},
        (
            Term("a", "Ring", {"en": "A"}, broader=("c",)),
            Term("b", "Ring", {"en": "B"}, broader=("a", "nowhere")),
            Term("c", "Ring", {"en": "C"}, broader=("b",)),
            Term("a", "Ring", {"en": "Another"}),
            Term("own", "Ring", {"en": "Own"}, broader=("own",)),
        ),
    )
    codes = {one.code for one in problems_of(broken)}
    assert {"cycle", "orphan", "identifier-twice", "language-missing", "scheme-language-missing"} <= codes
    whole = mended(broken)
    assert len(whole.terms) == 4
    assert not {"cycle", "orphan", "identifier-twice"} & {one.code for one in problems_of(whole)}


def test_a_chain_of_thousands_is_walked_without_recursion() -> None:
    above = ["9999", *map(str, range(9999))]
    terms = tuple(Term(str(n), "Long", {"en": str(n)}, broader=(above[n],)) for n in range(10_000))
    assert [one.code for one in problems_of(mended(Scheme("Long", {}, terms))) if one.code == "cycle"] == []
