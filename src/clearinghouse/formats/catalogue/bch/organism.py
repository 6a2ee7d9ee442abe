"""A recipient, parental or donor organism, shared by the records that name it."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Concept, LocalText, RecordReference, Text, WebLink

ORGANISM = Format(
    slug="organism",
    code="ORGA",
    version=1,
    realms=("bch",),
    ownership=Ownership.REFERENCE,
    label="Organism",
    plural="Organisms",
    about="A recipient, parental or donor organism with its names, its taxonomy and what matters for biosafety.",
    title=("scientificName",),
    summary="geographicalDistribution",
    lends=("commonNames", "scientificNameSynonyms"),
    sections=(
        Section(
            "identity",
            "Names and taxonomy",
            (
                Field("scientificName", Text(), "Scientific name", required=True, is_identifier=True),
                Field("commonNames", LocalText(), "Common names", is_repeated=True),
                Field(
                    "scientificNameSynonyms",
                    Text(),
                    "Synonyms of the scientific name",
                    is_repeated=True,
                    is_identifier=True,
                ),
                Field(
                    "organismType",
                    Concept("TypeOfOrganisms", allows_other=True, below="8DAB2400-CF00-44B2-ADCF-49AABF66B9B0"),
                    "Type of organism",
                    facet="organismType",
                ),
                Field(
                    "domestication",
                    Concept("B89720B8-81BF-4A6B-8084-8D464403C25A"),
                    "Domestication",
                    facet="domestication",
                ),
                Field("realm", Text(), "Taxonomic realm"),
                Field("subRealm", Text(), "Subrealm"),
                Field("kingdom", Text(), "Kingdom"),
                Field("phylum", Text(), "Phylum"),
                Field("_class", Text(), "Class"),
                Field("order", Text(), "Taxonomic order"),
                Field("subOrder", Text(), "Suborder"),
                Field("family", Text(), "Family"),
                Field("subFamily", Text(), "Subfamily"),
                Field("genus", Text(), "Genus"),
                Field("species", Text(), "Species"),
                Field("subSpecies", Text(), "Subspecies"),
                Field("plantCultivar", Text(), "Plant cultivar"),
                Field("microorganismStrain", Text(), "Strain of the microorganism"),
                Field("bacteriaPathovar", Text(), "Pathovar of the bacterium"),
                Field("virusGroup", Text(), "Virus group"),
                Field("taxonomicClassification", WebLink(), "Links to taxonomic databases", is_repeated=True),
            ),
        ),
        Section(
            "characteristics",
            "Biosafety characteristics",
            (
                Field("originCentre", LocalText(is_rich=True), "Centre of origin"),
                Field("diversityCentre", LocalText(is_rich=True), "Centre of genetic diversity"),
                Field("habitat", LocalText(is_rich=True), "Habitat"),
                Field("geographicalDistribution", LocalText(is_rich=True), "Geographical distribution"),
                Field(
                    "compatibleSpecies",
                    RecordReference(("organism",)),
                    "Compatible species",
                    is_repeated=True,
                ),
                Field("pathogenicity", LocalText(is_rich=True), "Pathogenicity"),
                Field(
                    "commonUses",
                    Concept("OrganismCommonUses", allows_other=True),
                    "Common uses",
                    is_repeated=True,
                    facet="commonUses",
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
