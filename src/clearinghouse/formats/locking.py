"""Terms that the rules of the common formats name, and which vocabularies must therefore keep in use."""

from collections.abc import Iterator

from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import Condition, terms_of
from clearinghouse.formats.format import AnyOf, Format
from clearinghouse.formats.kinds import Concept


def locked_terms() -> frozenset[tuple[str, str]]:
    """Return every pair of scheme and term that a format names in a condition or a choice."""
    return frozenset(pair for fmt in FORMATS.values() for pair in _named_by(fmt))


def _named_by(fmt: Format) -> Iterator[tuple[str, str]]:
    conditions: list[Condition | bool] = []
    for one in fmt:
        conditions += [one.required, one.shown_when or True, one.personal]
        if isinstance(one.kind, Concept):
            below = (one.kind.below,) if one.kind.below else ()
            yield from ((one.kind.scheme, term) for term in (*one.kind.not_selectable, *below))
    conditions += [rule.when for rule in fmt.rules if isinstance(rule, AnyOf)]
    for name, term in (pair for condition in conditions for pair in terms_of(condition)):
        kind = fmt.fields[name].kind
        if isinstance(kind, Concept):
            yield kind.scheme, term
