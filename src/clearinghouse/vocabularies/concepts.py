"""Concept schemes and terms as plain values, passed to whoever needs words explained."""

import weakref
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from clearinghouse.core.languages import preferred

OTHER = "5B6177DD-5E5E-434E-8CB7-D63D67D5EBED"
"""The term “Other”, which stands in every scheme that allows it and carries a text of its own."""
PROVISIONAL_PREFIX = "x-"
MAPPINGS = ("exact", "close", "broad", "narrow", "related")
"""How a term may match one of another vocabulary, as SKOS has it."""
COMPLETENESS = ("complete", "likely-complete", "partial", "sample", "provisional")
"""How far a scheme holds what the official one holds, as far as we know."""


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of a scheme. `broader` and `related` hold identifiers within the same scheme.

    mappings: kind of match → IRIs; aliases: other identifiers that mean this term, old ones of merged terms among
    them; replaced_by: the identifier to use instead of a deprecated term.
    """

    identifier: str
    scheme: str
    labels: Mapping[str, str]
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: tuple[str, ...] = ()
    notation: str = ""
    position: int = 0
    definitions: Mapping[str, str] = field(default_factory=dict)
    scope_notes: Mapping[str, str] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    mappings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    is_deprecated: bool = False
    replaced_by: str = ""

    @property
    def is_provisional(self) -> bool:
        """Whether no official identifier is known yet."""
        return self.identifier.startswith(PROVISIONAL_PREFIX)

    def label(self, language: str) -> str:
        """Return the label for a reader of `language`, the identifier if there is none."""
        code = preferred(self.labels, language)
        return self.labels[code] if code else self.identifier


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Scheme:
    """A concept scheme with its terms in the order of presentation. created, modified: as the source writes them."""

    identifier: str
    labels: Mapping[str, str]
    terms: tuple[Term, ...]
    completeness: str = "provisional"
    source: str = ""
    version: str = ""
    created: str = ""
    modified: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """Return the name of the scheme for a reader of `language`."""
        code = preferred(self.labels, language)
        return self.labels[code] if code else self.identifier


class Vocabulary:
    """All schemes at one moment. Immutable; cheap to ask, and to make anew from schemes that did not change."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self._schemes = {scheme.identifier: scheme for scheme in schemes}

    def __iter__(self) -> Iterator[Scheme]:
        return iter(self._schemes.values())

    def scheme(self, identifier: str) -> Scheme | None:
        """Return the scheme, or None if it is not loaded."""
        return self._schemes.get(identifier)

    def term(self, scheme: str, identifier: str) -> Term | None:
        """Return the term of a scheme that an identifier means, an old or other identifier too, or None."""
        structure = self._structure(scheme)
        return structure.term(identifier) if structure else None

    def narrower(self, scheme: str, identifier: str) -> tuple[Term, ...]:
        """Return the terms directly below one."""
        structure = self._structure(scheme)
        return structure.narrower(identifier) if structure else ()

    def roots(self, scheme: str) -> tuple[Term, ...]:
        """Return the terms of a scheme that have nothing above them."""
        structure = self._structure(scheme)
        return structure.roots if structure else ()

    def with_broader(self, scheme: str, identifier: str) -> tuple[str, ...]:
        """Return the identifier and all above it, each once, nearest first; an alias as what it means."""
        seen: dict[str, None] = {}
        waiting = [identifier]
        while waiting:
            term = self.term(scheme, waiting[0])
            current = term.identifier if term else waiting[0]
            del waiting[0]
            if current in seen:
                continue
            seen[current] = None
            waiting.extend(term.broader if term else ())
        return tuple(seen)

    def _structure(self, identifier: str) -> "Structure | None":
        scheme = self._schemes.get(identifier)
        return structure_of(scheme) if scheme else None


class Structure:
    """The terms of one scheme by identifier, by alias and by what stands above them."""

    def __init__(self, scheme: Scheme) -> None:
        self.terms = {term.identifier: term for term in scheme.terms}
        self.roots = tuple(term for term in scheme.terms if not term.broader)
        self._aliases = {alias: term for term in scheme.terms for alias in term.aliases}
        below: dict[str, list[Term]] = {}
        for term in scheme.terms:
            for parent in term.broader:
                below.setdefault(parent, []).append(term)
        self._narrower = {parent: tuple(terms) for parent, terms in below.items()}

    def term(self, identifier: str) -> Term | None:
        """Return the term that an identifier or an alias means."""
        return self.terms.get(identifier) or self._aliases.get(identifier)

    def narrower(self, identifier: str) -> tuple[Term, ...]:
        """Return the terms directly below one."""
        term = self.term(identifier)
        return self._narrower.get(term.identifier if term else identifier, ())


_structures: dict[int, Structure] = {}


def structure_of(scheme: Scheme) -> Structure:
    """Return the structure of a scheme, made once for as long as the scheme lives."""
    key = id(scheme)
    found = _structures.get(key)
    if found is None:
        found = _structures[key] = Structure(scheme)
        weakref.finalize(scheme, _structures.pop, key, None)
    return found
