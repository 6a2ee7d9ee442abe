"""Changing what is known of governments, for the Secretariat: look at what a change does, then save it."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearinghouse.accounts.editing_parties import (
    require_editor,
    save_membership,
    save_name,
    save_treaty_action,
    take_back_membership,
)
from clearinghouse.accounts.models import Account
from clearinghouse.parties.facts import TreatyAction
from clearinghouse.parties.queries import current_parties
from clearinghouse.parties.snapshot import Parties
from clearinghouse.parties.storing import facts_now
from clearinghouse.web.languages import current_language
from clearinghouse.web.party_editing import (
    Change,
    government_of,
    instrument_name,
    name_changes,
    parties_listed,
    party_crumbs,
    party_page,
    stay_changes,
    stay_of,
    treaty_changes,
    tried,
)
from clearinghouse.web.party_forms import NameForm, StayForm, TreatyForm, name_values, treaty_values
from clearinghouse.web.views.signing_in import for_accounts

_STEP, _SAVE = "step", "save"


@for_accounts
def parties(request: HttpRequest, account: Account) -> HttpResponse:
    """List the governments."""
    require_editor(account)
    context = {"countries": parties_listed(), "crumbs": party_crumbs()}
    return render(request, "country/edit_list.html", context)


@for_accounts
def party(request: HttpRequest, account: Account, code: str) -> HttpResponse:
    """Show what is known of one government, with ways to change it."""
    require_editor(account)
    page = party_page(code, timezone.now().date())
    return render(request, "country/edit.html", {"page": page, "crumbs": party_crumbs(code)})


@for_accounts
def treaty(request: HttpRequest, account: Account, code: str, instrument: str) -> HttpResponse:
    """Change what a government did about an instrument."""
    require_editor(account)
    government_of(code)
    title, at = instrument_name(instrument), timezone.now()
    action = facts_now("treaties").get(f"{instrument} {code}")
    known = action if isinstance(action, TreatyAction) and not action.is_void else None
    form = TreatyForm(request.POST or None, initial=treaty_values(known))

    def change() -> int:
        return save_treaty_action(code, instrument, form.deed(), by=account, at=at)

    return _edited(request, code, title, form, change, lambda after: treaty_changes(code, instrument, after, at.date()))


@for_accounts
def stay(request: HttpRequest, account: Account, code: str) -> HttpResponse:
    """Say for how long a government belongs to a group, or change it."""
    require_editor(account)
    government_of(code)
    at = timezone.now()
    form = StayForm(request.POST or None, parties=current_parties(), initial=_stay_values(request, code))

    def change() -> int:
        return save_membership(code, form.stay(), by=account, at=at)

    return _edited(
        request,
        code,
        _("Membership"),
        form,
        change,
        lambda after: stay_changes(code, form.stay().group, after, at.date()),
    )


@require_POST
@for_accounts
def stay_removed(request: HttpRequest, account: Account, code: str) -> HttpResponse:
    """Take back a membership that never was, after showing what that does."""
    require_editor(account)
    government_of(code)
    at, group, since = timezone.now(), request.POST.get("group", ""), _since_of(request.POST.get("since", ""))
    if stay_of(code, group, since) is None:
        raise Http404
    form = forms.Form(request.POST)

    def change() -> int:
        return take_back_membership(code, group, since, by=account, at=at)

    return _edited(
        request,
        code,
        _("Take back a membership"),
        form,
        change,
        lambda after: stay_changes(code, group, after, at.date()),
    )


@for_accounts
def name(request: HttpRequest, account: Account, code: str) -> HttpResponse:
    """Give a government another name."""
    require_editor(account)
    at = timezone.now()
    form = NameForm(request.POST or None, initial=name_values(government_of(code)))

    def change() -> int:
        return save_name(code, form.name(), by=account, at=at)

    return _edited(request, code, _("Name"), form, change, lambda after: name_changes(code, after))


def _edited(
    request: HttpRequest,
    code: str,
    title: str,
    form: forms.Form,
    change: Callable[[], int],
    changes_of: Callable[[Parties], list[Change]],
) -> HttpResponse:
    """Show a form; once it is filled in, what it would change; once that is confirmed, change it."""
    changes: list[Change] = []
    if request.method == "POST" and form.is_valid():
        after = tried(form, change)
        if after is not None and request.POST.get(_STEP) == _SAVE:
            return _saved(request, code, change())
        changes = changes_of(after) if after is not None else []
    kept = [
        (key, value)
        for key, values in request.POST.lists()
        for value in values
        if key not in ("csrfmiddlewaretoken", "step")
    ]
    context = {
        "title": title,
        "name": current_parties().name(code, current_language().code),
        "form": form,
        "changes": changes,
        "is_same": bool(changes) and not any(one.is_changed for one in changes),
        "kept": kept,
        "back_url": reverse("desk-party", args=[code]),
        "crumbs": [*party_crumbs(code), {"label": title, "url": ""}],
    }
    return render(request, "country/edit_form.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, code: str, sequence: int) -> HttpResponse:
    if sequence:
        messages.success(request, _("Saved as ledger entry %(number)s.") % {"number": sequence})
    else:
        messages.info(request, _("It stood so already; nothing was changed."))
    return HttpResponseRedirect(reverse("desk-party", args=[code]))


def _stay_values(request: HttpRequest, code: str) -> dict[str, object]:
    group, since = request.GET.get("group", ""), _since_of(request.GET.get("since", ""))
    found = stay_of(code, group, since) if group else None
    if found is None:
        return {}
    first, last = (day.isoformat() if day else "" for day in (found.since, found.until))
    return {"group": group, "since": first, "until": last, "instead_of": first}


def _since_of(text: str) -> date | None:
    """Return a day of an address, None for none. Raises Http404 for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Http404 from None
