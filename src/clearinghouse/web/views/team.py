"""The team of a country, an organization, or the secretariat: who is in it, limiting and ending roles, reset links."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.granting import limit
from clearinghouse.accounts.helping import help_in
from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.person import person_of
from clearinghouse.accounts.teams import get_member, get_role, team, teams_of
from clearinghouse.core.errors import DomainError, NotAllowedError
from clearinghouse.records.leaving import remove
from clearinghouse.records.team_news import tell_of_role
from clearinghouse.records.work_held import work_lost
from clearinghouse.web.errors import said
from clearinghouse.web.ordering import by_name
from clearinghouse.web.roles_shown import role_name
from clearinghouse.web.team_forms import LimitForm, limits_of, offer_of
from clearinghouse.web.teams import known_owner, limits_shown, team_crumbs, team_name, team_page, team_url
from clearinghouse.web.views.signing_in import for_accounts

OFFICE = "office"
"""Instead of a successor: the work is left to whoever of the owner may do it."""


@for_accounts
def show_team(request: HttpRequest, account: Account) -> HttpResponse:
    """Show the team that the address names, or the first one of this person."""
    owner = owner_of(request, account)
    page = team_page(owner, account, timezone.now())
    return render(request, "team/team.html", {"page": page, "crumbs": page.crumbs})


def owner_of(request: HttpRequest, account: Account) -> str:
    """Return the owner that an address or form names, the first of this person's if none. Raises NotAllowedError."""
    named = request.POST.get("owner", request.GET.get("owner"))
    if named is not None:
        return known_owner(named)
    own = teams_of(person_of(account))
    if not own:
        raise NotAllowedError(action="see-team")
    return own[0]


@for_accounts
def limit_role(request: HttpRequest, account: Account, key: int) -> HttpResponse:
    """Change to what a role is limited, and until when."""
    at = timezone.now()
    row = get_role(key, by=account, at=at)
    offer = offer_of(person_of(account), row.owner)
    form = LimitForm(request.POST or None, offer=offer, row=row, initial=limits_of(row))
    problem = ""
    if request.method == "POST" and form.is_valid():
        realm = row.realm if "realm" not in form.fields else str(form.cleaned_data["realm"])
        slug = row.format_slug if "format" not in form.fields else str(form.cleaned_data["format"])
        try:
            limit(row, realm=realm, format_slug=slug, ends_at=form.ends_at(), by=account, at=at, tell=tell_of_role)
        except DomainError as error:
            problem = said(error)
        else:
            messages.success(request, _("The role was changed. %(name)s is told.") % {"name": row.account.name})
            return HttpResponseRedirect(team_url(row.owner))
    context = {**_about(row, _("Limit role")), "form": form, "problem": problem}
    return render(request, "team/limit.html", context, status=422 if problem or form.errors else 200)


@for_accounts
def remove_role(request: HttpRequest, account: Account, key: int) -> HttpResponse:
    """Ask what is to become of the work, saying how much it is; end the role."""
    at = timezone.now()
    row = get_role(key, by=account, at=at)
    work = work_lost(row, at)
    colleagues = [one for one in _people_of(row.owner) if one.pk != row.account_id]
    choice = request.POST.get("to", OFFICE if work.is_none else "")
    chosen = next((one for one in colleagues if str(one.opaque_id) == choice), None)
    problem = ""
    if request.method == "POST":
        if chosen is None and choice != OFFICE:
            problem = _("Choose who takes over the work, or leave it to the office.")
        else:
            remove(row, to=chosen, by=account, at=at)
            messages.success(request, _("The role has ended."))
            is_out = row.account_id == account.pk and row.owner not in teams_of(person_of(account))
            return HttpResponseRedirect(reverse("desk") if is_out else team_url(row.owner))
    context = {
        **_about(row, _("Remove role")),
        "work": work,
        "colleagues": colleagues,
        "choice": choice,
        "problem": problem,
        "is_own": row.account_id == account.pk,
    }
    return render(request, "team/remove.html", context, status=422 if problem else 200)


def _people_of(owner: str) -> list[Account]:
    accounts = {row.account_id: row.account for row in team(owner, timezone.now())}
    return by_name(accounts.values(), lambda one: one.name)


def _about(row: RoleHeld, label: str) -> dict[str, object]:
    return {
        "row": row,
        "role": role_name(row.role, row.instrument),
        "limits": limits_shown(row),
        "owner": team_name(row.owner),
        "team_url": team_url(row.owner),
        "can_be_limited": row.role != Role.FOCAL_POINT,
        "crumbs": team_crumbs(row.owner, label),
    }


@require_POST
@for_accounts
def make_reset_link(request: HttpRequest, account: Account, person: UUID) -> HttpResponse:
    """Make a link with which a member sets a new password, to be handed over in person or by telephone."""
    owner = owner_of(request, account)
    at = timezone.now()
    member = get_member(str(person), owner, by=account, at=at)
    link = request.build_absolute_uri(help_in(member, by=account, at=at))
    crumbs = team_crumbs(owner, _("Reset link"))
    context = {"link": link, "name": member.name, "back": team_url(owner), "crumbs": crumbs}
    return render(request, "team/reset_link.html", context)
