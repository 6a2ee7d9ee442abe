"""Reading bodies through their format: which fields count, which are public, what they refer to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clearinghouse.core.canonical import Json, stripped
from clearinghouse.core.errors import DomainError
from clearinghouse.core.identifiers import MalformedIdentifierError, Reference, parse_reference
from clearinghouse.core.messages import Message
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.core.rich_text import cleaned, plain
from clearinghouse.derived.community import split_by_terms
from clearinghouse.formats.answers import answer_at, first_step, pointer_to, with_answer, without_answer
from clearinghouse.formats.conditions import Circumstances, holds, is_filled
from clearinghouse.formats.format import Audience, Field, Format, expanded
from clearinghouse.formats.kinds import Construct, LocalText, RecordReference, WebLink

ATTACHMENT = "attachment:"
"""What the address of a link begins with that leads to a file of the record."""


class MalformedBodyError(DomainError):
    """What was sent is not a body at all: not a JSON object, or too large."""

    code = "body-malformed"
    sentence = Message("error", "The record could not be read: a JSON object is needed, of at most 2 MB.")


def is_shown(field: Field, body: Json, circumstances: Circumstances) -> bool:
    """Say whether a field is asked for, given the other answers."""
    if field.is_obsolete:
        return is_filled(answer_at(body, field.name))
    return field.shown_when is None or holds(field.shown_when, body, circumstances)


def is_personal(field: Field, body: Json, circumstances: Circumstances) -> bool:
    """Say whether a field speaks of a person, given the other answers."""
    return holds(field.personal, body, circumstances)


def values_of(field: Field, body: Json) -> list[Any]:
    """Return the answers of a field as a list, whether it repeats or not; what has a wrong shape is left out."""
    value = answer_at(body, field.name)
    if not is_filled(value):
        return []
    if field.is_repeated:
        return [item for item in value if is_filled(item)] if isinstance(value, list) else []
    return [value]


def settled(body: Json, fmt: Format, circumstances: Circumstances) -> Json:
    """Return the body as it is kept: hidden answers cleared, rich text sanitised, empties stripped.

    Clearing one answer may hide another, so it goes on until nothing changes.
    """
    current: Json = stripped(body) or {}
    for _ in range(len(fmt.fields)):
        hidden = [f.name for f in expanded(fmt, current) if _is_to_clear(f, current, circumstances)]
        if not hidden:
            break
        for name in hidden:
            current = without_answer(current, name)
    for field in expanded(fmt, current):
        if isinstance(field.kind, LocalText) and field.kind.is_rich:
            value = answer_at(current, field.name)
            current = current if value is None else with_answer(current, field.name, _sanitised(value))
    return stripped(current) or {}


def _is_to_clear(field: Field, body: Json, circumstances: Circumstances) -> bool:
    return answer_at(body, field.name) is not None and not is_shown(field, body, circumstances)


def _sanitised(value: Any) -> Any:
    match value:
        case str():
            return cleaned(value)
        case dict():
            return {key: _sanitised(item) for key, item in value.items()}
        case list():
            return [_sanitised(item) for item in value]
        case _:
            return value


def parts_of(body: Json, fmt: Format, circumstances: Circumstances) -> tuple[Json, Json]:
    """Split a body into its public and its sealed part; together they are the body again, the sealed part above.

    Fields that the format does not know are sealed: nobody has said that they may be seen. Of a community's record,
    what its terms keep from others is sealed too; where others see less of an answer, both parts have it.
    """
    public: Json = {}
    sealed: Json = {}
    is_open = {"header": True}
    for field in fmt:
        key = first_step(field.name)
        is_seen = field.audience is Audience.EVERYONE and not is_personal(field, body, circumstances)
        # An object goes to one part as a whole: to the sealed one if any field of it does.
        is_open[key] = is_open.get(key, True) and is_seen
    for name, value in body.items():
        (public if is_open.get(name, False) else sealed)[name] = value
    return split_by_terms(public, sealed, fmt) if circumstances.community else (public, sealed)


def references_in(body: Json, fmt: Format) -> Iterator[tuple[Field, Reference]]:
    """Yield every well-formed reference with the field that makes it."""
    for field in expanded(fmt, body):
        match field.kind:
            case RecordReference():
                holders = values_of(field, body)
            case Construct():
                elements = (e for row in values_of(field, body) if isinstance(row, list) for e in row)
                holders = [e.get("identifier") for e in elements if isinstance(e, dict)]
            case _:
                continue
        for holder in holders:
            identifier = holder.get("identifier") if isinstance(holder, dict) else None
            if isinstance(identifier, str):
                try:
                    yield field, parse_reference(identifier)
                except MalformedIdentifierError:
                    continue


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link to a file of the record. pointer: JSON pointer to its address; name: as given, "" if none."""

    field: Field
    pointer: str
    digest: str
    name: str


def attachments_in(body: Json, fmt: Format) -> Iterator[FileLink]:
    """Yield every link that leads to a file of the record, in the order of the form."""
    for field in expanded(fmt, body):
        if not isinstance(field.kind, WebLink) or not field.kind.accepts_files:
            continue
        value = answer_at(body, field.name)
        rows = value if field.is_repeated and isinstance(value, list) else [value]
        for place, link in enumerate(rows):
            url = link.get("url") if isinstance(link, dict) else None
            if isinstance(url, str) and url.startswith(ATTACHMENT):
                stem = pointer_to(field.name)
                where = f"{stem}/{place}/url" if field.is_repeated else f"{stem}/url"
                name = link.get("name")
                yield FileLink(field, where, url.removeprefix(ATTACHMENT), name if isinstance(name, str) else "")


def title_of(body: Json, fmt: Format, language: str) -> Spoken | None:
    """Return the title of a record in the best language; None when no title field is answered."""
    for name in fmt.title:
        value = answer_at(body, name)
        if isinstance(value, str) and value.strip():
            return Spoken(value, "und")
        if isinstance(value, dict) and (spoken := best(value, language)):
            return spoken
    return None


def titles_of(body: Json, fmt: Format) -> dict[str, str]:
    """Return the title in every language in which it was given; `und` for a title of no language."""
    for name in fmt.title:
        value = answer_at(body, name)
        if isinstance(value, str) and value.strip():
            return {"und": value}
        if isinstance(value, dict):
            texts = {code: text for code, text in value.items() if isinstance(text, str) and text.strip()}
            if texts:
                return texts
    return {}


def summary_of(body: Json, fmt: Format, language: str) -> Spoken | None:
    """Return the introducing text of a record without markup, in the best language."""
    value = answer_at(body, fmt.summary) if fmt.summary else None
    spoken = best(value, language) if isinstance(value, dict) else None
    return Spoken(plain(spoken.text), spoken.language) if spoken else None


def languages_of(body: Json) -> tuple[str, ...]:
    """Return the languages that the header declares."""
    header = body.get("header")
    found = header.get("languages") if isinstance(header, dict) else None
    return tuple(code for code in found if isinstance(code, str)) if isinstance(found, list) else ()


def government_of(body: Json) -> str:
    """Return the code of the submitting government, "" if none is given."""
    value = body.get("government")
    identifier = value.get("identifier") if isinstance(value, dict) else None
    return identifier.lower() if isinstance(identifier, str) else ""
