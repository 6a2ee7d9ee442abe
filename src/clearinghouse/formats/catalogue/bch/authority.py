"""A competent national authority: the office that a government designates under a Protocol."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, InRealm, both
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Concept,
    Email,
    LocalText,
    RecordReference,
    Text,
    WebLink,
    YesNo,
)
from clearinghouse.vocabularies.concepts import OTHER

ABS = InRealm("abs")
BCH = InRealm("bch")
ONE_OF_SEVERAL = both(ABS, Equals("responsibleForAll", False))
# The office answers for less than the whole country, so the part must be named.
SUB_NATIONAL = "DEBB019D-8647-40EC-8AE5-10CA88572F6E"
COMMUNITY = "9627DF2B-FFAC-4F85-B075-AF783FF2A0B5"
PART_OF_COUNTRY = both(ONE_OF_SEVERAL, HasTerm("absJurisdiction", (SUB_NATIONAL, COMMUNITY, OTHER)))

AUTHORITY = Format(
    slug="authority",
    code="CNA",
    version=1,
    realms=("bch", "abs"),
    ownership=Ownership.NATIONAL,
    label="Competent national authority",
    plural="Competent national authorities",
    about="The office that a government designates to carry out the functions of a Protocol, and how to reach it.",
    title=("name",),
    summary="relevantInformation",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field(
                    "government",
                    Concept(COUNTRIES),
                    "Submitting government",
                    required=True,
                    facet="government",
                ),
                Field("name", LocalText(), "Name", required=True),
            ),
        ),
        Section(
            "responsibilities",
            "Responsibilities",
            (
                Field(
                    "responsibleForAll",
                    YesNo(),
                    "Is this the only authority designated?",
                    required=ABS,
                    shown_when=ABS,
                ),
                Field(
                    "responsibilities",
                    LocalText(is_rich=True),
                    "Responsibilities",
                    required=ONE_OF_SEVERAL,
                    shown_when=ONE_OF_SEVERAL,
                ),
                Field(
                    "absJurisdiction",
                    Concept("D7BD5BDE-A6B9-4261-B788-16839CCC4F7E", allows_other=True),
                    "Jurisdiction",
                    is_repeated=True,
                    required=ONE_OF_SEVERAL,
                    shown_when=ONE_OF_SEVERAL,
                ),
                Field(
                    "absJurisdictionName",
                    LocalText(),
                    "Name of the jurisdiction",
                    required=PART_OF_COUNTRY,
                    shown_when=PART_OF_COUNTRY,
                ),
                Field(
                    "absGeneticResourceTypes",
                    Concept("1A22EAAB-9BBC-4543-890E-DEF913F59E98"),
                    "Types of genetic resources",
                    is_repeated=True,
                    shown_when=ABS,
                ),
                Field(
                    "absGeneticResourceAreas",
                    Concept("545CD54C-CFF3-41E8-A003-FDD278426A3A"),
                    "Areas of genetic resources",
                    is_repeated=True,
                    shown_when=ABS,
                ),
                Field(
                    "functions",
                    Concept("Subject Areas"),
                    "Functions under the Cartagena Protocol",
                    is_repeated=True,
                    required=BCH,
                    shown_when=BCH,
                    facet="functions",
                ),
                Field(
                    "cpbOrganismTypes",
                    Concept("TypeOfOrganisms"),
                    "Types of organisms it answers for",
                    is_repeated=True,
                    required=BCH,
                    shown_when=BCH,
                    facet="organismType",
                ),
            ),
        ),
        Section(
            "reach",
            "Contact details",
            (
                Field("websites", WebLink(), "Websites", is_repeated=True),
                Field("address", LocalText(), "Address"),
                Field("city", LocalText(), "City", required=True),
                Field("state", LocalText(), "State or province"),
                Field("postalCode", LocalText(), "Postal code"),
                Field("country", Concept(COUNTRIES), "Country", required=True),
                Field("phones", Text(), "Telephone numbers", is_repeated=True, required=True),
                Field("faxes", Text(), "Fax numbers", is_repeated=True),
                Field("emails", Email(), "E-mail addresses", is_repeated=True, required=True),
            ),
        ),
        Section(
            "contacts",
            "Additional contacts",
            (
                Field(
                    "contacts",
                    RecordReference(
                        (
                            "contact",
                            "authority",
                        ),
                        is_versioned=True,
                    ),
                    "Further contacts",
                    is_repeated=True,
                ),
            ),
        ),
        Section(
            "policy",
            "Policy basis of competence",
            (
                Field("policyBasisForCompetency", LocalText(is_rich=True), "Policy basis", shown_when=ABS),
                Field(
                    "policyBasisForCompetencyRef",
                    RecordReference(("measure",), is_same_government=True, is_versioned=True),
                    "Records of the policy basis",
                    is_repeated=True,
                    shown_when=ABS,
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (
                Field("absResponsibleForAll", YesNo(), "Sole authority (superseded)", is_obsolete=True),
                Field("absPolicyBasisForCompetency", LocalText(), "Policy basis (superseded)", is_obsolete=True),
                Field(
                    "absPolicyBasisForCompetencyRef",
                    RecordReference(("measure",), is_versioned=True),
                    "Policy basis records (superseded)",
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
                Field(
                    "cpbFunctions",
                    Concept("Subject Areas"),
                    "Biosafety functions (superseded)",
                    is_repeated=True,
                    is_obsolete=True,
                ),
            ),
        ),
    ),
)
