"""Notices on the desk, and which of them mail tells, too."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account
from clearinghouse.notices.actions import mark_all_read, mark_read, try_again, unread_count
from clearinghouse.notices.addresses import page_of
from clearinghouse.notices.bouncing import ask_to_confirm, is_stopped
from clearinghouse.notices.models import Notice, Outgoing
from clearinghouse.notices.preferences import choose, preference_of
from clearinghouse.notices.reading import in_order
from clearinghouse.notices.sending import can_send, is_queued
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.notices_shown import (
    groups_shown,
    is_postmaster,
    notices_shown,
    own_mail,
    stuck_mail,
    wanted_in,
)
from clearinghouse.web.paging import page_of as page_of_list
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def notices(request: HttpRequest, account: Account) -> HttpResponse:
    """List what this person was told, unread first."""
    page = page_of_list(request, in_order(account))
    context = {
        "page": page,
        "rows": notices_shown(page.rows),
        "unread": unread_count(account),
        "crumbs": _crumbs(),
    }
    return render(request, "notices/list.html", context)


@for_accounts
def open_notice(request: HttpRequest, account: Account, pk: int) -> HttpResponse:
    """Go where a notice leads; it counts as read then."""
    notice = get_object_or_404(Notice, account=account, pk=pk)
    mark_read(account, [pk], at=timezone.now())
    return HttpResponseRedirect(page_of(notice.about) or reverse("notices"))


@require_POST
@for_accounts
def read(request: HttpRequest, account: Account) -> HttpResponse:
    """Put one notice away, or all of them."""
    at = timezone.now()
    key = request.POST.get("notice", "")
    if key == "all":
        count = mark_all_read(account, at=at)
        said = ngettext("%(count)s notice was marked as read.", "%(count)s notices were marked as read.", count)
        messages.success(request, said % {"count": count})
    elif key.isdecimal() and len(key) < 19:
        mark_read(account, [int(key)], at=at)
    return HttpResponseRedirect(reverse("notices"))


@for_accounts
def notice_settings(request: HttpRequest, account: Account) -> HttpResponse:
    """Ask how often this person wants mail about each group, and keep it."""
    if request.method == "POST":
        choose(account, wanted_in(request.POST))
        messages.success(request, _("Your choice was saved."))
        return HttpResponseRedirect(reverse("notice-settings"))
    context = {
        "groups": groups_shown(preference_of(account)),
        "email": account.email,
        "is_stopped": is_stopped(account.email),
        "is_sent": can_send(),
        "has_mail_page": is_queued() and not can_send(),
        "crumbs": _crumbs(_("Mail")),
    }
    return render(request, "notices/settings.html", context)


@require_POST
@for_accounts
def confirm_address(request: HttpRequest, account: Account) -> HttpResponse:
    """Send this person a link that starts their mail again."""
    if not is_stopped(account.email):
        messages.info(request, _("Mail to your address was not stopped."))
    elif ask_to_confirm(account, at=timezone.now()):
        messages.success(request, _("A link is on its way to your address. Open it within two days."))
    else:
        messages.warning(request, _("Three links were sent within the hour. Look for them, or wait and try again."))
    return HttpResponseRedirect(reverse("notice-settings"))


@for_accounts
def mail(request: HttpRequest, account: Account) -> HttpResponse:
    """Show a person their own mail where it is written instead of sent; show administrators what could not be sent."""
    own, is_shown_stuck = own_mail(account), is_postmaster(account)
    if own is None and not is_shown_stuck:
        raise Http404
    context = {"own": own, "is_postmaster": is_shown_stuck, "crumbs": _crumbs(_("Mail"))}
    return render(request, "mail/outbox.html", {**context, "stuck": stuck_mail() if is_shown_stuck else []})


@require_POST
@for_accounts
def send_again(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Send a mail once more that was given up."""
    if not is_postmaster(account):
        raise Http404
    try_again(get_object_or_404(Outgoing, pk=uid, state=Outgoing.FAILED), at=timezone.now())
    messages.success(request, _("The mail is tried again now."))
    return HttpResponseRedirect(reverse("desk-mail"))


def _crumbs(label: str = "") -> list[dict[str, str]]:
    crumbs = [*desk_crumbs(), {"label": _("Notices"), "url": reverse("notices")}]
    return [*crumbs, {"label": label, "url": ""}] if label else crumbs
