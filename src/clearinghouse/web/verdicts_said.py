"""Verdicts on certificates and registrations in words, with their chips."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clearinghouse.records.standing import Standing, Verdict
from clearinghouse.web.presenting import Status
from clearinghouse.web.templatetags.look import day as said_day


def verdict_said(standing: Standing, today: date) -> tuple[Status, str]:
    """Return chip and sentence of a verdict."""
    names = {"day": said_day(standing.since), "end": said_day(standing.until), "number": standing.successor}
    match standing.verdict:
        case Verdict.VALID:
            return _valid(standing, today)
        case Verdict.NOT_YET:
            text = _("It is dated %(day)s, which is still to come.") % names
            return Status("needs", "wait", pgettext("certificate", "Not yet valid")), text
        case Verdict.EXPIRED:
            return Status("wrong", "stop", pgettext("certificate", "Expired")), _("It expired on %(day)s.") % names
        case Verdict.SUPERSEDED:
            text = _("Revision %(number)s took its place on %(day)s.") % names
            return Status("needs", "needs", pgettext("certificate", "Superseded")), text
        case Verdict.REVOKED:
            text = _("It was revoked on %(day)s.") % names
            return Status("wrong", "stop", pgettext("certificate", "Revoked")), text
        case Verdict.RETIRED:
            text = _("It was taken out of force on %(day)s.") % names
            return Status("wrong", "stop", pgettext("status", "Retired")), text
        case Verdict.UNKNOWN:
            text = _("No published record bears this identifier.")
            return Status("wrong", "stop", pgettext("certificate", "Unknown")), text


def misread_said() -> str:
    """Return the sentence on an identifier whose check digit does not fit."""
    return _("The last digit does not fit the letters before it: one of the characters was misread or mistyped.")


def _valid(standing: Standing, today: date) -> tuple[Status, str]:
    status = Status("good", "ok", pgettext("certificate", "Valid"))
    names = {"day": said_day(today), "end": said_day(standing.until)}
    if standing.until:
        return status, _("Valid on %(day)s; it expires on %(end)s.") % names
    return status, _("Valid on %(day)s; no day of expiry is given.") % names
