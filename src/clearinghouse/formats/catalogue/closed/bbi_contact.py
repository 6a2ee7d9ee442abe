"""A person to turn to in the Bio-Bridge Initiative."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Email, LocalText, Text, WebLink

BBI_CONTACT = Format(
    slug="bbiContact",
    code="BBC",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Bio-Bridge contact",
    plural="Bio-Bridge contacts",
    about="A person to turn to about a request or an offer of the Bio-Bridge Initiative.",
    title=(
        "designation",
        "department",
    ),
    sections=(
        Section(
            "person",
            "Personal information",
            (
                Field("prefix", LocalText(), "Form of address", personal=True),
                Field("firstName", Text(), "First name", personal=True),
                Field("middleName", Text(), "Middle name", personal=True),
                Field("lastName", Text(), "Last name", personal=True),
                Field("designation", LocalText(), "Position"),
                Field("department", LocalText(), "Department"),
            ),
        ),
        Section(
            "reach",
            "Contact details",
            (
                Field("emails", Email(), "E-mail addresses", is_repeated=True, personal=True),
                Field("phones", Text(), "Telephone numbers", is_repeated=True, personal=True),
                Field("faxes", Text(), "Fax numbers", is_repeated=True, personal=True),
                Field("websites", WebLink(accepts_files=True), "Websites", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    is_open=False,
    superseded_by="contact",
)
