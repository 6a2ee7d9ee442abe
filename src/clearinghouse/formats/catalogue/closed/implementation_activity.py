"""What a country did to carry out the Strategic Plan for Biodiversity 2011–2020."""

from clearinghouse.formats.closing import SEVERAL_NOTES
from clearinghouse.formats.conditions import HasTerm
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, RecordReference, WebLink

SUB_NATIONAL = HasTerm("jurisdiction", ("DEBB019D-8647-40EC-8AE5-10CA88572F6E",))

IMPLEMENTATION_ACTIVITY = Format(
    slug="implementationActivity",
    code="IAT",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="Implementation activity",
    plural="Implementation activities",
    about="An activity by which a country carried out its national targets up to 2020.",
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
                    "status",
                    Concept("Capacity Building Project Status"),
                    "Status",
                    required=True,
                    facet="initiativeStatus",
                ),
                Field(
                    "jurisdiction",
                    Concept("50AC1489-92B8-4D99-965A-AAE97A80F38E"),
                    "Jurisdiction",
                    required=True,
                    facet="jurisdiction",
                ),
                Field("jurisdictionInfo", LocalText(), "Name of the jurisdiction", required=SUB_NATIONAL),
            ),
        ),
        Section(
            "targets",
            "Targets and indicators",
            (
                Field(
                    "nationalIndicators",
                    RecordReference(("nationalIndicator",), is_versioned=True),
                    "National indicators",
                    is_repeated=True,
                ),
                Field(
                    "nationalTargets",
                    RecordReference(("nationalTarget",), is_versioned=True),
                    "National targets",
                    is_repeated=True,
                ),
                Field(
                    "aichiTargets",
                    Concept("AICHI-TARGETS"),
                    "Aichi Biodiversity Targets",
                    is_repeated=True,
                    required=True,
                    facet="aichiTarget",
                ),
                Field(
                    "partners",
                    RecordReference(("organization",), is_versioned=True),
                    "Partners",
                    is_repeated=True,
                    facet="organization",
                ),
            ),
        ),
        Section(
            "document",
            "Document",
            (
                Field("documentText", LocalText(), "Text of the document"),
                Field("documentLinks", WebLink(accepts_files=True), "Links to the document", is_repeated=True),
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
        SEVERAL_NOTES,
    ),
    is_open=False,
)
