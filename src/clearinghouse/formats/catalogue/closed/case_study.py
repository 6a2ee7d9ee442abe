"""A case study collected by the secretariat."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, REGIONS, Concept, Day, LocalText, RecordReference, WebLink

CASE_STUDY = Format(
    slug="caseStudy",
    code="CST",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Case study",
    plural="Case studies",
    about="An example of how the Convention was carried out somewhere.",
    title=("title",),
    summary="summary",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("summary", LocalText(), "Summary", required=True),
                Field("description", LocalText(), "Description"),
                Field("startDate", Day(), "First day", required=True),
                Field("endDate", Day(), "Last day", required=True),
                Field("status", Concept("Capacity Building Project Status"), "Status", facet="initiativeStatus"),
                Field("scale", Concept("96FCD864-D388-4148-94DB-28B484047BA5"), "Scale"),
            ),
        ),
        Section(
            "subjects",
            "Subjects",
            (
                Field(
                    "subjects",
                    Concept("CBD-SUBJECTS"),
                    "Subject areas",
                    is_repeated=True,
                    required=True,
                    facet="cbdSubject",
                ),
                Field(
                    "aichiTargets",
                    Concept("AICHI-TARGETS"),
                    "Aichi Biodiversity Targets",
                    is_repeated=True,
                    required=True,
                    facet="aichiTarget",
                ),
            ),
        ),
        Section(
            "place",
            "Place",
            (
                Field("regions", Concept(REGIONS), "Regions and groups", is_repeated=True, required=True),
                Field("countries", Concept(COUNTRIES), "Countries", is_repeated=True, required=True, facet="country"),
            ),
        ),
        Section(
            "source",
            "Source",
            (
                Field("languages", Concept("ISO639-2"), "Languages", is_repeated=True, required=True),
                Field("source", LocalText(), "Source", required=True),
                Field(
                    "organizations",
                    RecordReference(("organization",), is_versioned=True),
                    "Organizations",
                    is_repeated=True,
                    facet="organization",
                ),
                Field("contact", RecordReference(("contact",), is_versioned=True), "Contact"),
                Field("resources", RecordReference(("resource",), is_versioned=True), "Resources", is_repeated=True),
                Field("images", WebLink(accepts_files=True), "Images", is_repeated=True),
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
    rules=(InOrder("startDate", "endDate", "The last day may not lie before the first day."),),
    is_open=False,
    superseded_by="resource",
)
