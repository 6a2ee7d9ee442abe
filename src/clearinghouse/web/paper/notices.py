"""What a reader must know before reading a record on paper: the sentences that stand above it on its page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clearinghouse.records.models import Record
from clearinghouse.web.record_page import RecordPage
from clearinghouse.web.speech import set_off
from clearinghouse.web.templatetags.look import day


@dataclass(frozen=True, slots=True)
class Notice:
    """A title with what it means. tone: wrong, needs, or "" for what is only to be known."""

    title: str
    text: str
    tone: str = ""


def notices_of(page: RecordPage, record: Record) -> Iterator[Notice]:
    """Yield the notices in the order of the page."""
    if record.is_demonstration:
        yield Notice(_("Demonstration record."), _demonstrates(page))
    if record.is_retired:
        yield Notice(_("Retired record."), _retired(page), "wrong")
    if page.is_redacted:
        text = _("Its entry in the ledger, its date and its digest remain; the reason stands in the history.")
        yield Notice(_("The text of this revision was taken away."), text, "wrong")
    yield from _revision(page, record)
    if not record.format.is_open:
        text = _("No new records of this kind are begun.")
        if page.successor is not None:
            text = f"{text} {_('“%(name)s” took its place.') % {'name': page.successor.name}}"
        yield Notice(_("It follows a common format that is closed."), text)
    if page.departures:
        questions = " · ".join(page.departures)
        text = _("It was taken in as it was published elsewhere. An answer is missing or differs in: %(questions)s") % {
            "questions": questions
        }
        yield Notice(_("It does not follow its common format in everything."), text, "needs")


def _retired(page: RecordPage) -> str:
    if page.retirement is None:
        return _("It is out of force and stays readable with its history.")
    when = {"day": day(page.retirement.at)}
    said = _("Out of force since %(day)s; it stays readable with its history. Reason:") % when
    return f"{said} {set_off(page.retirement.reason)}"


def _revision(page: RecordPage, record: Record) -> Iterator[Notice]:
    revision = page.strip.revision
    if not page.is_latest:
        if page.as_of is not None:
            when = {"day": day(page.as_of), "number": revision}
            title = _("As it stood on %(day)s: revision %(number)s.") % when
        else:
            title = _("You are reading revision %(number)s.") % {"number": revision}
        yield Notice(title, _("Revision %(number)s is the latest.") % {"number": record.latest}, "needs")
    elif page.as_of is not None:
        title = _("As it stood on %(day)s.") % {"day": day(page.as_of)}
        text = _("Revision %(number)s was in force then and is the latest today.") % {"number": revision}
        yield Notice(title, text)


def _demonstrates(page: RecordPage) -> str:
    if page.owner:
        return _("It shows how the register works and states nothing for %(country)s.") % {"country": page.owner}
    return _("It shows how the register works and states nothing for any country.")
