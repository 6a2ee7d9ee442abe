"""Handing over: what will move, to whom, and then the one step."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account, RoleHeld
from clearinghouse.accounts.person import person_of
from clearinghouse.accounts.teams import get_member, team, teams_of
from clearinghouse.core.errors import DomainError
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.records.handing_over import (
    Holdings,
    cancel,
    get_hand_over,
    hand_over,
    hand_over_by_invitation,
    holdings_of,
)
from clearinghouse.records.models import HandOver
from clearinghouse.web.errors import said
from clearinghouse.web.languages import current_language
from clearinghouse.web.roles_shown import role_name
from clearinghouse.web.teams import limits_shown, team_crumbs, team_name, team_url
from clearinghouse.web.views.invitations import show_link
from clearinghouse.web.views.signing_in import for_accounts
from clearinghouse.web.views.team import owner_of

INVITE = "invite"
"""Instead of somebody of the team: the successor is invited."""


@for_accounts
def hand_over_to(request: HttpRequest, account: Account, person: UUID) -> HttpResponse:
    """Show what will move and ask to whom; hand it over."""
    owner = owner_of(request, account)
    at = timezone.now()
    leaver = get_member(str(person), owner, by=account, at=at)
    found = holdings_of(leaver, owner, by=account, at=at)
    problem = ""
    if request.method == "POST":
        try:
            return _handed_over(request, account, leaver, owner)
        except DomainError as error:
            problem = said(error)
    colleagues = {row.account_id: row.account for row in team(owner, at) if row.account_id != leaver.pk}
    context = {
        "leaver": leaver,
        "is_own": leaver.pk == account.pk,
        "owner": team_name(owner),
        "found": found,
        "passed": [_named(row) for row in found.passed],
        "ended": [_named(row) for row in found.ended],
        "counts": _counts(found),
        "colleagues": list(colleagues.values()),
        "can_invite": bool(found.passed),
        "languages_offered": LANGUAGES,
        "chosen_language": request.POST.get("language", current_language().code),
        "chosen": request.POST.get("to", ""),
        "email": request.POST.get("email", ""),
        "successor_name": request.POST.get("name", ""),
        "problem": problem,
        "back": team_url(owner),
        "crumbs": team_crumbs(owner, _("Hand over")),
    }
    return render(request, "team/hand_over.html", context, status=422 if problem else 200)


def _handed_over(request: HttpRequest, account: Account, leaver: Account, owner: str) -> HttpResponse:
    at = timezone.now()
    choice = request.POST.get("to", "")
    if choice == INVITE:
        invitation, secret = hand_over_by_invitation(
            leaver,
            owner,
            email=request.POST.get("email", ""),
            name=request.POST.get("name", ""),
            language=request.POST.get("language", ""),
            by=account,
            at=at,
        )
        return show_link(request, invitation, secret)
    successor = next((row.account for row in team(owner, at) if str(row.account.opaque_id) == choice), leaver)
    begun = hand_over(leaver, owner, to=successor, by=account, at=at)
    if begun.state == HandOver.DONE:
        messages.success(request, _("Everything was handed over to %(name)s.") % {"name": successor.name})
    else:
        messages.success(request, _("The hand-over is complete once the Secretariat confirms the new focal point."))
    is_out = owner not in teams_of(person_of(account))
    return HttpResponseRedirect(reverse("desk") if is_out else team_url(owner))


def _named(row: RoleHeld) -> str:
    return _(", ").join([role_name(row.role, row.instrument), *limits_shown(row)])


def _counts(found: Holdings) -> list[tuple[str, int]]:
    return [
        (_("Drafts"), len(found.work.drafts)),
        (_("Requests assigned"), len(found.work.cases)),
        (_("Notices not read"), len(found.work.notices)),
    ]


@require_POST
@for_accounts
def cancel_hand_over(request: HttpRequest, account: Account, key: int) -> HttpResponse:
    """Take a hand-over back before it is complete."""
    at = timezone.now()
    waiting = get_hand_over(key, by=account, at=at)
    cancel(waiting, by=account, at=at)
    messages.success(request, _("The hand-over was taken back. Everything stays as it was."))
    return HttpResponseRedirect(team_url(waiting.owner))
