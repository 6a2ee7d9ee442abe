from clearinghouse.formats.catalogue.bch.biosafety_decision import INTRODUCTION
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.kinds import Concept
from clearinghouse.formats.locking import locked_terms


def test_terms_of_conditions_and_of_choices_are_locked() -> None:
    locked = locked_terms()
    assert ("DecisionTypes", INTRODUCTION) in locked
    for fmt in FORMATS.values():
        for one in fmt:
            if isinstance(one.kind, Concept) and one.kind.below:
                assert (one.kind.scheme, one.kind.below) in locked
