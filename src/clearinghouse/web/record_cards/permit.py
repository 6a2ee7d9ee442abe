"""The card of an internationally recognized certificate of compliance: is it valid, and what is it good for."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clearinghouse.formats.catalogue.abs.permit import (
    CONSENT,
    PROVIDERS_OPEN,
    RECIPIENTS_OPEN,
    SUBJECT_OPEN,
    TERMS,
    USES_OPEN,
)
from clearinghouse.formats.conditions import Equals
from clearinghouse.web.presenting import Status
from clearinghouse.web.record_cards.card import CardSource, RecordCard, Warned, part
from clearinghouse.web.templatetags.look import day as said_day

REVOKED = Equals("amendmentIntent", "Revoke")
_WITHHELD = (
    ("providers", PROVIDERS_OPEN),
    ("entitiesToWhomPICGranted", RECIPIENTS_OPEN),
    ("subjectMatter", SUBJECT_OPEN),
    ("usages", USES_OPEN),
)
_SHOWN = ("entitiesToWhomPICGranted", "providers", "absCNA", "dateOfIssuance", "dateOfExpiry", "keywords", "usages")


def permit_card(source: CardSource) -> RecordCard:
    """Return validity, proof and reliance of a certificate, and the code that leads to it."""
    ended = _ended(source)
    status, when = ended or _validity(source)
    # What was revoked, retired or replaced proves nothing by itself any more; what merely expired still does.
    proof = [] if ended else [_proof(source)]
    return RecordCard(
        status=status,
        sentences=[when, *proof, _reliance(is_valid=status.tone == "good")],
        warnings=_warnings(source),
        parts=part("", source.rows(*_SHOWN)),
        code_url=reverse("record-code", args=[source.read.record.printed_number]),
    )


def _validity(source: CardSource) -> tuple[Status, str]:
    """Return whether a certificate that no entry ended is valid by its days."""
    start, end = source.day_of("dateOfIssuance"), source.day_of("dateOfExpiry")
    if end and end < source.day:
        text = _("It expired on %(day)s.") % {"day": said_day(end)}
        return Status("wrong", "stop", pgettext("certificate", "Expired")), text
    if start and start > source.day:
        text = _("It is dated %(day)s, which is still to come.") % {"day": said_day(start)}
        return Status("needs", "wait", pgettext("certificate", "Not yet valid")), text
    valid = Status("good", "ok", pgettext("certificate", "Valid"))
    names = {"day": said_day(source.day), "end": said_day(end)}
    if end:
        return valid, _("Valid on %(day)s; it expires on %(end)s.") % names
    return valid, _("Valid on %(day)s; no day of expiry is given.") % names


def _ended(source: CardSource) -> tuple[Status, str] | None:
    """Return how a certificate ended by an entry of the ledger, None if none ended it."""
    if source.holds(REVOKED):
        text = _("It was revoked on %(day)s.") % {"day": said_day(source.read.revision.published_at)}
        return Status("wrong", "stop", pgettext("certificate", "Revoked")), text
    if retirement := source.retirement:
        text = _("It was taken out of force on %(day)s.") % {"day": said_day(retirement.at)}
        return Status("wrong", "stop", pgettext("status", "Retired")), text
    if successor := source.successor:
        names = {"number": successor.number, "day": said_day(successor.at)}
        text = _("Revision %(number)s took its place on %(day)s.") % names
        return Status("needs", "needs", pgettext("certificate", "Superseded")), text
    return None


def _proof(source: CardSource) -> str:
    match source.holds(CONSENT), source.holds(TERMS):
        case True, True:
            return _(
                "It proves that the genetic resources were accessed with prior informed consent, "
                "and that mutually agreed terms were established."
            )
        case True, False:
            return _(
                "It proves that prior informed consent was given. "
                "It does not say that mutually agreed terms were established."
            )
        case False, True:
            return _(
                "It proves that mutually agreed terms were established. "
                "It does not say that prior informed consent was given."
            )
        case _:
            return _("It proves neither prior informed consent nor mutually agreed terms.")


def _reliance(*, is_valid: bool) -> str:
    if is_valid:
        return _(
            "Users, and the checkpoints and authorities of every Party, may rely on it as evidence under Article 17 "
            "of the Nagoya Protocol, for the resources and uses that it covers."
        )
    return _("Do not rely on it as it stands: ask the issuing authority.")


def _warnings(source: CardSource) -> list[Warned]:
    withheld = [source.label_of(name) for name, is_open in _WITHHELD if not source.holds(is_open)]
    if not withheld:
        return []
    text = _("The certificate does not tell: %(what)s. Ask the issuing authority.") % {"what": " · ".join(withheld)}
    return [Warned(_("Part of it is confidential."), text)]
