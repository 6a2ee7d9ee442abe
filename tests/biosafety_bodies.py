"""The smallest bodies of the formats on biosafety, and of those that every clearing-house shares."""

from clearinghouse.core.canonical import Json
from tests.bodies import reference, term

PROMOTER = "x-element-promoter"
COMMUNICATION = "0C9BBC54-34F1-431A-A579-F018D8E5CEAD"


def _contact() -> Json:
    return {
        "type": "organization",
        "organization": {"en": "Seed Institute"},
        "emails": ["office@seed.example"],
        "country": term("bj"),
    }


def _organization() -> Json:
    return {
        "name": {"en": "Institute of Seeds"},
        "city": {"en": "Cotonou"},
        "country": term("bj"),
        "phones": ["+000 000"],
        "emails": ["institute@organization.example"],
        "organizationType": term("8830904C-8AF4-4C2F-AADB-363D98D854DA"),
        "profileLink": [{"url": "https://organization.example/about"}],
    }


def _authority() -> Json:
    return {
        "government": term("bj"),
        "name": {"en": "Biosafety Agency"},
        "functions": [term("FE1AA9E9-3320-4112-9F9C-A22AD6563AE1")],
        "cpbOrganismTypes": [term("8DAB2400-CF00-44B2-ADCF-49AABF66B9B0")],
        "city": {"en": "Cotonou"},
        "country": term("bj"),
        "phones": ["+000 000"],
        "emails": ["agency@authority.example"],
    }


def _organism() -> Json:
    return {"scientificName": "Zea mays"}


def _gene() -> Json:
    return {
        "name": {"en": "Promoter 35S"},
        "abbreviation": {"en": "P35S"},
        "family": term(PROMOTER),
        "isSynthetic": True,
    }


def _lmo() -> Json:
    return {
        "transformationEvent": "MON810",
        "hasUniqueIdentification": True,
        "uniqueIdentification": "MON-ØØ81Ø-6",
        "identity": {"en": "Maize MON810", "fr": "Maïs MON810"},
        "header": {"schema": "modifiedOrganism", "languages": ["en", "fr"]},
        "developers": [reference("contact")],
        "recipientOrganisms": [reference("organism")],
        "description": {"en": "<p>Maize that resists the stem borer.</p>"},
        "genes": [reference("dnaSequence")],
        "vector": {"en": "PV-ZMBK07"},
        "techniqueUsed": [term("x-technique-biolistic")],
        "traits": [term("x-trait-insect-resistance")],
    }


def _risk_assessment() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Risk assessment of maize MON810"},
        "date": "2026-01-31",
        "authorities": [reference("authority")],
        "modifiedOrganisms": [reference("modifiedOrganism")],
        "scopes": [term("D6B59E8A-D82C-4516-917A-A745ACDA5931")],
        "documents": [{"url": "https://documents.example/ra.pdf"}],
        "expires": False,
    }


def _communication() -> Json:
    return {
        "government": term("bj"),
        "authorities": [reference("authority")],
        "title": {"en": "Notification of a regulation"},
        "date": "2026-02-28",
        "isAmendment": False,
        "decisionTypes": [term(COMMUNICATION)],
        "documents": [{"url": "https://documents.example/decision.pdf"}],
        "expires": False,
    }


def _law() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Law on biosafety"},
        "isAmendment": False,
        "jurisdiction": term("7437F880-7B12-4F26-AA91-CED37250DD0A"),
        "type": term("57217527-3732-437F-9AD8-45BEF4429FD5"),
        "cpbSubjectAreas": [term("FE1AA9E9-3320-4112-9F9C-A22AD6563AE1")],
        "cpbOrganismTypes": [term("8DAB2400-CF00-44B2-ADCF-49AABF66B9B0")],
        "authorities": [reference("authority")],
        "expires": False,
    }


def _supplementary_authority() -> Json:
    return {
        "government": term("bj"),
        "name": {"en": "Agency for Liability and Redress"},
        "responsibleForAll": True,
        "city": {"en": "Cotonou"},
        "country": term("bj"),
        "phones": ["+000 000"],
        "emails": ["redress@authority.example"],
    }


def _independent_risk_assessment() -> Json:
    return {
        "title": {"en": "Independent assessment of maize MON810"},
        "dateOfRaNotAvailable": True,
        "organizations": [reference("organization")],
        "modifiedOrganisms": [reference("modifiedOrganism")],
        "scopes": [term("D6B59E8A-D82C-4516-917A-A745ACDA5931")],
        "documents": [{"url": "https://documents.example/ira.pdf"}],
        "expires": False,
    }


def _laboratory() -> Json:
    return {
        "title": {"en": "Laboratory of Seeds"},
        "organization": reference("organization"),
        "services": [term("x-laboratory-service-detection")],
        "detectionMethods": [term("x-detection-method-pcr")],
        "detectableGenes": [reference("dnaSequence")],
    }


def _expert() -> Json:
    return {
        "government": term("bj"),
        "profile": {"en": "<p>A plant pathologist.</p>"},
        "contact": reference("contact"),
        "currentEmployment": {
            "name": {"en": "Institute of Seeds"},
            "title": {"en": "Plant pathologist"},
            "department": {"en": "Pathology"},
            "startDate": "2015-09-01",
            "organizationType": term("8830904C-8AF4-4C2F-AADB-363D98D854DA"),
            "responsibilities": {"en": "<p>Field trials.</p>"},
        },
        "primaryEducation": {
            "title": {"en": "Doctor of Science"},
            "institution": {"en": "University of Cotonou"},
            "startDate": "2008-09-01",
            "endDate": "2012-07-31",
        },
        "expertise": [term("x-expertise-regulation")],
        "motherTongue": [term("fr")],
    }


def _biosafety_news() -> Json:
    return {
        "country": term("bj"),
        "title": {"en": "A course on detection"},
        "newsText": {"en": "<p>Twenty inspectors were trained.</p>"},
    }


def _country_profile() -> Json:
    return {"government": term("bj"), "profile": {"en": "<p>Biosafety in Benin.</p>"}}


def _focal_point() -> Json:
    return {"government": term("bj"), "designation": {"en": "Director of Biodiversity"}}


def _database() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Biosafety website"},
        "description": {"en": "<p>Laws and decisions.</p>"},
        "websites": [{"url": "https://biosafety.example"}],
    }


def _resource() -> Json:
    return {
        "title": {"en": "Handbook on detection"},
        "resourceTypes": [term("x-resource-type-book")],
        "authors": {"en": "A. Author"},
        "publicationDate": "2024-05",
        "resourceLinks": [{"url": "https://documents.example/handbook.pdf"}],
        "summary": {"en": "How living modified organisms are detected."},
        "gbfTargets": [term("GBF-TARGET-17")],
        "biosafety": {
            "subjects": [term("B18CE475-8D23-4DEC-A9F1-13F0243C9233")],
            "addressModifiedOrganisms": False,
            "addressOrganisms": False,
            "addressGenes": False,
        },
    }


def _initiative() -> Json:
    return {
        "title": {"en": "Detection in West Africa"},
        "contacts": [reference("contact")],
        "geographicScope": term("528B1187-F1BD-4479-9FB3-ADBD9076D361"),
        "countryRegions": [term("bj")],
        "status": term("x-capacity-status-ongoing"),
        "startDate": "2024-01-01",
        "endDate": "2027-12-31",
        "isProjectProgramme": False,
        "isImplementedByAgencies": True,
        "description": {"en": "Laboratories learn to detect."},
        "categories": [term("x-activity-category-workshop")],
        "gbfTargets": [term("GBF-TARGET-17")],
        "cpbThematicAreas": [term("B18CE475-8D23-4DEC-A9F1-13F0243C9233")],
    }


def _submission() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Views on detection"},
        "date": "2026-02-15",
        "notifications": [reference("notification")],
        "relevantDocuments": [{"url": "https://documents.example/views.pdf"}],
    }


def _national_report() -> Json:
    return {
        "government": term("bj"),
        "title": {"en": "Fifth national report"},
        "reportType": term("B3079A36-32A3-41E2-BDE0-65E4E3A51601"),
        "startDate": "2009-01-01",
    }


def _ebsa() -> Json:
    return {
        "title": {"en": "Bight of Benin"},
        "summary": {"en": "A shelf with upwelling."},
        "region": term("x-ebsa-region-wider-caribbean"),
        "gisFiles": [{"url": "https://documents.example/area.geojson"}],
        "countries": [term("bj")],
    }


def _announcement() -> Json:
    return {"title": {"en": "Detection of living modified organisms"}}


def _decision_of_a_body() -> Json:
    return {"title": {"en": "Biosafety"}, "symbol": "CBD/COP/DEC/15/31", "body": "COP", "date": "2022-12-19"}


def _recommendation() -> Json:
    return {"title": {"en": "Biosafety"}, "symbol": "CBD/SBSTTA/REC/26/3", "body": "SBSTTA", "date": "2024-05-18"}


def _meeting_document() -> Json:
    return {
        "title": {"en": "Provisional agenda"},
        "symbol": "CBD/COP/17/1",
        "meeting": reference("meeting"),
        "documents": [{"url": "https://documents.example/agenda.pdf"}],
    }


SMALLEST = {
    "contact": _contact,
    "organization": _organization,
    "authority": _authority,
    "organism": _organism,
    "dnaSequence": _gene,
    "modifiedOrganism": _lmo,
    "nationalRiskAssessment": _risk_assessment,
    "biosafetyDecision": _communication,
    "biosafetyLaw": _law,
    "supplementaryAuthority": _supplementary_authority,
    "independentRiskAssessment": _independent_risk_assessment,
    "laboratoryDetection": _laboratory,
    "biosafetyExpert": _expert,
    "biosafetyNews": _biosafety_news,
    "countryProfile": _country_profile,
    "focalPoint": _focal_point,
    "database": _database,
    "resource": _resource,
    "capacityBuildingInitiative": _initiative,
    "notification": _announcement,
    "meeting": _announcement,
    "news": _announcement,
    "statement": _announcement,
    "pressRelease": _announcement,
    "event": _announcement,
    "decision": _decision_of_a_body,
    "recommendation": _recommendation,
    "meetingDocument": _meeting_document,
    "submission": _submission,
    "nationalReport": _national_report,
    "marineEbsa": _ebsa,
}
"""In the order in which each finds those it refers to."""
