"""A decision of the Conference of the Parties or of a meeting of the Parties to a Protocol."""

from clearinghouse.formats.catalogue.chm.announcing import DOCUMENTS, EVERY_REALM, SUBJECTS
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Choice, Day, LocalText, Option, RecordReference, Text

BODIES = (
    Option("COP", "Conference of the Parties to the Convention"),
    Option("CP-MOP", "Parties to the Cartagena Protocol"),
    Option("NP-MOP", "Parties to the Nagoya Protocol"),
)

DECISION = Format(
    slug="decision",
    code="GBD",
    version=1,
    realms=EVERY_REALM,
    ownership=Ownership.REFERENCE,
    label="Decision of a governing body",
    plural="Decisions of governing bodies",
    about="What the Parties to the Convention or a Protocol decided at a meeting.",
    title=("title",),
    summary="summary",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("symbol", Text(), "Symbol", required=True, is_identifier=True, help="As CBD/COP/DEC/15/4."),
                Field("body", Choice(BODIES), "Body", required=True, facet="body"),
                Field("date", Day(), "Date of adoption", required=True),
                Field("meeting", RecordReference(("meeting",)), "Meeting", facet="meeting"),
                SUBJECTS,
            ),
        ),
        Section(
            "content",
            "Content",
            (
                Field("summary", LocalText(), "Summary"),
                Field("text", LocalText(is_rich=True), "Text"),
                DOCUMENTS,
                Field(
                    "recommendations",
                    RecordReference(("recommendation",)),
                    "Recommendations that it follows",
                    is_repeated=True,
                ),
            ),
        ),
        NOTES,
    ),
)
