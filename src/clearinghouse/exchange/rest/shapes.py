"""Shapes of what is sent to the write side of the API, and of what it answers."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import PERMISSIONS, is_allowed
from clearinghouse.accounts.person import Person, Subject, person_of
from clearinghouse.derived.reading import titles_of
from clearinghouse.exchange.rest.answers import ProblemAnswer
from clearinghouse.records.models import Case, Draft


class Sent(Schema):
    """Something sent; a key that means nothing here is a mistake, not an extra."""

    model_config = ConfigDict(extra="forbid", strict=True)


class NewDraft(Sent):
    """A record to begin. owner: a government's code, `organization:…`, `community:…`, `user:…`, or "" for none.

    realm: the first of the format if none is given. identifier: a GUID of your own, made here if none is given.
    from: a published record of the same format and owner, by GUID or number, of which the draft begins with a copy;
    identifiers, dates and files are not copied, and `body` takes the place of copied answers.
    """

    format: str
    realm: str = ""
    owner: str = ""
    language: str = "en"
    identifier: str = ""
    earlier: str = Field(default="", alias="from")
    body: dict[str, Any] = {}


class Asking(Sent):
    """A message to whoever decides."""

    asks: str = ""


class Reason(Sent):
    """Why; the people concerned read it."""

    reason: str


class Retirement(Reason):
    """Why a record is retired, for everyone to read. despite_citations: records that refer to it were looked at."""

    despite_citations: bool = False


class Approval(Sent):
    """A decision to do what was asked. reason: of a retirement, if another than was given."""

    reason: str = ""
    despite_citations: bool = False


class Redaction(Retirement):
    """What is taken away: the public or the sealed part of these revisions, of all if none is named."""

    part: Literal["public", "sealed"]
    revisions: list[int] = []


class WithdrawalAnswer(Schema):
    """That a community took its record back, and when: all that is known of it from then on."""

    identifier: str
    withdrawn_at: datetime


class Successor(Sent):
    """Who is to decide: the id of a person, or null for whoever may."""

    to: UUID | None = Field(default=None, strict=False)


class PersonAnswer(Schema):
    """A person, by the id under which they appear in the ledger."""

    id: str
    name: str

    @classmethod
    def of(cls, account: Account | None) -> Self | None:
        """Return the answer for an account, None for nobody."""
        return cls(id=str(account.opaque_id), name=account.name) if account else None


class DraftAnswer(Schema):
    """A draft without its text. `version` stands in the ETag, too; `may`: what the caller may do with it now."""

    uid: UUID
    identifier: str
    format: str
    realm: str
    owner: str
    state: str
    version: int
    based_on: int
    author: PersonAnswer | None
    updated_at: datetime
    title: dict[str, str]
    problem_count: int | None
    may: list[str]

    @classmethod
    def of(cls, draft: Draft, person: Person, **more: Any) -> Self:
        """Return the answer for a draft."""
        return cls(
            uid=draft.pk,
            identifier=draft.guid,
            format=draft.format_slug,
            realm=draft.realm,
            owner=draft.owner,
            state=draft.state,
            version=draft.version,
            based_on=draft.based_on,
            author=PersonAnswer.of(draft.author),
            updated_at=draft.updated_at,
            title=titles_of(draft.body, draft.format),
            problem_count=draft.problem_count,
            may=may(person, draft.subject),
            **more,
        )


class SavedDraft(DraftAnswer):
    """A draft that was saved. merged: fields that differ from what was sent, as others changed them."""

    merged: list[str] = []


class WholeDraft(DraftAnswer):
    """A draft with its text and with what stands in the way of its publication.

    `withheld`: sealed fields of the published revision that the caller may not see; they stay as they are.
    """

    problems: list[ProblemAnswer]
    withheld: list[str]
    body: dict[str, Any]


class DraftsAnswer(Schema):
    """One page of drafts, the last changed first."""

    total: int
    page: int
    size: int
    drafts: list[DraftAnswer]


class CaseAnswer(Schema):
    """A request to publish a draft or to retire a record, and what became of it."""

    id: int
    kind: str
    state: str
    draft: UUID | None
    identifier: str
    format: str
    realm: str
    owner: str
    title: dict[str, str]
    asks: str
    reason: str
    requested_by: PersonAnswer | None
    requested_at: datetime
    assigned_to: PersonAnswer | None
    decided_by: PersonAnswer | None
    decided_at: datetime | None

    @classmethod
    def of(cls, case: Case) -> Self:
        """Return the answer for a request."""
        return cls(
            id=case.pk,
            kind=case.kind,
            state=case.state,
            draft=case.draft_uid,
            identifier=case.guid,
            format=case.format_slug,
            realm=case.realm,
            owner=case.owner,
            title=case.titles,
            asks=case.asks,
            reason=case.reason,
            requested_by=PersonAnswer.of(case.requested_by),
            requested_at=case.requested_at,
            assigned_to=PersonAnswer.of(case.assigned_to),
            decided_by=PersonAnswer.of(case.decided_by),
            decided_at=case.decided_at,
        )


class CasesAnswer(Schema):
    """One page of requests."""

    total: int
    page: int
    size: int
    cases: list[CaseAnswer]


class RoleAnswer(Schema):
    """One role; realm and format limit it, "" does not. instrument: of a focal point."""

    role: str
    owner: str
    realm: str
    format: str
    instrument: str


class MeAnswer(Schema):
    """Whom the token speaks for, and what it allows. `owner`: under which records of one's own are kept."""

    id: str
    name: str
    email: str
    language: str
    owner: str
    roles: list[RoleAnswer]
    scopes: list[str]
    lacks_second_factor: bool

    @classmethod
    def of(cls, account: Account) -> Self:
        """Return the answer for the caller."""
        person = person_of(account)
        roles = sorted(person.roles, key=lambda held: (held.role, held.owner, held.realm, held.format, held.instrument))
        return cls(
            id=person.opaque_id,
            name=account.name,
            email=account.email,
            language=account.language,
            owner=person.own,
            roles=[
                RoleAnswer(
                    role=one.role, owner=one.owner, realm=one.realm, format=one.format, instrument=one.instrument
                )
                for one in roles
            ],
            scopes=sorted(person.scopes or ()),
            lacks_second_factor=person.lacks_second_factor,
        )


class FileAnswer(Schema):
    """A file that was taken in for a draft. Name it in a link of the body by `url`."""

    id: str
    name: str
    media_type: str
    size: int
    url: str


class Refusal(Schema):
    """Why something was not done (RFC 9457). `code` stays; `problems` names each fault with its place."""

    type: str
    title: str
    status: int
    code: str
    problems: Annotated[list[ProblemAnswer] | None, Field(description="Each fault, where there are several")] = None


def may(person: Person, subject: Subject) -> list[str]:
    """Return every action on a draft or record that the person may take as it stands."""
    return [action for action, rule in PERMISSIONS.items() if rule.when and is_allowed(person, action, subject)]
