"""The card of an internationally recognized certificate of compliance: is it valid, and what is it good for."""

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.formats.catalogue.abs.permit import (
    CONSENT,
    PROVIDERS_OPEN,
    RECIPIENTS_OPEN,
    REVOKED,
    SUBJECT_OPEN,
    TERMS,
    USES_OPEN,
)
from clearinghouse.records.standing import Standing, Verdict, standing_by_days
from clearinghouse.web.record_cards.card import CardSource, RecordCard, Warned, part
from clearinghouse.web.verdicts_said import verdict_said

_WITHHELD = (
    ("providers", PROVIDERS_OPEN),
    ("entitiesToWhomPICGranted", RECIPIENTS_OPEN),
    ("subjectMatter", SUBJECT_OPEN),
    ("usages", USES_OPEN),
)
_ENDED = frozenset({Verdict.REVOKED, Verdict.RETIRED, Verdict.SUPERSEDED})
_SHOWN = ("entitiesToWhomPICGranted", "providers", "absCNA", "dateOfIssuance", "dateOfExpiry", "keywords", "usages")


def permit_card(source: CardSource) -> RecordCard:
    """Return validity, proof and reliance of a certificate, and the code that leads to it."""
    standing = _standing(source)
    status, when = verdict_said(standing, source.day)
    # What was revoked, retired or replaced proves nothing by itself any more; what merely expired still does.
    proof = [] if standing.verdict in _ENDED else [_proof(source)]
    return RecordCard(
        status=status,
        sentences=[when, *proof, _reliance(is_valid=standing.verdict is Verdict.VALID)],
        warnings=_warnings(source),
        parts=part("", source.rows(*_SHOWN)),
        code_url=reverse("record-code", args=[source.read.record.printed_number]),
    )


def _standing(source: CardSource) -> Standing:
    """Return how the certificate stands on the day of the page."""
    if source.holds(REVOKED):
        return Standing(Verdict.REVOKED, source.read.revision.published_at.date())
    if retirement := source.retirement:
        return Standing(Verdict.RETIRED, retirement.at.date())
    if successor := source.successor:
        return Standing(Verdict.SUPERSEDED, successor.at.date(), successor=successor.number)
    return standing_by_days(source.day_of("dateOfIssuance"), source.day_of("dateOfExpiry"), source.day)


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
