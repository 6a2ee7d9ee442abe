"""The desk of a person: what waits for them, what they work on, what they asked for."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account, Role
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, State, Subject, person_of
from clearinghouse.core.languages import tag_of
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.core.owners import government_in
from clearinghouse.derived.reading import title_of
from clearinghouse.formats.format import Ownership
from clearinghouse.records.drafting import problems_of
from clearinghouse.records.models import Case, Draft, DraftQuerySet, Record
from clearinghouse.web.languages import current_language
from clearinghouse.web.presenting import Status, owner_name, record_url
from clearinghouse.web.realms import REALMS
from clearinghouse.web.speech import say

_MOST = 50


@dataclass(frozen=True, slots=True)
class DraftShown:
    """One draft in a list. missing: how many things stand in the way, None where that was not counted."""

    url: str
    title: str
    language: str
    kind: str
    realm: str
    owner: str
    at: datetime
    by: str
    status: Status
    missing: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stat:
    """A number on the desk with where it leads."""

    value: int
    label: str
    url: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the desk."""

    name: str
    roles: list[str]
    tasks: list[DraftShown]
    drafts: list[DraftShown]
    requests: list[DraftShown]

    @property
    def stats(self) -> list[Stat]:
        """How many of each, leading to their lists."""
        return [
            Stat(len(self.tasks), _("Waiting for me"), "#tasks", "needs" if self.tasks else ""),
            Stat(len(self.drafts), _("Drafts"), "#drafts"),
            Stat(len(self.requests), _("Requests I sent"), "#requests"),
        ]


@dataclass(frozen=True, slots=True)
class FormatOffered:
    """A format in which a person may begin a record for an owner."""

    slug: str
    name: str
    about: str
    owner: str
    realm: str


@dataclass(frozen=True, slots=True)
class OwnerOffered:
    """Whom a person may begin records for, with the formats. name: "" for reference records, which all share."""

    owner: str
    name: str
    formats: list[FormatOffered]


def desk_crumbs() -> list[dict[str, str]]:
    """Return the way to the desk."""
    return [{"label": _("Clearinghouse"), "url": reverse("home")}, {"label": _("My desk"), "url": reverse("desk")}]


def desk_of(account: Account) -> Desk:
    """Return the desk of a person."""
    person = person_of(account)
    tasks = [draft for draft in _workable(person, account).awaiting_approval() if _may_decide(person, draft)]
    own = _workable(person, account).exclude(state=State.REQUESTED.value)[:_MOST]
    return Desk(
        account.name,
        _roles(account),
        [_shown(draft, _waiting()) for draft in tasks[:_MOST]],
        [_shown(draft, *_progress(draft)) for draft in own],
        _requests(account),
    )


def desk_count(account: Account) -> int:
    """Return how many requests wait for this person to decide."""
    person = person_of(account)
    return sum(_may_decide(person, draft) for draft in _workable(person, account).awaiting_approval())


def _workable(person: Person, account: Account) -> DraftQuerySet:
    mine = Q(author=account) | Q(owner__in=person.owners())
    if person.has_role(Role.SECRETARIAT_OFFICER):
        mine |= Q(owner="")
    return Draft.objects.filter(mine).select_related("updated_by").prefetch_related("cases")


def _may_decide(person: Person, draft: Draft) -> bool:
    return is_allowed(person, "return-draft", draft.subject)


def _roles(account: Account) -> list[str]:
    names = {
        Role.AUTHORIZED_USER: _("National authorized user"),
        Role.PUBLISHING_AUTHORITY: _("Publishing authority"),
        Role.FOCAL_POINT: _("National focal point"),
        Role.ORGANIZATION_EDITOR: _("Organization editor"),
        Role.COMMUNITY_STEWARD: _("Community steward"),
        Role.SECRETARIAT_OFFICER: _("Secretariat officer"),
        Role.VOCABULARY_EDITOR: _("Vocabulary editor"),
        Role.TRANSLATOR: _("Translator"),
        Role.ADMINISTRATOR: _("Administrator"),
    }
    held = account.roles_held.values_list("role", "owner")
    return [f"{names[Role(role)]} – {owner_name(code)}" if code else names[Role(role)] for role, code in held]


def _waiting() -> Status:
    return Status("needs", "wait", _("Waiting for a decision"))


def _progress(draft: Draft) -> tuple[Status, int, str]:
    last = next(iter(draft.cases.all()), None)
    missing = len(problems_of(draft))
    if last is not None and last.state == Case.RETURNED:
        return Status("needs", "needs", _("Returned")), missing, last.reason
    return Status("", "half", _("Draft")), missing, ""


def _requests(account: Account) -> list[DraftShown]:
    """Return what became of the last request for each draft; that of a draft since deleted is left out."""
    asked = Case.objects.filter(requested_by=account).select_related("draft", "draft__updated_by", "decided_by")
    last = {case.draft_uid: case for case in reversed(asked[:_MOST])}
    cases = sorted(last.values(), key=lambda case: case.requested_at, reverse=True)
    published = [case.guid for case in cases if case.draft is None and case.state == Case.APPROVED]
    records = Record.objects.in_bulk(published, field_name="guid")
    shown = []
    for case in cases:
        if case.draft is not None:
            shown.append(_shown(case.draft, _state_of(case), reason=case.reason))
        elif case.guid in records:
            shown.append(_approved(case, records[case.guid]))
    return shown


def _state_of(case: Case) -> Status:
    return {
        Case.REQUESTED: Status("needs", "wait", _("Requested")),
        Case.RETURNED: Status("needs", "needs", _("Returned")),
        Case.WITHDRAWN: Status("", "ring", _("Withdrawn")),
    }.get(case.state, Status("good", "ok", _("Published")))


def _approved(case: Case, record: Record) -> DraftShown:
    language = current_language().code
    title = best(record.titles, language) or Spoken(str(record), "und")
    return DraftShown(
        record_url(str(record.printed_number)),
        title.text,
        tag_of(title.language),
        say(record.format.name),
        record.realm,
        owner_name(record.owner),
        case.decided_at or case.requested_at,
        case.decided_by.name if case.decided_by else "",
        _state_of(case),
    )


def _shown(draft: Draft, status: Status, missing: int | None = None, reason: str = "") -> DraftShown:
    language = current_language().code
    title = title_of(draft.body, draft.format, language) or Spoken(_("Untitled"), language)
    return DraftShown(
        reverse("draft", args=[draft.pk]),
        title.text,
        tag_of(title.language),
        say(draft.format.name),
        draft.realm,
        owner_name(draft.owner),
        draft.updated_at,
        draft.updated_by.name,
        status,
        missing,
        reason,
    )


def owners_offered(account: Account) -> list[OwnerOffered]:
    """Return whom a person may begin records for, governments first, each with the formats."""
    person = person_of(account)
    owners = [
        OwnerOffered(owner, owner_name(owner), _formats_for(person, owner)) for owner in [*sorted(person.owners()), ""]
    ]
    return [one for one in owners if one.formats]


def _formats_for(person: Person, owner: str) -> list[FormatOffered]:
    fitting = {Ownership.EITHER, Ownership.NATIONAL if government_in(owner) else Ownership.REFERENCE}
    return [
        FormatOffered(fmt.slug, say(fmt.name), say(fmt.about_message), owner, realm.code)
        for realm in REALMS.values()
        for fmt in realm.formats
        if fmt.is_open and fmt.ownership in fitting
        if is_allowed(person, "draft", Subject(owner, realm.code, fmt.slug, state=State.NEW))
    ]
