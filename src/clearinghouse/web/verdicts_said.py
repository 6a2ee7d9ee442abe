"""Verdicts on certificates and registrations in words, with their chips."""

from datetime import date

from django.utils.translation import gettext as _

from clearinghouse.records.standing import Standing, Verdict
from clearinghouse.web.presenting import Status, certificate_status
from clearinghouse.web.templatetags.look import day as said_day


def verdict_said(standing: Standing, today: date) -> tuple[Status, str]:
    """Return chip and sentence of a verdict."""
    status = certificate_status(standing.verdict)
    names = {"day": said_day(standing.since), "end": said_day(standing.until), "number": standing.successor}
    match standing.verdict:
        case Verdict.VALID:
            return status, _valid(standing, today)
        case Verdict.NOT_YET:
            return status, _("It is dated %(day)s, which is still to come.") % names
        case Verdict.EXPIRED:
            return status, _("It expired on %(day)s.") % names
        case Verdict.SUPERSEDED:
            return status, _("Revision %(number)s took its place on %(day)s.") % names
        case Verdict.REVOKED:
            return status, _("It was revoked on %(day)s.") % names
        case Verdict.RETIRED:
            return status, _("It was taken out of force on %(day)s.") % names
        case Verdict.UNKNOWN:
            return status, _("No published record bears this identifier.")


def misread_said() -> str:
    """Return the sentence on an identifier whose check digit does not fit."""
    return _("The last digit does not fit the letters before it: one of the characters was misread or mistyped.")


def _valid(standing: Standing, today: date) -> str:
    names = {"day": said_day(today), "end": said_day(standing.until)}
    if standing.until:
        return _("Valid on %(day)s; it expires on %(end)s.") % names
    return _("Valid on %(day)s; no day of expiry is given.") % names
