"""Inviting into a team, and what the invited do with the link."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from clearinghouse.accounts.invitations import get_invitation, invite, opened, require_addressed, resend
from clearinghouse.accounts.models import Account, Invitation
from clearinghouse.accounts.person import person_of
from clearinghouse.accounts.registering import PasswordRefusedError, account_of_address
from clearinghouse.accounts.team_errors import NameMissingError, WrongAddressError
from clearinghouse.accounts.teams import require_seeing
from clearinghouse.core.errors import DomainError, NotAllowedError
from clearinghouse.notices.sending import can_send
from clearinghouse.records.handing_over import accept_invitation, revoke_invitation
from clearinghouse.records.joining import join
from clearinghouse.records.team_news import tell_invited
from clearinghouse.web.errors import said
from clearinghouse.web.languages import current_language
from clearinghouse.web.roles_shown import role_name
from clearinghouse.web.team_forms import InviteForm, offer_of
from clearinghouse.web.teams import limits_shown, team_crumbs, team_name, team_url
from clearinghouse.web.views.signing_in import for_accounts
from clearinghouse.web.views.team import owner_of


@for_accounts
def invite_person(request: HttpRequest, account: Account) -> HttpResponse:
    """Ask whom to invite and for which role; send the link, or show it where no mail leaves the node."""
    owner = owner_of(request, account)
    person = person_of(account)
    require_seeing(person, owner)
    offer = offer_of(person, owner)
    if not offer.roles:
        raise NotAllowedError(action="manage-team")
    first = {"language": current_language().code, "role": request.GET.get("role", offer.roles[0][0])}
    form = InviteForm(request.POST or None, offer=offer, initial=first)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            invitation, secret = _invited(form, account)
        except DomainError as error:
            problem = said(error)
        else:
            return show_link(request, invitation, secret)
    crumbs = team_crumbs(owner, _("Invite"))
    context = {"form": form, "owner": owner, "name": team_name(owner), "problem": problem, "crumbs": crumbs}
    return render(request, "team/invite.html", context, status=422 if problem or form.errors else 200)


def _invited(form: InviteForm, account: Account) -> tuple[Invitation, str]:
    answers = form.cleaned_data
    return invite(
        form.held(),
        answers["email"],
        name=answers["name"],
        language=answers["language"],
        by=account,
        at=timezone.now(),
        tell=tell_invited,
    )


def show_link(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    """Say that the invitation is on its way; show its link where no mail leaves the node."""
    if can_send():
        messages.success(request, _("The invitation was sent to %(email)s.") % {"email": invitation.email})
        return HttpResponseRedirect(team_url(invitation.owner))
    link = request.build_absolute_uri(reverse("invitation", args=[secret]))
    context = {
        "invitation": invitation,
        "link": link,
        "back": team_url(invitation.owner),
        "crumbs": team_crumbs(invitation.owner, _("Invite")),
    }
    return render(request, "team/invited.html", context)


@require_POST
@for_accounts
def resend_invitation(request: HttpRequest, account: Account, key: int) -> HttpResponse:
    """Make a new link; the old one opens nothing any more."""
    at = timezone.now()
    invitation = get_invitation(key, by=account, at=at)
    return show_link(request, invitation, resend(invitation, by=account, at=at, tell=tell_invited))


@require_POST
@for_accounts
def take_back_invitation(request: HttpRequest, account: Account, key: int) -> HttpResponse:
    """Take an invitation back."""
    at = timezone.now()
    invitation = get_invitation(key, by=account, at=at)
    revoke_invitation(invitation, by=account, at=at)
    messages.success(request, _("The invitation was taken back. Its link opens nothing any more."))
    return HttpResponseRedirect(team_url(invitation.owner))


@sensitive_post_parameters("password")
@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show who invites to what; take on the role, with the account that is signed in or with a new one."""
    found = opened(secret, timezone.now())
    if request.method == "POST":
        if isinstance(request.user, Account):
            accept_invitation(secret, by=request.user, at=timezone.now())
            messages.success(request, _("You are in the team of %(owner)s.") % {"owner": team_name(found.owner)})
            return HttpResponseRedirect(reverse("desk"))
        return _join(request, found, secret)
    return _page(request, found)


def _join(request: HttpRequest, found: Invitation, secret: str) -> HttpResponse:
    name, password = request.POST.get("name", ""), request.POST.get("password", "")
    language = current_language().code
    try:
        account = join(secret, name=name, password=password, language=language, at=timezone.now())
    except (NameMissingError, PasswordRefusedError) as error:
        return _page(request, found, problem=said(error), is_name=isinstance(error, NameMissingError))
    login = Login(user=account, email=account.email, redirect_url=reverse("desk"))
    response: HttpResponse = perform_password_login(request, {"email": account.email}, login)
    return response


def _page(request: HttpRequest, found: Invitation, *, problem: str = "", is_name: bool = False) -> HttpResponse:
    mismatch = ""
    if isinstance(request.user, Account):
        try:
            require_addressed(found, request.user)
        except WrongAddressError as error:
            mismatch = said(error)
    context = {
        "invitation": found,
        "role": role_name(found.role, found.instrument),
        "limits": limits_shown(found),
        "owner": team_name(found.owner),
        "mismatch": mismatch,
        "has_account": account_of_address(found.email) is not None,
        "name": request.POST.get("name", found.name),
        "problem": problem,
        "is_name": is_name,
        "crumbs": [{"label": _("Clearinghouse"), "url": reverse("home")}, {"label": _("Invitation"), "url": ""}],
    }
    return render(request, "team/invitation.html", context, status=422 if problem else 200)
