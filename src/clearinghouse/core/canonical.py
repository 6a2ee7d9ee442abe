"""The one text that a body has: what is stored, digested and sent out."""

import hashlib
import json
import unicodedata
from typing import Any

import rfc8785

Json = dict[str, Any]
"""A JSON object. `Any` only here, at the edge; a known shape is a dataclass."""


def stripped(value: Any) -> Any:
    """Return `value` in NFC without empty strings, lists and objects, at any depth.

    `0` and `False` stay. What is empty altogether becomes None.
    """
    match value:
        case str():
            return unicodedata.normalize("NFC", value).strip() or None
        case dict():
            pairs = ((unicodedata.normalize("NFC", key), stripped(item)) for key, item in value.items())
            return {key: item for key, item in pairs if item is not None} or None
        case list() | tuple():
            return [item for item in map(stripped, value) if item is not None] or None
        case _:
            return value


def canonical(value: Any) -> str:
    """Return the canonical text of a JSON value: RFC 8785 key order and numbers, NFC, empties stripped."""
    cleaned = stripped(value)
    return rfc8785.dumps({} if cleaned is None else cleaned).decode()


def is_deeper_than(value: Any, levels: int) -> bool:
    """Say whether lists and objects lie in each other deeper than `levels`. Never recurses."""
    level = [value]
    for _ in range(levels + 1):
        level = [
            item
            for one in level
            if isinstance(one, dict | list)
            for item in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True


def parsed(text: str) -> Json:
    """Read a canonical text back into an object."""
    value = json.loads(text)
    return value if isinstance(value, dict) else {}


def digest(*parts: str) -> str:
    """Return the SHA-256 over the parts in hexadecimal, each closed by a line feed so that none can slide."""
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(part.encode())
        hashed.update(b"\n")
    return hashed.hexdigest()
