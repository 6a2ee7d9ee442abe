"""The smallest valid objects of every kind, made anew for each test that asks."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.core.canonical import Json, canonical, digest, parsed
from clearinghouse.demonstration.loading import guid_of, read_lines
from clearinghouse.derived.problems import RecordCard, Surroundings
from clearinghouse.formats.catalogue.bch.biosafety_decision import INTRODUCTION
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Format
from clearinghouse.formats.kinds import COUNTRIES
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
    """All words, as records.words.current_vocabulary() has them when all reference data is loaded."""
    countries = tuple(Term(government.code, COUNTRIES, government.names) for government in _governments())
    return Vocabulary([*schemes(), Scheme(COUNTRIES, {"en": "Countries"}, countries)])


# Bodies, without a database


def guid(slug: str) -> str:
    """Return the identifier of the one record of a format to which the bodies below refer."""
    return f"THE-ONE-{slug}"


def reference(slug: str) -> Json:
    """Return a reference to that record."""
    return {"identifier": guid(slug)}


def _term(identifier: str) -> Json:
    return {"identifier": identifier}


def body(slug: str, **changes: Any) -> Json:
    """Return the smallest body of a format that has no problems, with changes; None takes an answer away."""
    answers = {"header": {"schema": slug, "languages": ["en"]}, **_SMALLEST[slug](), **changes}
    return {name: value for name, value in answers.items() if value is not None}


def _contact() -> Json:
    return {
        "type": "organization",
        "organization": {"en": "Seed Institute"},
        "emails": ["office@seed.example"],
        "country": _term("bj"),
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


_SMALLEST = {
    "contact": _contact,
    "authority": _authority,
    "organism": _organism,
    "dnaSequence": _gene,
    "modifiedOrganism": _lmo,
    "nationalRiskAssessment": _risk_assessment,
    "biosafetyDecision": _communication,
}
"""In the order in which each finds those it refers to."""


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


def publisher(owner: str) -> Account:
    """Make a person who may publish for an owner."""
    return authority(owner) if owner else secretariat()


def draft(slug: str = "organism", *, by: Account | None = None, owner: str | None = None, **options: Any) -> Draft:
    """Begin a draft with the smallest body. options: body, guid, at."""
    whose = owner_of(slug) if owner is None else owner
    options.setdefault("body", body(slug) if slug in _SMALLEST else {})
    options = {"at": NOON, "realm": "bch", "language": "en", **options}
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
    """Publish the one record of each format, those named or all; the bodies above refer to them."""
    wanted = [slug for slug in _SMALLEST if not slugs or slug in slugs]
    return {slug: revision(slug, guid=guid(slug)).record for slug in wanted}
