"""What clients send: JSON that is checked before anybody looks at it, and the version that they saw."""

import re
from typing import Any, TypeVar

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import ValidationError as ShapeError

from clearinghouse.core.canonical import Json, canonical, is_deeper_than, parsed
from clearinghouse.derived.reading import MalformedBodyError
from clearinghouse.records.draft_texts import MAX_BODY_BYTES
from clearinghouse.records.errors import StaleDraftError
from clearinghouse.records.models import Draft

MAX_BODY_LEVELS = 32
"""How deep lists and objects of a body may lie in each other; no format needs more than a few levels."""
_TAG = re.compile(r'(?:W/)?"(\d{1,9})"\Z')

Shape = TypeVar("Shape", bound=Schema)


class StaleTagError(StaleDraftError):
    """The draft is not the one that If-Match names; nothing was changed."""


def object_in(request: HttpRequest, *, may_be_empty: bool = False) -> Json:
    """Return the JSON object that was sent; one with nothing in it is no record. Raises MalformedBodyError."""
    try:
        if len(request.body) > MAX_BODY_BYTES:
            raise MalformedBodyError
        text = request.body.decode()
        body = parsed(text)
        is_usable = bool(body) or (may_be_empty and text.strip().startswith("{"))
        if not is_usable or is_deeper_than(body, MAX_BODY_LEVELS):
            raise MalformedBodyError
        # What has no canonical text could never be stored: numbers out of range, halves of surrogate pairs.
        canonical(body)
    except (ValueError, RecursionError, RequestDataTooBig) as error:
        raise MalformedBodyError from error
    return body


def sent(request: HttpRequest, shape: type[Shape]) -> Shape:
    """Return what was sent in the shape that is expected; no body at all is an empty object.

    Raises MalformedBodyError, and ValidationError with the place of each fault.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    content = object_in(request, may_be_empty=True) if length != "0" else {}
    try:
        return shape.model_validate(content)
    except ShapeError as error:
        raise ValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from error


def takes(shape: type[Schema]) -> dict[str, Any]:
    """Return the description of a body of this shape."""
    schema = shape.model_json_schema(ref_template="#/components/schemas/{model}")
    is_required = bool(schema.get("required"))
    return {"requestBody": {"required": is_required, "content": {"application/json": {"schema": schema}}}}


def takes_a_record() -> dict[str, Any]:
    """Return the description of a body that is a record in its common format."""
    schema = {"type": "object", "description": "A record in its common format; see /api/v1/formats/{slug}/schema."}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def tag_of(draft: Draft) -> str:
    """Return the entity tag of a draft."""
    return f'"{draft.version}"'


def version_in(if_match: str, draft: Draft) -> int | None:
    """Return the version that If-Match names, None without one; `*` is whichever stands. Raises StaleTagError."""
    if not if_match:
        return None
    if if_match == "*":
        return draft.version
    match = _TAG.match(if_match.strip())
    if match is None:
        raise StaleTagError
    return int(match[1])


def require_tag(if_match: str, draft: Draft) -> None:
    """Raise StaleTagError where If-Match names another version than the one that stands."""
    if version_in(if_match, draft) not in (None, draft.version):
        raise StaleTagError
