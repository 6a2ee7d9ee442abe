"""Where a person is signed in, and ending it there."""

from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account
from clearinghouse.web.account_pages import account_context
from clearinghouse.web.browsers import browser_named
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def sessions(request: HttpRequest, account: Account) -> HttpResponse:
    """List the sessions of a person, the latest first; end all but this one."""
    if request.method == "POST":
        end_other_sessions(request, account)
        note("sessions-ended", by=account, at=timezone.now())
        messages.success(request, _("The other sessions are ended."))
        return HttpResponseRedirect(reverse("usersessions_list"))
    found = sorted(UserSession.objects.purge_and_list(account), key=lambda one: one.created_at, reverse=True)
    rows = [{"session": one, "browser": browser_named(one.user_agent)} for one in found]
    context = {**account_context(_("Sessions"), "usersessions_list"), "rows": rows}
    return render(request, "accounts/sessions.html", context)


@require_POST
@for_accounts
def end_session(request: HttpRequest, account: Account, pk: int) -> HttpResponse:
    """End one session of a person, perhaps this one."""
    session = UserSession.objects.filter(user=account, pk=pk).first()
    if session is None:
        raise Http404
    note("session-ended", by=account, at=timezone.now())
    end_sessions(request, [session])
    messages.success(request, _("The session is ended."))
    return HttpResponseRedirect(reverse("usersessions_list"))
