"""The card of a decision on living modified organisms: who decided what, on which organism and risk assessment."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clearinghouse.web.owners import owner_name
from clearinghouse.web.presenting import result_status
from clearinghouse.web.record_cards.amending import amendments_of
from clearinghouse.web.record_cards.card import CardSource, RecordCard, Warned, part
from clearinghouse.web.speech import set_off
from clearinghouse.web.templatetags.look import day as said_day

_SHOWN = ("decisionTypes", "uses", "modifiedOrganisms", "riskAssessments", "conditions", "authorities")
_NAMED = 2


def decision_card(source: CardSource) -> RecordCard:
    """Return the decision in one sentence, with what it rests on."""
    words = (_("Amended by this one"), _("This record"), _("Amends this one"))
    status = result_status(source.values("decisionResult"))
    has_basis = bool(source.rows("riskAssessments")) or not source.rows("modifiedOrganisms") or status is None
    return RecordCard(
        status=status,
        sentences=_sentences(source, status.text if status else ""),
        warnings=[] if has_basis else [Warned(_("No risk assessment is named."))],
        parts=part("", source.rows(*_SHOWN)),
        events=amendments_of(source, "amendedRecords", ("date",), words),
    )


def _sentences(source: CardSource, result: str) -> list[str]:
    names = {
        "owner": set_off(owner_name(source.read.record.owner)),
        "day": said_day(source.day_of("date")),
        "result": result or " · ".join(source.labels("decisionTypes")),
        "organisms": _organisms(source),
    }
    if not names["result"] or not names["day"]:
        return []
    if names["organisms"]:
        return [_("%(owner)s on %(organisms)s, %(day)s: %(result)s.") % names]
    return [_("%(owner)s, %(day)s: %(result)s.") % names]


def _organisms(source: CardSource) -> str:
    found = source.labels("modifiedOrganisms")
    named = " · ".join(set_off(one) for one in found[:_NAMED])
    more = len(found) - _NAMED
    if more <= 0:
        return named
    return ngettext("%(names)s and %(number)s more", "%(names)s and %(number)s more", more) % {
        "names": named,
        "number": more,
    }
