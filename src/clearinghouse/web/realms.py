"""The clearing-houses of this node, written out."""

from dataclasses import dataclass

from clearinghouse.core.messages import Message
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.format import Format


@dataclass(frozen=True, slots=True)
class Realm:
    """One clearing-house: its code in addresses, its names, and what it is for."""

    code: str
    name: Message
    full_name: Message
    about: Message

    @property
    def formats(self) -> list[Format]:
        """The common formats of the clearing-house."""
        return [fmt for fmt in FORMATS.values() if self.code in fmt.realms]


MECHANISM = Realm(
    "chm",
    Message("realm", "Clearing-House Mechanism"),
    Message("realm", "Clearing-House Mechanism of the Convention"),
    Message(
        "realm",
        "Resources, initiatives, submissions, meetings and decisions that help to carry out the Convention, "
        "and who stands for each country.",
    ),
)
BIOSAFETY = Realm(
    "bch",
    Message("realm", "Biosafety"),
    Message("realm", "Biosafety Clearing-House"),
    Message(
        "realm",
        "What countries decide on living modified organisms under the Cartagena Protocol, "
        "on which risk assessments they rest, and who answers for them.",
    ),
)
BENEFIT_SHARING = Realm(
    "abs",
    Message("realm", "Access and benefit-sharing"),
    Message("realm", "Access and Benefit-sharing Clearing-House"),
    Message(
        "realm",
        "How countries give access to genetic resources and share the benefits under the Nagoya Protocol: "
        "measures, permits and the authorities that answer for them.",
    ),
)
REPORTING = Realm(
    "ort",
    Message("realm", "National reporting"),
    Message("realm", "Online Reporting Tool"),
    Message(
        "realm",
        "What countries plan, aim at and report under the Kunming-Montreal Global Biodiversity Framework.",
    ),
)
REALMS: dict[str, Realm] = {
    realm.code: realm for realm in (MECHANISM, BIOSAFETY, BENEFIT_SHARING, REPORTING) if realm.formats
}
"""Realms whose formats are declared; a realm without formats has no page."""
