"""How well the judged queries of `tests/search/judgements` are answered, for one weight after another.

A weight in `search/asking.py` stands where the mean is best and no near miss comes first; change one, run this, and
take the middle of what does as well, so that a new record does not tip it.
"""

import argparse
from typing import Any

from clearinghouse.config.commands.store import setup
from clearinghouse.config.projections import projections
from clearinghouse.demonstration.loading import load_demonstration
from clearinghouse.projections.following import follow_once
from clearinghouse.search import asking
from tests.search.judging import judgements, mean_reciprocal_ranks, outcome

_FACTORS = (0.5, 0.75, 1.0, 1.5, 2.0)
_WEIGHTS = (
    "CONCEPT_WEIGHT",
    "OWN_CONCEPT_WEIGHT",
    "KEY_WEIGHT",
    "OWN_KEY_WEIGHT",
    "PHRASE_WEIGHT",
    "RELATED_WEIGHT",
    "NOUN_WEIGHT",
    "PART_OF_LABEL_WEIGHT",
    "TYPE_WEIGHT",
    "GOVERNMENT_WEIGHT",
    "REGION_WEIGHT",
)


def run() -> None:
    """Load the demonstration, and print the mean reciprocal rank of each language with each weight changed alone."""
    setup(argparse.Namespace())
    print(f"{sum(load_demonstration())} records")
    follow_once(projections())
    _line("as it stands")
    for name in _WEIGHTS:
        stands: float = getattr(asking, name)
        for factor in _FACTORS:
            _with(name, stands * factor)
        setattr(asking, name, stands)
    (text, _), (title, weight) = asking.FIELD_WEIGHTS
    for factor in _FACTORS:
        _with("FIELD_WEIGHTS", ((text, 1.0), (title, weight * factor)))
    asking.FIELD_WEIGHTS = ((text, 1.0), (title, weight))


def _with(name: str, value: Any) -> None:
    setattr(asking, name, value)
    _line(f"{name} {value}")


def _line(what: str) -> None:
    outcomes = [outcome(one) for one in judgements()]
    means = mean_reciprocal_ranks(outcomes)
    said = "  ".join(f"{language} {mean:.3f}" for language, mean in means.items())
    wrong = sum(bool(one.misses) for one in outcomes)
    print(f"{what:48} {sum(means.values()) / len(means):.3f}   {said}   near misses before: {wrong}")
