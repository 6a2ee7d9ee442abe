"""Who commits: the person and the organization that commitments and credentials name."""

from clearinghouse.formats.conditions import HasTerm
from clearinghouse.formats.format import Field
from clearinghouse.formats.kinds import COUNTRIES, REGIONS, Concept, Email, LocalText, Text, WebLink

REGIONAL = HasTerm("jurisdiction", ("528B1187-F1BD-4479-9FB3-ADBD9076D361",))
WITHIN_COUNTRIES = HasTerm(
    "jurisdiction",
    (
        "7437F880-7B12-4F26-AA91-CED37250DD0A",
        "DEBB019D-8647-40EC-8AE5-10CA88572F6E",
        "7B9C94F4-1A0F-4660-BCDD-062A4653F441",
    ),
)

STAKEHOLDER = (
    Field("firstName", Text(), "First name", required=True, personal=True),
    Field("lastName", Text(), "Last name", required=True, personal=True),
    Field("designation", LocalText(), "Position", required=True),
    Field("department", LocalText(), "Department", required=True),
    Field("organization", LocalText(), "Organization", required=True),
    Field("organizationAcronym", LocalText(), "Acronym of the organization", is_identifier=True),
    Field(
        "organizationType",
        Concept("ort-nr-organization-types", allows_other=True),
        "Type of organization",
        required=True,
        facet="organizationType",
    ),
    Field("jurisdiction", Concept("ort-nr-geographical-scope"), "Scope of the organization", required=True),
    Field(
        "jurisdictionCountries",
        Concept(COUNTRIES),
        "Countries of the organization",
        is_repeated=True,
        required=WITHIN_COUNTRIES,
        shown_when=WITHIN_COUNTRIES,
    ),
    Field(
        "jurisdictionRegions",
        Concept(REGIONS),
        "Regions of the organization",
        is_repeated=True,
        required=REGIONAL,
        shown_when=REGIONAL,
    ),
)
REACH = (
    Field("address", LocalText(), "Address", required=True, personal=True),
    Field("city", LocalText(), "City", required=True, personal=True),
    Field("state", LocalText(), "State or province", required=True, personal=True),
    Field("postalCode", LocalText(), "Postal code", required=True, personal=True),
    Field("country", Concept(COUNTRIES), "Country", required=True, facet="country"),
    Field("phones", Text(), "Telephone numbers", is_repeated=True, personal=True),
    Field("emails", Email(), "E-mail addresses", is_repeated=True, required=True, personal=True),
    Field("websites", WebLink(), "Websites", is_repeated=True),
)
