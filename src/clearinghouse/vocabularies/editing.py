"""Changes to a scheme, from value to value. Nothing is stored here."""

import re
from dataclasses import replace

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message
from clearinghouse.vocabularies.concepts import PROVISIONAL_PREFIX, Scheme, Term, structure_of
from clearinghouse.vocabularies.letters import folded

_ODD = re.compile(r"[^a-z0-9]+")
_MAX_SLUG_CHARS = 60


class UnknownTermError(DomainError):
    """The scheme has no such term."""

    code = "term-unknown"
    sentence = Message("error", "There is no term “%(term)s” in this vocabulary.")


class AmbiguousTermError(DomainError):
    """Several terms of the scheme have the label."""

    code = "term-ambiguous"
    sentence = Message("error", "More than one term of this vocabulary is called “%(term)s”. Write its identifier.")


class TermTakenError(DomainError):
    """The identifier or alias means another term already."""

    code = "term-taken"
    sentence = Message("error", "“%(term)s” means another term of this vocabulary already. Choose another identifier.")


class RingError(DomainError):
    """A term would stand above itself."""

    code = "term-ring"
    sentence = Message("error", "“%(term)s” would stand above itself. Choose another broader term.")


class PublishedTermError(DomainError):
    """A published term may not vanish."""

    code = "term-published"
    sentence = Message("error", "“%(term)s” was published, so records may use it. Merge or deprecate it instead.")


def term_in(scheme: Scheme, identifier: str) -> Term:
    """Return a term of a scheme by its own identifier. Raises UnknownTermError."""
    term = structure_of(scheme).terms.get(identifier)
    if term is None:
        raise UnknownTermError(term=identifier)
    return term


def provisional_identifier(scheme: Scheme, label: str) -> str:
    """Return a free identifier for a term whose official one is not known."""
    base = PROVISIONAL_PREFIX + (_ODD.sub("-", folded(label)).strip("-")[:_MAX_SLUG_CHARS].strip("-") or "term")
    structure = structure_of(scheme)
    number, identifier = 1, base
    while structure.term(identifier):
        number += 1
        identifier = f"{base}-{number}"
    return identifier


def with_term(scheme: Scheme, term: Term, *, instead_of: str = "") -> Scheme:
    """Return the scheme with a term added, or put in the place of the one called `instead_of`.

    Under a new identifier the old one becomes an alias, so that records keep their meaning.
    Raises UnknownTermError, TermTakenError, RingError.
    """
    old = term_in(scheme, instead_of) if instead_of else None
    for identifier in (term.identifier, *term.aliases):
        holder = structure_of(scheme).term(identifier)
        if holder is not None and holder is not old:
            raise TermTakenError(term=identifier)
    if old is not None and old.identifier != term.identifier:
        term = replace(term, aliases=_added(term.aliases, old.identifier))
    terms = [_beside(_renamed(one, old, term), term) for one in scheme.terms if one is not old]
    place = scheme.terms.index(old) if old is not None else len(terms)
    changed = replace(scheme, terms=(*terms[:place], term, *terms[place:]))
    for parent in (*term.broader, *term.related):
        term_in(changed, parent)
    _refuse_ring(changed, term)
    return changed


def without_term(scheme: Scheme, identifier: str, *, base: Scheme | None) -> Scheme:
    """Return the scheme without a term that was never published. Raises UnknownTermError, PublishedTermError."""
    term = term_in(scheme, identifier)
    if base is not None and any(structure_of(base).term(one) for one in (identifier, *term.aliases)):
        raise PublishedTermError(term=identifier)
    kept = [one for one in scheme.terms if one is not term]
    return replace(
        scheme,
        terms=tuple(
            replace(
                one,
                broader=_without(one.broader, identifier),
                related=_without(one.related, identifier),
                replaced_by="" if one.replaced_by == identifier else one.replaced_by,
            )
            for one in kept
        ),
    )


def merged(scheme: Scheme, identifier: str, into: str) -> Scheme:
    """Return the scheme with one term merged into another, which takes over its names, levels and meaning.

    The identifier becomes an alias, so that records that use it say the other term from now on.
    Raises UnknownTermError, RingError.
    """
    old, target = term_in(scheme, identifier), term_in(scheme, into)
    if old is target:
        raise RingError(term=identifier)
    alternatives = {language: set(labels) for language, labels in target.alternatives.items()}
    for language, label in old.labels.items():
        alternatives.setdefault(language, set()).add(label)
    for language, labels in old.alternatives.items():
        alternatives.setdefault(language, set()).update(labels)
    kept = replace(
        target,
        alternatives={
            language: tuple(sorted(labels - {target.labels.get(language)}))
            for language, labels in alternatives.items()
            if labels - {target.labels.get(language)}
        },
        aliases=tuple(sorted({*target.aliases, *old.aliases, old.identifier})),
        mappings={
            kind: tuple(sorted({*target.mappings.get(kind, ()), *old.mappings.get(kind, ())}))
            for kind in sorted({*target.mappings, *old.mappings})
        },
    )
    terms = [_renamed(kept if one is target else one, old, kept) for one in scheme.terms if one is not old]
    changed = replace(scheme, terms=tuple(terms))
    for one in terms:
        _refuse_ring(changed, one)
    return changed


def deprecated(scheme: Scheme, identifier: str, *, replaced_by: str = "", is_deprecated: bool = True) -> Scheme:
    """Return the scheme with a term out of use, readable for ever, or in use again. Raises UnknownTermError."""
    term = term_in(scheme, identifier)
    replacement = term_in(scheme, replaced_by).identifier if replaced_by and is_deprecated else ""
    if replacement == identifier:
        raise RingError(term=identifier)
    changed = replace(term, is_deprecated=is_deprecated, replaced_by=replacement)
    return replace(scheme, terms=tuple(changed if one is term else one for one in scheme.terms))


def _refuse_ring(scheme: Scheme, term: Term) -> None:
    structure = structure_of(scheme)
    seen: set[str] = set()
    waiting = list(term.broader)
    while waiting:
        current = waiting.pop()
        if current == term.identifier:
            raise RingError(term=term.identifier)
        if current not in seen:
            seen.add(current)
            above = structure.terms.get(current)
            waiting.extend(above.broader if above else ())


def _renamed(term: Term, old: Term | None, new: Term) -> Term:
    """Return a term whose links to `old` lead to `new`."""
    if old is None or old.identifier == new.identifier:
        return term

    def lead(several: tuple[str, ...]) -> tuple[str, ...]:
        led = dict.fromkeys(new.identifier if one == old.identifier else one for one in several)
        return tuple(one for one in led if one != term.identifier)

    if old.identifier not in (*term.broader, *term.related, term.replaced_by):
        return term
    return replace(
        term,
        broader=lead(term.broader),
        related=lead(term.related),
        replaced_by=new.identifier if term.replaced_by == old.identifier else term.replaced_by,
    )


def _beside(other: Term, term: Term) -> Term:
    """Return another term of the scheme, related to this one where this one is related to it."""
    if (term.identifier in other.related) == (other.identifier in term.related):
        return other
    if other.identifier in term.related:
        return replace(other, related=_added(other.related, term.identifier))
    return replace(other, related=_without(other.related, term.identifier))


def _added(several: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(sorted({*several, one}))


def _without(several: tuple[str, ...], identifier: str) -> tuple[str, ...]:
    return tuple(one for one in several if one != identifier)
