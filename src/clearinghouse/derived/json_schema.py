"""Format → JSON Schema 2020-12, for clients that check before they send."""

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import Say, in_english
from clearinghouse.formats.answers import first_step
from clearinghouse.formats.format import Field, Format, members_of
from clearinghouse.formats.kinds import (
    ELEMENT_TYPES,
    MAX_CUSTOM_CHARS,
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

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LANGUAGE_KEY = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_PARTIAL_DAY = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$"
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
        "x-version": fmt.version,
        **_object(fields, fmt, say),
    }
    schema["properties"] = {"header": _header(fmt), **schema["properties"]}
    schema["required"] = ["header", *schema.get("required", ())]
    return {"$id": address, **schema} if address else schema


def _object(fields: Sequence[Field], fmt: Format, say: Say, stem: str = "") -> Json:
    """Return the schema of an object that holds the answers of fields whose names begin with a stem."""
    properties: Json = {}
    required: list[str] = []
    for key in dict.fromkeys(first_step(field.name.removeprefix(stem)) for field in fields):
        own = [field for field in fields if field.name == f"{stem}{key}"]
        below = [field for field in fields if field.name.startswith(f"{stem}{key}.")]
        properties[key] = property_of(own[0], fmt, say) if own else _object(below, fmt, say, f"{stem}{key}.")
        if any(field.required is True and not field.shown_when for field in own or below):
            required.append(key)
    found: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": required} if required else found


def property_of(field: Field, fmt: Format, say: Say) -> Json:
    """Return the schema of one field."""
    members = members_of(field)
    inner = _object(members, fmt, say, f"{field.name}.") if members else value_schema(field.kind)
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
        case Number(minimum=least):
            return {"type": "number"} if least is None else {"type": "number", "minimum": least}
        case Url():
            return {"type": "string", "format": "uri"}
        case MapPoint():
            return _point()
        case Day(is_partial=is_partial):
            whole: Json = {"type": "string", "format": "date"}
            return {"type": "string", "pattern": _PARTIAL_DAY} if is_partial else whole
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
        case Group():
            return {"type": "object"}
        case Legacy():
            return {}
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


def _point() -> Json:
    properties = {
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lng": {"type": "number", "minimum": -180, "maximum": 180},
        "zoom": {"type": "integer"},
    }
    return {"type": "object", "properties": properties, "required": ["lat", "lng"]}


def _element() -> Json:
    properties = {
        "type": {"enum": [option.value for option in ELEMENT_TYPES]},
        "identifier": _reference(),
        "size": {"type": "number", "minimum": 0},
    }
    return {"type": "object", "properties": properties, "required": ["type", "identifier"]}
