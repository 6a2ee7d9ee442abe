"""Where a government stands with an instrument, in words and shapes."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from clearinghouse.core.messages import Message
from clearinghouse.parties.queries import Standing
from clearinghouse.web.languages import current_language
from clearinghouse.web.speech import say

KIND_NAMES = {
    "ratification": Message("treaty", "Ratification"),
    "accession": Message("treaty", "Accession"),
    "acceptance": Message("treaty", "Acceptance"),
    "approval": Message("treaty", "Approval"),
    "succession": Message("treaty", "Succession"),
}
PARTY, WAITING, SIGNATORY, NONE, UNKNOWN, TOO_EARLY = "party", "waiting", "signatory", "none", "unknown", "too-early"


@dataclass(frozen=True, slots=True)
class StandingShown:
    """One instrument on a page. key: PARTY and the others; since: from when it is Party, also if that is to come.

    is_date_unknown: it is Party, since when is not known; is_recalled: compiled without a source that was checked;
    is_certain: False where our list of Parties is short and this government is not on it.
    """

    instrument: str
    name: str
    key: str
    tone: str
    icon: str
    text: str
    signed: date | None
    deposited: date | None
    kind: str
    since: date | None
    is_date_unknown: bool
    is_recalled: bool
    is_certain: bool


def standing_shown(standing: Standing, on: date) -> StandingShown:
    """Say where a government stands on a day. What is not known is not called a non-Party."""
    status = standing.status
    key = standing_key(standing, on)
    tone, icon, text = _words(key, is_certain=standing.is_certain)
    return StandingShown(
        standing.instrument.code,
        standing.instrument.name(current_language().code),
        key,
        tone,
        icon,
        text,
        status.signed,
        status.deposited,
        say(KIND_NAMES[status.kind]) if status.kind in KIND_NAMES else "",
        status.in_force_since,
        status.is_date_unknown,
        status.confidence == "recalled" and key not in (NONE, UNKNOWN),
        standing.is_certain,
    )


def standing_key(standing: Standing, on: date) -> str:
    """Return the one word for where a government stands."""
    status = standing.status
    if on < standing.instrument.adopted:
        return TOO_EARLY
    if status.is_party:
        return PARTY
    if status.is_waiting:
        return WAITING
    if status.is_signatory:
        return SIGNATORY
    return NONE if standing.is_certain else UNKNOWN


def _words(key: str, *, is_certain: bool) -> tuple[str, str, str]:
    match key:
        case "party":
            return "good", "ok", _("Party")
        case "waiting":
            return "action", "wait", _("Not yet in force")
        case "signatory":
            return "", "half", _("Signatory, not Party") if is_certain else _("Signatory; not known whether Party")
        case "unknown":
            return "needs", "needs", _("Not known")
        case "too-early":
            return "", "dash", _("Not yet adopted")
        case _:
            return "", "ring", _("Non-Party")
