"""A genetic element: a gene, a promoter, a terminator or another DNA sequence."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, Not
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Concept, LocalText, RecordReference, WebLink, YesNo

PROTEIN_CODING = HasTerm("family", ("1ECB698D-3F3D-41BC-BEBD-DD5C734BCDCF",))
NATURAL = Not(Equals("isSynthetic", True))

DNA_SEQUENCE = Format(
    slug="dnaSequence",
    code="GENE",
    version=1,
    realms=("bch",),
    ownership=Ownership.REFERENCE,
    label="Genetic element",
    plural="Genetic elements",
    about="A gene, promoter, terminator or other DNA sequence that is introduced into living modified organisms.",
    title=("name", "abbreviation"),
    summary="biologicalFunction",
    lends=("abbreviation", "synonymNames"),
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("name", LocalText(), "Name", required=True),
                Field("synonymNames", LocalText(), "Other names", is_repeated=True),
                Field("abbreviation", LocalText(), "Abbreviation", required=True, is_identifier=True),
                Field(
                    "family",
                    Concept("82DAAF04-6698-4CA6-81D5-F200AE64C63A", allows_other=True),
                    "Category of element",
                    required=True,
                    facet="geneticElementCategory",
                ),
                Field("isSynthetic", YesNo(), "Is it a synthetic molecule?", required=True),
            ),
        ),
        Section(
            "donor",
            "Donor organism",
            (
                Field(
                    "donorOrganisms",
                    RecordReference(("organism",)),
                    "Donor organisms",
                    is_repeated=True,
                    required=NATURAL,
                ),
                Field(
                    "donorOrganismCollectionPoint",
                    LocalText(is_rich=True),
                    "Point of collection or acquisition of the donor organism",
                ),
                Field("gisFiles", WebLink(), "Files with geographic coordinates", is_repeated=True),
            ),
        ),
        Section(
            "coding",
            "Coding sequence",
            (
                Field("proteinName", LocalText(), "Name of the protein", shown_when=PROTEIN_CODING),
                Field("biologicalFunction", LocalText(), "Biological function", shown_when=PROTEIN_CODING),
                Field(
                    "traits",
                    Concept("B8EB2261-7695-4DC5-9C4E-026D380DA7CB", allows_other=True),
                    "Traits",
                    is_repeated=True,
                    required=PROTEIN_CODING,
                    shown_when=PROTEIN_CODING,
                    facet="traits",
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
