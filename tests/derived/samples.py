"""An answer of every kind, and a form sent back as a browser would send it."""

from collections.abc import Iterator
from typing import Any, assert_never

from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import in_english
from clearinghouse.derived.form_reading import Posted
from clearinghouse.derived.forms import (
    ConstructControl,
    Control,
    DayControl,
    Form,
    FormField,
    FormSituation,
    GroupControl,
    Input,
    LegacyControl,
    LinkControl,
    LocalTextControl,
    NumberControl,
    Pick,
    PickControl,
    PointControl,
    ReferenceControl,
    TextControl,
    YesNoControl,
)
from clearinghouse.derived.pages import Reader
from clearinghouse.derived.reading import languages_of
from clearinghouse.formats.answers import with_answer
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Field, Format
from clearinghouse.formats.kinds import (
    Choice,
    Concept,
    Construct,
    Day,
    Email,
    Group,
    Kind,
    Legacy,
    LocalText,
    MapPoint,
    Number,
    OecdIdentifier,
    RecordReference,
    Text,
    Url,
    WebLink,
    WholeNumber,
    YesNo,
)
from tests.factories import vocabulary

SOME_GUID = "SOME-RECORD-1"


def answer_of(kind: Kind) -> Any:
    """Return a good answer of a kind, but that the record it refers to need not exist."""
    match kind:
        case Text():
            return "Sorghum"
        case LocalText():
            return {"en": "Sorghum", "fr": "Sorgho"}
        case Email():
            return "office@seed.example"
        case OecdIdentifier():
            return "MON-ØØ81Ø-6"
        case YesNo():
            return True
        case WholeNumber(minimum=minimum):
            return minimum + 7
        case Number(minimum=least):
            return (least or 0) + 7.5
        case Url():
            return "https://documents.example/a"
        case MapPoint():
            return {"lat": 6.5, "lng": 2.6}
        case Group(fields=members):
            return {member.name: answer(member) for member in members}
        case Legacy():
            return {"question": ["answer"]}
        case Day():
            return "2026-03-31"
        case Choice(options=options):
            return options[0].value
        case Concept(scheme=scheme, below=below, not_selectable=groups):
            terms = vocabulary().narrower(scheme, below) if below else vocabulary().roots(scheme)
            return {"identifier": next(term.identifier for term in terms if term.identifier not in groups)}
        case RecordReference():
            return {"identifier": SOME_GUID}
        case WebLink():
            return {"url": "https://documents.example/a.pdf", "name": "Sorghum", "language": "en"}
        case Construct():
            return [{"type": "sense", "identifier": {"identifier": SOME_GUID}, "size": 1200}]
        case _:
            assert_never(kind)


def answer(one: Field) -> Any:
    """Return a good answer of a field."""
    return [answer_of(one.kind)] if one.is_repeated else answer_of(one.kind)


def all_answered(fmt: Format) -> Json:
    """Return a body with an answer in every field, whether it would be asked or not."""
    return {"header": {"schema": fmt.slug, "languages": ["en", "fr"]}, **_answers(fmt)}


def _answers(fmt: Format) -> Json:
    body: Json = {}
    for one in fmt:
        body = with_answer(body, one.name, answer(one))
    return body


def situation(circumstances: Circumstances, **changes: Any) -> FormSituation:
    """Return what a form needs beside the body."""
    return FormSituation("en", in_english, circumstances, vocabulary(), {}, **changes)


def reader(language: str = "en", **changes: Any) -> Reader:
    """Return a reader who knows every word."""
    return Reader(**{"language": language, "say": in_english, "vocabulary": vocabulary(), "cards": {}, **changes})


def posted_from(form: Form, body: Json) -> Posted:
    """Return what a browser sends of a form that nobody has touched."""
    sent: dict[str, list[str]] = {"languages": list(languages_of(body)), "fields": []}
    for section in form.sections:
        for field in section.fields:
            _send(field, sent)
    return sent


def _send(field: FormField, sent: dict[str, list[str]]) -> None:
    sent["fields"].append(field.name)
    if isinstance(field.control, GroupControl):
        for row in field.control.rows:
            for member in row:
                _send(member, sent)
        return
    for name, value in _sent(field.control):
        sent.setdefault(name, []).append(value)


def _sent(control: Control) -> Iterator[tuple[str, str]]:
    match control:
        case TextControl(rows=inputs):
            yield from _values(inputs)
        case LocalTextControl(rows=rows):
            for inputs in rows:
                yield from _values(inputs)
        case YesNoControl(name=name, value=value):
            yield from [(name, value)] if value else []
        case NumberControl(name=name, value=value):
            yield name, value
        case DayControl(name=name, day=day, month=month, year=year):
            yield from ((f"{name}.day", day), (f"{name}.month", month), (f"{name}.year", year))
        case PickControl(name=name, picks=picks, other=other):
            yield from ((name, pick.value) for pick in picks if pick.is_chosen)
            yield from _values(other)
        case ReferenceControl(name=name, chosen=chosen):
            yield from ((name, pick.value) for pick in chosen)
        case LinkControl(rows=links):
            for link in links:
                yield from _values((link.url, link.name, link.language))
        case PointControl(latitude=latitude, longitude=longitude):
            yield from _values((latitude, longitude))
        case GroupControl() | LegacyControl():
            return
        case ConstructControl(cassettes=cassettes):
            for row in (row for cassette in cassettes for row in cassette):
                yield from _selected(row.type_name, row.types)
                yield from _selected(row.record_name, row.records)
                yield from _values((row.size,))
        case _:
            assert_never(control)


def _values(inputs: tuple[Input, ...]) -> Iterator[tuple[str, str]]:
    return ((one.name, one.value) for one in inputs)


def _selected(name: str, picks: tuple[Pick, ...]) -> Iterator[tuple[str, str]]:
    """Yield what a select sends: what is chosen, and a blank where nothing is."""
    yield name, next((pick.value for pick in picks if pick.is_chosen), "")
