"""A person or an organization that other records name as a contact."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.conditions import Equals, IsFilled, IsNational, Not, both, either
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Email,
    LocalText,
    Option,
    RecordReference,
    Text,
    WebLink,
)

PERSON = Equals("type", "person")
ORGANIZATION = Equals("type", "organization")
# A person linked to an organization may use its address in place of one of their own.
OWN_ADDRESS = either(Not(IsFilled("contactOrganization")), Equals("addressType", "person"))

CONTACT = Format(
    slug="contact",
    code="CON",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.EITHER,
    label="Contact",
    plural="Contacts",
    about="A person or an organization that other records name: a developer, an importer, a point of contact.",
    title=("organization", "designation", "department"),
    summary="relevantInformation",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field(
                    "type",
                    Choice((Option("person", "Person"), Option("organization", "Organization"))),
                    "Kind of contact",
                    required=True,
                    facet="contactType",
                ),
                Field(
                    "government",
                    Concept(COUNTRIES),
                    "Submitting government",
                    required=IsNational(),
                    facet="government",
                ),
            ),
        ),
        Section(
            "person",
            "Personal information",
            (
                Field("prefix", LocalText(), "Form of address", shown_when=PERSON, personal=True),
                Field("firstName", Text(), "First name", required=PERSON, shown_when=PERSON, personal=True),
                Field("middleName", Text(), "Middle name", shown_when=PERSON, personal=True),
                Field("lastName", Text(), "Last name", required=PERSON, shown_when=PERSON, personal=True),
                Field("gender", Concept("Genders"), "Gender", shown_when=PERSON, personal=True),
                Field("designation", LocalText(), "Position", shown_when=PERSON),
                Field("department", LocalText(), "Department", shown_when=PERSON),
                Field(
                    "contactOrganization",
                    RecordReference(("contact",), is_versioned=True),
                    "Organization the person works for",
                    shown_when=PERSON,
                ),
            ),
        ),
        Section(
            "organization",
            "Organization",
            (
                Field(
                    "organization",
                    LocalText(),
                    "Name of the organization",
                    required=ORGANIZATION,
                    shown_when=ORGANIZATION,
                ),
                Field("organizationAcronym", LocalText(), "Acronym", shown_when=ORGANIZATION, is_identifier=True),
                Field(
                    "organizationType",
                    Concept("Organization Types"),
                    "Type of organization",
                    shown_when=ORGANIZATION,
                    facet="organizationType",
                ),
            ),
        ),
        Section(
            "reach",
            "Contact information",
            (
                Field("emails", Email(), "E-mail addresses", is_repeated=True, required=True, personal=PERSON),
                Field("phones", Text(), "Telephone numbers", is_repeated=True, personal=PERSON),
                Field("faxes", Text(), "Fax numbers", is_repeated=True, personal=PERSON),
                Field("websites", WebLink(), "Websites", is_repeated=True),
            ),
        ),
        Section(
            "address",
            "Address",
            (
                Field(
                    "addressType",
                    Choice(
                        (
                            Option("organization", "The organization’s address"),
                            Option("person", "An address of their own"),
                        )
                    ),
                    "Address to use",
                    shown_when=both(PERSON, IsFilled("contactOrganization")),
                ),
                Field("address", LocalText(), "Address", shown_when=OWN_ADDRESS, personal=PERSON),
                Field("city", LocalText(), "City", shown_when=OWN_ADDRESS, personal=PERSON),
                Field("state", LocalText(), "State or province", shown_when=OWN_ADDRESS, personal=PERSON),
                Field("postalCode", LocalText(), "Postal code", shown_when=OWN_ADDRESS, personal=PERSON),
                Field(
                    "country",
                    Concept(COUNTRIES),
                    "Country",
                    required=OWN_ADDRESS,
                    shown_when=OWN_ADDRESS,
                    facet="country",
                ),
            ),
        ),
        Section(
            "additional",
            "Additional information",
            (
                Field("relevantInformation", LocalText(), "Other relevant information"),
                Field(
                    "relevantDocuments",
                    WebLink(accepts_files=True),
                    "Other relevant documents",
                    is_repeated=True,
                ),
            ),
        ),
        NOTES,
    ),
)
