"""The smallest valid objects of every kind, made anew for each test that asks."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.core.canonical import Json, canonical, digest, parsed
from clearinghouse.demonstration.loading import guid_of, read_lines
from clearinghouse.derived.problems import RecordCard, Surroundings
from clearinghouse.formats.answers import with_answer
from clearinghouse.formats.catalogue.bch.biosafety_decision import INTRODUCTION
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Format
from clearinghouse.formats.kinds import COUNTRIES, REGIONS
from clearinghouse.ledger.models import Entry
from clearinghouse.parties.loading import read_governments
from clearinghouse.parties.models import Government
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_draft
from clearinghouse.records.ending import redact, retire
from clearinghouse.records.models import Draft, Record, Revision
from clearinghouse.vocabularies.concepts import Scheme, Term, Vocabulary
from clearinghouse.vocabularies.loading import DATA
from clearinghouse.vocabularies.models import StoredScheme
from clearinghouse.vocabularies.turtle import read_schemes
from tests import bodies

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
PROMOTER = "x-element-promoter"
COMMUNICATION = "0C9BBC54-34F1-431A-A579-F018D8E5CEAD"
# Higher than any test comes, so that words kept in memory are not taken for those of another test.
_LOADED = 1_000_000
_numbers = count(1)


def later(hours: int) -> datetime:
    """Return a moment after NOON."""
    return NOON + timedelta(hours=hours)


# Words, without a database


@cache
def schemes() -> tuple[Scheme, ...]:
    """Every concept scheme of the project."""
    return tuple(scheme for path in sorted(DATA.glob("*.ttl")) for scheme in read_schemes(path))


@cache
def _governments() -> tuple[Government, ...]:
    return tuple(read_governments())


@cache
def vocabulary() -> Vocabulary:
    """All words, as records.words.current_vocabulary() has them after reference_data(): groups are not loaded there."""
    countries = tuple(Term(government.code, COUNTRIES, government.names) for government in _governments())
    regions = tuple(Term(government.code, REGIONS, government.names) for government in _governments())
    return Vocabulary(
        [*schemes(), Scheme(COUNTRIES, {"en": "Countries"}, countries), Scheme(REGIONS, {"en": "Regions"}, regions)]
    )


# Bodies, without a database

guid = bodies.guid
reference = bodies.reference
_term = bodies.term


def body(slug: str, **changes: Any) -> Json:
    """Return the smallest body of a format that has no problems, with changes; None takes an answer away."""
    answers: Json = {"header": {"schema": slug, "languages": ["en"]}, **_SMALLEST[slug]()}
    for name, value in changes.items():
        answers = with_answer(answers, name, value)
    return _without_none(answers)


def _without_none(answers: Json) -> Json:
    return {
        name: _without_none(value) if isinstance(value, dict) else value
        for name, value in answers.items()
        if value is not None
    }


def _contact() -> Json:
    return {
        "type": "organization",
        "organization": {"en": "Seed Institute"},
        "emails": ["office@seed.example"],
        "country": _term("bj"),
    }


def _organization() -> Json:
    return {
        "name": {"en": "Institute of Seeds"},
        "city": {"en": "Cotonou"},
        "country": _term("bj"),
        "phones": ["+000 000"],
        "emails": ["institute@organization.example"],
        "organizationType": _term("8830904C-8AF4-4C2F-AADB-363D98D854DA"),
        "profileLink": [{"url": "https://organization.example/about"}],
    }


def _authority() -> Json:
    return {
        "government": _term("bj"),
        "name": {"en": "Biosafety Agency"},
        "functions": [_term("FE1AA9E9-3320-4112-9F9C-A22AD6563AE1")],
        "cpbOrganismTypes": [_term("8DAB2400-CF00-44B2-ADCF-49AABF66B9B0")],
        "city": {"en": "Cotonou"},
        "country": _term("bj"),
        "phones": ["+000 000"],
        "emails": ["agency@authority.example"],
    }


def _organism() -> Json:
    return {"scientificName": "Zea mays"}


def _gene() -> Json:
    return {
        "name": {"en": "Promoter 35S"},
        "abbreviation": {"en": "P35S"},
        "family": _term(PROMOTER),
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
        "techniqueUsed": [_term("x-technique-biolistic")],
        "traits": [_term("x-trait-insect-resistance")],
    }


def _risk_assessment() -> Json:
    return {
        "government": _term("bj"),
        "title": {"en": "Risk assessment of maize MON810"},
        "date": "2026-01-31",
        "authorities": [reference("authority")],
        "modifiedOrganisms": [reference("modifiedOrganism")],
        "scopes": [_term("D6B59E8A-D82C-4516-917A-A745ACDA5931")],
        "documents": [{"url": "https://documents.example/ra.pdf"}],
        "expires": False,
    }


def _communication() -> Json:
    return {
        "government": _term("bj"),
        "authorities": [reference("authority")],
        "title": {"en": "Notification of a regulation"},
        "date": "2026-02-28",
        "isAmendment": False,
        "decisionTypes": [_term(COMMUNICATION)],
        "documents": [{"url": "https://documents.example/decision.pdf"}],
        "expires": False,
    }


def _law() -> Json:
    return {
        "government": _term("bj"),
        "title": {"en": "Law on biosafety"},
        "isAmendment": False,
        "jurisdiction": _term("7437F880-7B12-4F26-AA91-CED37250DD0A"),
        "type": _term("57217527-3732-437F-9AD8-45BEF4429FD5"),
        "cpbSubjectAreas": [_term("FE1AA9E9-3320-4112-9F9C-A22AD6563AE1")],
        "cpbOrganismTypes": [_term("8DAB2400-CF00-44B2-ADCF-49AABF66B9B0")],
        "authorities": [reference("authority")],
        "expires": False,
    }


def _supplementary_authority() -> Json:
    return {
        "government": _term("bj"),
        "name": {"en": "Agency for Liability and Redress"},
        "responsibleForAll": True,
        "city": {"en": "Cotonou"},
        "country": _term("bj"),
        "phones": ["+000 000"],
        "emails": ["redress@authority.example"],
    }


def _independent_risk_assessment() -> Json:
    return {
        "title": {"en": "Independent assessment of maize MON810"},
        "dateOfRaNotAvailable": True,
        "organizations": [reference("organization")],
        "modifiedOrganisms": [reference("modifiedOrganism")],
        "scopes": [_term("D6B59E8A-D82C-4516-917A-A745ACDA5931")],
        "documents": [{"url": "https://documents.example/ira.pdf"}],
        "expires": False,
    }


def _laboratory() -> Json:
    return {
        "title": {"en": "Laboratory of Seeds"},
        "organization": reference("organization"),
        "services": [_term("x-laboratory-service-detection")],
        "detectionMethods": [_term("x-detection-method-pcr")],
        "detectableGenes": [reference("dnaSequence")],
    }


def _expert() -> Json:
    return {
        "government": _term("bj"),
        "profile": {"en": "<p>A plant pathologist.</p>"},
        "contact": reference("contact"),
        "currentEmployment": {
            "name": {"en": "Institute of Seeds"},
            "title": {"en": "Plant pathologist"},
            "department": {"en": "Pathology"},
            "startDate": "2015-09-01",
            "organizationType": _term("8830904C-8AF4-4C2F-AADB-363D98D854DA"),
            "responsibilities": {"en": "<p>Field trials.</p>"},
        },
        "primaryEducation": {
            "title": {"en": "Doctor of Science"},
            "institution": {"en": "University of Cotonou"},
            "startDate": "2008-09-01",
            "endDate": "2012-07-31",
        },
        "expertise": [_term("x-expertise-regulation")],
        "motherTongue": [_term("fr")],
    }


def _biosafety_news() -> Json:
    return {
        "country": _term("bj"),
        "title": {"en": "A course on detection"},
        "newsText": {"en": "<p>Twenty inspectors were trained.</p>"},
    }


def _country_profile() -> Json:
    return {"government": _term("bj"), "profile": {"en": "<p>Biosafety in Benin.</p>"}}


def _focal_point() -> Json:
    return {"government": _term("bj"), "designation": {"en": "Director of Biodiversity"}}


def _database() -> Json:
    return {
        "government": _term("bj"),
        "title": {"en": "Biosafety website"},
        "description": {"en": "<p>Laws and decisions.</p>"},
        "websites": [{"url": "https://biosafety.example"}],
    }


def _resource() -> Json:
    return {
        "title": {"en": "Handbook on detection"},
        "resourceTypes": [_term("x-resource-type-book")],
        "authors": {"en": "A. Author"},
        "publicationDate": "2024-05",
        "resourceLinks": [{"url": "https://documents.example/handbook.pdf"}],
        "summary": {"en": "How living modified organisms are detected."},
        "gbfTargets": [_term("GBF-TARGET-17")],
        "biosafety": {
            "subjects": [_term("B18CE475-8D23-4DEC-A9F1-13F0243C9233")],
            "addressModifiedOrganisms": False,
            "addressOrganisms": False,
            "addressGenes": False,
        },
    }


def _initiative() -> Json:
    return {
        "title": {"en": "Detection in West Africa"},
        "contacts": [reference("contact")],
        "geographicScope": _term("528B1187-F1BD-4479-9FB3-ADBD9076D361"),
        "countryRegions": [_term("bj")],
        "status": _term("x-capacity-status-ongoing"),
        "startDate": "2024-01-01",
        "endDate": "2027-12-31",
        "isProjectProgramme": False,
        "isImplementedByAgencies": True,
        "description": {"en": "Laboratories learn to detect."},
        "categories": [_term("x-activity-category-workshop")],
        "gbfTargets": [_term("GBF-TARGET-17")],
        "cpbThematicAreas": [_term("B18CE475-8D23-4DEC-A9F1-13F0243C9233")],
    }


def _submission() -> Json:
    return {
        "government": _term("bj"),
        "title": {"en": "Views on detection"},
        "date": "2026-02-15",
        "notifications": [reference("notification")],
        "relevantDocuments": [{"url": "https://documents.example/views.pdf"}],
    }


def _national_report() -> Json:
    return {
        "government": _term("bj"),
        "title": {"en": "Fifth national report"},
        "reportType": _term("B3079A36-32A3-41E2-BDE0-65E4E3A51601"),
        "startDate": "2009-01-01",
    }


def _ebsa() -> Json:
    return {
        "title": {"en": "Bight of Benin"},
        "summary": {"en": "A shelf with upwelling."},
        "region": _term("x-ebsa-region-wider-caribbean"),
        "gisFiles": [{"url": "https://documents.example/area.geojson"}],
        "countries": [_term("bj")],
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


_SMALLEST = {
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
    **bodies.SMALLEST,
}
"""In the order in which each finds those it refers to."""
_CHAIN = (
    "contact",
    "authority",
    "organism",
    "dnaSequence",
    "modifiedOrganism",
    "nationalRiskAssessment",
    "biosafetyDecision",
)
"""The formats of which chain() publishes a record unless others are named: those that lead to a decision."""


def introduction(**changes: Any) -> Json:
    """Return the smallest decision on an intentional introduction, with changes."""
    answers: Json = {
        "decisionTypes": [_term(INTRODUCTION)],
        "addressesTransboundaryMovement": False,
        "appliesToTransboundaryMovement": False,
        "appliesToSubsequentIntroductions": False,
        "decisionResult": _term("3B9ECE67-B35C-40FF-8C06-4EA5FF762899"),
        "modifiedOrganisms": [reference("modifiedOrganism")],
        "riskAssessments": [reference("nationalRiskAssessment")],
        "importers": [reference("contact")],
    }
    return body("biosafetyDecision", **{**answers, **changes})


def owner_of(slug: str) -> str:
    """Return who owns the one record of a format: Benin, or nobody."""
    return "bj" if "government" in FORMATS[slug].fields and slug != "contact" else ""


def realm_of(slug: str) -> str:
    """Return the clearing-house in which the one record of a format is published: biosafety where it may be."""
    realms = FORMATS[slug].realms
    return "bch" if "bch" in realms else realms[0]


def surroundings(owner: str = "bj", *, realm: str = "bch", is_published: bool = False) -> Surroundings:
    """Return surroundings in which the one record of each format is published."""
    records = {guid(slug): RecordCard(guid(slug), slug, owner_of(slug)) for slug in _SMALLEST}
    return Surroundings(Circumstances(realm, owner, is_published), vocabulary(), records)


@cache
def _demonstration() -> tuple[tuple[str, str, str, str], ...]:
    """Every demonstration record: GUID, slug, owner, canonical body with its references resolved."""
    found = []
    for line in read_lines():
        text = re.sub(r'"@([^"]+)"', lambda match: f'"{guid_of(match[1])}"', canonical(line["body"]))
        languages = sorted(set(re.findall(r'"([a-z]{2})":', text)) | {"en"})
        whole = {**parsed(text), "header": {"schema": line["schema"], "languages": languages}}
        found.append((guid_of(line["key"]), line["schema"], line["owner"], canonical(whole)))
    return tuple(found)


def demonstration() -> Iterator[tuple[Format, str, Json]]:
    """Yield format, owner and body of every demonstration record, without publishing it."""
    for _, slug, owner, text in _demonstration():
        yield get_format(slug), owner, parsed(text)


def demonstration_surroundings(owner: str) -> Surroundings:
    """Return surroundings in which every demonstration record is published."""
    records = {one: RecordCard(one, slug, whose) for one, slug, whose, _ in _demonstration()}
    return Surroundings(Circumstances("bch", owner), vocabulary(), records)


# Rows, with a database


@cache
def _scheme_texts() -> tuple[tuple[str, str], ...]:
    return tuple((scheme.identifier, canonical(asdict(scheme))) for scheme in schemes())


def reference_data() -> None:
    """Store every concept scheme and every government, as loading leaves them but for its entries in the ledger."""
    StoredScheme.objects.bulk_create(
        StoredScheme(identifier=identifier, text=text, digest=digest(text), loaded_sequence=_LOADED)
        for identifier, text in _scheme_texts()
    )
    Government.objects.bulk_create(read_governments())


def account(role: Role | None = None, government: str = "", **fields: Any) -> Account:
    """Make a person with one role or none. Nobody can sign in as them: there is no password to be hashed."""
    name = f"{role.value if role else 'anyone'}-{government or 'un'}-{next(_numbers)}"
    made = Account(email=f"{name}@example.org", name=name, **fields)
    made.set_unusable_password()
    made.save()
    EmailAddress.objects.create(user=made, email=made.email, primary=True, verified=True)
    if role is not None:
        RoleHeld.objects.create(account=made, role=role, owner=government)
    return made


def officer(government: str = "bj") -> Account:
    """Make a person who drafts for a government."""
    return account(Role.AUTHORIZED_USER, government)


def authority(government: str = "bj") -> Account:
    """Make a person who publishes for a government."""
    return account(Role.PUBLISHING_AUTHORITY, government)


def secretariat() -> Account:
    """Make a person who publishes reference records."""
    return account(Role.SECRETARIAT_OFFICER)


def administrator() -> Account:
    """Make a person who runs the node."""
    return account(Role.ADMINISTRATOR)


def focal_point(government: str = "bj", instrument: str = "BCH", *, is_confirmed: bool = True) -> Account:
    """Make a focal point of a government."""
    made = account()
    confirmed_at = NOON if is_confirmed else None
    RoleHeld.objects.create(
        account=made, role=Role.FOCAL_POINT, owner=government, instrument=instrument, confirmed_at=confirmed_at
    )
    return made


def publisher(owner: str) -> Account:
    """Make a person who may publish for an owner."""
    return authority(owner) if owner else secretariat()


def draft(slug: str = "organism", *, by: Account | None = None, owner: str | None = None, **options: Any) -> Draft:
    """Begin a draft with the smallest body. options: body, guid, at."""
    whose = owner_of(slug) if owner is None else owner
    options.setdefault("body", body(slug) if slug in _SMALLEST else {})
    options = {"at": NOON, "realm": realm_of(slug), "language": "en", **options}
    return begin_draft(get_format(slug), by=by or publisher(whose), owner=whose, **options)


def revision(slug: str = "organism", *, by: Account | None = None, at: datetime = NOON, **options: Any) -> Revision:
    """Publish a record with the smallest body. options: as for draft()."""
    made = draft(slug, by=by, **options)
    return publish(made, by=by or made.author, at=at)


def retired(record: Record, *, at: datetime = NOON, reason: str = "A duplicate.", by: Account | None = None) -> Entry:
    """Retire a record, whoever refers to it."""
    return retire(record, by=by or publisher(record.owner), at=at, reason=reason, cited_by=lambda _: ())


def redacted(
    revision: Revision, *, part: str = "public", at: datetime = NOON, reason: str = "A slip.", by: Account | None = None
) -> Entry:
    """Take one part of a revision away, whoever refers to its record."""
    by = by or publisher(revision.record.owner)
    return redact([revision], part=part, by=by, at=at, reason=reason, cited_by=lambda _: ())[0]


def chain(*slugs: str) -> dict[str, Record]:
    """Publish the one record of each format, those named or the biosafety chain; the bodies above refer to them."""
    wanted = [slug for slug in _SMALLEST if slug in (slugs or _CHAIN)]
    return {slug: revision(slug, guid=guid(slug)).record for slug in wanted}
