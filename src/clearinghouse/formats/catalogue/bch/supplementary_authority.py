"""A competent authority under the Supplementary Protocol on Liability and Redress."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals
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

SUPPLEMENTARY_AUTHORITY = Format(
    slug="supplementaryAuthority",
    code="SPCA",
    version=1,
    realms=("bch",),
    ownership=Ownership.NATIONAL,
    label="Competent authority under the Supplementary Protocol",
    plural="Competent authorities under the Supplementary Protocol",
    about=(
        "The office that carries out the functions of the Nagoya – Kuala Lumpur Supplementary Protocol "
        "on Liability and Redress, and how to reach it."
    ),
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
                Field("responsibleForAll", YesNo(), "Is this the only authority designated?", required=True),
                Field(
                    "responsibilities",
                    LocalText(is_rich=True),
                    "Responsibilities",
                    required=Equals("responsibleForAll", False),
                    help="Needed where several authorities share the functions.",
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
                Field("country", Concept(COUNTRIES), "Country", required=True, facet="country"),
                Field("phones", Text(), "Telephone numbers", is_repeated=True, required=True),
                Field("faxes", Text(), "Fax numbers", is_repeated=True),
                Field("emails", Email(), "E-mail addresses", is_repeated=True, required=True),
                Field(
                    "contacts",
                    RecordReference(("contact",), is_versioned=True),
                    "Contact persons",
                    is_repeated=True,
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (
                Field(
                    "functions",
                    Concept("CD613FCE-7A2A-475C-85A1-C2D1C208EC0C"),
                    "Administrative functions (superseded)",
                    is_repeated=True,
                    is_obsolete=True,
                ),
            ),
        ),
    ),
)
