"""A partner of the United Nations Decade on Biodiversity 2011–2020."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Email, LocalText, Text, Url, WebLink

UNDB_PARTNER = Format(
    slug="undbPartner",
    code="UNP",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Partner of the United Nations Decade on Biodiversity",
    plural="Partners of the United Nations Decade on Biodiversity",
    about="Who supported the United Nations Decade on Biodiversity 2011–2020.",
    title=("name",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("name", LocalText(), "Name"),
                Field("website", Url(), "Website"),
                Field("description", LocalText(), "Description"),
                Field("descriptionNative", LocalText(), "Description in its own language"),
                Field("logo", WebLink(accepts_files=True), "Logo"),
            ),
        ),
        Section(
            "reach",
            "Contact details",
            (
                Field("address", LocalText(), "Address"),
                Field("country", Concept(COUNTRIES), "Country", facet="country"),
                Field("email", Email(), "E-mail address", personal=True),
                Field("phone", Text(), "Telephone number", personal=True),
                Field("facebook", Url(), "Page on Facebook"),
                Field("twitter", Url(), "Page on Twitter"),
                Field("youtube", Url(), "Page on YouTube"),
                Field("googleMaps", Url(), "Place on Google Maps"),
            ),
        ),
        NOTES,
    ),
    is_open=False,
    superseded_by="organization",
)
