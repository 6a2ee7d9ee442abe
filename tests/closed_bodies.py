"""The smallest bodies of the formats that can only be read and imported."""

from clearinghouse.core.canonical import Json
from tests.bodies import NATIONAL, reference, term

AICHI = [term("AICHI-TARGET-01")]
DOCUMENT = {"url": "https://documents.example/a.pdf"}
CONFIDENCE = {
    f"{kind}ConfidenceLevel": term("D8BC6348-D1F9-4DA4-A8C0-7AE149939ABE") for kind in ("oda", "oof", "other")
}


def _nothing() -> Json:
    return {}


def _of_a_government() -> Json:
    return {"government": term("bj")}


def _titled() -> Json:
    return {"title": {"en": "Mangroves"}}


def _national() -> Json:
    return {**_titled(), "government": term("bj"), "description": {"en": "What is done for mangroves."}}


def _measure_status() -> Json:
    return {
        **_titled(),
        "government": term("bj"),
        "jurisdiction": term(NATIONAL),
        "adoption": "2019-05-02",
        "measureEstablished": True,
        "status": term("x-abs-status-fully"),
        "isSubjectToPic": False,
        "noPicStatus": term("x-no-pic-decision"),
        "hasIplc": False,
        "hasIplcRightEstablished": False,
        "hasStepsForIplcApproval": False,
    }


def _overview() -> Json:
    return {"countries": [term("bj")]}


def _target() -> Json:
    return {**_national(), "isAichiTarget": False, "jurisdiction": term(NATIONAL)}


def _assessment() -> Json:
    return {
        "government": term("bj"),
        "nationalTarget": reference("nationalTarget"),
        "progress": term("884D8D8C-F2AE-4AAC-82E3-5B73CE627D45"),
        "date": "2018-12-01",
        "assessmentText": {"en": "<p>Half of it is done.</p>"},
        "confidence": term("x-confidence-comprehensive"),
        "confidenceInfo": {"en": "<p>Counted in the field.</p>"},
    }


def _activity() -> Json:
    return {
        **_national(),
        "status": term("x-project-status-proposed"),
        "jurisdiction": term(NATIONAL),
        "aichiTargets": AICHI,
    }


def _tool() -> Json:
    return {
        **_national(),
        "status": term("x-support-tool-status-planned"),
        "jurisdiction": term(NATIONAL),
        "nationalTargets": [reference("nationalTarget")],
        "aichiTargets": AICHI,
    }


def _sixth_report() -> Json:
    return {"government": term("bj"), "targetPursued": True, "nationalTargets": [reference("nationalTarget")]}


def _financial_report(**resources: Json) -> Json:
    return {
        "government": term("bj"),
        "ownerBehalf": term("x-on-behalf-national-focal-point"),
        "hasAuthority": True,
        "respondentName": "A. Person",
        "respondentOrganization": {"en": "Ministry of the Environment"},
        **resources,
    }


def _financial_report_of_2015() -> Json:
    actions = [term("x-flow-action-direct")]
    baseline = {
        "odaCategories": [term("x-oda-bilateral")],
        "odaOofType": term("x-amount-commitments"),
        "odaoofActions": actions,
        "otherActions": actions,
        **CONFIDENCE,
    }
    return _financial_report(
        internationalResources={"currency": term("XOF"), "baselineData": baseline, "progressData": CONFIDENCE},
        domesticExpendituresData={"currency": term("XOF"), "multiplier": "millions", "measurementUnit": "ha"},
    )


def _financial_report_up_to_2020() -> Json:
    return _financial_report(
        internationalResources={"currency": term("XOF"), **CONFIDENCE},
        domesticExpendituresData={"measurementUnit": "ha"},
        nationalPlansData={"multiplier": "millions"},
    )


def _target_page() -> Json:
    return {"title": {"en": "Awareness"}, "strategicGoal": term("x-aichi-strategic-goal-a")}


def _dossier() -> Json:
    return {
        **_titled(),
        "country": term("bj"),
        "description": {"en": "Documents on mangroves."},
        "cbdSubjects": [term("CBD-SUBJECT-BIOMES")],
        "aichiTargets": AICHI,
    }


def _indicator() -> Json:
    return {
        "title": {"en": "Extent of mangroves"},
        "aichiTarget": AICHI[0],
        "availabilityStatus": term("x-indicator-availability-available"),
    }


def _case_study() -> Json:
    return {
        **_titled(),
        "subjects": [term("CBD-SUBJECT-BIOMES")],
        "aichiTargets": AICHI,
        "regions": [term("bj")],
        "countries": [term("bj")],
        "languages": [term("en")],
        "startDate": "2012-01-01",
        "endDate": "2014-12-31",
        "source": {"en": "Ministry of the Environment"},
        "summary": {"en": "Mangroves were planted."},
    }


def _project() -> Json:
    return {
        "title": "Mangroves",
        "leadContact": "A. Person",
        "expired": True,
        "featured": 0,
        "startDate": "2012-01-01",
        "timeFrame": 36,
        "projectAbstract": "Mangroves are planted.",
        "description": "Mangroves are planted on the coast.",
        "thumbnail": DOCUMENT,
    }


def _event() -> Json:
    return {
        "name": "Round table",
        "description": "Donors meet.",
        "type": [term("x-event-type-meeting")],
        "startDate": "2012-01-01",
        "coverImage": DOCUMENT,
    }


def _donor() -> Json:
    return {"name": "Fund for mangroves", "acronym": "FFM", "description": "Gives to mangroves."}


def _resource() -> Json:
    return {
        **_titled(),
        "resourceTypes": [term("x-capacity-resource-training-material")],
        "fileFormat": term("x-file-format-pdf"),
        "targetGroups": [term("x-target-group-policymakers")],
        "authors": {"en": "A. Person"},
        "publicationYear": 2015,
        "resourceLinks": [DOCUMENT],
        "regions": [term("bj")],
        "bchSubjects": [term("B18CE475-8D23-4DEC-A9F1-13F0243C9233")],
    }


SMALLEST = {
    "absNationalReport": _of_a_government,
    "absMeasureStatus": _measure_status,
    "legalFrameworkOverview": _overview,
    "expertAssignment": _of_a_government,
    "nationalTarget": _target,
    "nationalAssessment": _assessment,
    "nationalReport6": _sixth_report,
    "nationalIndicator": _national,
    "implementationActivity": _activity,
    "nationalSupportTool": _tool,
    "resourceMobilisation": _financial_report_of_2015,
    "resourceMobilisation2020": _financial_report_up_to_2020,
    "aichiTarget": _target_page,
    "dossier": _dossier,
    "strategicPlanIndicator": _indicator,
    "caseStudy": _case_study,
    "lwCampaign": _titled,
    "lwDonor": _donor,
    "lwProject": _project,
    "lwEvent": _event,
    "undbAction": _titled,
    "undbPartner": _nothing,
    "undbActor": _nothing,
    "undbParty": _nothing,
    "undbBizBioPledge": _titled,
    "action": _national,
    "bbiOpportunity": _titled,
    "bbiProfile": _titled,
    "bbiRequest": _titled,
    "bbiContact": _nothing,
    "capacityBuildingResource": _resource,
    "commitmentCountryReview": _nothing,
    "new": _titled,
}
"""In the order in which each finds those it refers to."""
