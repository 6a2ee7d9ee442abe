"""What each kind of notice says: on the desk in a sentence, in a mail with a subject line."""

from collections.abc import Mapping
from dataclasses import dataclass

from clearinghouse.accounts.models import Role
from clearinghouse.core.messages import Message
from clearinghouse.notices.kinds import NoticeKind


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one kind, with named placeholders (see About), and what the link to its page is called."""

    subject: Message
    sentence: Message
    link: Message


_DECIDE = Message("notice", "Read and decide")
_OPEN = Message("notice", "Open it")
_FILL_IN = Message("notice", "Fill in the section")
_RECORD = Message("notice", "Read the record")
_ACCOUNT = Message("notice", "Open my account")

WORDINGS: Mapping[NoticeKind, Wording] = {
    NoticeKind.REQUEST_WAITS: Wording(
        Message("notice", "For your decision: %(title)s"),
        Message("notice", "%(by)s asks for your decision on “%(title)s” (%(format)s, %(owner)s)."),
        _DECIDE,
    ),
    NoticeKind.REQUEST_REASSIGNED: Wording(
        Message("notice", "Handed to you for decision: %(title)s"),
        Message("notice", "%(by)s handed you the decision on “%(title)s” (%(format)s, %(owner)s)."),
        _DECIDE,
    ),
    NoticeKind.REQUEST_MOVED: Wording(
        Message("notice", "No longer for your decision: %(title)s"),
        Message(
            "notice",
            "%(by)s handed on the decision on “%(title)s” (%(format)s, %(owner)s) that had been given to you.",
        ),
        _OPEN,
    ),
    NoticeKind.REQUEST_REMINDED: Wording(
        Message("notice", "Still waiting for your decision: %(title)s"),
        Message("notice", "“%(title)s” (%(format)s, %(owner)s) still waits for your decision."),
        _DECIDE,
    ),
    NoticeKind.REQUEST_ESCALATED: Wording(
        Message("notice", "Nobody has decided yet: %(title)s"),
        Message(
            "notice",
            "Nobody has decided on “%(title)s” (%(format)s, %(owner)s) yet."
            " Decide, or hand the request to somebody who does.",
        ),
        _DECIDE,
    ),
    NoticeKind.REQUEST_WITHDRAWN: Wording(
        Message("notice", "Request withdrawn: %(title)s"),
        Message(
            "notice",
            "%(by)s withdrew the request about “%(title)s” (%(format)s, %(owner)s). Nothing is left for you to do.",
        ),
        _OPEN,
    ),
    NoticeKind.REQUEST_APPROVED: Wording(
        Message("notice", "Approved: %(title)s"),
        Message("notice", "%(by)s approved your request about “%(title)s” (%(format)s, %(owner)s)."),
        _RECORD,
    ),
    NoticeKind.REQUEST_RETURNED: Wording(
        Message("notice", "Returned to you: %(title)s"),
        Message("notice", "%(by)s returned “%(title)s” (%(format)s, %(owner)s) to you with a reason."),
        _OPEN,
    ),
    NoticeKind.REQUEST_EXPIRED: Wording(
        Message("notice", "Not decided in time: %(title)s"),
        Message(
            "notice",
            "Nobody decided on your request about “%(title)s” (%(format)s, %(owner)s) in time, so it was closed."
            " You can request once more.",
        ),
        _OPEN,
    ),
    NoticeKind.SECTION_GIVEN: Wording(
        Message("notice", "A section for you: %(title)s"),
        Message(
            "notice",
            "%(by)s asks you to fill in the section “%(section)s” of “%(title)s” (%(format)s, %(owner)s) by %(day)s.",
        ),
        _FILL_IN,
    ),
    NoticeKind.SECTION_DUE: Wording(
        Message("notice", "Your section is due: %(title)s"),
        Message(
            "notice",
            "The section “%(section)s” of “%(title)s” (%(format)s, %(owner)s) was due by %(day)s. Fill it in and say"
            " that you are done.",
        ),
        _FILL_IN,
    ),
    NoticeKind.SECTION_TAKEN_BACK: Wording(
        Message("notice", "Section no longer yours: %(title)s"),
        Message(
            "notice",
            "The section “%(section)s” of “%(title)s” (%(format)s, %(owner)s) is no longer in your hands."
            " Nothing is left for you to do.",
        ),
        _OPEN,
    ),
    NoticeKind.SECTION_DONE: Wording(
        Message("notice", "Section done: %(title)s"),
        Message("notice", "%(by)s is done with the section “%(section)s” of “%(title)s” (%(format)s, %(owner)s)."),
        _OPEN,
    ),
    NoticeKind.COMMENT_ASKS: Wording(
        Message("notice", "A comment for you: %(title)s"),
        Message("notice", "%(by)s asks you something in a comment on “%(title)s” (%(format)s, %(owner)s)."),
        Message("notice", "Read and answer"),
    ),
    NoticeKind.COMMENT_ADDED: Wording(
        Message("notice", "New comment: %(title)s"),
        Message(
            "notice", "%(by)s wrote a comment in a discussion of “%(title)s” (%(format)s, %(owner)s) that you are in."
        ),
        Message("notice", "Read and answer"),
    ),
    NoticeKind.COMMENT_RESOLVED: Wording(
        Message("notice", "Discussion resolved: %(title)s"),
        Message("notice", "%(by)s resolved a discussion of “%(title)s” (%(format)s, %(owner)s) that you are in."),
        _OPEN,
    ),
    NoticeKind.RECORD_PUBLISHED: Wording(
        Message("notice", "Published: %(title)s"),
        Message("notice", "“%(title)s” (%(format)s, %(owner)s) was published as %(number)s."),
        _RECORD,
    ),
    NoticeKind.RECORD_RETIRED: Wording(
        Message("notice", "Retired: %(title)s"),
        Message("notice", "“%(title)s” (%(format)s, %(owner)s) was retired. Its number was %(number)s."),
        _RECORD,
    ),
    NoticeKind.RECORD_STALE: Wording(
        Message("notice", "Does it still hold? %(title)s"),
        Message(
            "notice",
            "Nobody has confirmed “%(title)s” (%(format)s, %(owner)s) for a long time."
            " Confirm that it still holds, or amend it.",
        ),
        _RECORD,
    ),
    NoticeKind.RECORDS_STALE: Wording(
        Message("notice", "Do these records still hold? %(owner)s"),
        Message(
            "notice",
            "Nobody has confirmed %(count)s records (%(owner)s) for a long time."
            " Confirm that they still hold, or amend them.",
        ),
        Message("notice", "See the records"),
    ),
    NoticeKind.FOLLOWED_PUBLISHED: Wording(
        Message("notice", "New in “%(follow)s”: %(title)s"),
        Message("notice", "“%(title)s” (%(format)s, %(owner)s) was published as %(number)s. You follow “%(follow)s”."),
        _RECORD,
    ),
    NoticeKind.FOLLOWED_RETIRED: Wording(
        Message("notice", "No longer in force, in “%(follow)s”: %(title)s"),
        Message("notice", "“%(title)s” (%(format)s, %(owner)s) was taken out of force. You follow “%(follow)s”."),
        _RECORD,
    ),
    NoticeKind.ROLE_GRANTED: Wording(
        Message("notice", "New role: %(role)s"),
        Message("notice", "%(by)s gave you the role “%(role)s” for: %(owner)s."),
        _OPEN,
    ),
    NoticeKind.ROLE_ENDED: Wording(
        Message("notice", "Role ended: %(role)s"),
        Message("notice", "You no longer hold the role “%(role)s” for: %(owner)s."),
        _OPEN,
    ),
    NoticeKind.FOCAL_POINT_NAMED: Wording(
        Message("notice", "Focal point to be confirmed: %(owner)s"),
        Message("notice", "%(by)s named %(name)s as “%(role)s” for: %(owner)s. The role counts once it is confirmed."),
        _OPEN,
    ),
    NoticeKind.FOCAL_POINT_CONFIRMED: Wording(
        Message("notice", "Focal point confirmed: %(owner)s"),
        Message("notice", "%(name)s was confirmed as “%(role)s” for: %(owner)s."),
        _OPEN,
    ),
    NoticeKind.FOCAL_POINT_DECLINED: Wording(
        Message("notice", "Focal point not confirmed: %(owner)s"),
        Message("notice", "%(name)s was not confirmed as “%(role)s” for: %(owner)s. What holds there stays as it is."),
        _OPEN,
    ),
    NoticeKind.HANDED_OVER: Wording(
        Message("notice", "Work was handed over to you"),
        Message("notice", "%(by)s handed drafts and requests over to you, for: %(owner)s."),
        _OPEN,
    ),
    NoticeKind.INVITED: Wording(
        Message("notice", "Invitation: %(role)s for %(owner)s"),
        Message("notice", "%(by)s invites you to take on the role “%(role)s” for: %(owner)s. The link works once."),
        Message("notice", "See the invitation"),
    ),
    NoticeKind.NEW_DEVICE: Wording(
        Message("notice", "New sign-in to your account"),
        Message(
            "notice",
            "Your account was opened with a browser that was not used for it before: %(device)s."
            " If that was not you, choose a new password and end all sessions.",
        ),
        _ACCOUNT,
    ),
    NoticeKind.ADDRESS_CONFIRMATION: Wording(
        Message("notice", "Confirm your e-mail address"),
        Message(
            "notice", "Confirm that this e-mail address is yours. If you asked for nothing here, leave this mail alone."
        ),
        Message("notice", "Confirm my address"),
    ),
    NoticeKind.PASSWORD_RESET: Wording(
        Message("notice", "Choose a new password"),
        Message(
            "notice",
            "Somebody asked for a new password for your account. The link works once."
            " If it was not you, leave this mail alone: your password stays as it is.",
        ),
        Message("notice", "Choose a new password"),
    ),
    NoticeKind.ACCOUNT_EXISTS: Wording(
        Message("notice", "You have an account already"),
        Message(
            "notice",
            "Somebody, probably you, wanted to open an account with this address. There is one already:"
            " sign in, or ask for a new password if you do not remember yours.",
        ),
        Message("notice", "Sign in"),
    ),
    NoticeKind.SECURITY_CHANGED: Wording(
        Message("notice", "The way you sign in was changed"),
        Message(
            "notice",
            "The way you sign in to your account was changed. If that was not you, ask for a new password at once"
            " and tell an administrator.",
        ),
        _ACCOUNT,
    ),
    NoticeKind.ADDRESS_FAILS: Wording(
        Message("notice", "Mail does not reach you"),
        Message(
            "notice",
            "Mail to %(email)s came back several times. Nothing more is sent there until you confirm the address.",
        ),
        Message("notice", "Confirm my address"),
    ),
}
"""Kind → its texts."""

NOBODY_MAY = Wording(
    Message("notice", "Nobody may decide: %(title)s"),
    Message(
        "notice",
        "%(by)s asks for a decision on “%(title)s” (%(format)s, %(owner)s), but nobody there may take it."
        " Help them to name a publishing authority.",
    ),
    _OPEN,
)
"""What the secretariat is told instead where data["gap"] says that a request has nobody to decide it."""

FOLLOWED_IN_SEVERAL: Mapping[NoticeKind, Wording] = {
    NoticeKind.FOLLOWED_PUBLISHED: Wording(
        Message("notice", "New in what you follow: %(title)s"),
        Message("notice", "“%(title)s” (%(format)s, %(owner)s) was published as %(number)s. You follow: %(follows)s."),
        _RECORD,
    ),
    NoticeKind.FOLLOWED_RETIRED: Wording(
        Message("notice", "No longer in force, in what you follow: %(title)s"),
        Message("notice", "“%(title)s” (%(format)s, %(owner)s) was taken out of force. You follow: %(follows)s."),
        _RECORD,
    ),
}
"""What is said instead where data["follows"] names several things that a person follows, one a line."""

FOLLOWED_TWICE = Message("notice", "%(first)s; %(rest)s")
"""How one of their names stands before the others."""

ROLE_NAMES: Mapping[str, Message] = {
    Role.AUTHORIZED_USER.value: Message("role", "National authorized user"),
    Role.PUBLISHING_AUTHORITY.value: Message("role", "Publishing authority"),
    Role.FOCAL_POINT.value: Message("role", "National focal point"),
    Role.ORGANIZATION_EDITOR.value: Message("role", "Organization editor"),
    Role.COMMUNITY_STEWARD.value: Message("role", "Community steward"),
    Role.SECRETARIAT_OFFICER.value: Message("role", "Secretariat officer"),
    Role.VOCABULARY_EDITOR.value: Message("role", "Vocabulary editor"),
    Role.TRANSLATOR.value: Message("role", "Translator"),
    Role.ADMINISTRATOR.value: Message("role", "Administrator"),
}
