"""Taking in any SKOS file, with a report on what it would change and what is wrong with it. Stores nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from clearinghouse.core.canonical import Json
from clearinghouse.vocabularies.comparing import Difference, compare
from clearinghouse.vocabularies.concepts import Scheme, Term, structure_of
from clearinghouse.vocabularies.problems import MalformedVocabularyError, Problem, VocabularyTooLargeError
from clearinghouse.vocabularies.quality import mended, problems_of
from clearinghouse.vocabularies.skos_parsing import format_of, parse
from clearinghouse.vocabularies.skos_reading import read_graph

MAX_BYTES = 200_000_000
MAX_UPLOADED_BYTES = 5_000_000
"""More is a matter of minutes, which no page should wait for."""


@dataclass(frozen=True, slots=True)
class SchemeReport:
    """One scheme of a file as it would be stored, against what stands, with what is wrong with it.

    retired: published terms that the file lacks; they stay, as no longer used.
    """

    scheme: Scheme
    difference: Difference
    problems: tuple[Problem, ...]
    retired: tuple[str, ...] = ()

    def as_json(self) -> Json:
        """Return the report for machines."""
        return {
            "scheme": self.scheme.identifier,
            "terms": len(self.scheme.terms),
            "unchanged": self.difference.unchanged,
            **self.difference.summary(),
            "retired": list(self.retired),
            "problems": [as_json(one) for one in self.problems],
        }


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What a file holds. problems: of the file as a whole."""

    schemes: tuple[SchemeReport, ...]
    problems: tuple[Problem, ...]


def import_skos(
    content: bytes | Path,
    *,
    name: str = "",
    form: str = "",
    standing: Callable[[str], Scheme | None] = lambda _identifier: None,
    max_bytes: int = MAX_BYTES,
) -> ImportReport:
    """Read a file as SKOS and say what it would change.

    form: a format of skos_parsing, otherwise told from name and text. standing: the published version of a scheme.
    Raises MalformedVocabularyError with the line if known, VocabularyTooLargeError.
    """
    if isinstance(content, Path):
        name = name or content.name
        if content.stat().st_size > max_bytes:
            raise VocabularyTooLargeError(megabytes=max_bytes // 1_000_000)
        content = content.read_bytes()
    if len(content) > max_bytes:
        raise VocabularyTooLargeError(megabytes=max_bytes // 1_000_000)
    name = name or "the text"
    graph = parse(content, form or format_of(name, content[:200].decode("utf-8", "ignore")), name=name)
    reading = read_graph(graph, default=PurePath(name).stem)
    if not reading.schemes:
        raise MalformedVocabularyError(file=name, detail="no concept scheme in it", line=0)
    return ImportReport(tuple(_report(one, standing) for one in reading.schemes), tuple(reading.problems))


def as_json(one: Problem) -> Json:
    """Return a problem for machines, with its sentence in English."""
    return {
        "code": one.code,
        "count": one.count,
        "terms": list(one.examples),
        "detail": one.detail,
        "sentence": one.sentence.text % one.data,
    }


def _report(read: Scheme, standing: Callable[[str], Scheme | None]) -> SchemeReport:
    before = standing(read.identifier)
    scheme = with_what_was_published(mended(read), before)
    difference = compare(before, scheme)
    still = {term.identifier for term in read.terms}
    changed = (one.after for one in difference.changed if not one.before.is_deprecated)
    retired = tuple(term.identifier for term in changed if term.is_deprecated and term.identifier not in still)
    return SchemeReport(scheme, difference, tuple(problems_of(read)), retired)


def with_what_was_published(scheme: Scheme, before: Scheme | None) -> Scheme:
    """Return a scheme that holds what records may use: terms that it lacks as no longer used, and all old aliases."""
    if before is None:
        return scheme
    old = structure_of(before).terms
    meant = {one for term in scheme.terms for one in (term.identifier, *term.aliases)}
    terms = [
        replace(term, aliases=tuple(sorted({*term.aliases, *_still_free(old[term.identifier], meant)})))
        if term.identifier in old
        else term
        for term in scheme.terms
    ]
    missing = [replace(term, is_deprecated=True) for identifier, term in old.items() if identifier not in meant]
    return replace(scheme, terms=(*terms, *missing))


def _still_free(before: Term, meant: set[str]) -> set[str]:
    return {alias for alias in before.aliases if alias not in meant}
