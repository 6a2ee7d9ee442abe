"""A risk assessment made by an organization, independently of any decision of a government."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, Not
from clearinghouse.formats.format import AnyOf, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Concept, Day, LocalText, RecordReference, WebLink, YesNo

INDEPENDENT_RISK_ASSESSMENT = Format(
    slug="independentRiskAssessment",
    code="IRA",
    version=1,
    realms=("bch",),
    ownership=Ownership.REFERENCE,
    label="Independent risk assessment",
    plural="Independent risk assessments",
    about="What a risk assessment made outside the regulatory process of any government covered and what it found.",
    title=("title",),
    summary="documentsSummary",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field(
                    "date",
                    Day(),
                    "Date of the risk assessment",
                    shown_when=Not(Equals("dateOfRaNotAvailable", True)),
                ),
                Field("dateOfRaNotAvailable", YesNo(), "The date is not available"),
                Field(
                    "organizations",
                    RecordReference(("organization",)),
                    "Organizations that made it",
                    is_repeated=True,
                    required=True,
                    facet="organization",
                ),
                Field("contacts", RecordReference(("contact",)), "Contacts", is_repeated=True),
            ),
        ),
        Section(
            "details",
            "What was assessed",
            (
                Field(
                    "modifiedOrganisms",
                    RecordReference(("modifiedOrganism",)),
                    "Living modified organisms",
                    is_repeated=True,
                    required=True,
                    facet="modifiedOrganism",
                ),
                Field(
                    "scopes",
                    Concept("RiskAssessmentScope"),
                    "Scope of the risk assessment",
                    is_repeated=True,
                    required=True,
                    facet="scope",
                ),
                Field(
                    "documents",
                    WebLink(accepts_files=True),
                    "Report of the risk assessment",
                    is_repeated=True,
                    required=True,
                ),
                Field("documentsSummary", LocalText(is_rich=True), "Summary of the report"),
            ),
        ),
        Section(
            "methodology",
            "Methodology and points to consider",
            (
                Field("adverseEffects", LocalText(is_rich=True), "Potential adverse effects identified"),
                Field("adverseEffectsLikelihood", LocalText(is_rich=True), "Likelihood of the adverse effects"),
                Field(
                    "adverseEffectsConsequence",
                    LocalText(is_rich=True),
                    "Consequences of the adverse effects",
                ),
                Field("adverseEffectsOverallRisk", LocalText(is_rich=True), "Overall risk"),
                Field(
                    "adverseEffectsRecommendation",
                    LocalText(is_rich=True),
                    "Recommendation on whether the risks are acceptable",
                ),
                Field("riskManagementStrategies", LocalText(is_rich=True), "Strategies to manage the risks"),
                Field("receivingEnvironment", LocalText(is_rich=True), "Likely potential receiving environment"),
                Field("detectionMethod", LocalText(is_rich=True), "Detection methods"),
            ),
        ),
        Section(
            "confirmation",
            "Confirmation",
            (Field("expires", YesNo(), "Ask us to confirm this record after two years?", required=True),),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(
        AnyOf(
            ("date", "dateOfRaNotAvailable"),
            "Give the date of the risk assessment, or say that it is not available.",
        ),
    ),
)
