"""Where a declared format differs from what existing clients send, and why."""

_THEMES = "No vocabulary of themes is known; the subject areas ask the same, and old answers are carried on."
_TITLE = "A record without a title cannot be told from another; the reference infers its types from a display."
_NARROWER = "The kinds of decision named there have narrower ones, which count as well."
_COMMERCIAL = "Asked for the kinds of decision named there and the narrower ones."
_OTHER_KIND = "Asked only for the kind of decision that the question is about."
_CHECKED = "Addresses are checked to be ones."
_DATE = "Whoever says that the date is not available is not asked for it."
_NOT_OWN = "LMOs and notifications are shared by all: no government owns one."
_LISTED = "The record needs a name in lists; it may be left out."
_CLEARED = "What is not asked is cleared, as existing clients do; the reference tells it in its rules."
_ABS_ALONE = "The format belongs to the ABS Clearing-House alone, so what the reference says of others is left out."
_IN_ROWS = "Existing clients send rows of an answer and its explanation, as the questionnaire has it."
_OTHER_NAMED = "The text of “Other” goes with the term itself; the field of its own is kept beside it."
_OLD_FORM = "The current form does not have it; old answers are carried on."
_NOTES = "Every format has internal notes."
_SUPERSEDED = "No longer asked for by the current form; old answers are carried on."
_NO_TERMS = "No vocabulary of its terms is known; old answers are carried on."
_REPORTING = "A long questionnaire, which comes with the room for national reporting."

OUR_OWN = frozenset(
    {
        "action",
        "decision",
        "meeting",
        "meetingDocument",
        "news",
        "notification",
        "pressRelease",
        "recommendation",
        "statement",
        "undbBizBioPledge",
    }
)
"""Formats of which the reference tells few fields or none: the rest is by this project."""

LEFT_OUT: dict[str, str] = {
    "cpbNationalReport1": _REPORTING,
    "cpbNationalReport2": _REPORTING,
    "cpbNationalReport3": _REPORTING,
    "cpbNationalReport4": _REPORTING,
    "cpbNationalReport5": _REPORTING,
    "cpbNationalReportInterim": _REPORTING,
    "nationalReport7": _REPORTING,
    "nationalReport7BinaryIndicatorData": _REPORTING,
}
"""Formats of the reference that are not declared."""

DELIBERATE: dict[tuple[str, str], str] = {
    ("*", "notes"): _NOTES,
    ("*", "themes"): _THEMES,
    ("authority", "absJurisdiction"): "“Other” is what its jurisdiction is named for.",
    ("authority", "absJurisdictionName"): "The same three jurisdictions, which the reference names in words.",
    ("biosafetyDecision", "codexConducted"): _COMMERCIAL,
    ("biosafetyDecision", "conditions"): _NARROWER,
    ("biosafetyDecision", "decisionResult"): _NARROWER,
    ("biosafetyDecision", "exemptedFromAIA"): _OTHER_KIND,
    ("biosafetyDecision", "exporters"): _OTHER_KIND,
    ("biosafetyDecision", "extensionPeriod"): _NARROWER,
    ("biosafetyDecision", "forwardToFAO"): _COMMERCIAL,
    ("biosafetyDecision", "forwardToOECD"): _COMMERCIAL,
    ("biosafetyDecision", "isForCommercialUse"): _COMMERCIAL,
    ("biosafetyDecision", "isForFoodSafety"): _COMMERCIAL,
    ("biosafetyDecision", "movementAllowedUnderA131A"): _OTHER_KIND,
    ("biosafetyDecision", "reasons"): _NARROWER,
    ("biosafetyDecision", "takenInAccordanceWithA116"): _NARROWER,
    ("biosafetyDecision", "uses"): _NARROWER,
    ("biosafetyExpert", "motherTongue"): "The list of all languages has the six official ones in it.",
    ("contact", "addressType"): "Only a person can use the address of an organization.",
    ("contact", "gender"): "Only a person has one.",
    ("countryProfile", "title"): _LISTED,
    ("event", "aichiTargets"): "The Aichi Biodiversity Targets ended in 2020.",
    ("event", "durations"): "What its rows hold is not known; old answers are carried on.",
    ("event", "title"): _TITLE,
    ("focalPoint", "categories"): "The codes are those of a vocabulary; a choice gives them labels and a filter.",
    ("focalPoint", "emails"): _CHECKED,
    ("independentRiskAssessment", "date"): _DATE,
    ("independentRiskAssessment", "modifiedOrganisms"): _NOT_OWN,
    ("laboratoryDetection", "title"): _LISTED,
    ("meeting", "title"): f"{_TITLE} Titles of meetings are in several languages.",
    ("modifiedOrganism", "uniqueIdentification"): "The check digit is checked; it is a string all the same.",
    ("nationalRiskAssessment", "date"): _DATE,
    ("nationalRiskAssessment", "modifiedOrganisms"): _NOT_OWN,
    ("news", "title"): _TITLE,
    ("notification", "title"): _TITLE,
    ("organization", "absThematicAreas"): "Asked in the ABS Clearing-House alone, whose subjects they are.",
    ("organization", "emails"): _CHECKED,
    ("organization", "establishmentGooglePlaceId"): _SUPERSEDED,
    ("pressRelease", "title"): _TITLE,
    ("resource", "nagoya.mccKeywords"): "Asked for model contractual clauses alone, which are a format of their own.",
    ("statement", "title"): _TITLE,
    ("submission", "absThematicAreas"): (
        "The form is not open in the ABS Clearing-House; the mechanism asks for all subjects."
    ),
    ("submission", "notifications"): _NOT_OWN,
    ("submission", "records"): "The formats that “any” stands for are written out, so that a picker can name them.",
    ("supplementaryAuthority", "functions"): _SUPERSEDED,
    ("absCheckpointCommunique", "absIRCCs"): _CLEARED,
    ("absCheckpointCommunique", "keywordOther"): _OTHER_NAMED,
    ("absNationalReport1", "Q044_A_1"): _IN_ROWS,
    ("absNationalReport1", "Q044_B_1"): _IN_ROWS,
    ("absNationalReport1", "Q045_A_1"): _IN_ROWS,
    ("absNationalReport1", "Q045_B_1"): _IN_ROWS,
    ("absNationalReport1", "Q054_a"): _IN_ROWS,
    ("absNationalReport1", "Q060_a"): _IN_ROWS,
    ("absNationalReport1", "title"): _LISTED,
    (
        "absNationalReport1",
        "reportPeriodEndDate",
    ): "The questionnaire asks for the period, though the list of fields leaves it out.",
    (
        "absNationalReport1",
        "reportPeriodStartDate",
    ): "The questionnaire asks for the period, though the list of fields leaves it out.",
    ("absPermit", "entitiesToWhomPICGranted"): _CLEARED,
    ("absPermit", "providers"): _CLEARED,
    ("absPermit", "subjectMatter"): _CLEARED,
    ("absPermit", "usages"): _CLEARED,
    ("absPermit", "keywordOther"): _OTHER_NAMED,
    ("absPermit", "updateReason"): "Only an update has a reason.",
    ("absProcedure", "applicationContacts"): _CLEARED,
    ("absProcedure", "applicationInformation"): _CLEARED,
    ("absProcedure", "applicationLinks"): _CLEARED,
    ("communityProtocol", "biosafety.addressGenes"): _ABS_ALONE,
    ("communityProtocol", "biosafety.addressModifiedOrganisms"): _ABS_ALONE,
    ("communityProtocol", "biosafety.addressOrganisms"): _ABS_ALONE,
    ("communityProtocol", "biosafety.genes"): _ABS_ALONE,
    ("communityProtocol", "biosafety.modifiedOrganisms"): _ABS_ALONE,
    ("communityProtocol", "biosafety.organisms"): _ABS_ALONE,
    ("communityProtocol", "biosafety.subjects"): _ABS_ALONE,
    ("communityProtocol", "cbdSubjects"): _ABS_ALONE,
    ("communityProtocol", "nagoya.keyAreas"): _ABS_ALONE,
    ("communityProtocol", "nagoya.mccKeywords"): _ABS_ALONE,
    ("communityProtocol", "publisher"): "Superseded in the other resources of the library.",
    ("measure", "jurisdictionName"): "The vocabulary of jurisdictions of measures has no “Other”.",
    ("measure", "otherAbsMeasure"): _OLD_FORM,
    ("measure", "otherDocuments"): _OLD_FORM,
    ("measure", "otherInformation"): _OLD_FORM,
    ("measure", "type"): "“Other” is a term of the vocabulary, and the other type is named in a field of its own.",
    ("modelContractualClause", "biosafety.subjects"): _ABS_ALONE,
    ("modelContractualClause", "cbdSubjects"): _ABS_ALONE,
    ("modelContractualClause", "nagoya.keyAreas"): _ABS_ALONE,
    ("modelContractualClause", "nagoya.mccKeywords"): _ABS_ALONE,
    ("modelContractualClause", "nagoya.subjects"): _ABS_ALONE,
    (
        "nationalTarget7Mapping",
        "referencePeriod",
    ): "Which targets have headline indicators is known to the vocabulary, not to the format.",
    (
        "nationalTarget7Mapping",
        "referencePeriod[].headlineIndicator",
    ): "It refers to a term of a vocabulary, which is sent in the same way.",
    ("nationalTarget7Mapping", "title"): _LISTED,
    ("nbsap", "jurisdictionInfo"): _CLEARED,
    (
        "stakeholderCommitment",
        "indicators",
    ): "The terms of three vocabularies; rows of identifiers are sent in the same way.",
    ("bbiOpportunity", "assistanceTypes"): _NO_TERMS,
    ("bbiProfile", "assistanceTypes"): _NO_TERMS,
    ("bbiRequest", "addressedPriorities"): _NO_TERMS,
    ("bbiRequest", "assistanceTypes"): _NO_TERMS,
    ("bbiRequest", "coverage"): _NO_TERMS,
    ("bbiRequest", "jurisdiction"): _NO_TERMS,
    ("capacityBuildingResource", "aichiTargets"): "What is not answered is not shown in any case.",
    ("commitmentCountryReview", "meta"): "What the object holds is not known; old answers are carried on.",
    (
        "expertAssignment",
        "government",
    ): "A national record is somebody’s; the reference infers its types from a display.",
    ("legalFrameworkOverview", "title"): _LISTED,
    ("nationalAssessment", "title"): _LISTED,
    (
        "nationalReport6",
        "nationalContribution.aichiTargetN.linkedRecords",
    ): "The formats that “any” stands for are written out, so that a picker can name them.",
    ("nationalReport6", "title"): _LISTED,
    ("resourceMobilisation2020", "hasBiodiversityAssessmentComments"): "“no” is not an answer that is offered.",
    (
        "resourceMobilisation2020",
        "nationalPlansData.gapReductions[].year",
    ): "The rows are those of years, which the reference leaves out.",
    ("undbActor", "title"): _LISTED,
    ("undbParty", "title"): _LISTED,
}
