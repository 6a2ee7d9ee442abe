"""Following a search, a record, a country or a concept."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account
from clearinghouse.alerts.actions import canonical_params, change, follow, unfollow
from clearinghouse.alerts.errors import FollowGoneError, FollowNameError, TooManyFollowsError
from clearinghouse.alerts.models import Follow
from clearinghouse.notices.kinds import Group
from clearinghouse.notices.models import Frequency
from clearinghouse.notices.preferences import choose
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.errors import said
from clearinghouse.web.follows_shown import follows_of, is_mail_stopped
from clearinghouse.web.notices_shown import frequency_choices
from clearinghouse.web.searching import described
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def follows(request: HttpRequest, account: Account) -> HttpResponse:
    """List what this person follows, with what was new in it."""
    context = {"follows": follows_of(account), "is_stopped": is_mail_stopped(account), "crumbs": _crumbs()}
    return render(request, "follows/list.html", context)


@for_accounts
def new_follow(request: HttpRequest, account: Account) -> HttpResponse:
    """Ask how to follow the search of the address, or begin to."""
    asked = QueryDict(request.POST.get("params", "")) if request.method == "POST" else request.GET
    params = canonical_params({name: [str(value) for value in values] for name, values in asked.lists()})
    kept = {name: [str(value) for value in values] for name, values in QueryDict(params).lists()}
    if request.method != "POST":
        return _form(request, account, params, name=described(kept, account))
    name, often = request.POST.get("name", ""), _frequency(request)
    try:
        made = follow(account, kept, name=name, often=often, at=timezone.now())
    except FollowNameError as error:
        return _form(request, account, params, name=name, often=often, problem=said(error), status=422)
    except TooManyFollowsError as error:
        return _form(request, account, params, name=name, often=often, notice=said(error), status=409)
    messages.success(request, _("You follow this now: %(name)s") % {"name": made.name})
    return HttpResponseRedirect(reverse("follows"))


@require_POST
@for_accounts
def change_follow(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Change how often mail tells it, or follow it no longer."""
    try:
        return _changed(request, account, uid)
    except FollowGoneError as error:
        raise Http404 from error


def _changed(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    if request.POST.get("do") == "stop":
        gone = unfollow(account, uid)
        again = f"{reverse('follow')}?{gone.params}"
        text = _("You no longer follow “%(name)s”.") % {"name": gone.name}
        messages.success(request, format_html('{} <a href="{}">{}</a>', text, again, _("Follow it again")))
    else:
        kept = change(account, uid, often=_frequency(request))
        messages.success(request, _("Your choice for “%(name)s” was saved.") % {"name": kept.name})
    return HttpResponseRedirect(reverse("follows"))


@require_POST
@for_accounts
def resume_mail(request: HttpRequest, account: Account) -> HttpResponse:
    """Send mail about what is followed again, after it was stopped altogether."""
    choose(account, {Group.FOLLOWING: Frequency.AT_ONCE})
    messages.success(request, _("Mail about what you follow is sent again."))
    return HttpResponseRedirect(reverse("follows"))


def _form(
    request: HttpRequest,
    account: Account,
    params: str,
    *,
    name: str,
    often: Frequency | None = None,
    problem: str = "",
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    known = Follow.objects.filter(account=account, params=params).first()
    chosen = often or Frequency(known.often if known else Frequency.DAILY)
    context = {
        "params": params,
        "name": known.name if known and often is None else name[:200],
        "is_known": known is not None,
        "choices": frequency_choices(chosen),
        "problem": problem,
        "notice": notice,
        "search_url": f"{reverse('search')}{'?' if params else ''}{params}",
        "crumbs": [*_crumbs(), {"label": _("Follow"), "url": ""}],
    }
    return render(request, "follows/new.html", context, status=status)


def _frequency(request: HttpRequest) -> Frequency:
    text = request.POST.get("often", "")
    return Frequency(text) if text in set(Frequency.values) else Frequency.DAILY


def _crumbs() -> list[dict[str, str]]:
    return [*desk_crumbs(), {"label": _("What I follow"), "url": reverse("follows")}]
