"""The forms of the vocabulary editor: what a term and a scheme show to be changed, and what comes back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from clearinghouse.core.errors import DomainError
from clearinghouse.core.languages import BY_CODE, LANGUAGES, direction_of, tag_of
from clearinghouse.core.messages import Message
from clearinghouse.vocabularies.concepts import COMPLETENESS, MAPPINGS, Scheme, Term, structure_of
from clearinghouse.vocabularies.editing import AmbiguousTermError, UnknownTermError, provisional_identifier
from clearinghouse.web.languages import current_language
from clearinghouse.web.speech import say
from clearinghouse.web.term_page import MAPPING_WORDS

MAX_CHARS = 5000
_MAX_IDENTIFIER_CHARS = 128
_MAX_LINES = 500
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]+\Z')


class NoAddressError(DomainError):
    """What should be the address of a term elsewhere is none."""

    code = "address-malformed"
    sentence = Message("error", "“%(address)s” is not an address. Write it whole, as https://example.org/term.")


@dataclass(frozen=True, slots=True)
class TextsRow:
    """The texts of one language: name of the field → what stands there."""

    code: str
    name: str
    tag: str
    direction: str
    label: str
    alternatives: str
    definition: str
    scope_note: str


@dataclass(frozen=True, slots=True)
class LinesField:
    """A list, one entry to a line."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TermForm:
    """A term to be changed. old: its identifier in the working copy, "" for a new one."""

    old: str
    identifier: str
    notation: str
    position: int
    texts: tuple[TextsRow, ...]
    broader: str
    related: str
    aliases: str
    mappings: tuple[LinesField, ...]


def term_form(term: Term | None, scheme: Scheme, *, old: str = "") -> TermForm:
    """Return the form of a term, empty for a new one. old: what the term is called in the working copy."""
    shown = term or Term("", scheme.identifier, {})
    codes = [language.code for language in LANGUAGES]
    codes += sorted({*shown.labels, *shown.alternatives, *shown.definitions, *shown.scope_notes} - set(codes))
    return TermForm(
        old,
        shown.identifier,
        shown.notation,
        shown.position,
        tuple(_texts_row(shown, code) for code in codes),
        "\n".join(shown.broader),
        "\n".join(shown.related),
        "\n".join(shown.aliases),
        tuple(
            LinesField(f"mapping.{kind}", say(MAPPING_WORDS[kind]), "\n".join(shown.mappings.get(kind, ())))
            for kind in MAPPINGS
        ),
    )


def _texts_row(term: Term, code: str) -> TextsRow:
    return TextsRow(
        code,
        BY_CODE[code].name if code in BY_CODE else code,
        tag_of(code),
        direction_of(code),
        term.labels.get(code, ""),
        "\n".join(term.alternatives.get(code, ())),
        term.definitions.get(code, ""),
        term.scope_notes.get(code, ""),
    )


def term_from(data: QueryDict, scheme: Scheme, before: Term | None) -> Term:
    """Return the term that a form says. Broader and related terms are named by identifier or label.

    Nothing is checked here but that the words name something: see vocabularies.editing.
    Raises UnknownTermError, AmbiguousTermError, NoAddressError.
    """
    codes = [code for code in data.getlist("languages") if code in BY_CODE or (before and code in _codes(before))]
    labels = _by_language(data, "label", codes)
    identifier = data.get("identifier", "").strip()[:_MAX_IDENTIFIER_CHARS]
    if not identifier:
        identifier = before.identifier if before else provisional_identifier(scheme, labels.get("en", ""))
    alternatives = {code: _lines(data, f"alternatives.{code}") for code in codes}
    mappings = {kind: _lines(data, f"mapping.{kind}") for kind in MAPPINGS}
    if wrong := [iri for iris in mappings.values() for iri in iris if not _IRI.match(iri)]:
        raise NoAddressError(address=wrong[0][:80])
    position = data.get("position", "")
    base = before or Term(identifier, scheme.identifier, {})
    return replace(
        base,
        identifier=identifier,
        labels=labels,
        alternatives={code: several for code, several in alternatives.items() if several},
        broader=_named(scheme, _lines(data, "broader")),
        related=_named(scheme, _lines(data, "related")),
        notation=data.get("notation", "").strip()[:_MAX_IDENTIFIER_CHARS],
        position=int(position) if position.isascii() and position.isdigit() and len(position) < 9 else 0,
        definitions=_by_language(data, "definition", codes),
        scope_notes=_by_language(data, "scope_note", codes),
        mappings={kind: several for kind, several in mappings.items() if several},
        aliases=_lines(data, "aliases"),
    )


def scheme_from(data: QueryDict, scheme: Scheme) -> Scheme:
    """Return a scheme with the properties that a form says."""
    codes = [language.code for language in LANGUAGES]
    completeness = data.get("completeness", "")
    others = {code: label for code, label in scheme.labels.items() if code not in codes}
    other_notes = {code: text for code, text in scheme.notes.items() if code not in codes}
    return replace(
        scheme,
        labels={**others, **_by_language(data, "label", codes)},
        notes={**other_notes, **_by_language(data, "note", codes)},
        completeness=completeness if completeness in COMPLETENESS else scheme.completeness,
        source=data.get("source", "").strip()[:MAX_CHARS],
        version=data.get("source_version", "").strip()[:_MAX_IDENTIFIER_CHARS],
    )


def named(scheme: Scheme, text: str) -> str:
    """Return the identifier of the term that a text names: by identifier, alias, or label in the language of the page.

    A label in another language counts where no term has it in this one.
    Raises UnknownTermError, AmbiguousTermError.
    """
    text = text.strip()
    structure = structure_of(scheme)
    if term := structure.term(text):
        return term.identifier
    language = current_language().code
    found = [term for term in scheme.terms if text and text in term.labels.values()]
    found = [term for term in found if term.labels.get(language) == text] or found
    if not found:
        raise UnknownTermError(term=text)
    if len(found) > 1:
        raise AmbiguousTermError(term=text)
    return found[0].identifier


def _named(scheme: Scheme, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({named(scheme, text) for text in texts}))


def _by_language(data: Mapping[str, str], name: str, codes: Iterable[str]) -> dict[str, str]:
    texts = {code: _clean(data.get(f"{name}.{code}", "")) for code in codes}
    return {code: text for code, text in texts.items() if text}


def _lines(data: Mapping[str, str], name: str) -> tuple[str, ...]:
    lines = (_clean(line) for line in data.get(name, "").splitlines()[:_MAX_LINES])
    return tuple(sorted({line for line in lines if line}))


def _clean(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()[:MAX_CHARS]


def _codes(term: Term) -> set[str]:
    return {*term.labels, *term.alternatives, *term.definitions, *term.scope_notes}
