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
_NOTES = "Every format has internal notes."
_SUPERSEDED = "No longer asked for by the current form; old answers are carried on."

OUR_OWN = frozenset(
    {
        "decision",
        "meeting",
        "meetingDocument",
        "news",
        "notification",
        "pressRelease",
        "recommendation",
        "statement",
    }
)
"""Announcements of the secretariat, of which the reference tells few fields or none: the rest is by this project."""

DELIBERATE: dict[tuple[str, str], str] = {
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
    ("event", "notes"): _NOTES,
    ("event", "title"): _TITLE,
    ("focalPoint", "categories"): "The codes are those of a vocabulary; a choice gives them labels and a filter.",
    ("focalPoint", "emails"): _CHECKED,
    ("focalPoint", "notes"): _NOTES,
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
}
