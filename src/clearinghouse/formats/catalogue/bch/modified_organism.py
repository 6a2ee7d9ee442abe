"""A living modified organism: its identity, how it was modified and what became of it."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    Concept,
    Construct,
    LocalText,
    OecdIdentifier,
    RecordReference,
    Text,
    WebLink,
    YesNo,
)

MODIFIED_ORGANISM = Format(
    slug="modifiedOrganism",
    code="LMO",
    version=1,
    realms=("bch",),
    ownership=Ownership.REFERENCE,
    label="Living modified organism",
    plural="Living modified organisms",
    about="The identity card of a living modified organism: identifiers, developer, modification, traits, detection.",
    title=("identity", "transformationEvent"),
    summary="description",
    lends=("identity", "transformationEvent"),
    term="x-term-living-modified-organism",
    sections=(
        Section(
            "identity",
            "Identity",
            (
                Field("transformationEvent", Text(), "Transformation event", required=True, is_identifier=True),
                Field("hasUniqueIdentification", YesNo(), "Does it have a unique identifier?", required=True),
                Field(
                    "uniqueIdentification",
                    OecdIdentifier(),
                    "Unique identifier",
                    required=Equals("hasUniqueIdentification", True),
                    shown_when=Equals("hasUniqueIdentification", True),
                    is_identifier=True,
                    help="In the format of the OECD, as MON-ØØ81Ø-6. The last digit is checked.",
                ),
                Field("identity", LocalText(), "Name of the LMO"),
                Field(
                    "developers",
                    RecordReference(("contact",)),
                    "Developers",
                    is_repeated=True,
                    required=True,
                    facet="developer",
                ),
                Field(
                    "recipientOrganisms",
                    RecordReference(
                        (
                            "organism",
                            "modifiedOrganism",
                        )
                    ),
                    "Recipient or parental organisms",
                    is_repeated=True,
                    required=True,
                    facet="recipientOrganism",
                ),
                Field("description", LocalText(is_rich=True), "Description", required=True),
                Field(
                    "recipientOrganismCollectionPoint",
                    LocalText(),
                    "Point of collection or acquisition of the recipient organism",
                ),
                Field(
                    "linkedModifiedOrganisms",
                    RecordReference(("modifiedOrganism",)),
                    "Related LMOs",
                    is_repeated=True,
                ),
            ),
        ),
        Section(
            "modification",
            "Modification",
            (
                Field(
                    "genes",
                    RecordReference(("dnaSequence",)),
                    "Introduced or modified genetic elements",
                    is_repeated=True,
                    required=True,
                    facet="genes",
                ),
                Field("geneNotes", LocalText(is_rich=True), "Notes on the genetic elements"),
                Field("vector", LocalText(), "Vector", required=True),
                Field("geneConstructs", Construct(), "Genetic construct", is_repeated=True),
                Field(
                    "techniqueUsed",
                    Concept("ABE9DCE3-92BA-4D5D-8948-7F7E541EEC6B", allows_other=True),
                    "Techniques of modification",
                    is_repeated=True,
                    required=True,
                    facet="technique",
                ),
            ),
        ),
        Section(
            "characteristics",
            "Characteristics",
            (
                Field(
                    "traits",
                    Concept("B8EB2261-7695-4DC5-9C4E-026D380DA7CB", allows_other=True),
                    "Traits",
                    is_repeated=True,
                    required=True,
                    facet="traits",
                ),
                Field(
                    "commonUses",
                    Concept("OrganismCommonUses", allows_other=True),
                    "Common uses",
                    is_repeated=True,
                    facet="commonUses",
                ),
                Field("isGeneEdited", YesNo(), "Is it gene-edited?"),
                Field(
                    "affectedGenes",
                    RecordReference(("dnaSequence",)),
                    "Genetic elements affected",
                    is_repeated=True,
                ),
                Field("affectedGeneNotes", LocalText(is_rich=True), "Notes on the elements affected"),
            ),
        ),
        Section(
            "detection",
            "Detection",
            (
                Field("detectionMethod", LocalText(is_rich=True), "Detection methods"),
                Field(
                    "detectionMethodLinks",
                    WebLink(accepts_files=True),
                    "Links to detection methods",
                    is_repeated=True,
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
