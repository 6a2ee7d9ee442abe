"""The part of a page on which a request waits: who asked, who is to decide, and what this reader may do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, Subject
from clearinghouse.records.deciders import deciders
from clearinghouse.records.models import Case
from clearinghouse.records.telling import decision_on
from clearinghouse.web.speech import set_off

_FEW = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody to whom a request can be given."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """A request that waits. waits_for: a sentence; choices: empty where this reader may not hand it on."""

    case: Case
    requested_by: str
    requested_at: datetime
    asks: str
    waits_for: str
    can_decide: bool
    can_withdraw: bool
    choices: list[Choice]


def decision_part(case: Case, person: Person, *, waiting: Subject | None = None) -> DecisionPart:
    """Return the part for an open request; one query. waiting: of its draft, whose author counts."""
    subject = waiting or case.waiting
    able = deciders(case.subject, action=decision_on(case))
    can_decide = is_allowed(person, "return-draft" if case.kind == Case.PUBLISH else "retire", case.subject)
    # Whoever decides returns a request; only their own they take back.
    has_asked = not can_decide or case.requested_by_id == person.account_id
    return DecisionPart(
        case=case,
        requested_by=case.requested_by.name,
        requested_at=case.requested_at,
        asks=case.asks,
        waits_for=waits_for(case, able),
        can_decide=can_decide,
        can_withdraw=has_asked and is_allowed(person, "withdraw-request", subject),
        choices=choices_of(case, able) if is_allowed(person, "reassign-request", subject) else [],
    )


def who_will_decide(subject: Subject) -> str:
    """Return the sentence that says whom a request would wait for."""
    return _many(deciders(subject))


def waits_for(case: Case, able: Sequence[Account]) -> str:
    """Return the sentence that says for whom a request waits. able: whoever may decide it."""
    if case.assigned_to is not None and case.assigned_to in able:
        return _("%(name)s decides.") % {"name": set_off(case.assigned_to.name)}
    return _many(able)


def _many(able: Sequence[Account]) -> str:
    if not able:
        return _("Nobody who could decide has an account yet. The Secretariat was told.")
    if len(able) == 1:
        return _("%(name)s decides.") % {"name": set_off(able[0].name)}
    names = ", ".join(set_off(account.name) for account in able[:_FEW])
    more = len(able) - _FEW
    if more <= 0:
        return _("One of these decides: %(names)s.") % {"names": names}
    return ngettext(
        "One of these decides: %(names)s, or %(number)s other person.",
        "One of these decides: %(names)s, or %(number)s other people.",
        more,
    ) % {"names": names, "number": more}


def choices_of(case: Case, able: Sequence[Account]) -> list[Choice]:
    """Return to whom a request can be given: anyone, or one of those who may decide it."""
    anyone = Choice("", _("Anyone who may decide"), is_chosen=case.assigned_to_id is None)
    named = [Choice(str(one.opaque_id), one.name, is_chosen=one.pk == case.assigned_to_id) for one in able]
    return [anyone, *named]
