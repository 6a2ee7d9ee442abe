"""The financial report of 2015."""

from clearinghouse.formats.catalogue.closed.financial_reporting import (
    ACTION_METHOD,
    ACTIONS,
    ADDITIONAL,
    AMOUNT_TYPE,
    ASSESSED,
    CURRENCY,
    FLOW_METHOD,
    FLOWS,
    FUNDING,
    GENERAL,
    INCLUSION,
    MEASURES,
    MULTIPLIER,
    ODA_CATEGORIES,
    RESPONDENT,
    YEAR,
    YEARLY,
    amount,
    confidence,
    shared,
    words,
)
from clearinghouse.formats.closing import SEVERAL_NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Group, LocalText, Text, YesNo

NEEDS = Group(
    (
        YEAR,
        # Spelt as in the records of existing clients.
        amount("fundingNeedAmout", "Funding needed"),
        amount("availableResourcesAmount", "Resources available"),
        amount("fundingGapAmount", "Funding gap"),
        shared("action", LocalText(), "Action"),
    )
)
SOURCES = (
    ("govCentral", "Central government"),
    ("provincial", "Provincial government"),
    ("municipal", "Local government"),
    ("extra", "Extrabudgetary funds"),
    ("private", "Private sector"),
    ("other", "Other sources"),
    ("ilc", "Collective action of Indigenous Peoples and local communities"),
)
INTERNATIONAL = (
    Field("internationalResources.currency", CURRENCY, "Currency", required=True),
    Field("internationalResources.multiplier", MULTIPLIER, "Amounts are given in"),
    Field("internationalResources.baselineData.baselineFlows", FLOWS, "Flows of the baseline years", is_repeated=True),
    Field(
        "internationalResources.baselineData.odaCategories",
        ODA_CATEGORIES,
        "Categories of official development assistance",
        is_repeated=True,
        required=True,
    ),
    Field("internationalResources.baselineData.odaOofType", AMOUNT_TYPE, "Type of amounts", required=True),
    Field(
        "internationalResources.baselineData.odaoofActions",
        ACTIONS,
        "Actions that official flows support",
        is_repeated=True,
        required=True,
    ),
    Field(
        "internationalResources.baselineData.otherActions",
        ACTIONS,
        "Actions that other flows support",
        is_repeated=True,
        required=True,
    ),
    Field("internationalResources.baselineData.methodologyUsed", FLOW_METHOD, "Method used"),
    words("internationalResources.baselineData.methodologyUsedComments", "Explanation of the method"),
    Field("internationalResources.baselineData.coefficient", Text(), "Coefficient"),
    *confidence("internationalResources.baselineData"),
    words("internationalResources.baselineData.methodologicalComments", "Comments on the method"),
    Field(
        "internationalResources.progressData.progressFlows",
        FLOWS,
        "Flows of the years reported on",
        is_repeated=True,
    ),
    *confidence("internationalResources.progressData"),
    Field(
        "internationalResources.hasPrivateSectorMeasures",
        MEASURES,
        "Are there measures to encourage the private sector and civil society to give support abroad?",
    ),
    words("internationalResources.hasPrivateSectorMeasuresComments", "Explanation of these measures"),
)
INCLUSION_QUESTIONS = (
    Field(
        "hasNationalBiodiversityInclusion",
        INCLUSION,
        "Is biodiversity included in national priorities and development plans?",
    ),
    words("hasNationalBiodiversityInclusionComments", "Explanation of the inclusion"),
    Field("hasBiodiversityAssessment", ASSESSED, "Have the values of biodiversity been assessed?"),
    words("hasBiodiversityAssessmentComments", "Explanation of the assessment"),
)
AVAILABILITY = (
    Field(
        "financialAvailabilityData.reportDomesticExpenditures",
        YesNo(),
        "Does the country report its domestic expenditures?",
    ),
    Field("financialAvailabilityData.reportFundingNeeds", YesNo(), "Does it report its funding needs?"),
    Field("financialAvailabilityData.prepareFinancePlans", YesNo(), "Has it a national finance plan?"),
)
EXPENDITURES = (
    Field("domesticExpendituresData.currency", CURRENCY, "Currency", required=True),
    Field("domesticExpendituresData.multiplier", MULTIPLIER, "Amounts are given in", required=True),
    Field("domesticExpendituresData.expenditures", YEARLY, "Domestic expenditures each year", is_repeated=True),
    *(
        Field(f"domesticExpendituresData.{stem}{end}", YesNo(), f"{label}: {reach}")
        for stem, label in SOURCES
        for end, reach in (
            ("DirectlyRelated", "spending directly related to biodiversity"),
            ("IndirectlyRelated", "spending indirectly related to biodiversity"),
        )
    ),
    words("domesticExpendituresData.sourcesAdditionalComments", "Comments on the sources"),
    Field(
        "domesticExpendituresData.domesticCollectiveAction",
        ASSESSED,
        "Has the role of collective action by Indigenous Peoples and local communities been assessed?",
    ),
    Field("domesticExpendituresData.measurementUnit", Text(), "Unit of measurement", required=True),
    Field(
        "domesticExpendituresData.contributions",
        YEARLY,
        "Contribution of collective action each year",
        is_repeated=True,
    ),
    Field("domesticExpendituresData.domesticCollectiveActionMethodology", ACTION_METHOD, "Method used"),
    words("domesticExpendituresData.domesticCollectiveActionMethodologyOther", "Other method"),
    words("domesticExpendituresData.domesticCollectiveActionMethodologyComments", "Explanation of the method"),
)
PLANS = (
    Field("fundingNeedsData.annualEstimates", NEEDS, "Funding needs each year", is_repeated=True),
    words("fundingNeedsData.additionalComments", "Comments on the funding needs"),
    Field("nationalPlansData.domesticSources", FUNDING, "Domestic sources of funding", is_repeated=True),
    Field("nationalPlansData.internationalSources", FUNDING, "International sources of funding", is_repeated=True),
    words("nationalPlansData.additionalComments", "Comments"),
    Field(
        "hasDomesticPrivateSectorMeasures",
        MEASURES,
        "Are there measures to encourage the private sector and civil society to give support at home?",
    ),
    words("hasDomesticPrivateSectorMeasuresComments", "Explanation of these measures"),
)

RESOURCE_MOBILISATION = Format(
    slug="resourceMobilisation",
    code="RM15",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="Financial report of 2015",
    plural="Financial reports of 2015",
    about="What a country mobilized for biodiversity from abroad and at home, as reported in 2015.",
    title=("title",),
    sections=(
        GENERAL,
        RESPONDENT,
        Section("international", "International financial resource flows", INTERNATIONAL),
        Section("inclusion", "Inclusion of biodiversity", INCLUSION_QUESTIONS),
        Section("availability", "What is reported", AVAILABILITY),
        Section("expenditures", "Domestic expenditures and collective action", EXPENDITURES),
        Section("plans", "Funding needs and national finance plans", PLANS),
        ADDITIONAL,
        SEVERAL_NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (
                Field(
                    "hasPrivateSectorMeasures",
                    MEASURES,
                    "Are there measures to encourage the private sector and civil society?",
                    is_obsolete=True,
                ),
                Field(
                    "hasPrivateSectorMeasuresComments",
                    LocalText(),
                    "Explanation of these measures",
                    is_obsolete=True,
                ),
            ),
        ),
    ),
    is_open=False,
)
