"""An event of the LifeWeb initiative."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, MapPoint, RecordReference, Text, WebLink

LW_EVENT = Format(
    slug="lwEvent",
    code="LWE",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="LifeWeb event",
    plural="LifeWeb events",
    about="A meeting or other event of the LifeWeb initiative.",
    title=("name",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("name", Text(), "Name", required=True),
                Field("description", Text(max_chars=20_000, is_multiline=True), "Description", required=True),
                Field(
                    "type",
                    Concept("ED902BF7-E9A8-42E8-958B-03B6899FCCA6"),
                    "Type of event",
                    is_repeated=True,
                    required=True,
                    facet="eventType",
                ),
                Field("startDate", Day(), "First day", required=True),
                Field("endDate", Day(), "Last day"),
                Field(
                    "organizations",
                    RecordReference(("organization",), is_versioned=True),
                    "Organizations",
                    is_repeated=True,
                    facet="organization",
                ),
                Field("project", RecordReference(("lwProject",), is_versioned=True), "LifeWeb project"),
            ),
        ),
        Section(
            "place",
            "Place",
            (
                Field("addressBlock.street", Text(), "Address"),
                Field("addressBlock.city", Text(), "City"),
                Field("addressBlock.state", Text(), "State or province"),
                Field("addressBlock.postalCode", Text(), "Postal code"),
                Field("addressBlock.country", Concept(COUNTRIES), "Country", facet="country"),
                Field("location.coordinates", MapPoint(), "Place on the map"),
            ),
        ),
        Section(
            "documents",
            "Documents",
            (
                Field("coverImage", WebLink(accepts_files=True), "Cover image", required=True),
                Field("images", WebLink(accepts_files=True), "Images", is_repeated=True),
                Field("documents", WebLink(accepts_files=True), "Documents", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    rules=(InOrder("startDate", "endDate", "The last day may not lie before the first day."),),
    is_open=False,
    superseded_by="event",
)
