"""Which country decided what on an organism, on a map."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clearinghouse.web.lmo_card import CountryDecision
from clearinghouse.web.world_map import NOTHING, Area, Shaded, areas, outlines

LEAST_COUNTRIES = 2
"""A map of one country tells nothing that its name does not."""
_SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class DecisionMap:
    """A map of the world with the result in each country. legend: shade, what it means, in how many countries."""

    box: str
    rest: tuple[str, ...]
    areas: list[Area]
    legend: list[tuple[str, str, int]]


def decision_map(decisions: Sequence[CountryDecision]) -> DecisionMap | None:
    """Return the results by country; None where too few countries decided."""
    by_country: dict[str, list[CountryDecision]] = {}
    for one in decisions:
        if one.owner and one.status is not None:
            by_country.setdefault(one.owner, []).append(one)
    if len(by_country) < LEAST_COUNTRIES:
        return None
    shades: dict[str, tuple[str, str]] = {}
    for code, several in by_country.items():
        texts = dict.fromkeys(one.status.text for one in several if one.status)
        tones = {one.status.tone for one in several if one.status}
        # Where one use is allowed and another is not, one colour would lie.
        shades[code] = (next(iter(tones)), next(iter(texts))) if len(tones) == 1 else (_SEVERAL, _("Different results"))
    drawn = outlines()
    shown = [
        Shaded(
            code,
            f"{by_country[code][0].country}: {shades[code][1]}" if code in shades else "",
            by_country[code][0].url if code in shades else "",
            f"tone-{shades[code][0]}" if code in shades else NOTHING,
        )
        for code in (*drawn.paths, *(code for code in drawn.dots if code in shades))
    ]
    counted: dict[tuple[str, str], int] = {}
    for shade in shades.values():
        counted[shade] = counted.get(shade, 0) + 1
    legend = [(f"tone-{tone}", text, count) for (tone, text), count in counted.items()]
    return DecisionMap(drawn.box, drawn.rest, areas(shown), [*legend, (NOTHING, _("No decision here"), 0)])
