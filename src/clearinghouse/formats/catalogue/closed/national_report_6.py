"""The sixth national report to the Convention, on the Strategic Plan for Biodiversity 2011–2020."""

from dataclasses import replace

from clearinghouse.formats.catalogue.chm.submission import ANY_RECORD
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, Not
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Group, LocalText, RecordReference, WebLink, YesNo

HAS_TARGETS = Equals("targetPursued", True)
REPORTS_OTHERWISE = Equals("notReportingOnNationalTargets", True)
TARGETS = RecordReference(("nationalTarget",), is_versioned=True)
ABS_TARGET = 16
FINANCE_TARGET = 20

MEASURE = (
    Field("title", LocalText(), "Title"),
    Field("description", LocalText(is_rich=True), "Description"),
    Field("nationalTargets", TARGETS, "National targets", is_repeated=True),
    Field("aichiTargets", Concept("AICHI-TARGETS"), "Aichi Biodiversity Targets", is_repeated=True),
    Field("assessment", Concept("8D3DFD9C-EE6D-483D-A586-A0DDAD9A99E0"), "Effectiveness"),
    Field("assessmentDescription", LocalText(is_rich=True), "How the effectiveness was assessed"),
    Field("relevantDocuments", WebLink(accepts_files=True), "Documents", is_repeated=True),
    Field("otherRelevantInformation", LocalText(is_rich=True), "Other relevant information"),
    Field("otherRelevantDocuments", WebLink(accepts_files=True), "Other relevant documents", is_repeated=True),
    Field("obstacles", LocalText(is_rich=True), "Obstacles and needs"),
    Field(
        "obstaclesRelevantDocuments", WebLink(accepts_files=True), "Documents on obstacles and needs", is_repeated=True
    ),
)
CONTRIBUTION = (
    Field("identifier", Concept("AICHI-TARGETS"), "Aichi Biodiversity Target"),
    Field("description", LocalText(is_rich=True), "How and how far the country contributed"),
    Field("achievementActivities", LocalText(is_rich=True), "Other activities that contributed"),
    Field("linkedRecords", RecordReference(ANY_RECORD, is_versioned=True), "Records", is_repeated=True),
    Field("linkedRecordsDescription", LocalText(is_rich=True), "About the records"),
    Field("includeLinkedRecords", YesNo(), "Do the records belong to the report?"),
)
ABS_REPORT = (
    Field("nationalReport", RecordReference(("absNationalReport",), is_versioned=True), "Report on the Protocol"),
    Field("nationalReportDescription", LocalText(is_rich=True), "About the report on the Protocol"),
)
FINANCIAL_REPORT = (
    Field(
        "resourceMobilisationReport",
        RecordReference(("resourceMobilisation", "resourceMobilisation2020"), is_versioned=True),
        "Financial report",
    ),
)
PLANT_TARGET = (
    Field(
        "identifier",
        Concept("8D405050-50AF-45EA-95F7-A31A11196424"),
        "Target of the Global Strategy for Plant Conservation",
    ),
    Field("categoryProgress", Concept("254B8AE2-05F2-43C7-8DB1-ADC702AE14A8"), "Progress"),
    Field("progressDescription", LocalText(is_rich=True), "Explanation of the progress"),
    Field("description", LocalText(is_rich=True), "How and how far the country contributed"),
)


def _shared(fields: tuple[Field, ...], name: str) -> Group:
    return Group(tuple(replace(one, words=f"nationalReport6.{name}.{one.name}") for one in fields))


def _aichi_target(number: int) -> Field:
    more = {ABS_TARGET: ABS_REPORT, FINANCE_TARGET: FINANCIAL_REPORT}.get(number, ())
    group = _shared((*CONTRIBUTION, *more), "aichiTarget")
    return Field(f"nationalContribution.aichiTarget{number}", group, f"Aichi Biodiversity Target {number}")


def _plant_target(number: int) -> Field:
    group = _shared(PLANT_TARGET, "gspcTarget")
    label = f"Target {number} of the Global Strategy for Plant Conservation"
    return Field(f"gspcNationalContribution.gspcTarget{number}", group, label)


PURSUED = (
    Field(
        "targetPursued",
        YesNo(),
        "Has the country set itself national targets?",
        required=Not(REPORTS_OTHERWISE),
    ),
    Field("nationalTargets", TARGETS, "National targets", is_repeated=True, required=HAS_TARGETS),
    Field(
        "notReportingOnNationalTargets",
        YesNo(),
        "Does the country report on Aichi Biodiversity Targets instead of national ones?",
    ),
    Field(
        "notReportingOnNationalTargetsReason",
        LocalText(is_rich=True),
        "Why it does not report on national targets",
        shown_when=REPORTS_OTHERWISE,
    ),
)
PLANTS = (
    Field(
        "gspcNationalContribution.hasGSPCTargets",
        YesNo(),
        "Does the country have targets for plant conservation?",
    ),
    Field(
        "gspcNationalContribution.gspcTargetDescription", LocalText(is_rich=True), "About the targets of the country"
    ),
    Field(
        "gspcNationalContribution.plantConservationNetwork", LocalText(is_rich=True), "Networks for plant conservation"
    ),
    Field("gspcNationalContribution.implementationMeasures", LocalText(is_rich=True), "Measures taken"),
    *(_plant_target(number) for number in range(1, 17)),
)
PROFILE = (
    Field("biodiversityCountryProfile.statusAndTrends", LocalText(is_rich=True), "Status and trends of biodiversity"),
    Field("biodiversityCountryProfile.mainDriversofChange", LocalText(is_rich=True), "Main drivers of change"),
    Field(
        "biodiversityCountryProfile.nbsapImplementation",
        LocalText(is_rich=True),
        "Implementation of the national strategy and action plan",
    ),
    Field(
        "biodiversityCountryProfile.strategicPlanActions",
        LocalText(is_rich=True),
        "Actions for the Strategic Plan for Biodiversity",
    ),
    Field("biodiversityCountryProfile.supportMechanisms", LocalText(is_rich=True), "Support for implementation"),
    Field("biodiversityCountryProfile.monitoringReviewingMechanisms", LocalText(is_rich=True), "Monitoring and review"),
)

NATIONAL_REPORT_6 = Format(
    slug="nationalReport6",
    code="NR6",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="Sixth national report",
    plural="Sixth national reports",
    about="What a Party reported in 2018 on the Strategic Plan for Biodiversity 2011–2020.",
    title=("title",),
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Reporting government", required=True, facet="government"),
                Field("title", LocalText(), "Title"),
            ),
        ),
        Section("targets", "Section I. Targets pursued", PURSUED),
        Section(
            "measures",
            "Section II. Measures taken and their effectiveness",
            (Field("implementationMeasures", Group(MEASURE), "Measures taken", is_repeated=True),),
        ),
        Section(
            "progress",
            "Section III. Progress towards national targets",
            (
                Field(
                    "progressAssessments",
                    Group(
                        (
                            Field(
                                "assessment",
                                RecordReference(("nationalAssessment",), is_versioned=True),
                                "Progress assessment",
                            ),
                        )
                    ),
                    "Progress assessments",
                    is_repeated=True,
                ),
            ),
        ),
        Section(
            "contribution",
            "Section IV. Contribution to the Aichi Biodiversity Targets",
            (
                *(_aichi_target(number) for number in range(1, 21)),
                Field(
                    "nationalContribution.nationalContributionSDGs",
                    LocalText(is_rich=True),
                    "Contribution to the Sustainable Development Goals",
                ),
            ),
        ),
        Section("plants", "Section V. Contribution to the Global Strategy for Plant Conservation", PLANTS),
        Section(
            "communities",
            "Section VI. Contribution of Indigenous Peoples and local communities",
            (Field("iplcContribution", LocalText(is_rich=True), "Contribution of the communities"),),
        ),
        Section("profile", "Section VII. Biodiversity profile of the country", PROFILE),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    is_open=False,
)
