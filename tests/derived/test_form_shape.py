"""The shape of a form changes with what it asks, not with what is answered."""

from clearinghouse.derived.form_building import form_of
from clearinghouse.derived.form_shape import shape_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import Circumstances
from tests.derived.samples import situation
from tests.factories import body

HERE = Circumstances("bch", "bj")


def shape(slug: str, **answers: object) -> str:
    """Return the shape of the form of a body."""
    return shape_of(form_of(body(slug, **answers), FORMATS[slug], situation(HERE)))


def test_other_words_in_an_answer_leave_the_shape() -> None:
    assert shape("organism", genus="Zea") == shape("organism", genus="Oryza")
    assert shape("biosafetyDecision", isAmendment=False) == shape("biosafetyDecision", isAmendment=False)


def test_whatever_asks_for_more_changes_the_shape() -> None:
    assert shape("biosafetyDecision", isAmendment=True) != shape("biosafetyDecision", isAmendment=False)
    assert shape("organism", genus="Zea") != shape("organism", genus="")
    two = {"schema": "organism", "languages": ["en", "fr"]}
    assert shape("organism") != shape("organism", header=two)
