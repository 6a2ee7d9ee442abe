"""The people of the matrix with real accounts, and real drafts and records in every state to try them on."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from allauth.mfa.models import Authenticator
from django.utils import timezone

from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.permissions import SCOPES
from clearinghouse.accounts.person import State
from clearinghouse.accounts.tokens import issue
from clearinghouse.core.canonical import Json, canonical, parsed
from clearinghouse.core.identifiers import new_guid
from clearinghouse.core.owners import OwnerKind, community_in, government_in, owner_named
from clearinghouse.records.actions import publish
from clearinghouse.records.models import Case, Draft, Record
from tests import factories
from tests.accounts.matrix import OWNERS, Someone, people

REAL = {"decision": ("bch", "authority", "organism"), "measure": ("abs", "authority", "organism")}
"""Thing of the matrix → realm, and a format that exists for governments and one for all others."""


def format_of(what: str, owner: str) -> tuple[str, str]:
    """Return realm and format of a real thing that is to the table what the matrix says."""
    if what == "contact":
        return "bch", "contact"
    realm, national, other = REAL[what]
    return realm, national if government_in(owner) else other


@cache
def _body_text(slug: str, government: str) -> str:
    # What the clearing-house for access and benefit-sharing asks of an authority besides; any other clears it.
    body = factories.body(slug, **({"responsibleForAll": True} if slug == "authority" else {}))
    if government:
        body = {**body, "government": {"identifier": government}}
    return canonical(body)


TERMS = {"communityTerms": {"access": "everyone"}}
"""What a community must say of each of its records."""


def body_of(slug: str, owner: str, guid: str = "") -> Json:
    """Return the smallest body without problems."""
    body = parsed(_body_text(slug, government_in(owner))) | (TERMS if community_in(owner) else {})
    return {**body, "header": {**body["header"], "identifier": guid}} if guid else body


@dataclass
class House:
    """Everybody, and what they are tried on. secrets: of the tokens."""

    accounts: dict[str, Account] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    records: dict[tuple[str, str, State], Record] = field(default_factory=dict)
    another: Account = field(default_factory=factories.account)
    staff: Account = field(default_factory=factories.secretariat)

    def owner(self, who: str, whose: str) -> str:
        """Return the owner that is `whose` for a person."""
        if whose == "own-user" and who in self.accounts:
            return owner_named(OwnerKind.USER, str(self.accounts[who].opaque_id))
        if whose.endswith("-user"):
            return owner_named(OwnerKind.USER, str(self.another.opaque_id))
        return OWNERS[whose]

    def move_in(self, one: Someone) -> None:
        """Make the account of somebody, with their role, their second factor and a token."""
        account = factories.account()
        self.accounts[one.who] = account
        if one.role:
            held = one.held
            RoleHeld.objects.create(
                account=account,
                role=one.role.removeprefix("unconfirmed-"),
                owner=held.owner if held else OWNERS["own-government"],
                realm=held.realm if held else "",
                format_slug=held.format if held else "",
                instrument=held.instrument if held else "BCH",
                confirmed_at=timezone.now() if held else None,
            )
        if not one.lacks_second_factor:
            Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
        scopes = {one.token} if one.token else SCOPES
        _token, self.secrets[one.who] = issue(account, "doors", scopes, timezone.now() + timedelta(days=1))

    def draft(self, who: str, whose: str, *, what: str, state: State) -> Draft:
        """Make a draft in a state: the author began theirs, and a section of the delegate's is in their hands."""
        owner = self.owner(who, whose)
        realm, slug = format_of(what, owner)
        guid = new_guid()
        author = self.accounts["author"] if who == "author" else self.staff
        draft = Draft.objects.create(
            guid=guid,
            format_slug=slug,
            realm=realm,
            owner=owner,
            author=author,
            updated_by=author,
            updated_at=timezone.now(),
            body_text=canonical(body_of(slug, owner, guid)),
            state=state.value,
            delegates_text=json.dumps([self.accounts[who].pk] if who == "delegate" else []),
        )
        if state is State.REQUESTED:
            Case.objects.create(
                draft=draft,
                draft_uid=draft.pk,
                guid=guid,
                format_slug=slug,
                realm=realm,
                owner=owner,
                # By the author, as who sent a request may look at it, whatever they hold.
                requested_by=author,
                requested_at=timezone.now(),
            )
        return draft

    def record(self, who: str, whose: str, *, what: str, state: State) -> Record:
        """Return a published or retired record, made once for everybody."""
        owner = self.owner(who, whose)
        key = (owner, what, state)
        if key not in self.records:
            draft = self.draft("", whose, what=what, state=State.REQUESTED)
            Draft.objects.filter(pk=draft.pk).update(owner=owner)
            Case.objects.filter(draft_uid=draft.pk).update(owner=owner)
            draft.owner = owner
            by = factories.publisher(owner) if government_in(owner) else self.staff
            if by != self.staff:
                Authenticator.objects.create(user=by, type=Authenticator.Type.TOTP, data={})
            record = publish(draft, by=by, at=timezone.now()).record
            if state is State.RETIRED:
                factories.retired(record, by=by)
            self.records[key] = record
        return self.records[key]


def furnished() -> House:
    """Return a house with everybody in it, on a node that asks publishing authorities for a second factor."""
    house = House()
    Authenticator.objects.create(user=house.staff, type=Authenticator.Type.TOTP, data={})
    for one in people().values():
        if one.who != "nobody":
            house.move_in(one)
    return house


def sample_of(one: Someone) -> tuple[str, tuple[str, ...]]:
    """Return what a person is tried on, and whose: their own, another's, and nobody's."""
    what = "decision"
    if "measure" in one.reach and "decision" not in one.reach:
        # There is nothing of nobody's in that clearing-house but contacts.
        return "measure", ("own-government", "other-government")
    held = one.held.role if one.held else ""
    match held:
        case Role.ORGANIZATION_EDITOR:
            return what, ("own-organization", "other-organization", "reference")
        case Role.COMMUNITY_STEWARD:
            return what, ("own-community", "other-community", "reference")
        case Role.SECRETARIAT_OFFICER:
            return what, ("other-organization", "other-government", "reference")
        case "" | Role.ADMINISTRATOR | Role.TRANSLATOR | Role.VOCABULARY_EDITOR:
            return what, ("own-user", "other-government", "reference")
        case _:
            return what, ("own-government", "other-government", "reference")
