"""What people are told of teams: roles that begin and end, invitations, hand-overs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from clearinghouse.accounts.granting import Occasion
from clearinghouse.accounts.models import Account, Invitation
from clearinghouse.accounts.person import Held
from clearinghouse.accounts.teams import held_of
from clearinghouse.core.multilingual import best
from clearinghouse.core.owners import OwnerKind, key_of, kind_of
from clearinghouse.notices.actions import notify, notify_address
from clearinghouse.notices.kinds import About, NoticeKind
from clearinghouse.records.models import Record

_KINDS: Mapping[Occasion, NoticeKind] = {
    Occasion.GRANTED: NoticeKind.ROLE_GRANTED,
    Occasion.ENDED: NoticeKind.ROLE_ENDED,
    Occasion.NAMED: NoticeKind.FOCAL_POINT_NAMED,
    Occasion.CONFIRMED: NoticeKind.FOCAL_POINT_CONFIRMED,
    Occasion.DECLINED: NoticeKind.FOCAL_POINT_DECLINED,
}
OPERATOR = "Clearinghouse"
"""Who did what is done at the command line."""
_NOTHING: Mapping[str, str] = {}


def tell_of_role(
    to: Iterable[Account], occasion: Occasion, held: Held, *, at: datetime, data: Mapping[str, str] = _NOTHING
) -> None:
    """Tell people what became of a role, within the caller's transaction."""
    titles = titles_of_owner(held.owner)
    link = "focal-points" if occasion is Occasion.NAMED else "desk"
    for account in to:
        notify([account], _KINDS[occasion], about=_about(held, account.language, titles, link, data), at=at)


def tell_of_hand_over(to: Account, owner: str, *, leaver: Account, at: datetime) -> None:
    """Tell a person that somebody's work for an owner is now theirs, within the caller's transaction."""
    data = {"by": leaver.name, "name": to.name}
    about = _about(Held("", owner), to.language, titles_of_owner(owner), "desk", data)
    notify([to], NoticeKind.HANDED_OVER, about=about, at=at)


def tell_invited(invitation: Invitation, secret: str, *, at: datetime) -> None:
    """Send the link of an invitation to its address, within the caller's transaction."""
    about = about_invitation(invitation, secret)
    notify_address(invitation.email, language=invitation.language, kind=NoticeKind.INVITED, about=about, at=at)


def titles_of_owner(owner: str) -> dict[str, str]:
    """Return the names of an organization or community by language, as its record says; nothing for other owners."""
    if kind_of(owner) not in (OwnerKind.ORGANIZATION, OwnerKind.COMMUNITY):
        return {}
    record = Record.objects.filter(pk=key_of(owner)).exclude(latest=0).first()
    return record.titles if record else {}


def _about(held: Held, language: str, titles: Mapping[str, str], link: str, data: Mapping[str, str]) -> About:
    name = best(dict(titles), language)
    known = {
        "role": held.role,
        "instrument": held.instrument,
        "owner_name": name.text if name else "",
        "by": OPERATOR,
    }
    known |= {key: value for key, value in data.items() if value}
    return About(
        format_slug=held.format,
        owner=held.owner,
        realm=held.realm,
        link=link,
        data={key: value for key, value in known.items() if value},
    )


def about_invitation(invitation: Invitation, secret: str) -> About:
    """Return what the mail of an invitation is about."""
    titles = titles_of_owner(invitation.owner)
    data = {"by": invitation.invited_by.name, "name": invitation.name}
    about = _about(held_of(invitation), invitation.language, titles, "invitation", data)
    return replace(about, link_arguments=(secret,))
