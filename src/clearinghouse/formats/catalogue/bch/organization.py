"""An organization that works on the subjects of the clearing-houses; its editors publish in its name."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import InRealm, either
from clearinghouse.formats.format import AnyOf, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    REGIONS,
    Concept,
    Email,
    LocalText,
    MapPoint,
    RecordReference,
    Text,
    WebLink,
)

BCH = InRealm("bch")
CHM = InRealm("chm")
LINKS_OTHERS = either(BCH, CHM)

ORGANIZATION = Format(
    slug="organization",
    code="ORG",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.REFERENCE,
    label="Organization",
    plural="Organizations",
    about="An organization that works on biodiversity, biosafety or access and benefit-sharing, and how to reach it.",
    title=("name", "acronym"),
    summary="profile",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("name", LocalText(), "Name of the organization", required=True),
                Field("acronym", LocalText(), "Acronym", is_identifier=True),
                Field(
                    "contacts",
                    RecordReference(("contact",), is_versioned=True),
                    "Contact persons",
                    is_repeated=True,
                ),
            ),
        ),
        Section(
            "reach",
            "Contact details",
            (
                Field("address", LocalText(), "Address"),
                Field("city", LocalText(), "City", required=True),
                Field("state", LocalText(), "State or province"),
                Field("postalCode", LocalText(), "Postal code"),
                Field("country", Concept(COUNTRIES), "Country", required=True, facet="country"),
                Field("phones", Text(), "Telephone numbers", is_repeated=True, required=True),
                Field("faxes", Text(), "Fax numbers", is_repeated=True),
                Field("emails", Email(), "E-mail addresses", is_repeated=True, required=True),
                Field("websites", WebLink(), "Websites", is_repeated=True),
                Field("coordinates", MapPoint(), "Place on the map"),
            ),
        ),
        Section(
            "details",
            "Detailed information",
            (
                Field(
                    "organizationType",
                    Concept("Organization Types"),
                    "Type of organization",
                    required=True,
                    facet="organizationType",
                ),
                Field("areasOfWork", LocalText(), "Areas of work", is_repeated=True, shown_when=BCH),
                Field(
                    "operationalLanguages",
                    Concept("52AFC0EE-7A02-4EFA-9277-8B6C327CE21F"),
                    "Working languages",
                    is_repeated=True,
                ),
                Field("operationalRegions", Concept(REGIONS), "Regions of operation", is_repeated=True, shown_when=BCH),
                Field("profile", LocalText(is_rich=True), "Profile", shown_when=BCH),
                Field("profileLink", WebLink(), "Links to a profile", is_repeated=True, shown_when=BCH),
                Field(
                    "linkedOrganizations",
                    RecordReference(("organization",), is_versioned=True),
                    "Linked organizations",
                    is_repeated=True,
                    shown_when=LINKS_OTHERS,
                ),
            ),
        ),
        Section(
            "themes",
            "Thematic areas",
            (
                Field(
                    "thematicAreas",
                    Concept("CBD-SUBJECTS"),
                    "Subject areas of the Convention",
                    is_repeated=True,
                    shown_when=CHM,
                    facet="cbdSubject",
                ),
                Field(
                    "gbfTargets",
                    Concept("GBF-TARGETS"),
                    "Targets of the Kunming-Montreal Global Biodiversity Framework",
                    is_repeated=True,
                    shown_when=CHM,
                    facet="gbfTarget",
                ),
                Field(
                    "absThematicAreas",
                    Concept("CA9BBEA9-AAA7-4F2F-B3A3-7ED180DE1924"),
                    "Subjects on access and benefit-sharing",
                    is_repeated=True,
                    shown_when=InRealm("abs"),
                    facet="absSubject",
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
                    "libraries",
                    Concept("cbdClearingHouses"),
                    "Clearing-houses (superseded)",
                    is_repeated=True,
                    is_obsolete=True,
                ),
                Field(
                    "aichiTargets",
                    Concept("AICHI-TARGETS"),
                    "Aichi Biodiversity Targets (superseded)",
                    is_repeated=True,
                    is_obsolete=True,
                ),
                Field(
                    "establishmentGooglePlaceId",
                    Text(),
                    "Code of the place on a map (superseded)",
                    is_obsolete=True,
                ),
            ),
        ),
    ),
    rules=(AnyOf(("profile", "profileLink"), "Write a profile of the organization, or link to one.", when=BCH),),
)
