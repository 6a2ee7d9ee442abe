"""A national focal point: the person or office that a government designates for a subject of the Convention."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Choice, Concept, Email, LocalText, Option, Text, WebLink

CATEGORIES = (
    Option("CBD-FP1", "Primary national focal point of the Convention"),
    Option("CBD-FP2", "Secondary national focal point of the Convention"),
    Option("CPB-FP1", "National focal point of the Cartagena Protocol"),
    Option("BCH-FP", "National focal point of the Biosafety Clearing-House"),
    Option("CPB-A17-FP", "Point of contact for emergency measures (Article 17 of the Cartagena Protocol)"),
    Option("NP-FP ABS-FP", "National focal point on access and benefit-sharing (Nagoya Protocol)"),
    Option("x-focal-point-chm", "National focal point of the Clearing-House Mechanism"),
    Option("x-focal-point-sbstta", "National focal point of SBSTTA"),
    Option("Protected Areas NFP", "National focal point on protected areas"),
    Option("GTI NFP", "National focal point of the Global Taxonomy Initiative"),
    Option("x-focal-point-gspc", "National focal point of the Global Strategy for Plant Conservation"),
    Option("x-focal-point-traditional-knowledge", "National focal point on traditional knowledge"),
    Option("x-focal-point-resource-mobilization", "National focal point on resource mobilization"),
    Option("x-focal-point-marine", "National focal point on marine and coastal biodiversity"),
    Option("x-focal-point-gender", "National focal point on gender and biodiversity"),
)
"""The codes of the vocabulary “FocalPoint Types”, which records hold as bare codes."""

FOCAL_POINT = Format(
    slug="focalPoint",
    code="NFP",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.NATIONAL,
    label="National focal point",
    plural="National focal points",
    about="The person or office that a government has designated for a subject of the Convention or a Protocol.",
    title=("designation", "organization", "department"),
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
                Field(
                    "categories",
                    Choice(CATEGORIES),
                    "Designated as",
                    is_repeated=True,
                    facet="focalPointType",
                ),
                Field("description", Text(max_chars=5_000, is_multiline=True), "Description"),
            ),
        ),
        Section(
            "person",
            "Person or office",
            (
                Field("title", LocalText(), "Form of address", personal=True),
                Field("firstName", Text(), "First name", personal=True),
                Field("middleName", Text(), "Middle name", personal=True),
                Field("lastName", Text(), "Last name", personal=True),
                Field("gender", Concept("Genders"), "Gender", personal=True),
                Field("designation", LocalText(), "Position"),
                Field("department", LocalText(), "Department"),
                Field("organization", LocalText(), "Organization"),
                Field("organizationAcronym", LocalText(), "Acronym of the organization", is_identifier=True),
                Field(
                    "organizationType",
                    Concept("Organization Types"),
                    "Type of organization",
                    facet="organizationType",
                ),
            ),
        ),
        Section(
            "reach",
            "Contact details",
            (
                Field("addressLine1", LocalText(), "Address, first line", personal=True),
                Field("addressLine2", LocalText(), "Address, second line", personal=True),
                Field("city", LocalText(), "City"),
                Field("state", LocalText(), "State or province"),
                Field("postalCode", LocalText(), "Postal code", personal=True),
                Field("country", Concept(COUNTRIES), "Country", facet="country"),
                Field("phones", Text(), "Telephone numbers", is_repeated=True, personal=True),
                Field("mobiles", Text(), "Mobile telephone numbers", is_repeated=True, personal=True),
                Field("faxes", Text(), "Fax numbers", is_repeated=True, personal=True),
                Field("emails", Email(), "E-mail addresses", is_repeated=True, personal=True),
                Field("websites", WebLink(), "Websites", is_repeated=True),
            ),
        ),
        NOTES,
    ),
)
