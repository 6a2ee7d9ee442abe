"""What colleagues want of a person: sections that were given to them, comments that ask them."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person
from clearinghouse.core.languages import tag_of
from clearinghouse.core.multilingual import Spoken
from clearinghouse.derived.reading import title_of
from clearinghouse.records.comments import waiting_for
from clearinghouse.records.models import Draft, DraftComment, SectionDelegation
from clearinghouse.web.desk_work import WorkShown
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import learn, owner_name
from clearinghouse.web.presenting import Status
from clearinghouse.web.speech import say
from clearinghouse.web.templatetags.look import day
from clearinghouse.web.together import GivenShown, field_label, given_shown


def sections_of(account: Account) -> QuerySet[SectionDelegation]:
    """Return the sections in a person's hands, what is due first at the front."""
    given = account.sections_given.filter(state=SectionDelegation.OPEN).select_related("draft", "to", "given_by")
    return given.order_by("due_on", "pk")


def sections_shown(given: Iterable[SectionDelegation], account: Account) -> list[WorkShown]:
    """Return sections as the desk lists them."""
    rows = list(given)
    learn(one.draft.owner for one in rows)
    return [_section(one, given_shown(one, account)) for one in rows]


def _section(given: SectionDelegation, shown: GivenShown) -> WorkShown:
    words = {"section": shown.label, "day": day(given.due_on)}
    text = _("%(section)s: late since %(day)s") if shown.is_late else _("%(section)s: by %(day)s")
    url = f"{reverse('draft', args=[given.draft_id])}#section-{given.section}"
    status = Status("wrong" if shown.is_late else "needs", "time", text % words)
    return _work(given.draft, url, status, at=given, by=shown.given_by, text=given.note)


def comments_for(account: Account, person: Person) -> list[DraftComment]:
    """Return the comments that wait for a person's answer, on drafts that they may still see."""
    return [one for one in waiting_for(account) if is_allowed(person, "see-draft", one.draft.subject)]


def comment_count(account: Account, person: Person) -> int:
    """Return how many comments wait, without reading what they or the drafts say."""
    waiting = waiting_for(account).defer("text", "draft__body_text", "draft__keys_text", "draft__origins_text")
    return sum(is_allowed(person, "see-draft", one.draft.subject) for one in waiting)


def comments_shown(comments: Iterable[DraftComment]) -> list[WorkShown]:
    """Return comments as the desk lists them."""
    rows = list(comments)
    learn(one.draft.owner for one in rows)
    return [_comment(one) for one in rows]


def _comment(one: DraftComment) -> WorkShown:
    url = reverse("draft-comment", args=[one.draft_id, one.parent_id or one.pk])
    about = field_label(one.draft.format, one.field)
    status = Status("needs", "quote", _("Asks about: %(field)s") % {"field": about})
    return _work(one.draft, url, status, at=one, by=one.author.name, text=one.text)


def _work(
    draft: Draft, url: str, status: Status, *, at: SectionDelegation | DraftComment, by: str, text: str
) -> WorkShown:
    language = current_language().code
    title = title_of(draft.body, draft.format, language) or Spoken(_("Untitled"), language)
    return WorkShown(
        url,
        title.text,
        tag_of(title.language),
        say(draft.format.name),
        draft.realm,
        owner_name(draft.owner),
        at.given_at if isinstance(at, SectionDelegation) else at.at,
        by,
        status,
        text=text,
    )
