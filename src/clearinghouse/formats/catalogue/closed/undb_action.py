"""An action of the United Nations Decade on Biodiversity 2011–2020."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, Email, LocalText, Text, Url, WebLink, YesNo

UNDB_ACTION = Format(
    slug="undbAction",
    code="UNA",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Action of the United Nations Decade on Biodiversity",
    plural="Actions of the United Nations Decade on Biodiversity",
    about="What someone did for the United Nations Decade on Biodiversity 2011–2020.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field("description", LocalText(), "Description"),
                Field("descriptionNative", LocalText(), "Description in the language of the event"),
                Field("startDate", Day(), "First day"),
                Field("startTime", Text(), "Begins at"),
                Field("endDate", Day(), "Last day"),
                Field("endTime", Text(), "Ends at"),
                Field("onlineEvent", YesNo(), "Was it held online?"),
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
    rules=(InOrder("startDate", "endDate", "The last day may not lie before the first day."),),
    is_open=False,
    superseded_by="event",
)
