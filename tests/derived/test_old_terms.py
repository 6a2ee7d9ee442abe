"""Old identifiers of merged terms, and terms that are no longer used, where records answer with them."""

from dataclasses import replace
from typing import Any

from clearinghouse.core.messages import in_english
from clearinghouse.derived.form_picking import pick_term
from clearinghouse.derived.forms import FormSituation, Pick, PickControl
from clearinghouse.derived.pages import Reader, TermValue, page_values
from clearinghouse.formats.collection import get_format
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.kinds import Concept
from clearinghouse.vocabularies.concepts import Vocabulary
from clearinghouse.vocabularies.editing import deprecated, merged
from tests import factories
from tests.derived.samples import situation

FAMILY = get_format("dnaSequence").fields["family"]
assert isinstance(FAMILY.kind, Concept)
KIND = FAMILY.kind
SCHEME = next(scheme for scheme in factories.schemes() if scheme.identifier == KIND.scheme)
OLD, NEW, LAST = (term.identifier for term in SCHEME.terms[1:4])


def knowing(vocabulary: Vocabulary) -> FormSituation:
    return replace(situation(Circumstances("bch", "")), vocabulary=vocabulary)


def offered(value: Any, there: FormSituation) -> tuple[Pick, ...]:
    control = pick_term(FAMILY, KIND, value, there, ("en",))
    assert isinstance(control, PickControl)
    return control.picks


def test_an_old_identifier_is_read_as_the_term_it_became() -> None:
    vocabulary = Vocabulary([merged(SCHEME, OLD, NEW)])
    reader = Reader("en", in_english, vocabulary, {})
    [value] = page_values(FAMILY, {"family": {"identifier": OLD}}, get_format("dnaSequence"), reader)
    assert isinstance(value, TermValue)
    assert (value.code, value.label) == (NEW, SCHEME.terms[2].label("en"))
    assert [pick.value for pick in offered({"identifier": OLD}, knowing(vocabulary)) if pick.is_chosen] == [NEW]


def test_a_term_that_is_no_longer_used_is_offered_to_none_but_those_who_chose_it() -> None:
    there = knowing(Vocabulary([deprecated(SCHEME, LAST)]))
    assert LAST not in [pick.value for pick in offered(None, there)]
    assert [pick.value for pick in offered({"identifier": LAST}, there) if pick.is_chosen] == [LAST]
