"""What people are told about. Closed: each kind has its texts in wording.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from clearinghouse.core.canonical import parsed


class NoticeKind(StrEnum):
    """One occasion on which somebody is told something."""

    # To whoever may decide
    REQUEST_WAITS = "request-waits"
    REQUEST_REASSIGNED = "request-reassigned"
    REQUEST_MOVED = "request-moved"
    REQUEST_REMINDED = "request-reminded"
    REQUEST_ESCALATED = "request-escalated"
    REQUEST_WITHDRAWN = "request-withdrawn"
    # To whoever asked
    REQUEST_APPROVED = "request-approved"
    REQUEST_RETURNED = "request-returned"
    REQUEST_EXPIRED = "request-expired"
    # Among colleagues who work on a draft
    SECTION_GIVEN = "section-given"
    SECTION_DUE = "section-due"
    SECTION_TAKEN_BACK = "section-taken-back"
    SECTION_DONE = "section-done"
    COMMENT_ASKS = "comment-asks"
    COMMENT_ADDED = "comment-added"
    COMMENT_RESOLVED = "comment-resolved"
    # About records
    RECORD_PUBLISHED = "record-published"
    RECORD_RETIRED = "record-retired"
    RECORD_STALE = "record-stale"
    RECORDS_STALE = "records-stale"
    # About what a person follows
    FOLLOWED_PUBLISHED = "followed-published"
    FOLLOWED_RETIRED = "followed-retired"
    # About people
    ROLE_GRANTED = "role-granted"
    ROLE_ENDED = "role-ended"
    FOCAL_POINT_NAMED = "focal-point-named"
    FOCAL_POINT_CONFIRMED = "focal-point-confirmed"
    FOCAL_POINT_DECLINED = "focal-point-declined"
    HANDED_OVER = "handed-over"
    INVITED = "invited"
    # About the account; always sent at once
    NEW_DEVICE = "new-device"
    ADDRESS_CONFIRMATION = "address-confirmation"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a kind of notice
    ACCOUNT_EXISTS = "account-exists"
    SECURITY_CHANGED = "security-changed"
    ADDRESS_FAILS = "address-fails"


class Group(StrEnum):
    """Kinds for which people choose together how often mail is sent.

    ACCOUNT cannot be chosen: it goes at once. FOLLOWING is chosen for each thing followed, or stopped altogether.
    """

    TASKS = "tasks"
    REQUESTS = "requests"
    RECORDS = "records"
    PEOPLE = "people"
    FOLLOWING = "following"
    ACCOUNT = "account"


_GROUPS: Mapping[Group, tuple[NoticeKind, ...]] = {
    Group.TASKS: (
        NoticeKind.REQUEST_WAITS,
        NoticeKind.REQUEST_REASSIGNED,
        NoticeKind.REQUEST_MOVED,
        NoticeKind.REQUEST_REMINDED,
        NoticeKind.REQUEST_ESCALATED,
        NoticeKind.REQUEST_WITHDRAWN,
        NoticeKind.SECTION_GIVEN,
        NoticeKind.SECTION_DUE,
        NoticeKind.SECTION_TAKEN_BACK,
        NoticeKind.COMMENT_ASKS,
    ),
    Group.REQUESTS: (
        NoticeKind.REQUEST_APPROVED,
        NoticeKind.REQUEST_RETURNED,
        NoticeKind.REQUEST_EXPIRED,
        NoticeKind.SECTION_DONE,
        NoticeKind.COMMENT_ADDED,
        NoticeKind.COMMENT_RESOLVED,
    ),
    Group.RECORDS: (
        NoticeKind.RECORD_PUBLISHED,
        NoticeKind.RECORD_RETIRED,
        NoticeKind.RECORD_STALE,
        NoticeKind.RECORDS_STALE,
    ),
    Group.PEOPLE: (
        NoticeKind.ROLE_GRANTED,
        NoticeKind.ROLE_ENDED,
        NoticeKind.FOCAL_POINT_NAMED,
        NoticeKind.FOCAL_POINT_CONFIRMED,
        NoticeKind.FOCAL_POINT_DECLINED,
        NoticeKind.HANDED_OVER,
        NoticeKind.INVITED,
    ),
    Group.FOLLOWING: (NoticeKind.FOLLOWED_PUBLISHED, NoticeKind.FOLLOWED_RETIRED),
    Group.ACCOUNT: (
        NoticeKind.NEW_DEVICE,
        NoticeKind.ADDRESS_CONFIRMATION,
        NoticeKind.PASSWORD_RESET,
        NoticeKind.ACCOUNT_EXISTS,
        NoticeKind.SECURITY_CHANGED,
        NoticeKind.ADDRESS_FAILS,
    ),
}
GROUP_OF: Mapping[NoticeKind, Group] = {kind: group for group, kinds in _GROUPS.items() for kind in kinds}
"""Every kind belongs to one group."""

DECIDABLE = frozenset({
    NoticeKind.REQUEST_WAITS,
    NoticeKind.REQUEST_REASSIGNED,
    NoticeKind.REQUEST_REMINDED,
    NoticeKind.REQUEST_ESCALATED,
})  # fmt: skip
"""Kinds that ask for a decision, which may be taken from the mail."""
MAIL_ONLY = frozenset({NoticeKind.ADDRESS_CONFIRMATION, NoticeKind.PASSWORD_RESET, NoticeKind.ACCOUNT_EXISTS})
"""Kinds that prove who reads the mail: what they say never stands on the desk, nor in the outbox once it is sent."""
DESK_ONLY = frozenset({NoticeKind.ADDRESS_FAILS})
"""Kinds that mail could not tell."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One of several records that a notice is about. titles: language → title."""

    guid: str
    titles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about, in plain values: a room below records knows no records.

    titles: language → title of the record. number: printed number, "" before publication. case: id of the case, None
    where it is about none. listed: the first of several records, where it is about no single one. link: name of the
    page that the notice leads to, with its arguments; "" for none.
    data: what else its text says, by name:
    by, name: of people. role: value of a Role; instrument: code of one, of a focal point. owner_name: of an owner that
    is no government. reason, asks: what a person wrote, quoted below the sentence; so is what, which says what was
    changed in the reader's language. section: name of one of the format; day: in figures. device: from which an account
    was opened. follow: name of what a person follows; follows: all of their names, one a line, where several found it.
    gap: not empty where a request has nobody to decide it. version: of the draft about which a decision is asked;
    without it no link of the mail decides. count: of all that is listed.
    """

    titles: dict[str, str] = field(default_factory=dict)
    format_slug: str = ""
    owner: str = ""
    realm: str = ""
    guid: str = ""
    number: str = ""
    case: int | None = None
    link: str = ""
    link_arguments: tuple[str, ...] = ()
    listed: tuple[Listed, ...] = ()
    data: dict[str, str] = field(default_factory=dict)


def about_in(text: str) -> About:
    """Read what a notice is about back from its canonical text, which leaves out what is empty."""
    kept: dict[str, Any] = parsed(text)
    listed = tuple(Listed(**one) for one in kept.get("listed", ()))
    return About(**{**kept, "link_arguments": tuple(kept.get("link_arguments", ())), "listed": listed})
