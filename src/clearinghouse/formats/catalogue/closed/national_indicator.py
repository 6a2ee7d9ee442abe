"""An indicator that a country used under the Strategic Plan for Biodiversity 2011–2020."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, RecordReference, WebLink

NATIONAL_INDICATOR = Format(
    slug="nationalIndicator",
    code="NI6",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="National indicator (2011–2020)",
    plural="National indicators (2011–2020)",
    about="An indicator by which a country followed its national targets up to 2020.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("title", LocalText(), "Title", required=True),
                Field("description", LocalText(), "Description", required=True),
                Field(
                    "strategicPlanIndicators",
                    RecordReference(("strategicPlanIndicator",), is_versioned=True),
                    "Indicators of the Strategic Plan",
                    is_repeated=True,
                ),
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
        Section(
            "superseded",
            "Superseded fields",
            (Field("documentInfo", LocalText(), "Details of the document", is_obsolete=True),),
        ),
    ),
    is_open=False,
    superseded_by="nationalReport7IndicatorData",
)
