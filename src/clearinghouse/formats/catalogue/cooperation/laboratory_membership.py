"""The membership of a laboratory in a network for the detection and identification of LMOs."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.catalogue.cooperation.subjects import contacts
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Day,
    Group,
    LocalText,
    Option,
    RecordReference,
    WebLink,
    WholeNumber,
    YesNo,
)

SHARES = Equals("sharesProcedures", True)
TEST = (
    Field(
        "year",
        WholeNumber(Message("detectionLaboratoryMembership.tests.year.unit", "(year)"), minimum=1990),
        "Year",
        required=True,
    ),
    Field("organizer", LocalText(), "Organizer", required=True),
    Field("passed", YesNo(), "Was it passed?", required=True),
)

LABORATORY_MEMBERSHIP = Format(
    slug="detectionLaboratoryMembership",
    code="DLM",
    version=1,
    realms=("bch",),
    ownership=Ownership.NATIONAL,
    label="Membership in a detection network",
    plural="Memberships in detection networks",
    about="That a laboratory of a country belongs to a network for the detection and identification of LMOs.",
    title=("title",),
    summary="role",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("title", LocalText(), "Title", required=True, help="Name the laboratory and the network."),
                Field(
                    "laboratory",
                    RecordReference(("laboratoryDetection",)),
                    "Laboratory",
                    required=True,
                    facet="laboratory",
                ),
                Field("network", RecordReference(("partnership",)), "Network", required=True, facet="network"),
                Field(
                    "status",
                    Choice(
                        (
                            Option("member", "Member"),
                            Option("observer", "Observer"),
                            Option("applicant", "Applicant"),
                            Option("former", "Former member"),
                        )
                    ),
                    "Status",
                    required=True,
                    facet="membershipStatus",
                ),
                Field("startDate", Day(is_partial=True), "Member since"),
                Field("endDate", Day(is_partial=True), "Member until"),
                contacts(),
            ),
        ),
        Section(
            "work",
            "Work in the network",
            (
                Field("role", LocalText(is_rich=True), "Role in the network"),
                Field(
                    "services",
                    Concept("DE2D1321-AD01-4C49-8D48-E7BD4EA14226"),
                    "Services for other members",
                    is_repeated=True,
                    facet="laboratoryService",
                ),
                Field("accreditations", LocalText(), "Accreditations", is_repeated=True),
                Field("tests", Group(TEST), "Proficiency tests", is_repeated=True),
                Field("sharesProcedures", YesNo(), "Are quality procedures shared?", facet="sharesProcedures"),
                Field(
                    "procedures",
                    WebLink(accepts_files=True),
                    "Procedures shared",
                    is_repeated=True,
                    shown_when=SHARES,
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
