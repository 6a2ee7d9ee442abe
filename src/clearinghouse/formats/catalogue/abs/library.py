"""What model clauses and community protocols have in common with the other resources of the library."""

from clearinghouse.formats.conditions import Equals, HasTerm
from clearinghouse.formats.format import AnyOf, Field, Section
from clearinghouse.formats.kinds import REGIONS, Concept, Day, LocalText, RecordReference, Text, WebLink, YesNo

ON_BIOSAFETY = HasTerm("gbfTargets", ("GBF-TARGET-17",))
AUTHORSHIP = AnyOf(("authors", "organizations"), "Name the authors, or the organizations behind it.")
ACCESS = Section(
    "access",
    "Access to the resource",
    (
        Field("resourceLinks", WebLink(accepts_files=True), "Links to the resource", is_repeated=True, required=True),
        Field("covers", WebLink(accepts_files=True), "Cover images", is_repeated=True),
    ),
)
BIOSAFETY_SUBJECTS = Field(
    "biosafety.subjects",
    Concept("043C7F0D-2226-4E54-A56F-EE0B74CCC984"),
    "Subjects on biosafety",
    is_repeated=True,
    required=ON_BIOSAFETY,
    shown_when=ON_BIOSAFETY,
    facet="biosafetySubject",
)
ABS_SUBJECTS = Field(
    "nagoya.subjects",
    Concept("CA9BBEA9-AAA7-4F2F-B3A3-7ED180DE1924"),
    "Subjects on access and benefit-sharing",
    is_repeated=True,
    required=True,
    facet="absSubject",
)
KEY_AREAS = Field(
    "nagoya.keyAreas",
    Concept("2B2A5166-F949-4B1E-888F-A7976E76320B"),
    "Key areas for capacity-building",
    is_repeated=True,
    facet="absKeyArea",
)
AICHI_TARGETS = Field(
    "aichiTargets",
    Concept("AICHI-TARGETS"),
    "Aichi Biodiversity Targets (superseded)",
    is_repeated=True,
    is_obsolete=True,
)
PUBLISHER = Field("publisher", LocalText(), "Publisher (superseded)", is_obsolete=True)


def general(types: str) -> Section:
    """Return the first section of a resource. types: the scheme of its types."""
    return Section(
        "general",
        "General information",
        (
            Field("title", LocalText(), "Title", required=True),
            Field("resourceTypes", Concept(types), "Types", is_repeated=True, required=True, facet="resourceType"),
            Field("authors", LocalText(), "Authors"),
            Field(
                "organizations",
                RecordReference(("organization", "contact"), is_versioned=True),
                "Organizations that authored it",
                is_repeated=True,
                facet="organization",
            ),
            Field("source", LocalText(), "Source"),
            Field("publicationDate", Day(is_partial=True), "Date of publication", required=True),
            Field("rights", LocalText(), "Rights"),
        ),
    )


def content(*, of_countries: bool) -> Section:
    """Return the section on the content of a resource. of_countries: whether it always belongs to some."""
    return Section(
        "content",
        "Content",
        (
            Field("summary", LocalText(), "Summary", required=True, help="At most 300 words."),
            Field(
                "countryRegions",
                Concept(REGIONS),
                "Countries and regions",
                is_repeated=True,
                required=of_countries,
                facet="countryRegion",
            ),
            Field(
                "gbfTargets",
                Concept("GBF-TARGETS"),
                "Targets of the Kunming-Montreal Global Biodiversity Framework",
                is_repeated=True,
                required=True,
                facet="gbfTarget",
            ),
            Field(
                "cbdSubjects",
                Concept("CBD-SUBJECTS"),
                "Subject areas of the Convention",
                is_repeated=True,
                facet="cbdSubject",
            ),
            Field("tags", LocalText(), "Free keywords", is_repeated=True),
            Field("adminTags", Text(), "Keywords for editors", is_repeated=True),
        ),
    )


def _named(flag: str, label: str, name: str, formats: str, records: str) -> tuple[Field, Field]:
    names = Equals(f"biosafety.{flag}", True)
    return (
        Field(f"biosafety.{flag}", YesNo(), label, is_obsolete=True),
        Field(
            f"biosafety.{name}",
            RecordReference((formats,), is_versioned=True),
            records,
            is_repeated=True,
            shown_when=names,
            is_obsolete=True,
        ),
    )


RISK_ASSESSMENT: tuple[Field, ...] = (
    Field("biosafety.raRecommend", YesNo(), "Recommended for risk assessment (superseded)", is_obsolete=True),
    Field(
        "biosafety.raAuthorAffiliation",
        Concept("Organization Types"),
        "Affiliation of the author (superseded)",
        is_repeated=True,
        is_obsolete=True,
    ),
    Field(
        "biosafety.raSubjects",
        Concept("69B43BB5-693B-4ED9-8FE0-95895E144142"),
        "Steps of risk assessment (superseded)",
        is_repeated=True,
        is_obsolete=True,
    ),
    *_named(
        "addressModifiedOrganisms",
        "Does it address particular LMOs? (superseded)",
        "modifiedOrganisms",
        "modifiedOrganism",
        "LMOs that it addresses (superseded)",
    ),
    *_named(
        "addressOrganisms",
        "Does it address particular organisms? (superseded)",
        "organisms",
        "organism",
        "Organisms that it addresses (superseded)",
    ),
    *_named(
        "addressGenes",
        "Does it address particular genetic elements? (superseded)",
        "genes",
        "dnaSequence",
        "Genetic elements that it addresses (superseded)",
    ),
)
"""What resources on risk assessment are asked, which old community protocols may carry."""
