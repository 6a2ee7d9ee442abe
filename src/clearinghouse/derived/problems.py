"""What stands in the way of publication: every problem of a body, with a code, a place and a sentence."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import is_language_tag
from clearinghouse.core.messages import Message, Say, filled
from clearinghouse.derived.reading import (
    attachments_in,
    government_of,
    is_shown,
    languages_of,
    references_in,
    values_of,
)
from clearinghouse.derived.value_problems import Fault, escaped, faults_of
from clearinghouse.formats.answers import answer_at, pointer_to
from clearinghouse.formats.conditions import Circumstances, holds, is_filled
from clearinghouse.formats.format import AnyOf, Field, Format, InOrder, Rule, expanded
from clearinghouse.formats.kinds import Concept, Construct, LocalText, RecordReference
from clearinghouse.vocabularies.concepts import Vocabulary


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stands in the way.

    code: stable, for machines. pointer: JSON pointer (RFC 6901) into the body. field: name of the field, "" if the
    problem belongs to none. sentence, data: what to do, for people.
    """

    code: str
    pointer: str
    field: str
    sentence: Message
    data: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def said(self, say: Say) -> str:
        """Return the sentence in the language of `say`; messages among the data are said too."""
        data = {key: say(value) if isinstance(value, Message) else value for key, value in self.data.items()}
        return filled(say(self.sentence), data)


@dataclass(frozen=True, slots=True)
class RecordCard:
    """What a check needs to know of a record that is referred to."""

    guid: str
    format: str
    government: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a check takes beside the body: circumstances, the words, and the published records it refers to.

    attachments: digests of the files that belong to the draft or its record. members: of the union that the owner is,
    None where it is none, or where nobody has told.
    """

    circumstances: Circumstances
    vocabulary: Vocabulary
    records: Mapping[str, RecordCard]
    attachments: frozenset[str] = frozenset()
    members: frozenset[str] | None = None


EUROPEAN_UNION = "eu"
REQUIRED = Message("problem", "An answer is needed: %(label)s")
UNKNOWN_FIELD = Message("problem", "“%(name)s” is not a field of this format. Remove it.")
NOT_A_LIST = Message("problem", "%(label)s: a list is needed.")
LANGUAGE_UNDECLARED = Message(
    "problem", "%(label)s: there is text in a language (%(language)s) that the record does not declare."
)
LANGUAGE_MALFORMED = Message("problem", "%(label)s: “%(language)s” is not the code of a language.")
HEADER_LANGUAGE = Message("problem", "“%(language)s” is not the code of a language.")
NO_LANGUAGE = Message("problem", "Choose at least one language for the record.")
WRONG_SCHEMA = Message("problem", "The header names another format than the record has.")
DANGLING = Message("problem", "%(label)s: there is no published record %(identifier)s.")
WRONG_FORMAT = Message("problem", "%(label)s: %(identifier)s is a record of another kind.")
WRONG_GOVERNMENT = Message("problem", "%(label)s: %(identifier)s belongs to another government.")
NO_SUCH_FILE = Message("problem", "%(label)s: the file “%(name)s” is not here. Upload it again.")
NOT_YOURS = Message("problem", "%(label)s: the record belongs to another government than the one given here.")


def problems_in(body: Json, fmt: Format, surroundings: Surroundings) -> list[Problem]:
    """Return every problem of a body, in the order of the form. Never raises, whatever the body holds."""
    found = [*_header_problems(body, fmt), *_unknown_fields(body, fmt)]
    for one in expanded(fmt, body):
        if is_shown(one, body, surroundings.circumstances):
            found += _field_problems(one, body, fmt, surroundings)
    found += _reference_problems(body, fmt, surroundings)
    found += _attachment_problems(body, fmt, surroundings)
    for rule in fmt.rules:
        found += _rule_problems(rule, body, fmt, surroundings.circumstances)
    return found


def _header_problems(body: Json, fmt: Format) -> Iterator[Problem]:
    header = body.get("header")
    schema = header.get("schema") if isinstance(header, dict) else None
    if schema != fmt.slug:
        yield Problem("schema-mismatch", "/header/schema", "header", WRONG_SCHEMA)
    declared = header.get("languages") if isinstance(header, dict) else None
    if not languages_of(body):
        yield Problem("languages-missing", "/header/languages", "header", NO_LANGUAGE)
    elif isinstance(declared, list):
        for place, code in enumerate(declared):
            if not isinstance(code, str) or not is_language_tag(code):
                data = {"language": str(code)[:40]}
                yield Problem("language-malformed", f"/header/languages/{place}", "header", HEADER_LANGUAGE, data)


def _unknown_fields(body: Json, fmt: Format) -> Iterator[Problem]:
    known = {"header", *(one.name for one in expanded(fmt, body))}
    for name in _names_in(body, known):
        yield Problem("unknown-field", _pointer(name), "", UNKNOWN_FIELD, {"name": ".".join(name)[:80]})


def _names_in(body: Json, known: set[str]) -> Iterator[tuple[str, ...]]:
    """Yield the paths in a body that no field has, down to where fields lie within objects and rows."""
    within = {path for name in known for path in _ways_to(name)}
    waiting: list[tuple[tuple[str, ...], Any]] = [((name,), value) for name, value in reversed(body.items())]
    while waiting:
        path, value = waiting.pop()
        name = ".".join(path)
        if name in within:
            steps = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
            waiting += [((*path, str(step)), below) for step, below in reversed([*steps])]
        elif name not in known:
            yield path


def _ways_to(name: str) -> Iterator[str]:
    steps = name.split(".")
    return (".".join(steps[:count]) for count in range(1, len(steps)))


def _pointer(path: tuple[str, ...]) -> str:
    return "".join(f"/{escaped(step)}" for step in path)


def _field_problems(one: Field, body: Json, fmt: Format, surroundings: Surroundings) -> Iterator[Problem]:
    label = fmt.label_of(one)
    where = pointer_to(one.name)
    value = answer_at(body, one.name)
    if not is_filled(value):
        if holds(one.required, body, surroundings.circumstances):
            yield Problem("required", where, one.name, REQUIRED, {"label": label})
        return
    if one.is_repeated and not isinstance(value, list):
        yield Problem("wrong-type", where, one.name, NOT_A_LIST, {"label": label})
        return
    items: list[tuple[int | None, Any]] = [*enumerate(value)] if isinstance(value, list) else [(None, value)]
    for place, item in items if one.is_repeated else [(None, value)]:
        pointer = where if place is None else f"{where}/{place}"
        for fault in faults_of(one.kind, item, surroundings.vocabulary):
            yield _from_fault(fault, pointer, one, label)
        if isinstance(one.kind, LocalText) and isinstance(item, dict):
            yield from _language_problems(item, pointer, one, label, languages_of(body))
        elif isinstance(one.kind, Concept) and isinstance(item, dict) and isinstance(item.get("customValue"), dict):
            custom = item["customValue"]
            yield from _language_problems(custom, f"{pointer}/customValue", one, label, languages_of(body))
    owner = surroundings.circumstances.government
    if one.name == "government" and owner and government_of(body) != owner:
        yield Problem("government-mismatch", where, one.name, NOT_YOURS, {"label": label})


def _from_fault(fault: Fault, pointer: str, one: Field, label: Message) -> Problem:
    return Problem(fault.code, pointer + fault.below, one.name, fault.sentence, {"label": label, **fault.data})


def _language_problems(
    texts: Mapping[str, Any], pointer: str, one: Field, label: Message, declared: tuple[str, ...]
) -> Iterator[Problem]:
    for code in texts:
        data = {"label": label, "language": str(code)[:40]}
        where = f"{pointer}/{escaped(str(code))}"
        if not is_language_tag(str(code)):
            yield Problem("language-malformed", where, one.name, LANGUAGE_MALFORMED, data)
        elif declared and code not in declared:
            yield Problem("language-undeclared", where, one.name, LANGUAGE_UNDECLARED, data)


def _reference_problems(body: Json, fmt: Format, surroundings: Surroundings) -> Iterator[Problem]:
    for one, reference in references_in(body, fmt):
        if not is_shown(one, body, surroundings.circumstances):
            continue
        where = pointer_to(one.name)
        data = {"label": fmt.label_of(one), "identifier": str(reference)[:80]}
        card = surroundings.records.get(reference.guid)
        if card is None:
            yield Problem("dangling-reference", where, one.name, DANGLING, data)
            continue
        match one.kind:
            case RecordReference(formats=formats, is_same_government=is_same):
                if card.format not in formats:
                    yield Problem("reference-format", where, one.name, WRONG_FORMAT, data)
                elif is_same and not _may_cite(surroundings, card.government):
                    yield Problem("reference-government", where, one.name, WRONG_GOVERNMENT, data)
            case Construct(format=expected) if card.format != expected:
                yield Problem("reference-format", where, one.name, WRONG_FORMAT, data)
            case _:
                continue


def _attachment_problems(body: Json, fmt: Format, surroundings: Surroundings) -> Iterator[Problem]:
    for link in attachments_in(body, fmt):
        is_asked = is_shown(link.field, body, surroundings.circumstances)
        if is_asked and link.digest not in surroundings.attachments:
            data = {"label": fmt.label_of(link.field), "name": (link.name or link.digest)[:80]}
            yield Problem("dangling-attachment", link.pointer, link.field.name, NO_SUCH_FILE, data)


def _may_cite(surroundings: Surroundings, cited: str) -> bool:
    owner = surroundings.circumstances.government
    if owner == EUROPEAN_UNION:
        # It may cite authorities and assessments of its members.
        return surroundings.members is None or cited in (owner, *surroundings.members)
    return owner in ("", cited)


def _rule_problems(rule: Rule, body: Json, fmt: Format, circumstances: Circumstances) -> Iterator[Problem]:
    match rule:
        case AnyOf(fields=names, when=when):
            if holds(when, body, circumstances) and not any(_is_affirmed(answer_at(body, name)) for name in names):
                yield Problem("any-of", pointer_to(names[0]), names[0], fmt.rule_sentence(rule))
        case InOrder(earlier=earlier, later=later):
            first, second = (values_of(fmt.fields[name], body) for name in (earlier, later))
            if first and second and str(first[0]) > str(second[0]):
                yield Problem("out-of-order", pointer_to(later), later, fmt.rule_sentence(rule))
        case _:
            assert_never(rule)


def _is_affirmed(value: Any) -> bool:
    return value is not False and is_filled(value)
