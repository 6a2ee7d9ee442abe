"""Governments: the list, the map, side by side, and the page of each."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.web.country_compare import compare_page
from clearinghouse.web.country_list import STATUS_NAMES, list_page, table_of
from clearinghouse.web.country_map import RECORDS, map_page
from clearinghouse.web.country_pages import code_meant, country_page
from clearinghouse.web.country_rows import Asked
from clearinghouse.web.days import end_of_day

_MAX_TEXT_CHARS = 200


def countries(request: HttpRequest) -> HttpResponse:
    """List the governments from A to Z, narrowed and as of a day as the address says."""
    page = list_page(_asked(request))
    return render(request, "country/list.html", {"page": page, "as_of": page.asked.as_of, "crumbs": _crumbs()})


def countries_table(request: HttpRequest) -> HttpResponse:
    """Send the same list as CSV."""
    response = HttpResponse(table_of(_asked(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="countries.csv"'
    return response


def countries_map(request: HttpRequest) -> HttpResponse:
    """Draw the governments, shaded by a count or by who is Party."""
    page = map_page(request.GET.get("show") or RECORDS, Asked(as_of=_as_of(request)))
    crumbs = [*_crumbs(), {"label": _("Map"), "url": request.path}]
    return render(request, "country/map.html", {"page": page, "as_of": page.asked.as_of, "crumbs": crumbs})


def compare(request: HttpRequest) -> HttpResponse:
    """Show up to five governments side by side."""
    page = compare_page(request.GET.getlist("c"), _as_of(request))
    crumbs = [*_crumbs(), {"label": _("Side by side"), "url": request.path}]
    return render(request, "country/compare.html", {"page": page, "crumbs": crumbs})


def country(request: HttpRequest, code: str) -> HttpResponse:
    """Show a government; codes as others write them, and names, lead to its address."""
    meant = code_meant(code)
    if meant != code:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponsePermanentRedirect(reverse("country", args=[meant]) + query)
    page = country_page(code, request.user, _as_of(request))
    crumbs = [*_crumbs(), {"label": page.name, "url": request.path}]
    return render(request, "country/country.html", {"page": page, "as_of": page.as_of, "crumbs": crumbs})


def _asked(request: HttpRequest) -> Asked:
    """Read the filters; a status is of the Convention unless another instrument is named."""
    text, status = request.GET.get("q", "")[:_MAX_TEXT_CHARS].strip(), request.GET.get("status", "")
    status = status if status in STATUS_NAMES else ""
    instrument = request.GET.get("instrument", "") or ("CBD" if status else "")
    return Asked(text, request.GET.get("group", "")[:64], instrument[:16], status, _as_of(request))


def _as_of(request: HttpRequest) -> datetime | None:
    return end_of_day(request.GET.get("as-of", ""))


def _crumbs() -> list[dict[str, str]]:
    home = {"label": _("Clearinghouse"), "url": reverse("home")}
    return [home, {"label": _("Countries"), "url": reverse("countries")}]
