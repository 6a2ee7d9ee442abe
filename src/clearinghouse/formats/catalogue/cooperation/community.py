"""A community of Indigenous Peoples or a local community that owns records on its protocols and knowledge."""

from clearinghouse.formats.catalogue.cooperation.subjects import LANGUAGES, contacts
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import AnyOf, Audience, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    LocalText,
    MapPoint,
    Option,
    RecordReference,
    WebLink,
    YesNo,
)

COMMUNITY = Format(
    slug="community",
    code="IPLC",
    version=1,
    realms=("abs", "chm", "bch"),
    ownership=Ownership.REFERENCE,
    label="Community",
    plural="Communities",
    about="Indigenous Peoples or a local community, in the words of its own, and how to reach it.",
    title=("name",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("name", LocalText(), "Name of the community", required=True),
                Field("otherNames", LocalText(), "Other names", is_repeated=True),
                Field(
                    "kind",
                    Concept("6EA23B4D-1A86-4C61-B2CE-4698E0D2E612"),
                    "Kind of community",
                    required=True,
                    facet="communityKind",
                ),
                Field("people", LocalText(), "People to which it belongs"),
                Field("spokenLanguages", LANGUAGES, "Languages", is_repeated=True, facet="spokenLanguage"),
                Field("description", LocalText(is_rich=True), "About the community"),
                contacts(required=True),
                Field("websites", WebLink(), "Websites", is_repeated=True),
            ),
        ),
        Section(
            "territory",
            "Territory",
            (
                Field("countries", Concept(COUNTRIES), "Countries", is_repeated=True, required=True, facet="country"),
                Field("territory", LocalText(), "Territory, in general terms"),
                Field(
                    "territoryCentre",
                    MapPoint(),
                    "Centre of the territory, approximately",
                    help="Choose a place that gives nothing away: the nearest town, or the middle of the district.",
                ),
                Field(
                    "territoryPrecision",
                    Choice(
                        (
                            Option("country", "To the country"),
                            Option("province", "To the province"),
                            Option("district", "To the district"),
                        )
                    ),
                    "How precisely the territory is given",
                ),
            ),
        ),
        Section(
            "consent",
            "Consent",
            (
                Field(
                    "hasConsented",
                    YesNo(),
                    "Has the community agreed to be listed?",
                    required=True,
                    help="Free, prior and informed consent, given by the community in its own way.",
                ),
                Field(
                    "consentDocuments",
                    WebLink(accepts_files=True),
                    "Documents on the consent",
                    is_repeated=True,
                    audience=Audience.OWNER,
                ),
                Field(
                    "representatives",
                    LocalText(),
                    "Who speaks for the community",
                    is_repeated=True,
                    audience=Audience.OWNER,
                    personal=True,
                ),
                Field(
                    "protocols",
                    RecordReference(("communityProtocol",)),
                    "Its protocols",
                    is_repeated=True,
                    facet="communityProtocol",
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(AnyOf(("hasConsented",), "A community is listed only once it has agreed to it."),),
)
