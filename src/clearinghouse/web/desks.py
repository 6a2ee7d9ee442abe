"""The desk of a person: what waits for them, what they work on, what they asked for."""

from dataclasses import astuple, dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.editing_parties import may_edit_parties
from clearinghouse.accounts.helping import may_manage_accounts
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, State, Subject, person_of
from clearinghouse.accounts.teams import may_confirm_some, teams_of
from clearinghouse.core.owners import OwnerKind, government_in, kind_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.format import Format, Ownership
from clearinghouse.notices.actions import unread_count
from clearinghouse.records.confirming import count_to_confirm
from clearinghouse.records.copying import earlier_records
from clearinghouse.records.overseeing import may_oversee
from clearinghouse.web.desk_records import LooksAfter, looked_after
from clearinghouse.web.desk_work import Work, WorkShown
from clearinghouse.web.formats_shown import FormatGroup, by_realm
from clearinghouse.web.ordering import by_name
from clearinghouse.web.owners import learn, owner_name
from clearinghouse.web.realms import REALMS
from clearinghouse.web.roles_shown import held_name
from clearinghouse.web.speech import say
from clearinghouse.web.together_work import comment_count, comments_for, comments_shown, sections_of, sections_shown
from clearinghouse.web.trails import trails_for
from clearinghouse.web.usage_shown import usages_for

_FIRST = 10
"""How much of each list the desk itself shows."""
_MOST = 50
"""How much it shows of what colleagues want, which has no list of its own."""


@dataclass(frozen=True, slots=True)
class Way:
    """A page that belongs to the desk of a person with these roles."""

    label: str
    url: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Stat:
    """A number on the desk with where it leads."""

    value: int
    label: str
    url: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the desk: of each list its beginning, and how long it is."""

    name: str
    roles: list[str]
    tasks: list[WorkShown]
    task_count: int
    sections: list[WorkShown]
    section_count: int
    comments: list[WorkShown]
    comment_count: int
    returned: list[WorkShown]
    returned_count: int
    drafts: list[WorkShown]
    draft_count: int
    requests: list[WorkShown]
    request_count: int
    confirm_count: int
    looks_after: list[LooksAfter]
    ways: list[Way]

    @property
    def waiting(self) -> int:
        """How many things wait for the person."""
        return self.task_count + self.returned_count + self.section_count + self.comment_count

    @property
    def stats(self) -> list[Stat]:
        """How many of each, leading to their lists."""
        due = [Stat(self.confirm_count, _("Records to confirm"), reverse("to-confirm"))] if self.confirm_count else []
        return [
            Stat(self.waiting, _("Waiting for me"), "#tasks", "needs" if self.waiting else ""),
            Stat(self.draft_count, _("Drafts"), "#drafts"),
            Stat(self.request_count, _("Requests I sent"), "#requests"),
            *due,
        ]


@dataclass(frozen=True, slots=True)
class FormatOffered:
    """A format in which a person may begin a record for an owner. realms: in which clearing-houses.

    earlier_url: where to begin one from an earlier record of that owner, "" if there is none.
    """

    slug: str
    name: str
    about: str
    owner: str
    realms: list[str]
    earlier_url: str = ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The clearing-houses to choose from: code and name."""
        return [(code, say(REALMS[code].name)) for code in self.realms]


@dataclass(frozen=True, slots=True)
class OwnerOffered:
    """Whom a person may begin records for, with the formats. name: "" for reference records, which all share."""

    owner: str
    name: str
    formats: list[FormatOffered]

    @property
    def note(self) -> str:
        """Who publishes what is begun here."""
        match kind_of(self.owner):
            case OwnerKind.GOVERNMENT:
                return _("Published by the publishing authority of the government")
            case OwnerKind.SECRETARIAT:
                return _("Published by the Secretariat")
            case OwnerKind.COMMUNITY:
                return _("Published by the Secretariat for the community, which decides who may read it")
            case OwnerKind.ORGANIZATION | OwnerKind.USER:
                return _("Published by the Secretariat for its owner")

    @property
    def by_realm(self) -> list[FormatGroup[FormatOffered]]:
        """The formats by clearing-house."""
        return by_realm(self.formats)


def desk_crumbs() -> list[dict[str, str]]:
    """Return the way to the desk."""
    return [{"label": _("Clearinghouse"), "url": reverse("home")}, {"label": _("My desk"), "url": reverse("desk")}]


def desk_of(account: Account) -> Desk:
    """Return the desk of a person. At most 18 queries, however much lies on it."""
    person = person_of(account)
    work = Work(account, person)
    tasks = work.task_ids()
    drafts, requests = work.drafts(), work.requests()
    returned = work.shown(work.returned()[:_FIRST])
    sections, comments = sections_of(account), comments_for(account, person)
    return Desk(
        account.name,
        _roles(person),
        work.tasks(tasks[:_FIRST]),
        len(tasks),
        sections_shown(sections[:_MOST], account),
        sections.count(),
        comments_shown(comments[:_MOST]),
        len(comments),
        returned,
        len(returned) if len(returned) < _FIRST else work.returned().count(),
        work.shown(drafts[:_FIRST]),
        drafts.count(),
        work.requests_shown(requests[:_FIRST]),
        requests.count(),
        count_to_confirm(person, timezone.now()) if person.roles else 0,
        looked_after(person),
        [
            Way(_("Notices"), reverse("notices"), unread_count(account)),
            Way(_("What I follow"), reverse("follows"), 0),
            *ways_for(person),
        ],
    )


def desk_count(account: Account) -> int:
    """Return how many things wait for this person: requests, drafts that came back, and what colleagues want."""
    person = person_of(account)
    work = Work(account, person)
    asked = sections_of(account).count() + comment_count(account, person)
    return len(work.task_ids()) + work.returned().count() + asked


def ways_for(person: Person) -> list[Way]:
    """Return the other pages of a person's desk; none that their roles do not open."""
    ways = [Way(_("Broken references"), reverse("broken-references"))]
    if person.roles:
        ways += [
            Way(_("Records to confirm"), reverse("to-confirm")),
            Way(_("Decide on several requests"), reverse("batches")),
            Way(_("Request several publications"), reverse("request-several")),
        ]
    ways += [Way(_("Who did what: %(owner)s") % {"owner": name}, url) for name, url in trails_for(person)]
    ways += [Way(_("What people look at: %(owner)s") % {"owner": name}, url) for name, url in usages_for(person)]
    ways += [Way(_("Team"), reverse("team"))] if teams_of(person) else []
    ways += [Way(_("Focal points"), reverse("focal-points"))] if may_confirm_some(person) else []
    ways += [Way(_("Governments and Parties"), reverse("desk-parties"))] if may_edit_parties(person) else []
    ways += [Way(_("Requests that wait"), reverse("requests-overseen"))] if may_oversee(person) else []
    if may_manage_accounts(person):
        ways += [Way(_("Accounts"), reverse("accounts")), Way(_("Mail"), reverse("desk-mail"))]
    return ways


def _roles(person: Person) -> list[str]:
    return [held_name(held) for held in sorted(person.roles, key=astuple)]


def owners_offered(account: Account) -> list[OwnerOffered]:
    """Return whom a person may begin records for, each with the formats: first by a role, then all, then themselves."""
    person = person_of(account)
    learn(person.owners())
    whose = dict.fromkeys([*by_name(person.owners(), owner_name), "", person.own])
    records = earlier_records(account).filter(owner__in=whose).order_by()
    earlier = frozenset(records.values_list("owner", "format_slug").distinct())
    owners = [
        OwnerOffered(
            owner, _("Myself") if owner == person.own else owner_name(owner), _formats_for(person, owner, earlier)
        )
        for owner in whose
    ]
    return [one for one in owners if one.formats]


def _formats_for(person: Person, owner: str, earlier: frozenset[tuple[str, str]]) -> list[FormatOffered]:
    fitting = {Ownership.EITHER, Ownership.NATIONAL if government_in(owner) else Ownership.REFERENCE}
    open_formats = [fmt for fmt in FORMATS.values() if fmt.is_open and fmt.ownership in fitting]
    offered = [
        FormatOffered(
            fmt.slug,
            say(fmt.name),
            say(fmt.about_message),
            owner,
            _realms_for(person, fmt, owner),
            earlier_url(owner, fmt.slug) if (owner, fmt.slug) in earlier else "",
        )
        for fmt in open_formats
    ]
    return [one for one in offered if one.realms]


def earlier_url(owner: str, slug: str) -> str:
    """Return the address of the records of an owner and a format from which another can be begun."""
    return f"{reverse('new-from-earlier')}?{urlencode({'owner': owner, 'format': slug})}"


def _realms_for(person: Person, fmt: Format, owner: str) -> list[str]:
    asked = {code: Subject(owner, code, fmt.slug, state=State.NEW) for code in REALMS if code in fmt.realms}
    return [code for code, subject in asked.items() if is_allowed(person, "draft", subject)]
