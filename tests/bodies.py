"""The smallest bodies of the formats on access and benefit-sharing, national reporting and cooperation."""

from clearinghouse.core.canonical import Json
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.kinds import Choice

NATIONAL = "7437F880-7B12-4F26-AA91-CED37250DD0A"


def guid(slug: str) -> str:
    """Return the identifier of the one record of a format to which the bodies refer."""
    return f"THE-ONE-{slug}"


def reference(slug: str) -> Json:
    """Return a reference to that record."""
    return {"identifier": guid(slug)}


def term(identifier: str) -> Json:
    """Return an answer that is a term."""
    return {"identifier": identifier}


def _measure() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Law on access"},
        "type": term("x-measure-type-law"),
        "jurisdiction": term(NATIONAL),
        "status": term("97D6C7E6-5EAD-48B2-BD8D-DAB77153FF9C"),
        "entryIntoForce": "2020-01-01",
        "isAmendment": False,
        "authorities": [reference("authority")],
        "documents": [{"url": "https://documents.example/law.pdf"}],
        "absMesasureNotApplicable": True,
    }


def _procedure() -> Json:
    return {
        "government": term("bj"),
        "name": {"en": "Access for research"},
        "jurisdiction": term(NATIONAL),
        "contacts": [reference("authority")],
        "requirements": {"en": "<p>A passport.</p>"},
        "description": {"en": "<p>Ask the authority.</p>"},
        "keywords": [term("x-abs-theme-compliance")],
        "hasApplicationDocuments": False,
        "hasApplicationFees": False,
    }


def _national_clause() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Clause on reporting"},
        "keywords": [term("x-abs-keyword-reporting")],
        "resourceLinks": [{"url": "https://documents.example/clause.pdf"}],
    }


def _permit() -> Json:
    return {
        "government": term("bj"),
        "absCNA": reference("authority"),
        "title": {"en": "Access to sorghum"},
        "dateOfIssuance": "2025-05-05",
        "providersConfidential": True,
        "picGranted": True,
        "entitiesToWhomPICGrantedConfidential": True,
        "subjectMatter": {"en": "<p>Seeds of sorghum.</p>"},
        "matEstablished": True,
        "usagesConfidential": True,
    }


def _checkpoint() -> Json:
    return {"government": term("bj"), "name": {"en": "Patent office"}, "informAllAuthorities": True}


def _communique() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Utilization of sorghum"},
        "absCheckpoints": [reference("absCheckpoint")],
        "absIRCCs": [reference("absPermit")],
        "description": {"en": "<p>Breeding.</p>"},
    }


def _model_clause() -> Json:
    return {
        "title": {"en": "Clause on benefits"},
        "resourceTypes": [term("5B6177DD-5E5E-434E-8CB7-D63D67D5EBED")],
        "authors": {"en": "A. Author"},
        "publicationDate": "2024-05",
        "resourceLinks": [{"url": "https://documents.example/clauses.pdf"}],
        "summary": {"en": "How benefits are shared."},
        "gbfTargets": [term("GBF-TARGET-13")],
        "nagoya": {
            "mccKeywords": [term("x-abs-keyword-monetary")],
            "subjects": [term("x-abs-theme-compliance")],
        },
    }


def _community_protocol() -> Json:
    return {
        **_model_clause(),
        "title": {"en": "Protocol of the forest people"},
        "countryRegions": [term("bj")],
        "nagoya": {"subjects": [term("x-abs-theme-compliance")]},
    }


def _abs_report() -> Json:
    """Return a report that says no wherever it must say something."""
    report: Json = {
        "government": term("bj"),
        "reportPeriodStartDate": "2020-01-01",
        "reportPeriodEndDate": "2025-10-31",
    }
    for one in FORMATS["absNationalReport1"]:
        if isinstance(one.kind, Choice) and one.required is True:
            report[one.name.removesuffix(".value")] = {"value": "false"}
    return report


def _nbsap() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Strategy 2030"},
        "jurisdiction": term(NATIONAL),
        "isGbfAligned": True,
        "startDate": "2024-01-01",
        "endDate": "2030-12-31",
        "status": term("9D17F3A2-EC92-4D31-81EF-A12521873D7F"),
        "documentLinks": [{"url": "https://documents.example/strategy.pdf"}],
    }


def _target() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Forests"},
        "globalTargetAlignment": [
            {"identifier": "GBF-TARGET-01", "degreeOfAlignment": term("AABF237C-F906-40D2-9595-5226C8B18A58")},
        ],
        "additionalImplementation": {"identifier": "additionalImplementationAvailable"},
    }


def _mapping() -> Json:
    return {
        "government": term("bj"),
        "globalGoalOrTarget": term("GBF-TARGET-01"),
        "elementOfGlobalTargetsInfo": {"en": "<p>Planning.</p>"},
    }


def _indicator_data() -> Json:
    return {
        "government": term("bj"),
        "indicator": {"identifier": "GBF-INDICATOR-A.2"},
        "sourceOfData": "national",
        "data": [{"indicatorCode": "A.2", "hasDisaggregation": False, "year": 2024, "unit": "ha", "value": 12.5}],
    }


def _stakeholder() -> Json:
    return {
        "firstName": "Ama",
        "lastName": "Mensah",
        "designation": {"en": "Director"},
        "department": {"en": "Seeds"},
        "organization": {"en": "Seed Institute"},
        "organizationType": {"identifier": "5B6177DD-5E5E-434E-8CB7-D63D67D5EBED", "customValue": {"en": "Guild"}},
        "jurisdiction": term(NATIONAL),
        "jurisdictionCountries": [term("bj")],
        "address": {"en": "1 Road"},
        "city": {"en": "Cotonou"},
        "state": {"en": "Littoral"},
        "postalCode": {"en": "01"},
        "country": term("bj"),
        "emails": ["ama@seed.example"],
    }


def _commitment() -> Json:
    return {
        **_stakeholder(),
        "title": {"en": "Seeds for all"},
        "description": {"en": "<p>A seed bank.</p>"},
        "timelineStartDate": "2025-01-01",
        "timelineEndDate": "2030-12-31",
        "coverageScope": "national",
        "coverageCountries": [term("bj")],
        "primaryGlobalAlignment": term("GBF-TARGET-04"),
        "primaryNationalTarget": reference("nationalTarget7"),
        "isFundingSufficient": False,
        "partners": {"en": "<p>Farmers.</p>"},
        "isLinkedToNbsap": False,
        "isReportingOnTarget15": False,
        "isProgressTracked": False,
    }


def _credential() -> Json:
    return {
        **_stakeholder(),
        "isParty": True,
        "government": term("bj"),
        "authorizedEmails": ["ama@seed.example"],
    }


def _needs() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Needs on detection"},
        "date": "2025-06-30",
        "needs": [{"need": {"en": "Reagents"}, "level": "organizational", "priority": "high", "state": "open"}],
    }


def _offer() -> Json:
    return {
        "title": {"en": "Training on detection"},
        "providers": [reference("organization")],
        "description": {"en": "<p>Two weeks in our laboratory.</p>"},
        "supportKinds": [term("x-activity-category-workshop")],
        "contacts": [reference("contact")],
        "cost": "free",
    }


def _request() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Help with detection"},
        "description": {"en": "<p>A trainer for two weeks.</p>"},
        "supportKinds": [term("x-activity-category-workshop")],
        "contacts": [reference("contact")],
        "state": "open",
    }


def _opportunity() -> Json:
    return {
        "title": {"en": "Fellowship on seeds"},
        "kind": "fellowship",
        "description": {"en": "<p>One year.</p>"},
        "applicationDeadline": "2026-12-31",
        "applicationLinks": [{"url": "https://documents.example/apply"}],
    }


def _training_material() -> Json:
    return {
        "title": {"en": "Module on detection"},
        "description": {"en": "<p>Ten lessons.</p>"},
        "materialTypes": [term("5B6177DD-5E5E-434E-8CB7-D63D67D5EBED")],
        "publicationDate": "2025",
        "materials": [{"url": "https://documents.example/module.pdf"}],
        "isReviewed": False,
    }


def _training() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Workshop on detection"},
        "eventType": term("x-event-type-workshop"),
        "startDate": "2025-03-03",
        "endDate": "2025-03-07",
        "participants": [{"country": term("bj"), "sex": "female", "count": 12}],
    }


def _partnership() -> Json:
    return {
        "name": {"en": "Network of laboratories"},
        "kind": "laboratories",
        "purpose": {"en": "<p>Detection.</p>"},
        "isActive": True,
        "leaders": [reference("organization")],
    }


def _membership() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Laboratory of Seeds in the network"},
        "laboratory": reference("laboratoryDetection"),
        "network": reference("partnership"),
        "status": "member",
    }


def _movement() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Seeds at the border"},
        "kind": "unintentional",
        "stage": "first",
        "affectedCountries": [term("tg")],
        "contacts": [reference("contact")],
        "date": "2025-04",
        "circumstances": {"en": "<p>A spilled load.</p>"},
        "quantities": {"en": "<p>Two bags of maize.</p>"},
        "measures": {"en": "<p>The seeds were collected.</p>"},
    }


def _lesson() -> Json:
    return {
        "title": {"en": "Begin with the inspectors"},
        "lesson": {"en": "<p>Inspectors know where seeds cross.</p>"},
        "date": "2025",
        "advice": {"en": "<p>Ask them first.</p>"},
    }


def _practice() -> Json:
    return {
        "title": {"en": "Joint inspections"},
        "description": {"en": "<p>Two countries inspect together.</p>"},
        "results": {"en": "<p>Fewer delays.</p>"},
        "evidence": "observed",
    }


def _community_of_practice() -> Json:
    return {
        "name": {"en": "Detectives of seeds"},
        "purpose": {"en": "<p>To learn.</p>"},
        "contacts": [reference("contact")],
        "admission": "open",
    }


def _strategy() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "A clearing-house for Benin"},
        "startDate": "2025-01-01",
        "status": term("9D17F3A2-EC92-4D31-81EF-A12521873D7F"),
        "isPartOfNbsap": False,
        "documents": [{"url": "https://documents.example/clearing-house.pdf"}],
    }


def _community() -> Json:
    return {
        "name": {"en": "Forest people"},
        "kind": term("x-iplc-indigenous"),
        "contacts": [reference("contact")],
        "countries": [term("bj")],
        "hasConsented": True,
    }


SMALLEST = {
    "measure": _measure,
    "absProcedure": _procedure,
    "absNationalModelContractualClause": _national_clause,
    "absPermit": _permit,
    "absCheckpoint": _checkpoint,
    "absCheckpointCommunique": _communique,
    "modelContractualClause": _model_clause,
    "communityProtocol": _community_protocol,
    "absNationalReport1": _abs_report,
    "nbsap": _nbsap,
    "nationalTarget7": _target,
    "nationalTarget7Mapping": _mapping,
    "nationalReport7IndicatorData": _indicator_data,
    "stakeholderCommitment": _commitment,
    "stakeholderCredential": _credential,
    "capacityNeedsAssessment": _needs,
    "assistanceOffer": _offer,
    "assistanceRequest": _request,
    "opportunity": _opportunity,
    "trainingMaterial": _training_material,
    "trainingEvent": _training,
    "partnership": _partnership,
    "detectionLaboratoryMembership": _membership,
    "unintentionalMovement": _movement,
    "lessonLearned": _lesson,
    "goodPractice": _practice,
    "communityOfPractice": _community_of_practice,
    "nationalClearingHouseStrategy": _strategy,
    "community": _community,
}
"""In the order in which each finds those it refers to; all come after the formats of the other clearing-houses."""
