"""Records side by side, and records like another."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.records.queries import card_of, find_record
from clearinghouse.search.alike import alike
from clearinghouse.search.query import Query
from clearinghouse.search.standings import PUBLIC
from clearinghouse.web.hits import hits_shown
from clearinghouse.web.languages import current_language
from clearinghouse.web.presenting import card_shown, record_url
from clearinghouse.web.record_compare import CHOSEN, compare_records


def records(request: HttpRequest) -> HttpResponse:
    """Show up to five records of one type side by side."""
    page = compare_records(
        request.GET.getlist(CHOSEN),
        request.user,
        query=request.GET.get("q", "").strip()[:500],
        only_differences=request.GET.get("only") == "differences",
    )
    crumbs = [{"label": _("Search"), "url": reverse("search")}, {"label": _("Records side by side"), "url": ""}]
    return render(request, "records/compare.html", {"page": page, "crumbs": crumbs})


def like(request: HttpRequest, identifier: str) -> HttpResponse:
    """List the records most like one."""
    record, _number = find_record(identifier, request.user)
    number = str(record.printed_number)
    card = card_of(record, current_language().code)
    query = Query(languages=(current_language().code,)).visible_to((PUBLIC,))
    context = {
        "card": card_shown(card, record.realm),
        "hits": hits_shown(alike(record), query, request.user),
        "crumbs": [
            {"label": _("Search"), "url": reverse("search")},
            {"label": number, "url": record_url(number)},
            {"label": _("More like this"), "url": ""},
        ],
    }
    return render(request, "records/like.html", context)
