"""What formats of the Biosafety Clearing-House have in common: what was assessed, how, and for how long it stands."""

from clearinghouse.formats.format import Field, Section
from clearinghouse.formats.kinds import Concept, LocalText, RecordReference, WebLink, YesNo

ASSESSED = Section(
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
)
METHODOLOGY = Section(
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
)
CONFIRMATION = Section(
    "confirmation",
    "Confirmation",
    (Field("expires", YesNo(), "Ask us to confirm this record after two years?", required=True),),
)
