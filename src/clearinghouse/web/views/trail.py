"""The trail of an owner, for those who may see it, and as a table to keep."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.web.days import BadDayError
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.errors import said
from clearinghouse.web.owners import owner_name
from clearinghouse.web.paging import page_of
from clearinghouse.web.speech import say
from clearinghouse.web.trail_sentences import ACTS
from clearinghouse.web.trail_table import trail_lines
from clearinghouse.web.trails import TrailFilter, events_of, items_of, people_in, trail_filter, trail_view
from clearinghouse.web.views.signing_in import for_accounts

_PER_PAGE = 50


@for_accounts
def trail(request: HttpRequest, account: Account) -> HttpResponse:
    """Show who did what for an owner, newest first."""
    view = trail_view(person_of(account), request.GET.get("owner", ""))
    asked, problem = TrailFilter(), ""
    try:
        asked = trail_filter(request.GET)
    except BadDayError as error:
        problem = said(error)
    page = page_of(request, events_of(view, asked), size=_PER_PAGE)
    context: dict[str, Any] = {
        "view": view,
        "owner": owner_name(view.owner) or _("the Secretariat"),
        "asked": request.GET,
        "page": page,
        "items": items_of(list(page.rows), view),
        "people": people_in(view),
        "actions": [(action, say(act.label)) for action, act in ACTS.items()],
        "problem": problem,
        "table_url": f"table/?{request.GET.urlencode()}",
        "crumbs": [*desk_crumbs(), {"label": _("Who did what"), "url": ""}],
    }
    return render(request, "trail/trail.html", context, status=422 if problem else 200)


@for_accounts
def trail_as_table(request: HttpRequest, account: Account) -> HttpResponseBase:
    """Send the same as comma-separated values, as it is read."""
    view = trail_view(person_of(account), request.GET.get("owner", ""))
    lines = trail_lines(events_of(view, trail_filter(request.GET)), view, get_language())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = view.owner.replace(":", "-") or "secretariat"
    response["Content-Disposition"] = f'attachment; filename="trail-{name}.csv"'
    return response
