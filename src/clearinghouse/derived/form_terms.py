"""Terms in the editor: the tree of a field, finding by any label in any language, and what a typed name means."""

from collections.abc import Iterator, Mapping, Sequence

from clearinghouse.core.languages import tag_of
from clearinghouse.derived.forms import Pick
from clearinghouse.formats.format import Format
from clearinghouse.formats.kinds import COUNTRIES, Concept
from clearinghouse.vocabularies.concepts import OTHER, Term, Vocabulary
from clearinghouse.vocabularies.finding import Found, find_terms
from clearinghouse.vocabularies.letters import folded, name_key

TYPED = "t."
"""What the name of an input begins with in which a term is typed, by any of its names; the field's name follows."""
_FOUND = 12
_LOOKED_AT = 60
_MOST_IN_TREE = 1_000


def tree_of(kind: Concept, vocabulary: Vocabulary, language: str) -> Iterator[tuple[Term, int]]:
    """Yield the terms of a field with how many levels they stand below the root, each once, in order."""
    waiting = [(term, 0) for term in reversed(_tops(kind, vocabulary, language))]
    seen: set[str] = set()
    while waiting:
        term, depth = waiting.pop()
        if term.identifier in seen:
            continue
        seen.add(term.identifier)
        yield term, depth
        waiting.extend((below, depth + 1) for below in reversed(vocabulary.narrower(kind.scheme, term.identifier)))


def _tops(kind: Concept, vocabulary: Vocabulary, language: str) -> Sequence[Term]:
    tops = vocabulary.narrower(kind.scheme, kind.below) if kind.below else vocabulary.roots(kind.scheme)
    if kind.scheme == COUNTRIES:
        return sorted(tops, key=lambda term: name_key(term.label(language), language))
    return tops


def may_choose(kind: Concept, term: Term, vocabulary: Vocabulary) -> bool:
    """Say whether a term can be chosen in a field as a new answer."""
    if term.is_deprecated or term.identifier in kind.not_selectable or term.identifier == OTHER:
        return False
    return not kind.below or kind.below in vocabulary.with_broader(kind.scheme, term.identifier)[1:]


def branches(kind: Concept, vocabulary: Vocabulary, language: str, chosen: frozenset[str]) -> tuple[Pick, ...]:
    """Return the tree of a field, a thousand terms at most; what stands in it twice, once."""
    left = _MOST_IN_TREE
    seen: set[str] = set()

    def branch(term: Term) -> Pick | None:
        nonlocal left
        if term.identifier in seen or left <= 0 or term.identifier == OTHER:
            return None
        seen.add(term.identifier)
        left -= 1
        below = [branch(one) for one in vocabulary.narrower(kind.scheme, term.identifier)]
        is_group = not may_choose(kind, term, vocabulary)
        found = tuple(one for one in below if one)
        if is_group and not found:
            return None
        return Pick(
            term.identifier,
            term.label(language),
            is_chosen=term.identifier in chosen,
            is_group=is_group,
            below=found,
        )

    tops = (branch(term) for term in _tops(kind, vocabulary, language))
    return tuple(one for one in tops if one)


def found_terms(kind: Concept, vocabulary: Vocabulary, text: str, language: str) -> tuple[Pick, ...]:
    """Return the terms of a field that a text begins to name in any language, the best first.

    The note is the name that was found, where it is another than the one shown.
    """
    scheme = vocabulary.scheme(kind.scheme)
    if scheme is None:
        return ()
    found = find_terms(scheme, text[:200], language, limit=_LOOKED_AT)
    fitting = [one for one in found if may_choose(kind, one.term, vocabulary)]
    return tuple(_pick(one, language) for one in fitting[:_FOUND])


def _pick(found: Found, language: str) -> Pick:
    label = found.term.label(language)
    is_other = folded(found.label) != folded(label)
    tag = tag_of(found.language) if found.language else ""
    return Pick(found.term.identifier, label, note=found.label if is_other else "", note_tag=tag if is_other else "")


def term_named(kind: Concept, vocabulary: Vocabulary, text: str, language: str) -> str:
    """Return the identifier of the one term of a field that a whole name or code means; "" if none or several do."""
    scheme = vocabulary.scheme(kind.scheme)
    wanted = folded(text)
    if scheme is None or not wanted:
        return ""
    if (exact := vocabulary.term(kind.scheme, text.strip())) is not None and may_choose(kind, exact, vocabulary):
        return exact.identifier
    found = (one.term for one in find_terms(scheme, wanted, language, limit=_LOOKED_AT))
    meant = [one for one in found if may_choose(kind, one, vocabulary) and wanted in _names(one)]
    here = [one for one in meant if folded(one.label(language)) == wanted] or meant
    return here[0].identifier if len(here) == 1 else ""


def _names(term: Term) -> set[str]:
    others = (label for labels in term.alternatives.values() for label in labels)
    codes = (term.identifier, term.notation, *term.aliases)
    return {folded(name) for name in (*term.labels.values(), *others, *codes)}


def with_typed_terms(
    posted: Mapping[str, Sequence[str]], fmt: Format, vocabulary: Vocabulary, language: str
) -> dict[str, list[str]]:
    """Return what was posted, with the terms that were typed by name in place of those that stood there.

    What names no term is kept as it was typed, to be mended; a name wiped out leaves no answer.
    """
    sent = {name: list(values) for name, values in posted.items()}
    for name, values in posted.items():
        one = fmt.find(name.removeprefix(TYPED)) if name.startswith(TYPED) else None
        if one is None or not isinstance(one.kind, Concept) or not values:
            continue
        text = values[-1].strip()
        before = next(iter(sent.get(f"f.{one.name}", [])[-1:]), "")
        if not _is_called(before, one.kind, vocabulary, text):
            sent[f"f.{one.name}"] = [term_named(one.kind, vocabulary, text, language) or text] if text else []
    return sent


def _is_called(identifier: str, kind: Concept, vocabulary: Vocabulary, text: str) -> bool:
    """Say whether a term goes by this name: then it was only shown, not typed."""
    term = vocabulary.term(kind.scheme, identifier) if identifier else None
    if term is None:
        return identifier == text
    return folded(text) in _names(term)
