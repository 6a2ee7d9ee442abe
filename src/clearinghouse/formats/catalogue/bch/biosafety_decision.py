"""A decision on a living modified organism, or another communication under the Cartagena Protocol; thirteen kinds."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.catalogue.bch.assessing import CONFIRMATION
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, IsFilled, IsPublished, both, either
from clearinghouse.formats.format import AnyOf, Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Concept,
    Day,
    LocalText,
    RecordReference,
    WebLink,
    WholeNumber,
    YesNo,
)

# Kinds of decision, by their official terms.
INTRODUCTION = "E8C5A15C-A736-4fb7-A1B6-192412BE7E45"
FOOD_FEED_PROCESSING = "BE64016A-C3BD-4C61-9620-C3FEF96B2A24"
FFP_IMPORT = "0D0BEEF4-54E4-44C1-ABB2-B89DC145E0B3"
FFP_DOMESTIC_USE = "C15E5CD8-B6F9-41AE-A09C-7EF5F73B0507"
SIMPLIFIED = "8979219B-330B-424F-A52C-209D4B4B65C0"
TRANSIT = "1B6F702C-0C68-4B53-BCA4-1DA4A25E23A8"
CONTAINED_USE = "D698B5F7-A434-49E2-A7FF-FE869AFBEE8D"
UNINTENTIONAL_MOVEMENT = "83C0DBFB-AD5C-4B88-8ECE-5365991F2956"
ILLEGAL_MOVEMENT = "3FF9FEB3-20FA-4287-B562-46635A1154A3"

# Results of a decision.
APPROVED = "3B9ECE67-B35C-40FF-8C06-4EA5FF762899"
APPROVED_WITH_CONDITIONS = "3EFF4792-A896-4DC7-9945-04FE9C8B5B4F"
PROHIBITED = "6DD1B161-4CDB-4900-BD31-DBB97E86B2AE"
INFORMATION_REQUESTED = "8D91ACEE-C6B3-4204-8FE6-00AE424013FF"
PERIOD_EXTENDED = "19F9F13E-195E-45B5-88DD-058A07E0D6F6"

_FFP = (FOOD_FEED_PROCESSING, FFP_IMPORT, FFP_DOMESTIC_USE)
IS_INTRODUCTION = HasTerm("decisionTypes", (INTRODUCTION,))
IS_FFP = HasTerm("decisionTypes", _FFP)
HAS_RESULT = HasTerm("decisionTypes", (INTRODUCTION, *_FFP))
IS_SIMPLIFIED = HasTerm("decisionTypes", (SIMPLIFIED,))
IS_MOVEMENT = HasTerm("decisionTypes", (UNINTENTIONAL_MOVEMENT, ILLEGAL_MOVEMENT))
IS_UNINTENTIONAL = both(IS_MOVEMENT, HasTerm("transboundaryMovementType", ("22B915C4-193E-4087-89ED-D104EEEC4330",)))
NAMES_LMO = HasTerm("decisionTypes", (INTRODUCTION, *_FFP, SIMPLIFIED, TRANSIT, CONTAINED_USE))
NEEDS_RISK_ASSESSMENT = HasTerm("decisionTypes", (INTRODUCTION, SIMPLIFIED, FFP_DOMESTIC_USE))
ON_REQUEST = both(IS_INTRODUCTION, Equals("addressesTransboundaryMovement", True))
NOT_ON_REQUEST = both(IS_INTRODUCTION, Equals("addressesTransboundaryMovement", False))
SHAREABLE = HasTerm("decisionTypes", (INTRODUCTION, *_FFP, CONTAINED_USE, SIMPLIFIED))
COMMERCIAL = both(SHAREABLE, Equals("isForCommercialUse", True))
FOOD_SAFETY = both(COMMERCIAL, Equals("isForFoodSafety", True))
CONDITIONAL_RESULT = both(HAS_RESULT, HasTerm("decisionResult", (APPROVED_WITH_CONDITIONS,)))
REASONED_RESULT = both(
    HAS_RESULT,
    HasTerm("decisionResult", (APPROVED_WITH_CONDITIONS, PROHIBITED, INFORMATION_REQUESTED, PERIOD_EXTENDED)),
)
EXTENDED_RESULT = both(HAS_RESULT, HasTerm("decisionResult", (PERIOD_EXTENDED,)))
# Exporters are named with a request for movement; for imports of LMOs-FFP they may be.
HAS_EXPORTER = either(ON_REQUEST, HasTerm("decisionTypes", (FFP_IMPORT,)))
HAS_IMPORTER = HasTerm("decisionTypes", (INTRODUCTION, FFP_IMPORT, FFP_DOMESTIC_USE))

BIOSAFETY_DECISION = Format(
    slug="biosafetyDecision",
    code="DEC",
    version=1,
    realms=("bch",),
    ownership=Ownership.NATIONAL,
    label="Decision or communication",
    plural="Decisions and communications",
    about="What a government decided or communicated about a living modified organism under the Cartagena Protocol.",
    title=("title",),
    summary="reasons",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field(
                    "government",
                    Concept(COUNTRIES),
                    "Submitting government",
                    required=True,
                    facet="government",
                ),
                Field(
                    "authorities",
                    RecordReference(("authority",), is_same_government=True),
                    "Competent national authorities",
                    is_repeated=True,
                    required=True,
                    facet="authority",
                ),
                Field("title", LocalText(), "Title", required=True, help="Use the title in the decision itself."),
                Field("date", Day(), "Date of the decision", required=True),
                Field(
                    "takenPriorEntryIntoForce",
                    YesNo(),
                    "Was it taken before the Protocol entered into force for the country?",
                ),
                Field("jurisdictionsDetails", LocalText(), "Details of the jurisdiction"),
                Field("isAmendment", YesNo(), "Does this amend an earlier decision?", required=True),
                Field(
                    "amendedRecords",
                    RecordReference(("biosafetyDecision",), is_same_government=True),
                    "Decisions that are amended",
                    is_repeated=True,
                    required=Equals("isAmendment", True),
                    shown_when=Equals("isAmendment", True),
                ),
                Field(
                    "amendmentsDetails",
                    LocalText(is_rich=True),
                    "What was amended",
                    required=either(Equals("isAmendment", True), IsPublished()),
                    shown_when=either(Equals("isAmendment", True), IsPublished()),
                ),
            ),
        ),
        Section(
            "subject",
            "Subject of the decision",
            (
                Field(
                    "decisionTypes",
                    Concept("DecisionTypes", allows_other=True),
                    "Subject of the decision or communication",
                    is_repeated=True,
                    required=True,
                    facet="decisionType",
                    help="The questions below follow from what you choose here.",
                ),
            ),
        ),
        Section(
            "introduction",
            "Intentional introduction into the environment",
            (
                Field(
                    "addressesTransboundaryMovement",
                    YesNo(),
                    "Was it triggered by a request for transboundary movement?",
                    required=IS_INTRODUCTION,
                    shown_when=IS_INTRODUCTION,
                ),
                Field(
                    "appliesToTransboundaryMovement",
                    YesNo(),
                    "Does it apply to transboundary movement all the same?",
                    required=NOT_ON_REQUEST,
                    shown_when=NOT_ON_REQUEST,
                ),
                Field("receiptDate", Day(), "Date the notification was received", shown_when=ON_REQUEST),
                Field(
                    "receiptAcknowledgementDate",
                    Day(),
                    "Date the receipt was acknowledged",
                    shown_when=ON_REQUEST,
                ),
                Field("communicationDate", Day(), "Date the decision was communicated", shown_when=ON_REQUEST),
                Field(
                    "involvesFieldTrial",
                    YesNo(),
                    "Does it concern a field trial?",
                    shown_when=IS_INTRODUCTION,
                ),
                Field(
                    "involvesCommercialRelease",
                    YesNo(),
                    "Does it concern a commercial release?",
                    shown_when=IS_INTRODUCTION,
                ),
                Field(
                    "appliesToSubsequentIntroductions",
                    YesNo(),
                    "Does it apply to later introductions of the same LMO?",
                    required=IS_INTRODUCTION,
                    shown_when=IS_INTRODUCTION,
                ),
            ),
        ),
        Section(
            "movement-parties",
            "Exporters and importers",
            (
                Field(
                    "exporters",
                    RecordReference(("contact",)),
                    "Exporters",
                    is_repeated=True,
                    required=ON_REQUEST,
                    shown_when=HAS_EXPORTER,
                ),
                Field(
                    "importers",
                    RecordReference(("contact",)),
                    "Importers",
                    is_repeated=True,
                    required=HAS_IMPORTER,
                    shown_when=HAS_IMPORTER,
                ),
            ),
        ),
        Section(
            "ffp",
            "Direct use as food or feed, or for processing",
            (
                Field(
                    "uses",
                    Concept("DecisionLMOFFPSubject"),
                    "Uses of the LMO",
                    is_repeated=True,
                    required=IS_FFP,
                    shown_when=IS_FFP,
                    facet="use",
                ),
                Field(
                    "takenInAccordanceWithA116",
                    YesNo(),
                    "Was it taken under Article 11, paragraph 6?",
                    required=IS_FFP,
                    shown_when=IS_FFP,
                ),
            ),
        ),
        Section(
            "simplified",
            "Simplified procedure",
            (
                Field(
                    "movementAllowedUnderA131A",
                    YesNo(),
                    "Movement may take place at the same time as it is notified (Article 13, paragraph 1(a))",
                    shown_when=IS_SIMPLIFIED,
                ),
                Field(
                    "appliesToSubsequentImports",
                    YesNo(),
                    "Does it apply to later imports of the same LMO?",
                    required=both(IS_SIMPLIFIED, Equals("movementAllowedUnderA131A", True)),
                    shown_when=both(IS_SIMPLIFIED, Equals("movementAllowedUnderA131A", True)),
                ),
                Field(
                    "exemptedFromAIA",
                    YesNo(),
                    "Imports are exempt from advance informed agreement (Article 13, paragraph 1(b))",
                    shown_when=IS_SIMPLIFIED,
                ),
            ),
        ),
        Section(
            "movement",
            "Unintentional or illegal movement",
            (
                Field(
                    "transboundaryMovementType",
                    Concept("TransboundaryMovementTypes"),
                    "Type of movement",
                    required=IS_MOVEMENT,
                    shown_when=IS_MOVEMENT,
                    facet="movementType",
                ),
                Field(
                    "releaseInformation",
                    LocalText(),
                    "Information on the release",
                    shown_when=IS_UNINTENTIONAL,
                ),
                Field("estimatedQuantities", LocalText(), "Estimated quantities", shown_when=IS_UNINTENTIONAL),
                Field(
                    "releaseCircumstance",
                    LocalText(),
                    "Circumstances of the release",
                    shown_when=IS_UNINTENTIONAL,
                ),
                Field("releaseDate", Day(), "Date of the release", shown_when=IS_UNINTENTIONAL),
                Field(
                    "lmoUseInformation",
                    LocalText(),
                    "Use of the LMO in the Party of origin",
                    shown_when=IS_UNINTENTIONAL,
                ),
                Field(
                    "adverseEffectInformation",
                    LocalText(),
                    "Possible adverse effects and measures against them",
                    shown_when=IS_UNINTENTIONAL,
                ),
                Field(
                    "pointOfContact",
                    RecordReference(("contact",)),
                    "Point of contact",
                    is_repeated=True,
                    shown_when=IS_UNINTENTIONAL,
                ),
                Field(
                    "otherTransboundryInformation",
                    LocalText(),
                    "Other information on the movement",
                    shown_when=IS_MOVEMENT,
                ),
            ),
        ),
        Section(
            "result",
            "Result",
            (
                Field(
                    "decisionResult",
                    Concept("DecisionResults"),
                    "Result of the decision",
                    required=HAS_RESULT,
                    shown_when=HAS_RESULT,
                    facet="decisionResult",
                ),
                Field(
                    "conditions",
                    LocalText(is_rich=True),
                    "Conditions",
                    required=CONDITIONAL_RESULT,
                    shown_when=CONDITIONAL_RESULT,
                ),
                Field(
                    "reasons",
                    LocalText(is_rich=True),
                    "Reasons for the decision",
                    required=REASONED_RESULT,
                    shown_when=REASONED_RESULT,
                ),
                Field(
                    "extensionPeriod",
                    WholeNumber(Message("biosafetyDecision.extensionPeriod.unit", "days"), minimum=1),
                    "Length of the extension",
                    required=EXTENDED_RESULT,
                    shown_when=EXTENDED_RESULT,
                ),
            ),
        ),
        Section(
            "lmo",
            "LMO and risk assessment",
            (
                Field(
                    "modifiedOrganisms",
                    RecordReference(("modifiedOrganism",)),
                    "Living modified organisms",
                    is_repeated=True,
                    required=NAMES_LMO,
                    facet="modifiedOrganism",
                ),
                Field(
                    "riskAssessments",
                    RecordReference(("nationalRiskAssessment",), is_same_government=True),
                    "Risk assessments",
                    is_repeated=True,
                    required=NEEDS_RISK_ASSESSMENT,
                    facet="riskAssessment",
                ),
            ),
        ),
        Section(
            "sharing",
            "Sharing with other databases",
            (
                Field(
                    "isForCommercialUse",
                    YesNo(),
                    "Is the LMO meant for commercial use?",
                    shown_when=SHAREABLE,
                ),
                Field("forwardToOECD", YesNo(), "May it be forwarded to the OECD?", shown_when=COMMERCIAL),
                Field("isForFoodSafety", YesNo(), "Does it concern food safety?", shown_when=COMMERCIAL),
                Field(
                    "codexConducted",
                    YesNo(),
                    "Was the safety assessment made according to the Codex guideline?",
                    shown_when=FOOD_SAFETY,
                ),
                Field("forwardToFAO", YesNo(), "May it be forwarded to FAO?", shown_when=FOOD_SAFETY),
            ),
        ),
        Section(
            "document",
            "Decision document",
            (
                Field(
                    "documents",
                    WebLink(accepts_files=True),
                    "Documents of the decision",
                    is_repeated=True,
                    required=IsFilled("decisionTypes"),
                ),
            ),
        ),
        CONFIRMATION,
        ADDITIONAL_INFORMATION,
        NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (
                Field(
                    "jurisdictions",
                    Concept("D7BD5BDE-A6B9-4261-B788-16839CCC4F7E"),
                    "Jurisdictions (superseded)",
                    is_repeated=True,
                    is_obsolete=True,
                ),
            ),
        ),
    ),
    rules=(
        AnyOf(
            ("movementAllowedUnderA131A", "exemptedFromAIA"),
            "Say which simplified procedure applies: movement at the same time as notification, or exemption.",
            when=IS_SIMPLIFIED,
        ),
        InOrder(
            "receiptDate",
            "communicationDate",
            "The decision cannot be communicated before the notification was received.",
        ),
    ),
)
