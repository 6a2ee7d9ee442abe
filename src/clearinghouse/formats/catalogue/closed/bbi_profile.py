"""Who offered help through the Bio-Bridge Initiative."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import REGIONS, Concept, Legacy, LocalText, WebLink

BBI_PROFILE = Format(
    slug="bbiProfile",
    code="BBP",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Bio-Bridge provider",
    plural="Bio-Bridge providers",
    about="What help an institution offered through the Bio-Bridge Initiative.",
    title=("title",),
    summary="collaborationAreas",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field("assistanceTypes", Legacy(), "Kinds of support", is_repeated=True),
                Field("collaborationAreas", LocalText(), "Areas of collaboration"),
                Field("coverageArea", Concept(REGIONS), "Regions and countries", is_repeated=True),
                Field("recentExperiance", LocalText(), "Recent experience"),
                Field("suggestedExpertise", LocalText(), "Expertise"),
                Field("websites", WebLink(accepts_files=True), "Websites", is_repeated=True),
                Field("relevantDocuments", WebLink(accepts_files=True), "Other relevant documents", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    is_open=False,
    superseded_by="assistanceOffer",
)
