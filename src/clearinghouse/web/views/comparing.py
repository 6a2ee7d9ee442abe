"""Records side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

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
