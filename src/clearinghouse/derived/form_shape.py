"""What a form asks, apart from what is typed in it: while that stays the same, an open page needs nothing new."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from clearinghouse.core.canonical import digest

_TYPED = frozenset({"value", "is_chosen", "day", "month", "year", "key", "query"})
"""Members of the parts of a form that hold what the person has typed or chosen."""


def shape_of(*parts: object) -> str:
    """Return a short digest of a form, and of what stands around it, without the answers in them."""
    return digest("\n".join(text for part in parts for text in _texts(part)))[:32]


def _texts(part: object) -> Iterator[str]:
    if is_dataclass(part) and not isinstance(part, type):
        yield type(part).__name__
        for name in _names(type(part)):
            yield from _texts(getattr(part, name))
    elif isinstance(part, list | tuple):
        yield f"({len(part)}"
        for one in part:
            yield from _texts(one)
    else:
        yield repr(part)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.name not in _TYPED)
