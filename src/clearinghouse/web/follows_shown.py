"""What a person follows, as the pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from clearinghouse.accounts.models import Account
from clearinghouse.alerts.models import Follow, Told
from clearinghouse.core.languages import tag_of
from clearinghouse.notices.models import Frequency
from clearinghouse.notices.preferences import preference_of
from clearinghouse.records.queries import cards
from clearinghouse.web.languages import current_language
from clearinghouse.web.notices_shown import Choice, frequency_choices
from clearinghouse.web.presenting import record_url

NEWEST = 3


@dataclass(frozen=True, slots=True)
class News:
    """A record of which the person was told."""

    title: str
    language: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FollowShown:
    """One thing that is followed. url: of its search; told: of how many entries the person was told."""

    uid: str
    name: str
    url: str
    choices: Sequence[Choice]
    news: list[News]
    told: int


def follows_of(account: Account) -> list[FollowShown]:
    """Return what a person follows, the newest first; three queries for all."""
    follows = list(Follow.objects.filter(account=account))
    told: dict[object, list[Told]] = {}
    for one in Told.objects.filter(account=account, follow__in=follows).order_by("-sequence")[:2_000]:
        told.setdefault(one.follow_id, []).append(one)
    shown = {one.guid for several in told.values() for one in several[:NEWEST]}
    known = cards(shown, current_language().code, account)
    return [
        FollowShown(
            str(follow.pk),
            follow.name,
            f"{reverse('search')}{'?' if follow.params else ''}{follow.params}",
            frequency_choices(follow.often),
            [
                News(card.title.text, tag_of(card.title.language), record_url(card.number), one.at)
                for one in told.get(follow.pk, [])[:NEWEST]
                if (card := known.get(one.guid))
            ],
            len(told.get(follow.pk, [])),
        )
        for follow in follows
    ]


def is_mail_stopped(account: Account) -> bool:
    """Say whether the person stopped all mail about what they follow."""
    return preference_of(account).following == Frequency.NEVER.value
