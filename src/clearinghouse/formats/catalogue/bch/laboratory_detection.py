"""A laboratory that detects living modified organisms."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Concept, LocalText, RecordReference, WebLink

LABORATORY_DETECTION = Format(
    slug="laboratoryDetection",
    code="LAB",
    version=1,
    realms=("bch",),
    ownership=Ownership.REFERENCE,
    label="Detection laboratory",
    plural="Detection laboratories",
    about="A laboratory that detects living modified organisms: its services, its methods and what it can detect.",
    title=("title",),
    summary="agreements",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field(
                    "title",
                    LocalText(),
                    "Name of the laboratory",
                    help="The name under which the record appears in lists.",
                ),
                Field(
                    "organization",
                    RecordReference(("organization",)),
                    "Organization",
                    required=True,
                    facet="organization",
                ),
                Field("relatedOrganization", RecordReference(("organization",)), "Parent organization"),
            ),
        ),
        Section(
            "laboratory",
            "Details of the laboratory",
            (
                Field(
                    "services",
                    Concept("DE2D1321-AD01-4C49-8D48-E7BD4EA14226"),
                    "Services",
                    is_repeated=True,
                    required=True,
                    facet="laboratoryService",
                ),
                Field("agreements", LocalText(is_rich=True), "Agreements and memberships of networks"),
                Field("agreementLinks", WebLink(), "Links to the agreements", is_repeated=True),
                Field("certifications", LocalText(), "Certifications and accreditations"),
                Field(
                    "detectionMethods",
                    Concept("81EE782D-810C-4107-8E8F-F7A6EE4CD1B5"),
                    "Detection methods",
                    is_repeated=True,
                    required=True,
                    facet="detectionMethod",
                ),
                Field(
                    "lmoTypes",
                    Concept("TypeOfOrganisms"),
                    "Types of LMOs that it can detect",
                    is_repeated=True,
                    facet="organismType",
                ),
                Field(
                    "detectableLmos",
                    RecordReference(("modifiedOrganism",)),
                    "LMOs that it can detect",
                    is_repeated=True,
                    facet="modifiedOrganism",
                ),
                Field(
                    "detectableGenes",
                    RecordReference(("dnaSequence",)),
                    "Genetic elements that it can detect",
                    is_repeated=True,
                    required=True,
                    facet="genes",
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
