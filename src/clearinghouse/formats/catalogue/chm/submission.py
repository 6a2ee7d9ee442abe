"""What a government or an organization submits in answer to a notification."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.conditions import InRealm
from clearinghouse.formats.format import AnyOf, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, LocalText, RecordReference, WebLink

CHM = InRealm("chm")
FINANCE_KEYWORDS = "20E4FD0B-74AA-497B-BAEE-29EEB26C8AE3"
# What people draft and publish; what the secretariat announces is answered, not submitted.
ANY_RECORD = (
    "absCheckpoint",
    "absCheckpointCommunique",
    "absNationalModelContractualClause",
    "absNationalReport1",
    "absPermit",
    "absProcedure",
    "authority",
    "biosafetyDecision",
    "biosafetyExpert",
    "biosafetyLaw",
    "biosafetyNews",
    "capacityBuildingInitiative",
    "communityProtocol",
    "contact",
    "countryProfile",
    "cpbNationalReport5",
    "database",
    "dnaSequence",
    "independentRiskAssessment",
    "laboratoryDetection",
    "marineEbsa",
    "measure",
    "modelContractualClause",
    "modifiedOrganism",
    "nationalReport",
    "nationalReport7",
    "nationalRiskAssessment",
    "nationalTarget7",
    "nbsap",
    "organism",
    "organization",
    "resource",
    "stakeholderCommitment",
    "submission",
    "supplementaryAuthority",
)

SUBMISSION = Format(
    slug="submission",
    code="SUB",
    version=1,
    realms=("chm", "bch"),
    ownership=Ownership.EITHER,
    label="Submission",
    plural="Submissions",
    about="Views and information that a government or an organization submits in answer to a notification.",
    title=("title",),
    summary="relevantInformation",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", facet="government"),
                Field(
                    "organizations",
                    RecordReference(("organization",), is_versioned=True),
                    "Submitting organizations",
                    is_repeated=True,
                    facet="organization",
                ),
            ),
        ),
        Section(
            "submission",
            "Submission",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("date", Day(), "Date of the submission", required=True),
                Field(
                    "notifications",
                    RecordReference(("notification",)),
                    "Notifications that it answers",
                    is_repeated=True,
                    required=True,
                    facet="notification",
                ),
                Field(
                    "records",
                    RecordReference(ANY_RECORD, is_versioned=True),
                    "Records that belong to it",
                    is_repeated=True,
                ),
            ),
        ),
        Section(
            "themes",
            "Thematic areas",
            (
                Field(
                    "absThematicAreas",
                    Concept("CA9BBEA9-AAA7-4F2F-B3A3-7ED180DE1924"),
                    "Subjects on access and benefit-sharing",
                    is_repeated=True,
                    shown_when=CHM,
                    facet="absSubject",
                ),
                Field(
                    "cpbThematicAreas",
                    Concept("043C7F0D-2226-4E54-A56F-EE0B74CCC984"),
                    "Subjects on biosafety",
                    is_repeated=True,
                    shown_when=InRealm("bch"),
                    facet="biosafetySubject",
                ),
                Field(
                    "cbdThematicAreas",
                    Concept("CBD-SUBJECTS"),
                    "Subject areas of the Convention",
                    is_repeated=True,
                    shown_when=CHM,
                    facet="cbdSubject",
                ),
                Field(
                    "gbfGoalsAndTargets",
                    Concept("GBF-GOALS-TARGETS"),
                    "Goals and targets of the Kunming-Montreal Global Biodiversity Framework",
                    is_repeated=True,
                    shown_when=CHM,
                    facet="gbfGoalOrTarget",
                ),
                Field(
                    "betiFinanceKeywords",
                    Concept(FINANCE_KEYWORDS),
                    "Keywords on finance",
                    is_repeated=True,
                    shown_when=CHM,
                    facet="financeKeyword",
                    help="Only where the notification asks for them.",
                ),
                Field(
                    "betiMainstreamingKeywords",
                    Concept(FINANCE_KEYWORDS),
                    "Keywords on mainstreaming",
                    is_repeated=True,
                    shown_when=CHM,
                    facet="mainstreamingKeyword",
                    help="Only where the notification asks for them.",
                ),
            ),
        ),
        Section(
            "documents",
            "Documents",
            (
                Field(
                    "relevantDocuments",
                    WebLink(accepts_files=True),
                    "Documents submitted",
                    is_repeated=True,
                    required=True,
                ),
                Field("relevantInformation", LocalText(is_rich=True), "Other relevant information"),
                Field(
                    "resourceTypes",
                    Concept("A762DF7E-B8D1-40D6-9DAC-D25E48C65528"),
                    "Types of resource",
                    is_repeated=True,
                    shown_when=CHM,
                    facet="resourceType",
                ),
            ),
        ),
        NOTES,
    ),
    rules=(AnyOf(("government", "organizations"), "Name the submitting government or the submitting organizations."),),
)
