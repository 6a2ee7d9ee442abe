"""An indicator of the Strategic Plan for Biodiversity 2011–2020."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Concept, LocalText, RecordReference, WebLink, YesNo

STRATEGIC_PLAN_INDICATOR = Format(
    slug="strategicPlanIndicator",
    code="SPI",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Indicator of the Strategic Plan",
    plural="Indicators of the Strategic Plan",
    about="An indicator by which the Aichi Biodiversity Targets were followed worldwide.",
    title=("title",),
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field(
                    "aichiTarget",
                    Concept("AICHI-TARGETS"),
                    "Aichi Biodiversity Target",
                    required=True,
                    facet="aichiTarget",
                ),
                Field(
                    "availabilityStatus",
                    Concept("1FEF5AB7-3C90-4AE7-859F-787949FA9046"),
                    "Availability of the indicator",
                    required=True,
                ),
                Field("isEasyToCommunicate", YesNo(), "Is it easy to communicate?"),
                Field("isFromGlobalToNationalIndicator", YesNo(), "Can the global indicator be used nationally?"),
                Field(
                    "isFromNationalToGlobalIndicator", YesNo(), "Can national indicators be added up to the global one?"
                ),
                Field("usedInGbo3OrGbo4", YesNo(), "Was it used in the third or fourth Global Biodiversity Outlook?"),
                Field("source", WebLink(), "Source", is_repeated=True),
            ),
        ),
        NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (
                Field("headline", LocalText(), "Headline indicator", is_obsolete=True),
                Field("icon", WebLink(accepts_files=True), "Icon", is_repeated=True, is_obsolete=True),
                Field("subTopic", LocalText(), "Sub-topic", is_obsolete=True),
                Field("communicationQuestion", LocalText(), "Question that it answers", is_obsolete=True),
                Field("operationalClassification", LocalText(), "Operational classification", is_obsolete=True),
                Field("developmentStatus", LocalText(), "State of development", is_obsolete=True),
                Field("progressStatus", LocalText(), "State of progress", is_obsolete=True),
                Field("sensitivity", Concept("9BDB8DAD-C87E-4D4D-BA0B-B405EBB4F51D"), "Sensitivity", is_obsolete=True),
                Field(
                    "scales",
                    Concept("AC5C283E-6D16-46A0-B7F5-4DB2973BC45F"),
                    "Scales",
                    is_repeated=True,
                    is_obsolete=True,
                ),
                Field(
                    "scientificValidity",
                    Concept("9BDB8DAD-C87E-4D4D-BA0B-B405EBB4F51D"),
                    "Scientific validity",
                    is_obsolete=True,
                ),
                Field(
                    "communicationLevel",
                    Concept("9BDB8DAD-C87E-4D4D-BA0B-B405EBB4F51D"),
                    "Ease of communication",
                    is_obsolete=True,
                ),
                Field(
                    "linkToResources",
                    WebLink(accepts_files=True),
                    "Links to resources",
                    is_repeated=True,
                    is_obsolete=True,
                ),
                Field("dataSources", LocalText(), "Sources of the data", is_obsolete=True),
                Field("dataRequirements", LocalText(), "Data needed", is_obsolete=True),
                Field(
                    "organizations",
                    RecordReference(("organization",), is_versioned=True),
                    "Organizations",
                    is_obsolete=True,
                ),
                Field("relevantInformation", LocalText(), "Other relevant information", is_obsolete=True),
                Field(
                    "relevantDocuments",
                    WebLink(accepts_files=True),
                    "Other relevant documents",
                    is_repeated=True,
                    is_obsolete=True,
                ),
            ),
        ),
    ),
    is_open=False,
)
