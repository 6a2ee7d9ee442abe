"""The page of one Aichi Biodiversity Target."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import REGIONS, Concept, Group, LocalText, RecordReference, WebLink, WholeNumber

CHAMPION = (
    Field("description", LocalText(), "Description"),
    Field("countries", Concept(REGIONS), "Countries", is_repeated=True),
    Field("organizations", RecordReference(("organization",), is_versioned=True), "Organizations", is_repeated=True),
    Field("links", WebLink(), "Links", is_repeated=True),
)
RESOURCE = (
    Field("description", LocalText(), "Description"),
    Field("references", RecordReference(("resource",), is_versioned=True), "Resources", is_repeated=True),
    Field("links", WebLink(), "Links", is_repeated=True),
    Field("categories", Concept("aichiTartgetResourceTypes"), "Kinds of resource", is_repeated=True),
)

AICHI_TARGET = Format(
    slug="aichiTarget",
    code="AT",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Page of an Aichi Biodiversity Target",
    plural="Pages of Aichi Biodiversity Targets",
    about="What one of the twenty Aichi Biodiversity Targets of 2011–2020 asks, and how it was followed.",
    title=(
        "title",
        "shortTitle",
    ),
    summary="guide",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field("shortTitle", LocalText(), "Short title"),
                Field("strategicGoal", Concept("aichiTargetGoals"), "Strategic goal", required=True),
                Field("guide", LocalText(), "Guide to the target"),
                Field("icons", WebLink(accepts_files=True), "Icons", is_repeated=True),
            ),
        ),
        Section(
            "progress",
            "Progress",
            (
                Field(
                    "strategicPlanIndicators",
                    RecordReference(("strategicPlanIndicator",), is_versioned=True),
                    "Indicators of the Strategic Plan",
                    is_repeated=True,
                ),
                Field(
                    "otherStrategicPlanIndicators",
                    RecordReference(("strategicPlanIndicator",), is_versioned=True),
                    "Other indicators of the Strategic Plan",
                    is_repeated=True,
                ),
                Field("progress", LocalText(), "Progress"),
                Field(
                    "progressLinks",
                    WebLink(accepts_files=True),
                    "Figures and documents on the progress",
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
            (
                Field(
                    "number",
                    WholeNumber(Message("aichiTarget.number.unit", "(number)")),
                    "Number of the target",
                    is_obsolete=True,
                ),
                Field("champions", Group(CHAMPION), "Champions", is_repeated=True, is_obsolete=True),
                Field("resources", Group(RESOURCE), "Resources", is_repeated=True, is_obsolete=True),
            ),
        ),
    ),
    is_open=False,
)
