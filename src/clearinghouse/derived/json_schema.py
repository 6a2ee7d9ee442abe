"""Format → JSON Schema 2020-12, for clients that check before they send."""

from collections.abc import Mapping
from typing import Any, assert_never

from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import Say, in_english
from clearinghouse.formats.format import Field, Format
from clearinghouse.formats.kinds import (
    ELEMENT_TYPES,
    MAX_CUSTOM_CHARS,
    Choice,
    Concept,
    Construct,
    Day,
    Email,
    Kind,
    LocalText,
    OecdIdentifier,
    RecordReference,
    Text,
    WebLink,
    WholeNumber,
    YesNo,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LANGUAGE_KEY = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_REFERENCE = r"^[A-Za-z0-9_-]{11,128}(@[0-9]{1,6})?$"


def json_schema(fmt: Format, *, address: str = "", say: Say = in_english) -> Json:
    """Return the schema of a format's bodies.

    Conditional requirements are not in it: they are told by `x-required` and checked by the problems of the format.
    address: where the schema is published, for `$id`.
    """
    fields = list(fmt)
    schema: Json = {
        "$schema": DIALECT,
        "title": say(fmt.name),
        "description": say(fmt.about_message),
        "type": "object",
        "x-version": fmt.version,
        "properties": {
            "header": _header(fmt),
            **{field.name: property_of(field, fmt, say) for field in fields},
        },
        "required": [
            "header",
            *(field.name for field in fields if field.required is True and not field.shown_when),
        ],
        "additionalProperties": False,
    }
    return {"$id": address, **schema} if address else schema


def property_of(field: Field, fmt: Format, say: Say) -> Json:
    """Return the schema of one field."""
    inner = value_schema(field.kind)
    outer: Json = {"type": "array", "items": inner} if field.is_repeated else inner
    described: Json = {"title": say(fmt.label_of(field)), **outer}
    if advice := fmt.help_of(field):
        described["description"] = say(advice)
    if field.is_obsolete:
        described["deprecated"] = True
    if not isinstance(field.required, bool):
        described["x-required"] = "conditional"
    return described


def value_schema(kind: Kind) -> Json:
    """Return the schema of one value of a kind."""
    match kind:
        case Text(max_chars=limit):
            return {"type": "string", "maxLength": limit}
        case LocalText(is_rich=is_rich, max_chars=limit):
            return _local_text(limit, is_rich=is_rich)
        case Email():
            return {"type": "string", "format": "email"}
        case OecdIdentifier():
            return {"type": "string", "x-format": "oecd-unique-identifier"}
        case YesNo():
            return {"type": "boolean"}
        case WholeNumber(minimum=minimum):
            return {"type": "integer", "minimum": minimum}
        case Day():
            return {"type": "string", "format": "date"}
        case Choice(options=options):
            return {"type": "string", "enum": [option.value for option in options]}
        case Concept(scheme=scheme, allows_other=allows_other):
            return _term(scheme, allows_other=allows_other)
        case RecordReference(formats=formats):
            return {**_reference(), "x-formats": list(formats)}
        case WebLink():
            return _link()
        case Construct():
            return {"type": "array", "items": _element()}
        case _:
            assert_never(kind)


def _header(fmt: Format) -> Json:
    properties: Mapping[str, Any] = {
        "identifier": {"type": "string", "pattern": r"^[A-Za-z0-9_-]{11,128}$"},
        "schema": {"const": fmt.slug},
        "languages": {"type": "array", "items": {"type": "string", "pattern": _LANGUAGE_KEY}, "minItems": 1},
        "legacyIdentifier": {"type": "string"},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": ["schema", "languages"],
        "additionalProperties": False,
    }


def _local_text(limit: int, *, is_rich: bool) -> Json:
    text: Json = {"type": "string", "maxLength": limit}
    if is_rich:
        text["contentMediaType"] = "text/html"
    return {"type": "object", "patternProperties": {_LANGUAGE_KEY: text}, "additionalProperties": False}


def _term(scheme: str, *, allows_other: bool) -> Json:
    properties: Json = {"identifier": {"type": "string"}}
    if allows_other:
        properties["customValue"] = _local_text(MAX_CUSTOM_CHARS, is_rich=False)
    return {"type": "object", "properties": properties, "required": ["identifier"], "x-scheme": scheme}


def _reference() -> Json:
    identifier = {"type": "string", "pattern": _REFERENCE}
    return {"type": "object", "properties": {"identifier": identifier}, "required": ["identifier"]}


def _link() -> Json:
    names = ("url", "name", "language", "tags")
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}, "required": ["url"]}


def _element() -> Json:
    properties = {
        "type": {"enum": [option.value for option in ELEMENT_TYPES]},
        "identifier": _reference(),
        "size": {"type": "number", "minimum": 0},
    }
    return {"type": "object", "properties": properties, "required": ["type", "identifier"]}
