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
REALMS: dict[str, Realm] = {realm.code: realm for realm in (BIOSAFETY,)}
"""Realms whose formats are declared; a realm without formats has no page."""
