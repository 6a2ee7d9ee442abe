"""Loading the demonstration through the door, as officers would have published it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from clearinghouse.accounts.actions import create_account
from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.person import Held
from clearinghouse.core.canonical import Json
from clearinghouse.core.owners import OwnerKind, owner_named
from clearinghouse.demonstration.publishing import act_for, bring, bring_from_earlier, guid_of, owner_of
from clearinghouse.records.models import Record

DATA = Path(__file__).resolve().parent / "data"
# In this order every record finds those it refers to.
FILES = (
    "organisms",
    "developers",
    "authorities",
    "genes",
    "lmos",
    "risk-assessments",
    "decisions",
    "organizations",
    "offices",
    "laws",
    "laboratories",
    "experts",
    "access",
    "strategies",
    "meetings",
    "announcements",
    "library",
    "cooperation",
    "species",
    "areas",
    "countries",
    "biosafety",
    "knowledge",
    "communities",
)
BATCH = 50
_LOADER = "loader@demonstration.example"


@dataclass(frozen=True, slots=True)
class SignIn:
    """An account of the demonstration, whose password everyone may know."""

    email: str
    password: str
    what: str
    name: str
    role: Role
    owner: str = ""
    realm: str = ""
    instrument: str = ""

    @property
    def held(self) -> Held:
        """The role as it is held."""
        return Held(self.role.value, self.owner, self.realm, instrument=self.instrument)


_SIGN_INS = (
    SignIn(
        "officer@benin.example",
        "officer-of-benin",
        "drafts for Benin",
        "Officer of Benin",
        Role.AUTHORIZED_USER,
        "bj",
        realm="bch",
    ),
    SignIn(
        "authority@benin.example",
        "authority-of-benin",
        "publishes for Benin",
        "Authority of Benin",
        Role.PUBLISHING_AUTHORITY,
        "bj",
        realm="bch",
    ),
    SignIn(
        "officer@egypt.example", "officer-of-egypt", "drafts for Egypt", "Officer of Egypt", Role.AUTHORIZED_USER, "eg"
    ),
    SignIn(
        "authority@egypt.example",
        "authority-of-egypt",
        "publishes for Egypt",
        "Authority of Egypt",
        Role.PUBLISHING_AUTHORITY,
        "eg",
    ),
    SignIn(
        "focal-point@benin.example",
        "focal-point-of-benin",
        "looks after the team of Benin in the Biosafety Clearing-House",
        "Focal point of Benin",
        Role.FOCAL_POINT,
        "bj",
        instrument="BCH",
    ),
    SignIn(
        "administrator@clearinghouse.example",
        "administrator-of-the-node",
        "looks after accounts and mail",
        "Administrator",
        Role.ADMINISTRATOR,
    ),
    SignIn(
        "vocabularies@clearinghouse.example",
        "editor-of-vocabularies",
        "edits concept schemes",
        "Editor of vocabularies",
        Role.VOCABULARY_EDITOR,
    ),
    SignIn(
        "secretariat@clearinghouse.example",
        "officer-of-the-secretariat",
        "publishes reference records",
        "Officer of the Secretariat",
        Role.SECRETARIAT_OFFICER,
    ),
    SignIn(
        "steward@lagoon.example",
        "steward-of-the-lagoon",
        "looks after the records of a community of fishers",
        "Steward of the lagoon",
        Role.COMMUNITY_STEWARD,
        owner_named(OwnerKind.COMMUNITY, guid_of("community/sn-fishers")),
    ),
)


def sign_ins() -> tuple[SignIn, ...]:
    """Return the accounts of the demonstration with their passwords."""
    return _SIGN_INS


def read_lines() -> Iterator[Json]:
    """Yield the lines of all files, in the order in which they can be published."""
    for name in FILES:
        yield from _lines_of(name)


def read_earlier() -> list[Json]:
    """Return the lines of an earlier register: each lacks something that its format asks for today."""
    return list(_lines_of("earlier-register"))


def load_demonstration() -> Iterator[int]:
    """Publish what is not published yet and make the accounts; yield 1 for each record that was published.

    Raises InvalidDraftError if a record of the demonstration breaks its format.
    """
    standing = dict(Record.objects.values_list("guid", "latest"))
    missing = [line for line in read_lines() if standing.get(guid_of(line["key"]), 0) < _revisions(line)]
    if missing:
        yield from _bring_all(missing, standing)
    for number, line in enumerate(read_earlier(), start=1):
        if guid_of(line["key"]) not in standing:
            bring_from_earlier(line, number)
            yield 1
    # Last, so that no notice of all this reaches them.
    for one in _SIGN_INS:
        if not Account.objects.filter(email=one.email).exists():
            create_account(
                one.email,
                one.password,
                name=one.name,
                roles=[one.held],
                is_demonstration=True,
            )


def count_of_records() -> int:
    """Return how many records the demonstration has."""
    return sum(1 for _ in read_lines()) + len(read_earlier())


def _bring_all(missing: list[Json], standing: dict[str, int]) -> Iterator[int]:
    loader, acting = _loader(), ""
    try:
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            # Many at once: the disk is waited for at every commit.
            with transaction.atomic():
                for line in batch:
                    if (owner := owner_of(line)) != acting:
                        act_for(loader, owner)
                        acting = owner
                    bring(line, loader, standing=standing.get(guid_of(line["key"]), 0))
            yield from (1 for line in batch if guid_of(line["key"]) not in standing)
    finally:
        # Otherwise it would be among those whom a country's requests wait for.
        loader.roles_held.all().delete()


def _loader() -> Account:
    """Return the account in whose name the demonstration is published: nobody's to use, an officer while it loads."""
    account = Account.objects.filter(email=_LOADER).first()
    if account is None:
        account = create_account(_LOADER, "", name="Demonstration", roles=[], is_demonstration=True)
        account.set_unusable_password()
        account.save()
    officer = RoleHeld(account=account, role=Role.SECRETARIAT_OFFICER)
    RoleHeld.objects.bulk_create([officer], ignore_conflicts=True)
    return account


def _revisions(line: Json) -> int:
    return 1 + len(line.get("amendments", ()))


def _lines_of(name: str) -> Iterator[Json]:
    with (DATA / f"{name}.jsonl").open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())
