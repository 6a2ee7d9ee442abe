"""An ecologically or biologically significant marine area, and the steps by which it was recognized."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Day,
    Group,
    LocalText,
    MapPoint,
    Option,
    RecordReference,
    Text,
    WebLink,
    YesNo,
)

APPROVED = Equals("status", "approved")
ORIGINS = (
    Option("GOV", "Governments"),
    Option("ORG", "Organizations"),
    Option("OTHER", "Others"),
)
ASSESSMENT = Group(
    (
        Field("identifier", Text(), "Criterion", help="Its code, as C1 for uniqueness or rarity."),
        Field(
            "level",
            Choice(
                (
                    Option("noInformation", "No information"),
                    Option("low", "Low"),
                    Option("medium", "Medium"),
                    Option("high", "High"),
                )
            ),
            "Relevance",
        ),
        Field("justification", LocalText(), "Explanation"),
    )
)

AREA = Section(
    "area",
    "Description of the area",
    (
        Field("title", LocalText(), "Name of the area", required=True),
        Field("summary", LocalText(), "Abstract", required=True),
        Field("areaIntroducion", LocalText(is_rich=True), "Introduction of the area"),
        Field(
            "region",
            Concept("0AE91664-5C43-46FB-9959-0744AD1B0E91"),
            "Marine region",
            required=True,
            facet="marineRegion",
        ),
        Field("countries", Concept(COUNTRIES), "Countries", is_repeated=True, required=True, facet="country"),
        Field("beyondNationalJurisdiction", YesNo(), "Does it extend beyond national jurisdiction?"),
        Field("location", LocalText(is_rich=True), "Location"),
        Field(
            "gisFiles",
            WebLink(accepts_files=True),
            "Files with geographic coordinates",
            is_repeated=True,
            required=True,
        ),
        Field("areaDescription", LocalText(is_rich=True), "Features of the area"),
        Field("areaConditions", LocalText(is_rich=True), "Condition and future outlook of the features"),
        Field("areaFeatures", LocalText(is_rich=True), "Relevant features for the criteria"),
        Field("assessments", ASSESSMENT, "Assessment against the criteria", is_repeated=True),
        Field("referenceText", LocalText(is_rich=True), "References"),
        Field(
            "resources",
            RecordReference(("resource",), is_versioned=True),
            "Resources on the area",
            is_repeated=True,
        ),
        Field("relation", WebLink(accepts_files=True), "Maps and figures", is_repeated=True),
    ),
)
STATUS = Section(
    "status",
    "Status of the submission",
    (
        Field(
            "status",
            Choice(
                (
                    Option("approved", "Approved"),
                    Option("recommendedToCop", "Recommended to the Conference of the Parties"),
                    Option("recommendedToSbstta", "Recommended to SBSTTA"),
                    Option("recommendedToWorkshop", "Recommended to a workshop"),
                    Option("recommendedToAny", "Submitted"),
                )
            ),
            "Status",
            facet="ebsaStatus",
        ),
        Field(
            "approvedByCopDecision",
            RecordReference(("decision",), is_versioned=True),
            "Decision of the Conference of the Parties",
            shown_when=APPROVED,
        ),
        Field("approvedByGovernment", Concept(COUNTRIES), "Approved by the government of", shown_when=APPROVED),
        Field("approvedByGovernmentOn", Day(), "Date of approval by the government", shown_when=APPROVED),
        Field(
            "recommendedToCopBySbstta",
            RecordReference(("recommendation",), is_versioned=True),
            "Recommendation of SBSTTA",
        ),
        Field("recommendedToCopByGovernment", Concept(COUNTRIES), "Recommended by the government of"),
        Field("recommendedToCopByGovernmentOn", Day(), "Date of recommendation by the government"),
        Field(
            "recommendedToSbsttaBy",
            Choice((Option("SCBD", "A workshop of the secretariat"), Option("ORG", "An organization"))),
            "Recommended to SBSTTA by",
        ),
        Field(
            "recommendedToSbsttaByWorkshop",
            RecordReference(("meeting",), is_versioned=True),
            "Workshop that recommended it to SBSTTA",
        ),
        Field("recommendedToWorkshopBy", Choice(ORIGINS), "Recommended to the workshop by"),
        Field(
            "recommendedToWorkshopByGovernments",
            Concept(COUNTRIES),
            "Governments that recommended it to the workshop",
            is_repeated=True,
            shown_when=Equals("recommendedToWorkshopBy", "GOV"),
        ),
        Field(
            "recommendedToWorkshopByOrganizations",
            RecordReference(("organization",), is_versioned=True),
            "Organizations that recommended it to the workshop",
            is_repeated=True,
            shown_when=Equals("recommendedToWorkshopBy", "ORG"),
        ),
        Field(
            "recommendedToWorkshopByOthers",
            LocalText(),
            "Others who recommended it to the workshop",
            shown_when=Equals("recommendedToWorkshopBy", "OTHER"),
        ),
        Field("recommendedToAnyBy", Choice(ORIGINS), "Submitted by"),
        Field(
            "recommendedToAnyByGovernments",
            Concept(COUNTRIES),
            "Governments that submitted it",
            is_repeated=True,
            shown_when=Equals("recommendedToAnyBy", "GOV"),
        ),
        Field(
            "recommendedToAnyByOrganizations",
            RecordReference(("organization",), is_versioned=True),
            "Organizations that submitted it",
            is_repeated=True,
            shown_when=Equals("recommendedToAnyBy", "ORG"),
        ),
        Field(
            "recommendedToAnyByOthers",
            LocalText(),
            "Others who submitted it",
            shown_when=Equals("recommendedToAnyBy", "OTHER"),
        ),
    ),
)

MARINE_EBSA = Format(
    slug="marineEbsa",
    code="EBSA",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Ecologically or biologically significant marine area",
    plural="Ecologically or biologically significant marine areas",
    about="A marine area that meets the scientific criteria of the Convention, and how it came to be recognized.",
    title=("title",),
    summary="summary",
    sections=(
        AREA,
        STATUS,
        ADDITIONAL_INFORMATION,
        NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (
                Field("gisMapCenter", MapPoint(), "Centre of the map (superseded)", is_obsolete=True),
                Field(
                    "recommendedToAnyByGovernment",
                    Concept(COUNTRIES),
                    "Submitting governments (superseded)",
                    is_repeated=True,
                    is_obsolete=True,
                ),
            ),
        ),
    ),
)
