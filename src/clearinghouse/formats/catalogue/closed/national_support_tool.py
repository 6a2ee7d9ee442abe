"""Guidance or a tool that a country made for the Strategic Plan for Biodiversity 2011–2020."""

from clearinghouse.formats.closing import SEVERAL_NOTES
from clearinghouse.formats.conditions import HasTerm
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, RecordReference, WebLink

SUB_NATIONAL = HasTerm("jurisdiction", ("DEBB019D-8647-40EC-8AE5-10CA88572F6E",))

NATIONAL_SUPPORT_TOOL = Format(
    slug="nationalSupportTool",
    code="NST",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="Guidance or support tool",
    plural="Guidance and support tools",
    about="Guidance or a tool by which a country supported its national targets up to 2020.",
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
                Field("status", Concept("B91693BB-648B-4601-9C4E-5B6ABE160D35"), "Status", required=True),
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
            "Targets",
            (
                Field(
                    "nationalTargets",
                    RecordReference(("nationalTarget",), is_versioned=True),
                    "National targets",
                    is_repeated=True,
                    required=True,
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
                    "otherAichiTargets",
                    Concept("AICHI-TARGETS"),
                    "Other Aichi Biodiversity Targets to which it contributes",
                    is_repeated=True,
                    facet="aichiTarget",
                ),
                Field("thematicAreas", Concept("CBD-SUBJECTS"), "Subject areas", is_repeated=True, facet="cbdSubject"),
                Field(
                    "supportTools", Concept("B63B9640-1CB8-4868-89DA-3D0571638870"), "Kinds of tool", is_repeated=True
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
    superseded_by="resource",
)
