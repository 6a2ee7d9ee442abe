"""An event of an organization on the subjects of the Convention."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Happening, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, Legacy, LocalText, RecordReference, Text, WebLink

EVENT = Format(
    slug="event",
    code="BBE",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Event",
    plural="Events",
    about="A course, conference or other event of an organization: when, where and on which subjects.",
    title=("title", "symbol"),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("symbol", Text(), "Symbol", is_identifier=True),
                Field("type", Concept("ED902BF7-E9A8-42E8-958B-03B6899FCCA6"), "Type of event", facet="eventType"),
                Field("startDate", Day(), "First day"),
                Field("endDate", Day(), "Last day"),
                Field(
                    "contactOrganization",
                    RecordReference(("organization",), is_versioned=True),
                    "Organization to contact",
                    facet="organization",
                ),
            ),
        ),
        Section(
            "content",
            "Content",
            (
                Field("description", LocalText(), "Description"),
                Field("descriptionNative", LocalText(), "Description in the language of the event"),
                Field(
                    "thematicAreas",
                    Concept("CBD-SUBJECTS"),
                    "Subject areas",
                    is_repeated=True,
                    facet="cbdSubject",
                ),
            ),
        ),
        Section(
            "place",
            "Place",
            (
                Field("address.address", LocalText(), "Address"),
                Field("address.city", LocalText(), "City"),
                Field("address.state", LocalText(), "State or province"),
                Field("address.postalCode", LocalText(), "Postal code"),
                Field("address.country", Concept(COUNTRIES), "Country", facet="country"),
            ),
        ),
        Section(
            "links",
            "Links and media",
            (
                Field("websites", WebLink(), "Websites", is_repeated=True),
                Field("documents", WebLink(accepts_files=True), "Documents", is_repeated=True),
                Field("logo", WebLink(accepts_files=True), "Logo"),
                Field("images", WebLink(accepts_files=True), "Images", is_repeated=True),
                Field("videos", WebLink(accepts_files=True), "Videos", is_repeated=True),
            ),
        ),
        NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (
                Field(
                    "aichiTargets",
                    Concept("AICHI-TARGETS"),
                    "Aichi Biodiversity Targets (superseded)",
                    is_repeated=True,
                    is_obsolete=True,
                ),
                Field("durations", Legacy(), "Hours of the event (superseded)", is_obsolete=True),
                Field("address.googlePlaceId", Text(), "Code of the place on a map (superseded)", is_obsolete=True),
            ),
        ),
    ),
    rules=(InOrder("startDate", "endDate", "The last day may not lie before the first day."),),
    happenings=(Happening("startDate", "endDate"),),
)
