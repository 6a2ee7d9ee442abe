"""A map of the world drawn on the server: one shape for each government, shaded by a number or a state."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "world.json"
STEPS = 5
"""Shades of the ordered ramp; `k0` is nothing counted, `kn` nothing known."""
NOTHING, UNKNOWN = "k0", "kn"


@dataclass(frozen=True, slots=True)
class Outlines:
    """The shapes as they are kept. box: of the drawing; rest: land without a government of its own here."""

    box: str
    paths: Mapping[str, str]
    dots: Mapping[str, tuple[int, int]]
    rest: tuple[str, ...]


@cache
def outlines() -> Outlines:
    """Return the shapes; where they come from stands beside them in SOURCES.md."""
    told = json.loads(_DATA.read_text(encoding="utf-8"))
    shapes = told["shapes"]
    return Outlines(
        told["box"],
        {code: shape for code, shape in shapes.items() if isinstance(shape, str)},
        {code: (shape[0], shape[1]) for code, shape in shapes.items() if not isinstance(shape, str)},
        tuple(told["rest"]),
    )


@dataclass(frozen=True, slots=True)
class Area:
    """One government on the map: what it says, where it leads, its shade, and a path or a dot."""

    label: str
    url: str
    shade: str
    path: str = ""
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Shaded:
    """What a map is to show of a government."""

    code: str
    label: str
    url: str
    shade: str


def areas(shown: Sequence[Shaded]) -> list[Area]:
    """Return the shapes of governments, dots last so that none is hidden. What has no shape is left out."""
    known = outlines()
    lands = [Area(one.label, one.url, one.shade, known.paths[one.code]) for one in shown if one.code in known.paths]
    dots = [Area(one.label, one.url, one.shade, "", *known.dots[one.code]) for one in shown if one.code in known.dots]
    return lands + dots


@dataclass(frozen=True, slots=True)
class Range:
    """One shade of the legend with the numbers for which it stands, both included."""

    shade: str
    low: int
    high: int


def ranges(values: Sequence[int]) -> list[Range]:
    """Part numbers into up to five shades that hold about as many governments each; zeros are not among them.

    Bounds are round numbers where there is a choice, so that a legend can be read.
    """
    counted = sorted(value for value in values if value > 0)
    if not counted:
        return []
    lows = {counted[0]}
    for step in range(1, STEPS):
        lows.add(_rounded(counted[len(counted) * step // STEPS], counted[0]))
    starts = sorted(lows)
    ends = [after - 1 for after in starts[1:]] + [counted[-1]]
    found = list(zip(starts, ends, strict=True))
    return [Range(f"k{_shade(number, len(found))}", low, high) for number, (low, high) in enumerate(found)]


def _rounded(value: int, least: int) -> int:
    """Return the largest number of one digit and zeros that is not above the value."""
    magnitude = int(10 ** (len(str(value)) - 1))
    return max(least, value // magnitude * magnitude)


def _shade(number: int, count: int) -> int:
    """Spread few shades over the whole ramp."""
    return STEPS if count == 1 else 1 + round(number * (STEPS - 1) / (count - 1))


def shade_of(value: int, parted: Sequence[Range]) -> str:
    """Return the shade of a number."""
    return next((one.shade for one in parted if one.low <= value <= one.high), NOTHING)


# The Equal Earth projection (Šavrič, Patterson and Jenny, 2018) as the outlines were drawn with it.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_MIDDLE_DEGREES = 11
_SCALE, _X0, _Y0 = 192.8, 479, 258.3


def place_of(latitude: float, longitude: float) -> tuple[int, int]:
    """Return where a place in degrees lies on the map."""
    east = (longitude - _MIDDLE_DEGREES + 180) % 360 - 180
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    x = 2 * sqrt(3) * radians(east) * cos(t) / (3 * (9 * _A4 * t**8 + 7 * _A3 * t**6 + 3 * _A2 * t**2 + _A1))
    y = _A4 * t**9 + _A3 * t**7 + _A2 * t**3 + _A1 * t
    return round(_X0 + _SCALE * x), round(_Y0 - _SCALE * y)
