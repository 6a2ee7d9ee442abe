"""From where an act came: through which door, from which network address. Read by the audit trail."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class Door(StrEnum):
    """The ways in."""

    PAGE = "page"
    API = "api"
    MAIL = "mail"
    COMMAND = "command"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Origin:
    """A door, and the network address behind it, "" where there is none."""

    door: Door = Door.COMMAND
    address: str = ""


_current: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - frozen


def current_origin() -> Origin:
    """Return from where the act that is going on came."""
    return _current.get()


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Until the end of the block, whatever is done came from there."""
    token = _current.set(origin)
    try:
        yield
    finally:
        _current.reset(token)


def address_in(environ: Mapping[str, object], *, proxies: int) -> str:
    """Return the network address of a visitor: as the trusted proxies saw it, where there are any.

    environ: of the request, as WSGI gives it. proxies: how many in front of this node are trusted.
    """
    seen = [one.strip() for one in str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",") if one.strip()]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(environ.get("REMOTE_ADDR", ""))
