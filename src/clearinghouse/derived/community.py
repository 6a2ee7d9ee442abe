"""What a community lets others read of its record: the terms in force, and a body as they leave it."""

from dataclasses import dataclass
from enum import StrEnum
from math import cos, radians
from typing import Any

from clearinghouse.core.canonical import Json, stripped
from clearinghouse.formats.answers import answer_at, with_answer, without_answer
from clearinghouse.formats.community_terms import FOR_EVERYONE, TERMS
from clearinghouse.formats.conditions import is_filled
from clearinghouse.formats.format import Format, expanded
from clearinghouse.formats.kinds import MapPoint

_DIGITS = 4
_POLE = 90.0
_HALF_TURN = 180.0


class Access(StrEnum):
    """Who may read a record of a community, from the widest circle to the narrowest."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed-in"
    ON_REQUEST = "on-request"
    COMMUNITY = "community"


class Places(StrEnum):
    """How places on a map are shown to others, from the most exact to none."""

    EXACT = "exact"
    TEN_KM = "10-km"
    HUNDRED_KM = "100-km"
    NONE = "none"


_STEPS = {Places.TEN_KM: (0.1, 9), Places.HUNDRED_KM: (1.0, 6)}
"""Degrees of latitude between the points that are shown, and the closest zoom of the map."""
_BY_WIDTH = tuple(Access)
_BY_EXACTNESS = tuple(Places)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a community decided about a record."""

    access: Access = Access.EVERYONE
    places: Places = Places.EXACT

    def narrowed(self, other: "Terms") -> "Terms":
        """Return the narrower of two terms, each in its own respect."""
        return Terms(
            max(self.access, other.access, key=_BY_WIDTH.index), max(self.places, other.places, key=_BY_EXACTNESS.index)
        )

    @property
    def opened(self) -> "Terms":
        """The terms for those who are let in, but do not belong to the community."""
        return Terms(Access.EVERYONE, self.places)

    @property
    def is_hidden(self) -> bool:
        """Whether nobody else may learn that there is a record."""
        return self.access is Access.COMMUNITY


def terms_in(body: Json) -> Terms:
    """Return the terms that a body states. What is there but cannot be understood means: nobody else."""
    stated = body.get(TERMS)
    if not is_filled(stated):
        return Terms()
    access = answer_at(body, f"{TERMS}.access")
    places = answer_at(body, f"{TERMS}.locations")
    return Terms(
        Access(access) if access in _BY_WIDTH else Access.COMMUNITY,
        Places(places) if places in _BY_EXACTNESS else Places.NONE if is_filled(places) else Places.EXACT,
    )


def as_others_read(body: Json, fmt: Format, terms: Terms) -> Json:
    """Return what is left of a body for those outside the community.

    Twice the same is once: what a node passes on may be shown again by the next.
    """
    match terms.access:
        case Access.COMMUNITY:
            return _bare(body)
        case Access.SIGNED_IN | Access.ON_REQUEST:
            found = {**_header(body), **_title(body, fmt), **_stated(body)}
        case _:
            found = {name: value for name, value in body.items() if name != TERMS} | _stated(body)
    return _generalised(found, fmt, terms.places)


def _bare(body: Json) -> Json:
    """Return what another node needs to keep the record to itself, no more."""
    return {**_header(body), TERMS: {"access": Access.COMMUNITY.value}}


def _header(body: Json) -> Json:
    header = body.get("header")
    given = header if isinstance(header, dict) else {}
    kept: Json = {name: value for name in ("identifier", "schema") if isinstance(value := given.get(name), str)}
    languages = given.get("languages")
    if isinstance(languages, list) and all(isinstance(code, str) for code in languages):
        kept["languages"] = languages
    return {"header": kept} if kept else {}


def _title(body: Json, fmt: Format) -> Json:
    """Return the one answer that is the title of the record."""
    name = next((name for name in fmt.title if is_filled(answer_at(body, name))), None)
    return with_answer({}, name, answer_at(body, name)) if name else {}


def _stated(body: Json) -> Json:
    stated = body.get(TERMS)
    if not isinstance(stated, dict):
        return {}
    shown = {name: value for name, value in stated.items() if name in FOR_EVERYONE}
    return {TERMS: shown} if shown else {}


def _generalised(body: Json, fmt: Format, places: Places) -> Json:
    if places is Places.EXACT:
        return body
    found = body
    for one in expanded(fmt, body):
        value = answer_at(body, one.name) if isinstance(one.kind, MapPoint) else None
        if value is None:
            continue
        rows = value if one.is_repeated and isinstance(value, list) else [value]
        moved = [point for row in rows if (point := _moved(row, places)) is not None]
        answer: Any = moved if one.is_repeated else next(iter(moved), None)
        found = with_answer(found, one.name, answer) if answer else without_answer(found, one.name)
    # A place that is taken away leaves no trace of itself.
    return stripped(found) or {} if found is not body else body


def _moved(point: Any, places: Places) -> Json | None:
    """Return the point of a grid next to a place; None where places are not shown, or it is none."""
    latitude, longitude = (_degrees(point.get(name)) if isinstance(point, dict) else None for name in ("lat", "lng"))
    if places not in _STEPS or latitude is None or longitude is None:
        return None
    if abs(latitude) > _POLE or abs(longitude) > _HALF_TURN:
        return None
    step, closest = _STEPS[places]
    shown = round(round(latitude / step) * step, _DIGITS)
    # Meridians draw together towards the poles: a whole number of cells of about the same width goes around.
    cells = max(1, int(2 * _HALF_TURN * cos(radians(shown)) / step))
    width = 2 * _HALF_TURN / cells
    found: Json = {"lat": shown, "lng": round(round(longitude / width) * width, _DIGITS)}
    if found["lng"] > _HALF_TURN or found["lng"] < -_HALF_TURN:
        found["lng"] = round(found["lng"] - 2 * _HALF_TURN * (1 if found["lng"] > 0 else -1), _DIGITS)
    zoom = point.get("zoom")
    if isinstance(zoom, int) and not isinstance(zoom, bool):
        found["zoom"] = min(zoom, closest)
    return found


def _degrees(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) <= 2 * _HALF_TURN else None


def split_by_terms(public: Json, sealed: Json, fmt: Format) -> tuple[Json, Json]:
    """Move what a community keeps to itself from the public part to the sealed one.

    Where others are shown less of an answer than there is, the whole of it is sealed, beside what they are shown. The
    terms are obeyed whether or not the format asks for them, as an import may bring a record in any.
    """
    whole = {**public, **({TERMS: sealed[TERMS]} if TERMS in sealed else {})}
    shown = as_others_read(whole, fmt, terms_in(whole))
    kept = {name: value for name, value in whole.items() if shown.get(name) != value}
    return shown, {**kept, **{name: value for name, value in sealed.items() if name != TERMS}}
