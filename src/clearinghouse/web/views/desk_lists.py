"""The lists of the desk in full, a page at a time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.web.desk_records import looked_after, records_of, records_url, rows_of
from clearinghouse.web.desk_work import Work
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.owners import owner_name
from clearinghouse.web.paging import page_of
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def tasks(request: HttpRequest, account: Account) -> HttpResponse:
    """List every request that waits for this person's decision."""
    work = Work(account, person_of(account))
    page = page_of(request, work.task_ids())
    return _list(request, "desk/tasks.html", _("Waiting for me"), {"page": page, "rows": work.tasks(page.rows)})


@for_accounts
def drafts(request: HttpRequest, account: Account) -> HttpResponse:
    """List every draft that this person may work on."""
    work = Work(account, person_of(account))
    page = page_of(request, work.drafts())
    return _list(request, "desk/drafts.html", _("Drafts"), {"page": page, "rows": work.shown(page.rows)})


@for_accounts
def requests(request: HttpRequest, account: Account) -> HttpResponse:
    """List every request that this person sent."""
    work = Work(account, person_of(account))
    page = page_of(request, work.requests())
    return _list(
        request, "desk/requests.html", _("Requests I sent"), {"page": page, "rows": work.requests_shown(page.rows)}
    )


@for_accounts
def my_records(request: HttpRequest, account: Account) -> HttpResponse:
    """List the records of an owner whom this person looks after."""
    person = person_of(account)
    owner = request.GET.get("owner", "") or min(person.owners(), default="")
    page = page_of(request, records_of(person, owner, request.GET.get("format", "")))
    context = {
        "page": page,
        "rows": rows_of(page.rows, person),
        "owner": owner_name(owner),
        "owners": looked_after(person),
        "all_url": records_url(owner),
        "is_narrowed": bool(request.GET.get("format")),
    }
    return _list(request, "desk/records.html", _("Records in my care"), context)


def _list(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    crumbs = [*desk_crumbs(), {"label": title, "url": ""}]
    return render(request, template, {"title": title, "crumbs": crumbs, **context})
