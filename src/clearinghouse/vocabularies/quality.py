"""Rules that every concept scheme should keep, and mending what would mislead readers of a scheme."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from clearinghouse.core.languages import LANGUAGES
from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.problems import Problem, problem


def problems_of(scheme: Scheme) -> list[Problem]:
    """Return what a scheme breaks of the rules: languages, labels, identifiers, levels."""
    return [*_of_languages(scheme), *_of_labels(scheme), *_of_identifiers(scheme), *_of_levels(scheme)]


def mended(scheme: Scheme) -> Scheme:
    """Return a scheme without second terms of one identifier, links to what is not there, and rings."""
    terms: dict[str, Term] = {}
    for term in scheme.terms:
        terms.setdefault(term.identifier, term)
    linked = {
        identifier: replace(
            term,
            broader=tuple(one for one in term.broader if one in terms),
            related=tuple(one for one in term.related if one in terms),
        )
        for identifier, term in terms.items()
    }
    for identifier, parent in closing_links(linked):
        term = linked[identifier]
        linked[identifier] = replace(term, broader=tuple(one for one in term.broader if one != parent))
    return replace(scheme, terms=tuple(linked.values()))


def closing_links(terms: Mapping[str, Term]) -> list[tuple[str, str]]:
    """Return the links upwards (term, broader) without which nothing would stand above itself.

    Walks down every branch once, without recursion: a file may hold a chain of thousands.
    """
    done: set[str] = set()
    closing: list[tuple[str, str]] = []
    for start in terms:
        if start in done:
            continue
        path = {start}
        stack = [(start, _parents(terms, start))]
        while stack:
            current, parents = stack[-1]
            parent = next(parents, None)
            if parent is None:
                stack.pop()
                path.discard(current)
                done.add(current)
            elif parent in path:
                closing.append((current, parent))
            elif parent not in done:
                path.add(parent)
                stack.append((parent, _parents(terms, parent)))
    return closing


def _parents(terms: Mapping[str, Term], identifier: str) -> Iterator[str]:
    return iter([one for one in terms[identifier].broader if one in terms])


def _of_languages(scheme: Scheme) -> Iterator[Problem]:
    for language in LANGUAGES:
        if language.code not in scheme.labels:
            yield problem("scheme-language-missing", detail=language.code)
    for language in LANGUAGES:
        lacking = [term.identifier for term in scheme.terms if term.labels and language.code not in term.labels]
        if lacking:
            yield problem("language-missing", lacking, language.code)


def _of_labels(scheme: Scheme) -> Iterator[Problem]:
    if nameless := [term.identifier for term in scheme.terms if not term.labels]:
        yield problem("no-label", nameless)
    by_language: dict[str, dict[str, int]] = {}
    for term in scheme.terms:
        for language, label in term.labels.items():
            if not term.is_deprecated:
                counts = by_language.setdefault(language, {})
                counts[label] = counts.get(label, 0) + 1
    for language, counts in sorted(by_language.items()):
        if shared := [label for label, count in counts.items() if count > 1]:
            yield problem("duplicate-label", shared, language)


def _of_identifiers(scheme: Scheme) -> Iterator[Problem]:
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for term in scheme.terms:
        for identifier in (term.identifier, *term.aliases):
            if identifier in seen:
                twice[identifier] = None
            seen.add(identifier)
    if twice:
        yield problem("identifier-twice", twice)


def _of_levels(scheme: Scheme) -> Iterator[Problem]:
    terms = {term.identifier: term for term in scheme.terms}
    if rings := closing_links(terms):
        yield problem("cycle", dict.fromkeys(identifier for identifier, _parent in rings))
    if orphans := [one.identifier for one in scheme.terms if any(parent not in terms for parent in one.broader)]:
        yield problem("orphan", orphans)
    parents = {parent for term in scheme.terms for parent in term.broader}
    alone = [one.identifier for one in scheme.terms if not one.broader and one.identifier not in parents]
    if parents and alone:
        yield problem("alone", alone)
