"""What an expert of the roster was asked to do, and did."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, WebLink

EXPERT_ASSIGNMENT = Format(
    slug="expertAssignment",
    code="EXA",
    version=1,
    realms=("bch",),
    ownership=Ownership.NATIONAL,
    label="Report on an expert assignment",
    plural="Reports on expert assignments",
    about="What an expert on biosafety was asked to do for a country, and what came of it.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("title", LocalText(), "Title"),
                Field("description", LocalText(), "Description"),
            ),
        ),
        Section(
            "additional",
            "Additional information",
            (
                Field("relevantInformation", LocalText(), "Other relevant information"),
                Field("relevantDocuments", WebLink(accepts_files=True), "Other relevant documents", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    is_open=False,
    superseded_by="biosafetyExpert",
)
