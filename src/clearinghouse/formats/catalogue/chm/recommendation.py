"""A recommendation of a subsidiary body."""

from clearinghouse.formats.catalogue.chm.announcing import DOCUMENTS, EVERY_REALM, SUBJECTS
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Choice, Day, LocalText, Option, RecordReference, Text

BODIES = (
    Option("SBSTTA", "Subsidiary Body on Scientific, Technical and Technological Advice"),
    Option("SBI", "Subsidiary Body on Implementation"),
    Option("SB8J", "Subsidiary Body on Article 8(j) and Other Provisions"),
    Option("WG8J", "Working Group on Article 8(j) and Related Provisions"),
    Option("WGRI", "Working Group on Review of Implementation of the Convention"),
    Option("WG2020", "Working Group on the Post-2020 Global Biodiversity Framework"),
    Option("ICNP", "Intergovernmental Committee for the Nagoya Protocol"),
    Option("ICCP", "Intergovernmental Committee for the Cartagena Protocol"),
)

RECOMMENDATION = Format(
    slug="recommendation",
    code="SBR",
    version=1,
    realms=EVERY_REALM,
    ownership=Ownership.REFERENCE,
    label="Recommendation of a subsidiary body",
    plural="Recommendations of subsidiary bodies",
    about="What a subsidiary body recommends to the Parties to the Convention or a Protocol.",
    title=("title",),
    summary="summary",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("symbol", Text(), "Symbol", required=True, is_identifier=True, help="As CBD/SBSTTA/REC/26/1."),
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
            ),
        ),
        NOTES,
    ),
)
