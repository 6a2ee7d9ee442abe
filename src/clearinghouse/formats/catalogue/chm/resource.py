"""A resource of the virtual library: a publication, a tool, a course, a case study."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, InRealm, both, either
from clearinghouse.formats.format import AnyOf, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    REGIONS,
    Concept,
    Day,
    LocalText,
    RecordReference,
    Text,
    WebLink,
    WholeNumber,
    YesNo,
)

ABS = InRealm("abs")
BCH = InRealm("bch")
ON_ACCESS = either(ABS, HasTerm("gbfTargets", ("GBF-TARGET-13",)))
ON_BIOSAFETY = either(BCH, HasTerm("gbfTargets", ("GBF-TARGET-17",)))
NAMES_LMOS = both(BCH, Equals("biosafety.addressModifiedOrganisms", True))
NAMES_ORGANISMS = both(BCH, Equals("biosafety.addressOrganisms", True))
NAMES_GENES = both(BCH, Equals("biosafety.addressGenes", True))
ABS_SUBJECTS = "CA9BBEA9-AAA7-4F2F-B3A3-7ED180DE1924"
ABS_KEY_AREAS = "2B2A5166-F949-4B1E-888F-A7976E76320B"
BIOSAFETY_SUBJECTS = "043C7F0D-2226-4E54-A56F-EE0B74CCC984"

SUPERSEDED = Section(
    "superseded",
    "Superseded fields",
    (
        Field("publisher", LocalText(), "Publisher (superseded)", is_obsolete=True),
        Field(
            "aichiTargets",
            Concept("AICHI-TARGETS"),
            "Aichi Biodiversity Targets (superseded)",
            is_repeated=True,
            is_obsolete=True,
        ),
        Field(
            "fileFormat",
            Concept("D2D97AB3-4D20-41D4-8CBE-B21C33924823"),
            "File format (superseded)",
            is_obsolete=True,
        ),
        Field("formatDetails", LocalText(), "Details of the format (superseded)", is_obsolete=True),
        Field(
            "purpose",
            Concept("E712C9CD-437E-454F-BA72-E7D20E4C28ED"),
            "Purpose (superseded)",
            is_repeated=True,
            is_obsolete=True,
        ),
        Field(
            "targetGroups",
            Concept("AFB155C4-93A6-402C-B812-CFC7488ED651"),
            "Target groups (superseded)",
            is_repeated=True,
            is_obsolete=True,
        ),
        Field(
            "expertiseLevel",
            Concept("1B57D9C3-F5F8-4875-94DC-93E427F3BFD8"),
            "Level of expertise (superseded)",
            is_obsolete=True,
        ),
        Field(
            "publicationYear",
            WholeNumber(Message("resource.publicationYear.unit", "(year)")),
            "Year of publication (superseded)",
            is_obsolete=True,
        ),
        Field("regions", Concept(REGIONS), "Regions (superseded)", is_repeated=True, is_obsolete=True),
        Field(
            "absSubjects",
            Concept(ABS_SUBJECTS),
            "Subjects on access and benefit-sharing (superseded)",
            is_repeated=True,
            is_obsolete=True,
        ),
        Field(
            "absKeyAreas",
            Concept(ABS_KEY_AREAS),
            "Key areas for capacity-building (superseded)",
            is_repeated=True,
            is_obsolete=True,
        ),
        Field(
            "bchSubjects",
            Concept(BIOSAFETY_SUBJECTS),
            "Subjects on biosafety (superseded)",
            is_repeated=True,
            is_obsolete=True,
        ),
        Field(
            "libraries",
            Concept("cbdClearingHouses"),
            "Clearing-houses (superseded)",
            is_repeated=True,
            is_obsolete=True,
        ),
    ),
)

RESOURCE = Format(
    slug="resource",
    code="VLR",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.REFERENCE,
    label="Virtual library resource",
    plural="Virtual library resources",
    about="A publication, tool, course, case study or other resource on the subjects of the clearing-houses.",
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
                    Concept("A762DF7E-B8D1-40D6-9DAC-D25E48C65528"),
                    "Types of resource",
                    is_repeated=True,
                    required=True,
                    facet="resourceType",
                ),
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
                Field("covers", WebLink(accepts_files=True), "Cover images", is_repeated=True),
            ),
        ),
        Section(
            "content",
            "Content",
            (
                Field("summary", LocalText(), "Summary", required=True, help="At most 300 words."),
                Field(
                    "countryRegions",
                    Concept(REGIONS),
                    "Countries and regions",
                    is_repeated=True,
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
                    required=InRealm("chm"),
                    facet="cbdSubject",
                ),
                Field("tags", LocalText(), "Free keywords", is_repeated=True),
                Field("adminTags", Text(), "Keywords for editors", is_repeated=True),
            ),
        ),
        Section(
            "access-and-benefit-sharing",
            "Access and benefit-sharing",
            (
                Field(
                    "nagoya.subjects",
                    Concept(ABS_SUBJECTS),
                    "Subjects on access and benefit-sharing",
                    is_repeated=True,
                    required=ON_ACCESS,
                    shown_when=ON_ACCESS,
                    facet="absSubject",
                ),
                Field(
                    "nagoya.keyAreas",
                    Concept(ABS_KEY_AREAS),
                    "Key areas for capacity-building",
                    is_repeated=True,
                    shown_when=ABS,
                    facet="absKeyArea",
                ),
            ),
        ),
        Section(
            "biosafety",
            "Biosafety",
            (
                Field(
                    "biosafety.subjects",
                    Concept(BIOSAFETY_SUBJECTS),
                    "Subjects on biosafety",
                    is_repeated=True,
                    required=ON_BIOSAFETY,
                    shown_when=ON_BIOSAFETY,
                    facet="biosafetySubject",
                ),
                Field(
                    "biosafety.addressModifiedOrganisms",
                    YesNo(),
                    "Does it address particular LMOs?",
                    required=BCH,
                    shown_when=BCH,
                ),
                Field(
                    "biosafety.modifiedOrganisms",
                    RecordReference(("modifiedOrganism",), is_versioned=True),
                    "LMOs that it addresses",
                    is_repeated=True,
                    required=NAMES_LMOS,
                    shown_when=NAMES_LMOS,
                    facet="modifiedOrganism",
                ),
                Field(
                    "biosafety.addressOrganisms",
                    YesNo(),
                    "Does it address particular organisms?",
                    required=BCH,
                    shown_when=BCH,
                ),
                Field(
                    "biosafety.organisms",
                    RecordReference(("organism",), is_versioned=True),
                    "Organisms that it addresses",
                    is_repeated=True,
                    required=NAMES_ORGANISMS,
                    shown_when=NAMES_ORGANISMS,
                    facet="organism",
                ),
                Field(
                    "biosafety.addressGenes",
                    YesNo(),
                    "Does it address particular genetic elements?",
                    required=BCH,
                    shown_when=BCH,
                ),
                Field(
                    "biosafety.genes",
                    RecordReference(("dnaSequence",), is_versioned=True),
                    "Genetic elements that it addresses",
                    is_repeated=True,
                    required=NAMES_GENES,
                    shown_when=NAMES_GENES,
                    facet="genes",
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
        SUPERSEDED,
    ),
    rules=(AnyOf(("authors", "organizations"), "Name the authors of the resource, or the organizations behind it."),),
)
