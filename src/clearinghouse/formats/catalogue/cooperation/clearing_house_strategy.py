"""The strategy of a country for its national clearing-house: bodies, roles, status."""

from clearinghouse.formats.catalogue.cooperation.subjects import IN_ORDER, contacts, dollars
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
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
    YesNo,
)

ADOPTED = HasTerm("status", ("1C37E358-5295-46EB-816C-0A7EF2437EC9", "851B10ED-AE62-4F28-B178-6D40389CC8DB"))
IN_NBSAP = Equals("isPartOfNbsap", True)
ROLE = (
    Field(
        "function",
        Choice(
            (
                Option("coordinating", "Coordinating"),
                Option("collecting", "Collecting information"),
                Option("checking", "Checking information"),
                Option("publishing", "Publishing"),
                Option("outreach", "Reaching out"),
                Option("technology", "Running the technology"),
            )
        ),
        "Function",
        required=True,
    ),
    Field("body", LocalText(), "Body in charge", required=True),
)

CLEARING_HOUSE_STRATEGY = Format(
    slug="nationalClearingHouseStrategy",
    code="NCHS",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="National clearing-house strategy",
    plural="National clearing-house strategies",
    about="How a country builds and runs its national clearing-house: who does what, until when, with what means.",
    title=("title",),
    summary="summary",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("title", LocalText(), "Title", required=True),
                Field("summary", LocalText(is_rich=True), "Summary"),
                Field("startDate", Day(), "First day of the period", required=True),
                Field("endDate", Day(), "Last day of the period"),
                Field(
                    "status",
                    Concept("7F0D898A-6BF1-4CE6-AA77-7FEAED3429C6"),
                    "Status of the document",
                    required=True,
                    facet="documentStatus",
                ),
                Field("adoptionDate", Day(), "Date of adoption", required=ADOPTED, shown_when=ADOPTED),
                Field(
                    "isPartOfNbsap",
                    YesNo(),
                    "Is it part of the national strategy and action plan?",
                    required=True,
                    facet="isPartOfNbsap",
                ),
                Field(
                    "nbsap",
                    RecordReference(("nbsap",), is_same_government=True),
                    "National strategy and action plan",
                    shown_when=IN_NBSAP,
                ),
                Field("documents", WebLink(accepts_files=True), "Documents", is_repeated=True, required=True),
            ),
        ),
        Section(
            "bodies",
            "Bodies and means",
            (
                Field("coordinationCentre", LocalText(), "Coordination centre"),
                Field("steeringCommittee", LocalText(is_rich=True), "Steering committee and its members"),
                Field("roles", Group(ROLE), "Who does what", is_repeated=True),
                dollars("budget", "Budget for the period"),
                Field("websites", WebLink(), "Address of the national clearing-house", is_repeated=True),
                contacts(),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(InOrder("startDate", "endDate", IN_ORDER),),
)
