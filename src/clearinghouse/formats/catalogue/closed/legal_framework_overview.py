"""Which countries an overview of legal frameworks covers; planned, never opened."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText

LEGAL_FRAMEWORK_OVERVIEW = Format(
    slug="legalFrameworkOverview",
    code="LFO",
    version=1,
    realms=("abs",),
    ownership=Ownership.REFERENCE,
    label="Overview of legal frameworks",
    plural="Overviews of legal frameworks",
    about="Which countries an overview of legal frameworks on access and benefit-sharing covers.",
    title=("title",),
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field("countries", Concept(COUNTRIES), "Countries", is_repeated=True, required=True, facet="country"),
            ),
        ),
        NOTES,
    ),
    is_open=False,
)
