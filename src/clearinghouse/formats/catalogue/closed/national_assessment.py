"""How far a country has come towards a target of the Strategic Plan for Biodiversity 2011–2020."""

from clearinghouse.formats.closing import SEVERAL_NOTES
from clearinghouse.formats.conditions import Equals
from clearinghouse.formats.format import AnyOf, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, LocalText, RecordReference, WebLink, YesNo

NATIONAL_ASSESSMENT = Format(
    slug="nationalAssessment",
    code="NA6",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="Progress assessment (2011–2020)",
    plural="Progress assessments (2011–2020)",
    about="How far a country has come towards a national target or an Aichi Biodiversity Target.",
    title=("title",),
    summary="assessmentText",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("nationalTarget", RecordReference(("nationalTarget",), is_versioned=True), "National target"),
                Field("aichiTarget", Concept("AICHI-TARGETS"), "Aichi Biodiversity Target", facet="aichiTarget"),
                Field(
                    "progress",
                    Concept("EF99BEFD-5070-41C4-91F0-C051B338EEA6"),
                    "Progress",
                    required=True,
                    facet="progress",
                ),
                Field("date", Day(), "Date of the assessment", required=True),
                Field("assessmentText", LocalText(is_rich=True), "Summary of the progress", required=True),
            ),
        ),
        Section(
            "evidence",
            "Evidence",
            (
                Field("nationalIndicatorsUsed", YesNo(), "Were national indicators used?"),
                Field(
                    "nationalIndicators",
                    LocalText(is_rich=True),
                    "National indicators used",
                    shown_when=Equals("nationalIndicatorsUsed", True),
                ),
                Field("documentText", LocalText(is_rich=True), "Other tools and means used"),
                Field("documentLinks", WebLink(accepts_files=True), "Links to the document", is_repeated=True),
            ),
        ),
        Section(
            "confidence",
            "Confidence and monitoring",
            (
                Field(
                    "confidence", Concept("B40C65BE-CFBF-4AA2-B2AA-C65F358C1D8D"), "Level of confidence", required=True
                ),
                Field(
                    "confidenceInfo", LocalText(is_rich=True), "Explanation of the level of confidence", required=True
                ),
                Field("adequacy", Concept("23643DAC-74BB-47BC-A603-123D20EAB824"), "Adequacy of the monitoring"),
                Field("adequacyDescription", LocalText(is_rich=True), "Description of the monitoring"),
                Field(
                    "otherRelevantDocuments",
                    WebLink(accepts_files=True),
                    "Documents on the monitoring",
                    is_repeated=True,
                ),
            ),
        ),
        SEVERAL_NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (
                Field(
                    "strategicPlanIndicators",
                    RecordReference(("strategicPlanIndicator",), is_versioned=True),
                    "Indicators of the Strategic Plan",
                    is_repeated=True,
                    is_obsolete=True,
                ),
                Field(
                    "implementationActivities",
                    RecordReference(("implementationActivity",), is_versioned=True),
                    "Implementation activities",
                    is_repeated=True,
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
    rules=(
        AnyOf(
            ("nationalTarget", "aichiTarget"),
            "Name the national target or the Aichi Biodiversity Target that is assessed.",
        ),
    ),
    is_open=False,
)
