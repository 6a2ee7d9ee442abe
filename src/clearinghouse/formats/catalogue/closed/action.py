"""What a country does for biodiversity; known to the reference by its name alone."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import HasTerm
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, LocalText, RecordReference

SUB_NATIONAL = HasTerm("jurisdiction", ("DEBB019D-8647-40EC-8AE5-10CA88572F6E",))

ACTION = Format(
    slug="action",
    code="ACT",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="National action",
    plural="National actions",
    about="What a country does to reach its targets for biodiversity, with whom, and how far it has come.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("title", LocalText(), "Title", required=True),
                Field("description", LocalText(is_rich=True), "Description"),
                Field(
                    "jurisdiction",
                    Concept("50AC1489-92B8-4D99-965A-AAE97A80F38E"),
                    "Jurisdiction",
                    facet="jurisdiction",
                ),
                Field("jurisdictionInfo", LocalText(), "Name of the jurisdiction", shown_when=SUB_NATIONAL),
                Field("startDate", Day(), "First day"),
                Field("endDate", Day(), "Last day"),
                Field("status", Concept("Capacity Building Project Status"), "Status", facet="initiativeStatus"),
            ),
        ),
        Section(
            "targets",
            "Targets",
            (
                Field(
                    "nationalTargets",
                    RecordReference(("nationalTarget", "nationalTarget7"), is_versioned=True),
                    "National targets",
                    is_repeated=True,
                ),
                Field(
                    "gbfTargets",
                    Concept("GBF-TARGETS"),
                    "Targets of the Kunming-Montreal Global Biodiversity Framework",
                    is_repeated=True,
                    facet="gbfTarget",
                ),
                Field(
                    "aichiTargets",
                    Concept("AICHI-TARGETS"),
                    "Aichi Biodiversity Targets",
                    is_repeated=True,
                    facet="aichiTarget",
                ),
                Field(
                    "partners",
                    RecordReference(("contact", "organization"), is_versioned=True),
                    "Partners",
                    is_repeated=True,
                    facet="organization",
                ),
                Field("progress", LocalText(is_rich=True), "Progress"),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(InOrder("startDate", "endDate", "The last day may not lie before the first day."),),
    is_open=False,
)
