"""What people are told about. Closed: each kind has its texts in wording.py."""

from dataclasses import dataclass, field
from enum import StrEnum


class NoticeKind(StrEnum):
    """One occasion on which somebody is told something."""

    # To whoever may decide
    REQUEST_WAITS = "request-waits"
    REQUEST_REASSIGNED = "request-reassigned"
    REQUEST_REMINDED = "request-reminded"
    REQUEST_ESCALATED = "request-escalated"
    REQUEST_WITHDRAWN = "request-withdrawn"
    # To whoever asked
    REQUEST_APPROVED = "request-approved"
    REQUEST_RETURNED = "request-returned"
    REQUEST_EXPIRED = "request-expired"
    # About records
    RECORD_PUBLISHED = "record-published"
    RECORD_RETIRED = "record-retired"
    RECORD_STALE = "record-stale"
    # About people
    ROLE_GRANTED = "role-granted"
    ROLE_ENDED = "role-ended"
    FOCAL_POINT_NAMED = "focal-point-named"
    FOCAL_POINT_CONFIRMED = "focal-point-confirmed"
    HANDED_OVER = "handed-over"
    INVITED = "invited"
    # About the account; always sent at once
    NEW_DEVICE = "new-device"
    ADDRESS_CONFIRMATION = "address-confirmation"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a kind of notice
    ACCOUNT_EXISTS = "account-exists"
    SECURITY_CHANGED = "security-changed"


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about, in plain values: a room below records knows no records.

    titles: language → title of the record. number: printed number, "" before publication. case: id of the case, None
    where it is about none. link: name of the page that the notice leads to, with its arguments; "" for none.
    data: what else its text says, by name.
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
    data: dict[str, str] = field(default_factory=dict)
