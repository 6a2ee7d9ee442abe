"""Bringing two changed versions of a scheme together, term by term."""

from dataclasses import dataclass, replace

from clearinghouse.vocabularies.concepts import Scheme, Term


@dataclass(frozen=True, slots=True)
class Merge:
    """The scheme with both sides' changes, and the terms that both changed differently; there, ours stands."""

    scheme: Scheme
    conflicts: tuple[str, ...]


def merge(base: Scheme | None, ours: Scheme, theirs: Scheme) -> Merge:
    """Return what both sides made of a base. A term that only one side changed is as that side has it."""
    old, mine, others = _by_identifier(base), _by_identifier(ours), _by_identifier(theirs)
    conflicts: list[str] = []
    terms: dict[str, Term] = {}
    for identifier in dict.fromkeys([*others, *mine]):
        before, our, their = old.get(identifier), mine.get(identifier), others.get(identifier)
        if our not in (before, their) and their != before:
            conflicts.append(identifier)
        chosen = their if our == before else our
        if chosen is not None:
            terms[identifier] = chosen
    head = theirs if base is not None and _head(ours) == _head(base) else ours
    if base is None or len({_text(_head(one)) for one in (base, ours, theirs)}) == 3:
        conflicts.extend([ours.identifier] if _head(ours) != _head(theirs) else [])
    return Merge(replace(head, terms=tuple(terms.values())), tuple(conflicts))


def _by_identifier(scheme: Scheme | None) -> dict[str, Term]:
    return {term.identifier: term for term in scheme.terms} if scheme else {}


def _head(scheme: Scheme) -> Scheme:
    return replace(scheme, terms=())


def _text(scheme: Scheme) -> str:
    return repr(scheme)
