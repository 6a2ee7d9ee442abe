"""What the trail says of each act. An act that is not listed here is of no owner's concern, and is not shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from clearinghouse.core.messages import Message
from clearinghouse.core.origin import Door


@dataclass(frozen=True, slots=True)
class Act:
    """What an act is called in the filter, and the sentence that says that somebody did it.

    The sentence may name who did it, name (the person it was done to), role and revision.
    """

    label: Message
    sentence: Message


ACTS: Mapping[str, Act] = {
    "draft-begun": Act(Message("trail", "Draft begun"), Message("trail", "%(who)s began a draft.")),
    "draft-deleted": Act(Message("trail", "Draft deleted"), Message("trail", "%(who)s deleted a draft.")),
    "section-given": Act(
        Message("trail", "Section given"), Message("trail", "%(who)s gave a section of a draft to a colleague.")
    ),
    "section-taken-back": Act(
        Message("trail", "Section taken back"), Message("trail", "%(who)s took back a section of a draft.")
    ),
    "section-done": Act(
        Message("trail", "Section done"), Message("trail", "%(who)s was done with a section of a draft.")
    ),
    "publication-requested": Act(
        Message("trail", "Publication requested"), Message("trail", "%(who)s asked for publication.")
    ),
    "retirement-requested": Act(
        Message("trail", "Retirement requested"), Message("trail", "%(who)s asked to retire the record.")
    ),
    "request-withdrawn": Act(Message("trail", "Request withdrawn"), Message("trail", "%(who)s withdrew the request.")),
    "request-returned": Act(
        Message("trail", "Request returned"), Message("trail", "%(who)s returned the request with a reason.")
    ),
    "request-reassigned": Act(
        Message("trail", "Request handed on"), Message("trail", "%(who)s handed the request to %(name)s.")
    ),
    "request-reminded": Act(
        Message("trail", "Reminder sent"), Message("trail", "Whoever decides was reminded of the request.")
    ),
    "request-escalated": Act(
        Message("trail", "Request escalated"), Message("trail", "The request waited too long: others were told.")
    ),
    "request-expired": Act(
        Message("trail", "Request expired"), Message("trail", "The request was closed: nobody decided in time.")
    ),
    "record-published": Act(
        Message("trail", "Record published"), Message("trail", "%(who)s published revision %(revision)s.")
    ),
    "record-retired": Act(Message("trail", "Record retired"), Message("trail", "%(who)s retired the record.")),
    "record-redacted": Act(
        Message("trail", "Text taken away"), Message("trail", "%(who)s took text away from the record.")
    ),
    "record-withdrawn": Act(Message("trail", "Record withdrawn"), Message("trail", "%(who)s withdrew the record.")),
    "record-confirmed": Act(
        Message("trail", "Record confirmed"),
        Message("trail", "%(who)s confirmed that revision %(revision)s is current."),
    ),
    "role-granted": Act(Message("trail", "Role given"), Message("trail", "%(who)s gave %(name)s the role “%(role)s”.")),
    "role-limited": Act(
        Message("trail", "Role limited"), Message("trail", "%(who)s changed the limits of a role of %(name)s.")
    ),
    "role-ended": Act(
        Message("trail", "Role ended"), Message("trail", "%(who)s ended the role “%(role)s” of %(name)s.")
    ),
    "focal-point-confirmed": Act(
        Message("trail", "Focal point confirmed"), Message("trail", "%(who)s confirmed %(name)s as “%(role)s”.")
    ),
    "focal-point-declined": Act(
        Message("trail", "Focal point declined"), Message("trail", "%(who)s declined %(name)s as “%(role)s”.")
    ),
    "invited": Act(
        Message("trail", "Invitation sent"), Message("trail", "%(who)s invited somebody to the role “%(role)s”.")
    ),
    "invited-again": Act(
        Message("trail", "Invitation sent again"),
        Message("trail", "%(who)s sent the invitation to the role “%(role)s” once more."),
    ),
    "invitation-ended": Act(
        Message("trail", "Invitation taken back"),
        Message("trail", "%(who)s took back the invitation to the role “%(role)s”."),
    ),
    "invitation-accepted": Act(
        Message("trail", "Invitation accepted"),
        Message("trail", "%(who)s accepted the invitation to the role “%(role)s”."),
    ),
    "hand-over-begun": Act(
        Message("trail", "Hand-over begun"), Message("trail", "%(who)s began to hand over the work of %(name)s.")
    ),
    "hand-over-cancelled": Act(
        Message("trail", "Hand-over stopped"), Message("trail", "%(who)s stopped handing over the work of %(name)s.")
    ),
    "handed-over": Act(Message("trail", "Work handed over"), Message("trail", "The work of %(name)s was handed over.")),
    "work-reassigned": Act(
        Message("trail", "Work given to another"),
        Message("trail", "The work that %(name)s left was given to somebody else."),
    ),
    "work-left": Act(
        Message("trail", "Work left to the team"), Message("trail", "The work that %(name)s left waits for the team.")
    ),
    "parties-changed": Act(
        Message("trail", "Government changed"), Message("trail", "%(who)s changed what is known of the government.")
    ),
}
"""Action → what is said of it, in the order in which the filter offers them."""

GIVEN_BACK = Message("trail", "%(who)s gave the request back to everybody who may decide.")
WITH_REASON = Message("trail", "%(said)s Reason: %(reason)s")
SOMEBODY = Message("trail", "Somebody")
CLOCK = Message("trail", "The clock of this node")

DOORS: Mapping[str, Message] = {
    Door.PAGE.value: Message("trail", "on a page"),
    Door.API.value: Message("trail", "by a machine"),
    Door.MAIL.value: Message("trail", "by mail"),
    Door.COMMAND.value: Message("trail", "at the command line"),
    Door.CLOCK.value: Message("trail", "by the clock"),
}
"""Door → how it is said."""
