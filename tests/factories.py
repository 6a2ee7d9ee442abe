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
from clearinghouse.core.owners import community_in, government_in
from clearinghouse.demonstration import publishing
from clearinghouse.demonstration.loading import read_lines
from clearinghouse.demonstration.publishing import guid_of
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
from tests import biosafety_bodies, bodies, closed_bodies

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
PROMOTER = biosafety_bodies.PROMOTER
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


_SMALLEST = {**biosafety_bodies.SMALLEST, **bodies.SMALLEST, **closed_bodies.SMALLEST}
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
def _demonstration() -> tuple[tuple[str, str, Circumstances, str], ...]:
    """Every demonstration record: GUID, slug, circumstances, canonical body with its references resolved."""
    found = []
    for line in read_lines():
        text = re.sub(r'"@([^"]+)"', lambda match: f'"{guid_of(match[1])}"', canonical(line["body"]))
        languages = sorted(set(re.findall(r'"([a-z]{2})":', text)) | {"en"})
        whole = {**parsed(text), "header": {"schema": line["schema"], "languages": languages}}
        owner = publishing.owner_of(line)
        here = Circumstances(line["realm"], government_in(owner), community=community_in(owner))
        found.append((guid_of(line["key"]), line["schema"], here, canonical(whole)))
    return tuple(found)


@cache
def _demonstration_cards() -> dict[str, RecordCard]:
    return {one: RecordCard(one, slug, here.government) for one, slug, here, _ in _demonstration()}


def demonstration(*slugs: str) -> Iterator[tuple[Format, Circumstances, Json]]:
    """Yield format, circumstances and body of every demonstration record (of these formats), without publishing it."""
    for _, slug, here, text in _demonstration():
        if not slugs or slug in slugs:
            yield get_format(slug), here, parsed(text)


def demonstration_surroundings(circumstances: Circumstances) -> Surroundings:
    """Return surroundings in which every demonstration record is published."""
    return Surroundings(circumstances, vocabulary(), _demonstration_cards())


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
    """Publish the one record of each open format named, or of the biosafety chain; the bodies above refer to them."""
    wanted = [slug for slug in _SMALLEST if slug in (slugs or _CHAIN) and FORMATS[slug].is_open]
    return {slug: revision(slug, guid=guid(slug)).record for slug in wanted}
