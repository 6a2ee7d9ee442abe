"""What the desk shows of notices and of mail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Subject, person_of
from clearinghouse.core.messages import Message
from clearinghouse.notices.addresses import page_of
from clearinghouse.notices.kinds import Group, NoticeKind
from clearinghouse.notices.models import Frequency, MailPreference, Notice, Outgoing
from clearinghouse.notices.preferences import CHOSEN
from clearinghouse.notices.saying import governments_of, said
from clearinghouse.notices.sending import FILES
from clearinghouse.notices.written import Written, written_to
from clearinghouse.web.speech import say

_GROUPS: Mapping[Group, tuple[Message, Message]] = {
    Group.TASKS: (
        Message("notices", "Requests that wait for me"),
        Message(
            "notices",
            "Somebody asks for your decision, for your answer to a comment, or to fill in a section; reminds you of it,"
            " or withdraws the request.",
        ),
    ),
    Group.REQUESTS: (
        Message("notices", "Requests I sent"),
        Message(
            "notices",
            "What became of a request: approved, returned with a reason, or not decided in time; sections that are"
            " done, and discussions that you are in.",
        ),
    ),
    Group.RECORDS: (
        Message("notices", "Records in my care"),
        Message("notices", "A record was published or retired, or it is time to confirm that it still holds."),
    ),
    Group.PEOPLE: (
        Message("notices", "People and roles"),
        Message("notices", "Roles that begin or end, focal points, invitations, and work that is handed over."),
    ),
}
_FREQUENCIES: Mapping[Frequency, Message] = {
    Frequency.AT_ONCE: Message("notices", "At once"),
    Frequency.DAILY: Message("notices", "Once a day, together"),
    Frequency.WEEKLY: Message("notices", "Once a week, together"),
    Frequency.NEVER: Message("notices", "No mail"),
}


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """One notice on the desk. url: where it leads, "" for nowhere; listed, more: see Said."""

    pk: int
    at: datetime
    is_unread: bool
    markup: SafeString
    quote: str
    url: str
    link: str
    listed: Sequence[str]
    more: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to how often."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class GroupShown:
    """One question of the settings."""

    name: str
    label: str
    help: str
    choices: Sequence[Choice]


def notices_shown(notices: Iterable[Notice]) -> list[NoticeShown]:
    """Say notices in the active language."""
    known = [(notice, notice.about) for notice in notices]
    governments = governments_of(about for _, about in known)
    shown = []
    for notice, about in known:
        words = said(NoticeKind(notice.kind), about, governments)
        url = reverse("notice", args=[notice.pk]) if page_of(about) else ""
        shown.append(
            NoticeShown(
                notice.pk,
                notice.at,
                notice.read_at is None,
                words.markup,
                words.quote,
                url,
                words.link,
                words.listed,
                words.more,
            )
        )
    return shown


def frequency_choices(chosen: str) -> list[Choice]:
    """Return how often mail may come, with what was chosen."""
    return [Choice(one.value, say(_FREQUENCIES[one]), chosen == one) for one in Frequency]


def groups_shown(preference: MailPreference) -> list[GroupShown]:
    """Return how often a person wants mail, as questions with their answers."""
    return [
        GroupShown(
            group.value,
            say(label),
            say(help_text),
            frequency_choices(getattr(preference, group.value)),
        )
        for group, (label, help_text) in _GROUPS.items()
    ]


def wanted_in(form: QueryDict) -> dict[Group, Frequency]:
    """Return what a form chooses; what it does not say, or says wrongly, stays as it is."""
    known = {frequency.value for frequency in Frequency}
    return {group: Frequency(str(form[group.value])) for group in CHOSEN if form.get(group.value) in known}


def is_postmaster(account: Account) -> bool:
    """Say whether a person sees the mail of the node: its administrators."""
    return is_allowed(person_of(account), "manage-accounts", Subject(""))


def own_mail(account: Account) -> list[Written] | None:
    """Return the mails that were written to a person instead of sent; None on a node that has none of these."""
    return written_to(account.email) if settings.MAIL_TRANSPORT == FILES else None


def stuck_mail() -> list[Outgoing]:
    """Return the mails that were given up, and those that are tried again, latest first."""
    stuck = Outgoing.objects.filter(state=Outgoing.FAILED) | Outgoing.objects.filter(
        state__in=(Outgoing.WAITING, Outgoing.SENDING), attempts__gt=0
    )
    return list(stuck.select_related("account").order_by("-queued_at")[:100])
