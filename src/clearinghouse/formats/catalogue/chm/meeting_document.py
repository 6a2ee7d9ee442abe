"""A document for a meeting under the Convention or a Protocol."""

from clearinghouse.formats.catalogue.chm.announcing import EVERY_REALM, SUBJECTS
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Choice, Day, LocalText, Option, RecordReference, Text, WebLink

MEETING_DOCUMENT = Format(
    slug="meetingDocument",
    code="MTD",
    version=1,
    realms=EVERY_REALM,
    ownership=Ownership.REFERENCE,
    label="Meeting document",
    plural="Meeting documents",
    about="A document prepared for a meeting or adopted by it, in the languages in which it was issued.",
    title=("title", "symbol"),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("symbol", Text(), "Symbol", required=True, is_identifier=True, help="As CBD/COP/17/1."),
                Field("meeting", RecordReference(("meeting",)), "Meeting", required=True, facet="meeting"),
                Field(
                    "documentType",
                    Choice(
                        (
                            Option("official", "Official document"),
                            Option("information", "Information document"),
                            Option("in-session", "In-session document"),
                            Option("report", "Report of the meeting"),
                            Option("other", "Other document"),
                        )
                    ),
                    "Type of document",
                    facet="meetingDocumentType",
                ),
                Field("agendaItems", Text(), "Agenda items", is_repeated=True),
                Field("date", Day(), "Date of issue"),
                SUBJECTS,
            ),
        ),
        Section(
            "content",
            "Content",
            (
                Field("description", LocalText(), "Summary"),
                Field(
                    "documents",
                    WebLink(accepts_files=True),
                    "Files, one for each language",
                    is_repeated=True,
                    required=True,
                ),
            ),
        ),
        NOTES,
    ),
)
