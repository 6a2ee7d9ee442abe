"""Beginning a record from an earlier one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.formats.collection import get_format
from clearinghouse.formats.format import Format
from clearinghouse.records.copying import Begun, begin_from, earlier_records
from clearinghouse.records.queries import find_record
from clearinghouse.web.desk_records import rows_of
from clearinghouse.web.desks import desk_crumbs, owners_offered
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import owner_name
from clearinghouse.web.paging import page_of
from clearinghouse.web.speech import say
from clearinghouse.web.views.desk import realm_chosen
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def new_from_earlier(request: HttpRequest, account: Account) -> HttpResponse:
    """List the records of an owner and a format from which another can be begun; begin one with a copy."""
    if request.method == "POST":
        begun, number = _begun(request, account)
        messages.info(request, _told(begun, number))
        return HttpResponseRedirect(reverse("draft", args=[begun.draft.pk]))
    owner, fmt = request.GET.get("owner", ""), get_format(request.GET.get("format", ""))
    offered = [one for group in owners_offered(account) for one in group.formats if one.owner == owner]
    choice = next((one for one in offered if one.slug == fmt.slug), None)
    records = earlier_records(account, owner=owner, slug=fmt.slug)
    page = page_of(request, records if choice and owner else records.none())
    title = _("Begin from an earlier record")
    parts = [{"label": _("Begin a record"), "url": reverse("new-draft")}, {"label": title, "url": ""}]
    context = {
        "title": title,
        "kind": say(fmt.name),
        "owner": owner_name(owner) if choice else "",
        "choice": choice,
        "page": page,
        "rows": rows_of(page.rows, person_of(account)),
        "crumbs": [*desk_crumbs(), *parts],
    }
    return render(request, "desk/earlier.html", context)


def _begun(request: HttpRequest, account: Account) -> tuple[Begun, str]:
    record, _revision = find_record(request.POST.get("from", ""), account)
    fmt = get_format(record.format_slug)
    realm = realm_chosen(request, account, fmt, record.owner)
    begun = begin_from(
        record,
        fmt,
        by=account,
        realm=realm,
        owner=record.owner,
        language=current_language().code,
        at=timezone.now(),
    )
    return begun, str(record.printed_number)


def _told(begun: Begun, number: str) -> str:
    copied = _("This draft began with a copy of %(number)s. Nothing of it is published yet.") % {"number": number}
    if not begun.left_out:
        return copied
    labels = ", ".join(_labels(begun.draft.format, begun.left_out))
    left = _("Left empty, as they belong to that record alone: %(fields)s.") % {"fields": labels}
    return f"{copied} {left}"


def _labels(fmt: Format, names: list[str]) -> list[str]:
    """Return what the fields are called, those in groups by the name of their group."""
    known = {one.name: one for one in fmt}
    found = (
        next((one for key, one in known.items() if name == key or name.startswith(f"{key}.")), None) for name in names
    )
    return list(dict.fromkeys(say(fmt.label_of(one)) for one in found if one))
