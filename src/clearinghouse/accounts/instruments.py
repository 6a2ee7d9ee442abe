"""The instruments for which a government names focal points, and the clearing-houses these look after."""

from collections.abc import Mapping
from dataclasses import dataclass

from clearinghouse.core.messages import Message


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument or duty with a focal point of its own; what treaties are called stands in parties/instruments.py.

    realms: whose team the focal point looks after. publishes_in: where the focal point is publishing authority, too.
    """

    code: str
    focal_point: Message
    realms: frozenset[str]
    publishes_in: frozenset[str] = frozenset()


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ALL = (
    Instrument(
        "CBD",
        Message("instrument", "CBD primary focal point"),
        _codes("chm ort"),
        _codes("ort"),
    ),
    Instrument(
        "CHM",
        Message("instrument", "Clearing-House Mechanism focal point"),
        _codes("chm"),
        _codes("chm"),
    ),
    Instrument(
        "CPB",
        Message("instrument", "Cartagena Protocol focal point"),
        _codes("bch"),
    ),
    Instrument(
        "BCH",
        Message("instrument", "Biosafety Clearing-House focal point"),
        _codes("bch"),
        _codes("bch"),
    ),
    Instrument(
        "NP",
        Message("instrument", "Nagoya Protocol focal point"),
        _codes("abs"),
    ),
    Instrument(
        "A17",
        Message("instrument", "Article 17 point of contact"),
        _codes("bch"),
    ),
    Instrument(
        "SPCA",
        Message("instrument", "Supplementary Protocol competent authority"),
        _codes("bch"),
    ),
)
INSTRUMENTS: Mapping[str, Instrument] = {one.code: one for one in _ALL}
