"""The rules of quality, over every scheme that the project brings."""

import pytest

from clearinghouse.vocabularies.concepts import COMPLETENESS
from clearinghouse.vocabularies.problems import SENTENCES, problem
from clearinghouse.vocabularies.quality import problems_of
from tests.factories import schemes

# Terms of a scheme with levels may stand in none, as “Other” does; a page says so, and no reader is misled.
ALLOWED = frozenset({"alone"})
# (scheme, rule, languages or "") → why. To be emptied.
KNOWN: dict[tuple[str, str, str], str] = {}


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.identifier)
def test_every_scheme_keeps_the_rules(scheme) -> None:
    broken = [
        f"{scheme.identifier}: {one.code} {one.sentence.text % one.data}"
        for one in problems_of(scheme)
        if one.code not in ALLOWED and (scheme.identifier, one.code, one.detail) not in KNOWN
    ]
    assert not broken, "\n" + "\n".join(broken)


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.identifier)
def test_completeness_is_said_in_one_of_few_words(scheme) -> None:
    assert scheme.completeness in COMPLETENESS


def test_every_problem_has_its_sentence() -> None:
    for code in SENTENCES:
        one = problem(code, [str(n) for n in range(30)], "fr")
        assert one.count == 30
        assert "%" not in one.sentence.text % one.data
        assert len(one.examples) == 20
