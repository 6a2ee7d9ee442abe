"""A resource for capacity-building, before all resources became one library."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import REGIONS, Concept, LocalText, RecordReference, WebLink, WholeNumber

CAPACITY_BUILDING_RESOURCE = Format(
    slug="capacityBuildingResource",
    code="CBR",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Capacity-building resource",
    plural="Capacity-building resources",
    about="Material for capacity-building, as it was kept before the virtual library took it in.",
    title=("title",),
    summary="summary",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field(
                    "resourceTypes",
                    Concept("7E688641-F642-4C46-A024-70ED76D3DF40"),
                    "Types of resource",
                    is_repeated=True,
                    required=True,
                ),
                Field("authors", LocalText(), "Authors", required=True),
                Field(
                    "organizations",
                    RecordReference(("organization",), is_versioned=True),
                    "Organizations that authored it",
                    is_repeated=True,
                    facet="organization",
                ),
                Field(
                    "publicationYear",
                    WholeNumber(Message("capacityBuildingResource.publicationYear.unit", "(year)")),
                    "Year of publication",
                    required=True,
                ),
                Field("summary", LocalText(), "Summary"),
                Field("covers", WebLink(accepts_files=True), "Cover images", is_repeated=True),
            ),
        ),
        Section(
            "access",
            "Access to the resource",
            (
                Field(
                    "resourceLinks",
                    WebLink(accepts_files=True),
                    "Links to the resource",
                    is_repeated=True,
                    required=True,
                ),
                Field("fileFormat", Concept("D2D97AB3-4D20-41D4-8CBE-B21C33924823"), "File format", required=True),
                Field("formatDetails", LocalText(), "Details of the format"),
                Field("rights", LocalText(), "Rights"),
                Field("source", LocalText(), "Source"),
            ),
        ),
        Section(
            "use",
            "Use",
            (
                Field("purpose", Concept("E712C9CD-437E-454F-BA72-E7D20E4C28ED"), "Purpose", is_repeated=True),
                Field(
                    "targetGroups",
                    Concept("AFB155C4-93A6-402C-B812-CFC7488ED651"),
                    "Target groups",
                    is_repeated=True,
                    required=True,
                    facet="targetGroup",
                ),
                Field("expertiseLevel", Concept("1B57D9C3-F5F8-4875-94DC-93E427F3BFD8"), "Level of expertise"),
            ),
        ),
        Section(
            "subjects",
            "Subjects",
            (
                Field("regions", Concept(REGIONS), "Regions and countries", is_repeated=True, required=True),
                Field(
                    "cbdSubjects",
                    Concept("CBD-SUBJECTS"),
                    "Subject areas of the Convention",
                    is_repeated=True,
                    facet="cbdSubject",
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
                    "absKeyAreas",
                    Concept("2B2A5166-F949-4B1E-888F-A7976E76320B"),
                    "Key areas for capacity-building on access and benefit-sharing",
                    is_repeated=True,
                    facet="absKeyArea",
                ),
                Field(
                    "bchSubjects",
                    Concept("043C7F0D-2226-4E54-A56F-EE0B74CCC984"),
                    "Subjects on biosafety",
                    is_repeated=True,
                    required=True,
                    facet="biosafetySubject",
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
    ),
    is_open=False,
    superseded_by="resource",
)
