"""All requests that wait, for administrators: for whom, since when, and to whom else they can be given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.core.languages import tag_of
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.formats.collection import get_format
from clearinghouse.records.deciders import able_of_each
from clearinghouse.records.models import Case
from clearinghouse.records.telling import decision_on
from clearinghouse.web.decision_part import Choice, choices_of, waits_for
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import learn, owner_name
from clearinghouse.web.presenting import Status
from clearinghouse.web.speech import say
from clearinghouse.web.teams import team_url


@dataclass(frozen=True, slots=True)
class RequestOverseen:
    """One request that waits. waits_for: a sentence; has_decider: whether anybody may decide; choices: other people."""

    key: int
    title: str
    language: str
    kind: str
    realm: str
    owner: str
    by: str
    at: datetime
    status: Status
    waits_for: str
    has_decider: bool
    choices: list[Choice]
    team_url: str


def requests_overseen(cases: Sequence[Case]) -> list[RequestOverseen]:
    """Return requests as rows of the list, with whom they wait for; two queries for all."""
    learn(case.owner for case in cases)
    able = able_of_each([(case.subject, decision_on(case)) for case in cases])
    return [_overseen(case, those) for case, those in zip(cases, able, strict=True)]


def _overseen(case: Case, able: Sequence[Account]) -> RequestOverseen:
    language = current_language().code
    title = best(case.titles, language) or Spoken(_("Untitled"), language)
    is_retirement = case.kind == Case.RETIRE
    asked = _("Asks to retire the record") if is_retirement else _("Waiting for a decision")
    return RequestOverseen(
        key=case.pk,
        title=title.text,
        language=tag_of(title.language),
        kind=say(get_format(case.format_slug).name),
        realm=case.realm,
        owner=owner_name(case.owner),
        by=case.requested_by.name,
        at=case.requested_at,
        status=Status("needs", "wait", asked),
        waits_for=waits_for(case, able),
        has_decider=bool(able),
        choices=[one for one in choices_of(case, able) if not one.is_chosen],
        team_url=team_url(case.owner),
    )
