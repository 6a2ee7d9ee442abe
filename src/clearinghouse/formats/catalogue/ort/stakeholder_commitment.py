"""A commitment of a non-state actor under the Action Agenda."""

from clearinghouse.formats.catalogue.ort.stakeholders import REACH, STAKEHOLDER
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.conditions import Equals, Not, either
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    REGIONS,
    Choice,
    Concept,
    Day,
    Group,
    LocalText,
    Option,
    RecordReference,
    Text,
    Url,
    WebLink,
    YesNo,
)

OPEN_ENDED = Equals("isOpenEnded", True)
IN_COUNTRIES = either(Equals("coverageScope", "national"), Equals("coverageScope", "multiCountries"))
GLOBAL = Equals("coverageScope", "global")
IN_ONE_COUNTRY = Equals("coverageScope", "national")
IN_NBSAP = Equals("isLinkedToNbsap", True)
ON_TARGET_15 = Equals("isReportingOnTarget15", True)
TRACKED = Equals("isProgressTracked", True)

COMMITMENT = (
    Field("title", LocalText(), "Title", required=True),
    Field("description", LocalText(is_rich=True), "Description", required=True),
    Field("timelineStartDate", Day(), "First day", required=True),
    Field("isOpenEnded", YesNo(), "Is it open-ended?"),
    Field("timelineEndDate", Day(), "Last day", required=Not(OPEN_ENDED), shown_when=Not(OPEN_ENDED)),
    Field("nextStepsInformation", LocalText(is_rich=True), "Next steps", required=OPEN_ENDED, shown_when=OPEN_ENDED),
    Field("performanceInformation", LocalText(is_rich=True), "How performance is measured"),
    Field("endorsementsInformation", LocalText(is_rich=True), "Endorsements"),
)
COVERAGE = (
    Field(
        "coverageScope",
        Choice(
            (
                Option("national", "One country"),
                Option("multiCountries", "Several countries"),
                Option("global", "Global or regional"),
            )
        ),
        "Scope",
        required=True,
        facet="coverageScope",
    ),
    Field(
        "coverageCountries",
        Concept(COUNTRIES),
        "Countries",
        is_repeated=True,
        required=IN_COUNTRIES,
        shown_when=IN_COUNTRIES,
        facet="coverageCountry",
    ),
    Field(
        "coverageRegions",
        Concept(REGIONS),
        "Regions",
        is_repeated=True,
        required=GLOBAL,
        shown_when=GLOBAL,
        facet="coverageRegion",
    ),
    Field("coverageOther", LocalText(), "Other areas", is_repeated=True),
)
ALIGNMENT = (
    Field(
        "primaryGlobalAlignment",
        Concept("GBF-GOALS-TARGETS"),
        "Main goal or target of the Framework",
        required=True,
        facet="gbfTarget",
    ),
    Field(
        "primaryNationalTarget",
        RecordReference(("nationalTarget7",), is_versioned=True),
        "Main national target",
        required=IN_ONE_COUNTRY,
        shown_when=IN_ONE_COUNTRY,
        facet="nationalTarget",
    ),
    Field(
        "otherGlobalAlignments",
        Concept("GBF-GOALS-TARGETS"),
        "Other goals and targets of the Framework",
        is_repeated=True,
        facet="gbfTarget",
    ),
    Field(
        "otherNationalTargets",
        RecordReference(("nationalTarget7",), is_versioned=True),
        "Other national targets",
        is_repeated=True,
        facet="nationalTarget",
    ),
    Field("alignmentInformation", LocalText(is_rich=True), "Explanation of the alignment"),
    Field(
        "indicators",
        Group((Field("identifier", Text(), "Identifier of the indicator", required=True),)),
        "Indicators of the Framework",
        is_repeated=True,
        help="Headline, component or complementary indicators by which it is measured.",
    ),
    Field(
        "implementingConsiderations",
        Concept("GBF-TARGETS-CONSIDERATIONS"),
        "Considerations for implementation (section C of the Framework)",
        is_repeated=True,
        facet="consideration",
    ),
)
MEANS = (
    Field("fundingSource", LocalText(is_rich=True), "Source of funding"),
    Field("isFundingSufficient", YesNo(), "Is the funding sufficient?", required=True),
    Field("internationalFrameworks", LocalText(is_rich=True), "Other international frameworks"),
    Field("partners", LocalText(is_rich=True), "Partners", required=True),
    Field("isLinkedToNbsap", YesNo(), "Is it mentioned in a national strategy and action plan?", required=True),
    Field(
        "linkedToNbsapCountries",
        Concept(COUNTRIES),
        "Countries whose plan mentions it",
        is_repeated=True,
        required=IN_NBSAP,
        shown_when=IN_NBSAP,
    ),
    Field("implementationStrategies", LocalText(is_rich=True), "Strategies of implementation"),
)
PROGRESS = (
    Field("isReportingOnTarget15", YesNo(), "Do you report on Target 15?", required=True),
    Field(
        "target15Information",
        LocalText(is_rich=True),
        "How you report on Target 15",
        required=ON_TARGET_15,
        shown_when=ON_TARGET_15,
    ),
    Field("isProgressTracked", YesNo(), "Is progress tracked?", required=True),
    Field(
        "progressInformation",
        LocalText(is_rich=True),
        "How progress is tracked",
        required=TRACKED,
        shown_when=TRACKED,
    ),
    Field("progressTrackingUrl", Url(), "Web address of the tracking", shown_when=TRACKED),
)

STAKEHOLDER_COMMITMENT = Format(
    slug="stakeholderCommitment",
    code="SCM",
    version=1,
    realms=("ort",),
    ownership=Ownership.REFERENCE,
    label="Commitment of a non-state actor",
    plural="Commitments of non-state actors",
    about="What a business, an organization, a city or a community commits to do for the Framework.",
    title=("title",),
    summary="description",
    sections=(
        Section("commitment", "Commitment", COMMITMENT),
        Section("stakeholder", "Stakeholder", STAKEHOLDER),
        Section("reach", "Contact information", REACH),
        Section("coverage", "Coverage", COVERAGE),
        Section("alignment", "Alignment with the Framework", ALIGNMENT),
        Section("means", "Means of implementation", MEANS),
        Section("progress", "Progress", PROGRESS),
        Section(
            "additional",
            "Additional information",
            (
                Field("additionalInformation", LocalText(is_rich=True), "Other relevant information"),
                Field(
                    "additionalDocuments",
                    WebLink(accepts_files=True),
                    "Other relevant documents",
                    is_repeated=True,
                ),
                Field("linkedAttachments", WebLink(accepts_files=True), "Files", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    rules=(InOrder("timelineStartDate", "timelineEndDate", "It ends before it begins. Correct one of the days."),),
)
