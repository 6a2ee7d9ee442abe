"""Loading the demonstration through the door, as officers would have published it."""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from clearinghouse.accounts.actions import create_account
from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.person import Held
from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import is_language_tag
from clearinghouse.formats.collection import get_format
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_draft
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
)
_NAMESPACE = uuid.UUID("6f6a3c53-4b0a-4c63-9d4d-3f0f6a1f2f6e")
_LOADER = "loader@demonstration.example"


@dataclass(frozen=True, slots=True)
class SignIn:
    """An account of the demonstration, whose password everyone may know."""

    email: str
    password: str
    what: str
    name: str
    role: Role
    government: str = ""
    realm: str = ""
    instrument: str = ""

    @property
    def held(self) -> Held:
        """The role as it is held."""
        return Held(self.role.value, self.government, self.realm, instrument=self.instrument)


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
)


def sign_ins() -> tuple[SignIn, ...]:
    """Return the accounts of the demonstration with their passwords."""
    return _SIGN_INS


def guid_of(key: str) -> str:
    """Return the GUID of a demonstration record, the same at every loading."""
    return str(uuid.uuid5(_NAMESPACE, key)).upper()


def read_lines() -> Iterator[Json]:
    """Yield the lines of all files, in the order in which they can be published."""
    for name in FILES:
        with (DATA / f"{name}.jsonl").open(encoding="utf-8") as file:
            yield from (json.loads(line) for line in file if line.strip())


def load_demonstration() -> Iterator[int]:
    """Make the accounts and publish what is not published yet; yield 1 for each record that was published.

    Raises InvalidDraftError if a record of the demonstration breaks its format.
    """
    for one in _SIGN_INS:
        if not Account.objects.filter(email=one.email).exists():
            create_account(
                one.email,
                one.password,
                name=one.name,
                roles=[one.held],
                is_demonstration=True,
            )
    present = set(Record.objects.values_list("guid", flat=True))
    missing = [line for line in read_lines() if guid_of(line["key"]) not in present]
    if missing:
        loader = _loader({line["owner"] for line in missing if line["owner"]})
        try:
            for line in missing:
                _publish(line, loader)
                yield 1
        finally:
            # Otherwise it would be among those whom a country's requests wait for.
            loader.roles_held.all().delete()


def count_of_records() -> int:
    """Return how many records the demonstration has."""
    return sum(1 for _ in read_lines())


def _loader(owners: Iterable[str]) -> Account:
    """Return the account in whose name the demonstration is published: nobody's to use, with roles while it loads."""
    account = Account.objects.filter(email=_LOADER).first()
    if account is None:
        account = create_account(_LOADER, "", name="Demonstration", roles=[], is_demonstration=True)
        account.set_unusable_password()
        account.save()
    # No more roles than are needed: they are read again for every record.
    roles = [RoleHeld(account=account, role=Role.PUBLISHING_AUTHORITY, owner=code) for code in sorted(owners)]
    officer = RoleHeld(account=account, role=Role.SECRETARIAT_OFFICER)
    RoleHeld.objects.bulk_create([*roles, officer], ignore_conflicts=True)
    return account


def _publish(line: Json, loader: Account) -> None:
    at = datetime.combine(datetime.fromisoformat(line["published"]).date(), time(12), tzinfo=UTC)
    body = _resolved(line["body"])
    languages = sorted(_languages_in(body), key=lambda code: (code != "en", code)) or ["en"]
    draft = begin_draft(
        get_format(line["schema"]),
        by=loader,
        realm=line["realm"],
        owner=line["owner"],
        language=languages[0],
        at=at,
        body={**body, "header": {"languages": languages}},
        guid=guid_of(line["key"]),
    )
    publish(draft, by=loader, at=at, is_demonstration=line["demonstration"])


def _resolved(value: Any) -> Any:
    """Return a body with `@key` replaced by the GUID it stands for."""
    match value:
        case {"identifier": str(key), **rest} if key.startswith("@"):
            return {"identifier": guid_of(key[1:]), **rest}
        case dict():
            return {name: _resolved(item) for name, item in value.items()}
        case list():
            return [_resolved(item) for item in value]
        case _:
            return value


def _languages_in(value: Any) -> set[str]:
    """Return the languages of the multilingual texts in a body: objects whose every key is a language tag."""
    match value:
        case dict() if value and all(
            isinstance(v, str) and len(k) == 2 and is_language_tag(k) for k, v in value.items()
        ):
            return set(value)
        case dict():
            return {code for item in value.values() for code in _languages_in(item)}
        case list():
            return {code for item in value for code in _languages_in(item)}
        case _:
            return set()
