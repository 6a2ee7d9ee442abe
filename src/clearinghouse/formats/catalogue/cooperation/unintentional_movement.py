"""A notice of an unintentional or illegal transboundary movement of LMOs (Articles 17 and 25 of the Protocol)."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Day,
    LocalText,
    MapPoint,
    Option,
    RecordReference,
)

ILLEGAL = Equals("kind", "illegal")
GENERAL = (
    Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
    Field("title", LocalText(), "Title", required=True),
    Field(
        "kind",
        Choice(
            (
                Option("unintentional", "Unintentional movement or release (Article 17)"),
                Option("illegal", "Illegal movement (Article 25)"),
            )
        ),
        "Kind of movement",
        required=True,
        facet="movementKind",
    ),
    Field(
        "stage",
        Choice((Option("first", "First notice"), Option("update", "Update"), Option("closed", "Closed"))),
        "Stage",
        required=True,
        facet="noticeStage",
    ),
    Field(
        "affectedCountries",
        Concept(COUNTRIES),
        "States affected or possibly affected",
        is_repeated=True,
        required=True,
        facet="affectedCountry",
        help="They are to be notified of the movement at once.",
    ),
    Field("notifiedDate", Day(), "Date on which these States were notified"),
    Field(
        "contacts",
        RecordReference(("contact", "authority")),
        "Point of contact for further information",
        is_repeated=True,
        required=True,
    ),
)
MOVEMENT = (
    Field("date", Day(is_partial=True), "Date of the movement", required=True),
    Field("detectedDate", Day(), "Date on which it was detected"),
    Field("circumstances", LocalText(is_rich=True), "Circumstances", required=True),
    Field(
        "modifiedOrganisms",
        RecordReference(("modifiedOrganism",)),
        "Living modified organisms",
        is_repeated=True,
        facet="modifiedOrganism",
    ),
    Field(
        "quantities",
        LocalText(is_rich=True),
        "Estimated quantities and relevant traits",
        required=True,
        help="Describe the organisms here where they have no record yet.",
    ),
    Field("place", MapPoint(), "Place"),
    Field("effects", LocalText(is_rich=True), "Possible adverse effects"),
    Field("measures", LocalText(is_rich=True), "Measures taken or needed", required=True),
    Field(
        "disposal",
        Choice(
            (
                Option("returned", "Returned to the country of origin"),
                Option("destroyed", "Destroyed"),
                Option("other", "Otherwise"),
                Option("pending", "Not yet decided"),
            )
        ),
        "How the organisms were disposed of",
        required=ILLEGAL,
        shown_when=ILLEGAL,
        facet="disposal",
    ),
)

UNINTENTIONAL_MOVEMENT = Format(
    slug="unintentionalMovement",
    code="UTM",
    version=1,
    realms=("bch",),
    ownership=Ownership.NATIONAL,
    label="Notice of an unintentional or illegal movement",
    plural="Notices of unintentional and illegal movements",
    about="That living modified organisms crossed a border, or may cross it, unintentionally or illegally.",
    title=("title",),
    summary="circumstances",
    sections=(
        Section("general", "General information", GENERAL),
        Section("movement", "Movement", MOVEMENT),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
