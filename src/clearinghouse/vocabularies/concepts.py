"""Concept schemes and terms as plain values, passed to whoever needs words explained."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from clearinghouse.core.languages import preferred

OTHER = "5B6177DD-5E5E-434E-8CB7-D63D67D5EBED"
"""The term “Other”, which stands in every scheme that allows it and carries a text of its own."""
PROVISIONAL_PREFIX = "x-"


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of a scheme. `broader` holds identifiers within the same scheme."""

    identifier: str
    scheme: str
    labels: Mapping[str, str]
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: tuple[str, ...] = ()
    notation: str = ""
    position: int = 0

    @property
    def is_provisional(self) -> bool:
        """Whether no official identifier is known yet."""
        return self.identifier.startswith(PROVISIONAL_PREFIX)

    def label(self, language: str) -> str:
        """Return the label for a reader of `language`, the identifier if there is none."""
        code = preferred(self.labels, language)
        return self.labels[code] if code else self.identifier


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme with its terms in the order of presentation."""

    identifier: str
    labels: Mapping[str, str]
    terms: tuple[Term, ...]
    completeness: str = "provisional"
    source: str = ""

    def label(self, language: str) -> str:
        """Return the name of the scheme for a reader of `language`."""
        code = preferred(self.labels, language)
        return self.labels[code] if code else self.identifier


class Vocabulary:
    """All schemes at one moment. Immutable; cheap to ask."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self._schemes = {scheme.identifier: scheme for scheme in schemes}
        self._terms = {(term.scheme, term.identifier): term for s in self._schemes.values() for term in s.terms}
        self._narrower: dict[tuple[str, str], list[Term]] = {}
        for term in self._terms.values():
            for parent in term.broader:
                self._narrower.setdefault((term.scheme, parent), []).append(term)

    def __iter__(self) -> Iterator[Scheme]:
        return iter(self._schemes.values())

    def scheme(self, identifier: str) -> Scheme | None:
        """Return the scheme, or None if it is not loaded."""
        return self._schemes.get(identifier)

    def term(self, scheme: str, identifier: str) -> Term | None:
        """Return the term of a scheme, or None."""
        return self._terms.get((scheme, identifier))

    def narrower(self, scheme: str, identifier: str) -> tuple[Term, ...]:
        """Return the terms directly below one."""
        return tuple(self._narrower.get((scheme, identifier), ()))

    def roots(self, scheme: str) -> tuple[Term, ...]:
        """Return the terms of a scheme that have nothing above them."""
        found = self._schemes.get(scheme)
        return tuple(term for term in found.terms if not term.broader) if found else ()

    def with_broader(self, scheme: str, identifier: str) -> tuple[str, ...]:
        """Return the identifier and all above it, each once, nearest first."""
        seen: dict[str, None] = {}
        waiting = [identifier]
        while waiting:
            current = waiting.pop(0)
            if current in seen:
                continue
            seen[current] = None
            term = self.term(scheme, current)
            waiting.extend(term.broader if term else ())
        return tuple(seen)
