"""A meeting under the Convention or a Protocol."""

from clearinghouse.formats.catalogue.chm.announcing import ADDRESSES, DOCUMENTS, EVERY_REALM, SUBJECTS, SUPERSEDED
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Happening, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Choice, Concept, Day, LocalText, Option, RecordReference, Text

MEETING = Format(
    slug="meeting",
    code="MT",
    version=1,
    realms=EVERY_REALM,
    ownership=Ownership.REFERENCE,
    label="Meeting",
    plural="Meetings",
    about="A meeting of a body of the Convention or its Protocols, a workshop or a forum: when, where, and its papers.",
    title=("title", "symbol"),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("symbol", Text(), "Symbol", is_identifier=True, help="As CBD/COP/17."),
                Field("startDate", Day(), "First day"),
                Field("endDate", Day(), "Last day"),
                Field("registrationDeadline", Day(), "Deadline for registration"),
                Field(
                    "status",
                    Choice(
                        (
                            Option("confirmed", "Confirmed"),
                            Option("tentative", "Tentative"),
                            Option("postponed", "Postponed"),
                            Option("cancelled", "Cancelled"),
                        )
                    ),
                    "Status",
                    facet="meetingStatus",
                ),
                SUBJECTS,
            ),
        ),
        Section(
            "place",
            "Place",
            (
                Field("eventCity", Text(), "City"),
                Field("eventCountry", Concept(COUNTRIES), "Country", facet="country"),
                Field(
                    "format",
                    Choice(
                        (Option("in-person", "In person"), Option("online", "Online"), Option("hybrid", "Hybrid")),
                    ),
                    "How it is held",
                    facet="meetingFormat",
                ),
            ),
        ),
        Section(
            "content",
            "Content",
            (
                Field("description", LocalText(is_rich=True), "Description"),
                Field(
                    "notifications",
                    RecordReference(("notification",)),
                    "Notifications",
                    is_repeated=True,
                    facet="notification",
                ),
                ADDRESSES,
                DOCUMENTS,
            ),
        ),
        NOTES,
        SUPERSEDED,
    ),
    rules=(InOrder("startDate", "endDate", "The last day may not lie before the first day."),),
    happenings=(Happening("startDate", "endDate"), Happening("registrationDeadline")),
)
