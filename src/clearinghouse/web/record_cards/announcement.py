"""The cards of notifications and meetings: their days, and whether there is still time."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clearinghouse.formats.conditions import Equals
from clearinghouse.web.presenting import Status
from clearinghouse.web.record_cards.card import CardSource, RecordCard, part
from clearinghouse.web.templatetags.look import day as said_day

CANCELLED = Equals("status", "cancelled")
POSTPONED = Equals("status", "postponed")


def notification_card(source: CardSource) -> RecordCard:
    """Return whether a notification still asks for an answer, of whom and where its text is."""
    deadline = source.day_of("actionDate")
    shown = ("symbol", "date", "recipients", "thematicAreas", "documents", "urls")
    if deadline is None:
        return RecordCard(parts=part("", source.rows(*shown)))
    status, text = _deadline(deadline, source.day)
    return RecordCard(status=status, sentences=[text], parts=part("", source.rows(*shown)))


def meeting_card(source: CardSource) -> RecordCard:
    """Return when and where a meeting is, and whether one can still register."""
    first, last = source.day_of("startDate"), source.day_of("endDate")
    sentences = [] if first is None else [_when(first, last or first)]
    deadline = source.day_of("registrationDeadline")
    is_off = source.holds(CANCELLED) or source.holds(POSTPONED)
    status = _standing(source, first, last or first)
    if deadline and first and first >= source.day and not is_off:
        sentences.append(_registering(deadline, source.day))
    shown = ("eventCity", "eventCountry", "format", "thematicAreas", "notifications", "documents", "urls")
    return RecordCard(status=status, sentences=sentences, parts=part("", source.rows(*shown)))


def _deadline(deadline: date, today: date) -> tuple[Status, str]:
    names = {"day": said_day(deadline)}
    if deadline < today:
        return Status("", "dash", pgettext("deadline", "Closed")), _("The deadline passed on %(day)s.") % names
    text = _("The deadline is %(day)s.") % names
    if deadline == today:
        return Status("needs", "time", pgettext("deadline", "Last day")), text
    return Status("good", "time", pgettext("deadline", "Open")), text


def _registering(deadline: date, today: date) -> str:
    if deadline < today:
        return _("Registration closed on %(day)s.") % {"day": said_day(deadline)}
    return _("Registration is open until %(day)s.") % {"day": said_day(deadline)}


def _when(first: date, last: date) -> str:
    if first == last:
        return _("On %(day)s.") % {"day": said_day(first)}
    return _("From %(start)s to %(end)s.") % {"start": said_day(first), "end": said_day(last)}


def _standing(source: CardSource, first: date | None, last: date | None) -> Status | None:
    if source.holds(CANCELLED):
        return Status("wrong", "stop", " ".join(source.labels("status")))
    if source.holds(POSTPONED):
        return Status("needs", "wait", " ".join(source.labels("status")))
    if first is None or last is None:
        return None
    if last < source.day:
        return Status("", "dash", pgettext("meeting", "Over"))
    if first > source.day:
        return Status("good", "time", pgettext("meeting", "To come"))
    return Status("good", "ok", pgettext("meeting", "Going on"))
