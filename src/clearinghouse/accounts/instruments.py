"""The instruments for which a government names focal points, and the clearing-houses these look after."""

from collections.abc import Mapping
from dataclasses import dataclass

from clearinghouse.core.messages import Message


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument or duty with a focal point of its own.

    realms: whose team the focal point looks after. publishes_in: where the focal point is publishing authority, too.
    """

    code: str
    name: Message
    focal_point: Message
    realms: frozenset[str]
    publishes_in: frozenset[str] = frozenset()


def _instrument(code: str, name: str, focal_point: str, realms: str, publishes_in: str = "") -> Instrument:
    return Instrument(
        code,
        Message("instrument", name),
        Message("instrument", focal_point),
        frozenset(realms.split()),
        frozenset(publishes_in.split()),
    )


INSTRUMENTS: Mapping[str, Instrument] = {
    one.code: one
    for one in (
        _instrument("CBD", "Convention on Biological Diversity", "CBD primary focal point", "chm ort", "ort"),
        _instrument("CHM", "Clearing-House Mechanism", "Clearing-House Mechanism focal point", "chm", "chm"),
        _instrument("CPB", "Cartagena Protocol on Biosafety", "Cartagena Protocol focal point", "bch"),
        _instrument("BCH", "Biosafety Clearing-House", "Biosafety Clearing-House focal point", "bch", "bch"),
        _instrument("NP", "Nagoya Protocol on Access and Benefit-sharing", "Nagoya Protocol focal point", "abs"),
        _instrument("A17", "Article 17 of the Cartagena Protocol", "Article 17 point of contact", "bch"),
        _instrument(
            "SPCA",
            "Nagoya–Kuala Lumpur Supplementary Protocol",
            "Supplementary Protocol competent authority",
            "bch",
        ),
    )
}
