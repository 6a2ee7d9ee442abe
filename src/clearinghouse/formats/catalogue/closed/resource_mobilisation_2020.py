"""The financial report on the years up to 2020."""

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
    confidence,
    words,
)
from clearinghouse.formats.closing import SEVERAL_NOTES
from clearinghouse.formats.conditions import Equals, IsFilled, Not, both
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Concept, Group, LocalText, Text, YesNo

INCLUDED = both(IsFilled("hasNationalBiodiversityInclusion"), Not(Equals("hasNationalBiodiversityInclusion", "notyet")))
WAS_ASSESSED = both(IsFilled("hasBiodiversityAssessment"), Not(Equals("hasBiodiversityAssessment", "notyet")))

INTERNATIONAL = (
    Field("internationalResources.currency", CURRENCY, "Currency", required=True),
    Field("internationalResources.multiplier", MULTIPLIER, "Amounts are given in"),
    Field("internationalResources.financialFlows", FLOWS, "Flows of each year", is_repeated=True),
    Field(
        "internationalResources.odaCategories",
        ODA_CATEGORIES,
        "Categories of official development assistance",
        is_repeated=True,
    ),
    Field("internationalResources.odaOofType", AMOUNT_TYPE, "Type of amounts"),
    Field("internationalResources.odaOofActions", ACTIONS, "Actions that official flows support", is_repeated=True),
    Field("internationalResources.otherActions", ACTIONS, "Actions that other flows support", is_repeated=True),
    Field("internationalResources.methodologyUsed", FLOW_METHOD, "Method used"),
    words("internationalResources.methodologyUsedComments", "Explanation of the method"),
    Field("internationalResources.coefficient", Text(), "Coefficient"),
    *confidence("internationalResources"),
    words("internationalResources.methodologicalComments", "Comments on the method"),
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
    Field("hasNationalBiodiversityInclusionComments", LocalText(), "Explanation of the inclusion", shown_when=INCLUDED),
    Field("hasBiodiversityAssessment", ASSESSED, "Have the values of biodiversity been assessed?"),
    Field("hasBiodiversityAssessmentComments", LocalText(), "Explanation of the assessment", shown_when=WAS_ASSESSED),
)
COLLECTIVE = (
    Field(
        "domesticExpendituresData.domesticCollectiveAction",
        ASSESSED,
        "Has the role of collective action by Indigenous Peoples and local communities been assessed?",
    ),
    Field("domesticExpendituresData.measurementUnit", Text(), "Unit of measurement", required=True),
    Field("domesticExpendituresData.multiplier", MULTIPLIER, "Amounts are given in"),
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
    Field("nationalPlansData.currency", CURRENCY, "Currency"),
    Field("nationalPlansData.multiplier", MULTIPLIER, "Amounts are given in", required=True),
    Field("nationalPlansData.domesticSources", FUNDING, "Domestic sources of funding", is_repeated=True),
    Field("nationalPlansData.internationalSources", FUNDING, "International sources of funding", is_repeated=True),
    Field(
        "nationalPlansData.gapReductions",
        Group((YEAR, Field("hasReduced", YesNo(), "Was the gap reduced?"))),
        "Reduction of the funding gap each year",
        is_repeated=True,
    ),
    Field(
        "nationalPlansData.hasReduceGapOverall",
        Concept("93E3EC30-75E3-44C9-996E-6E61FEE4DE93"),
        "Was the funding gap reduced on the whole?",
    ),
    words("nationalPlansData.additionalComments", "Comments"),
    Field(
        "nationalPlansData.hasDomesticPrivateSectorMeasures",
        MEASURES,
        "Are there measures to encourage the private sector and civil society to give support at home?",
    ),
    words("nationalPlansData.hasDomesticPrivateSectorMeasuresComments", "Explanation of these measures"),
)

RESOURCE_MOBILISATION_2020 = Format(
    slug="resourceMobilisation2020",
    code="RM20",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="Financial report up to 2020",
    plural="Financial reports up to 2020",
    about="What a country mobilized for biodiversity from abroad and at home in the years up to 2020.",
    title=("title",),
    sections=(
        GENERAL,
        RESPONDENT,
        Section("international", "International financial resource flows", INTERNATIONAL),
        Section("inclusion", "Inclusion of biodiversity", INCLUSION_QUESTIONS),
        Section("collective", "Collective action", COLLECTIVE),
        Section("plans", "National finance plans", PLANS),
        ADDITIONAL,
        SEVERAL_NOTES,
    ),
    is_open=False,
)
