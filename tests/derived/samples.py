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
    TermControl,
    TextControl,
    YesNoControl,
)
from clearinghouse.derived.pages import Reader
from clearinghouse.derived.reading import languages_of
from clearinghouse.derived.samples import sample_answer
from clearinghouse.formats.answers import with_answer
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Field, Format
from tests.factories import vocabulary

WORDS = {"en": "Sorghum", "fr": "Sorgho"}


def answer(one: Field) -> Any:
    """Return a good answer of a field, but that the record it refers to need not exist."""
    return sample_answer(one, vocabulary(), WORDS)


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
        case TermControl(name=name, chosen=chosen, other=other, other_value=other_value, is_other_chosen=is_other):
            yield from ((name, pick.value) for pick in chosen)
            yield from [(name, other_value)] if is_other else []
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
