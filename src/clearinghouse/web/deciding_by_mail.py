"""Deciding about a request by a link in a mail, without signing in."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.permissions import require
from clearinghouse.accounts.person import person_of
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.core.origin import Door, Origin, coming_from, current_origin
from clearinghouse.notices.deciding import NEEDS, find_link, mark_used, may_decide_by_mail
from clearinghouse.notices.errors import DraftChangedError, LinkUnknownError, NotByMailError
from clearinghouse.notices.models import ActionLink
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import send_back
from clearinghouse.records.errors import CaseClosedError
from clearinghouse.records.models import Case, Draft
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import owner_name
from clearinghouse.web.presenting import record_url
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class Decision:
    """What a link decides: who would decide, about which draft, whoever asked."""

    link: ActionLink
    case: Case
    draft: Draft
    title: Spoken

    @property
    def is_return(self) -> bool:
        """Whether the link returns the draft; otherwise it publishes it."""
        return self.link.action == ActionLink.RETURN

    @property
    def kind(self) -> str:
        """The name of the common format."""
        return say(self.draft.format.name)

    @property
    def owner(self) -> str:
        """Whom the record belongs to."""
        return owner_name(self.draft.owner)

    @property
    def difference_url(self) -> str:
        """Where the draft is compared with what is published; only for those who sign in."""
        return reverse("draft-difference", args=[self.draft.pk])


def decision_of(secret: str, *, at: datetime) -> Decision:
    """Return what a link would decide now.

    Raises LinkUnknownError, LinkUsedError, LinkExpiredError, CaseClosedError, DraftChangedError, NotByMailError, and
    what require() raises where the person may no longer decide.
    """
    link = find_link(secret, at=at)
    case = Case.objects.select_related("draft", "requested_by").filter(pk=link.case).first()
    if case is None:
        raise LinkUnknownError
    if case.state != Case.REQUESTED or case.draft is None:
        raise CaseClosedError
    if case.draft.version != link.version:
        raise DraftChangedError
    if not may_decide_by_mail(link.account):
        raise NotByMailError
    require(person_of(link.account), NEEDS[link.action], case.draft.subject)
    language = current_language().code
    title = best(case.titles, language) or Spoken(_("Untitled"), language)
    return Decision(link, case, case.draft, title)


def decide(decision: Decision, *, reason: str, at: datetime) -> str:
    """Carry a decision out as the person whom the mail was sent to; return the address of the record, "" for none.

    Raises what publish() and send_back() raise; the link can be used again then. The link is used up after the act: a
    crash between them leaves a link that finds the request decided.
    """
    account = decision.link.account
    address = ""
    with coming_from(Origin(Door.MAIL, current_origin().address)):
        if decision.is_return:
            send_back(decision.case, by=account, at=at, reason=reason)
        else:
            # The draft as it was checked: publish() refuses one that was changed in this very moment.
            revision = publish(decision.draft, by=account, at=at, deciding=decision.case)
            address = record_url(str(revision.record.printed_number))
    mark_used(decision.link, at=at)
    return address
