"""Taking away everything that a search finds."""

from math import ceil
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clearinghouse.accounts.limits import Limit, wait_of
from clearinghouse.accounts.limits import take as take_one
from clearinghouse.core.origin import address_in
from clearinghouse.search.params import MAX_HITS, query_to_params
from clearinghouse.web.searching import query_of
from clearinghouse.web.speech import say
from clearinghouse.web.taking.found import number_of
from clearinghouse.web.taking.progress import progress_of
from clearinghouse.web.taking.writing import FORMS, Take
from clearinghouse.web.templatetags.look import number

_PER_ADDRESS = Limit("downloads-address", 60, 15 * 60)
"""Whole results from one network address: each may be 100,000 records."""


@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    """Show in which forms the result of a search can be taken away, and how much it is."""
    query, space = query_of(dict(request.GET.lists()))
    asked = urlencode(query_to_params(query, space), doseq=True)
    context = {
        "total": number_of(query),
        "most": MAX_HITS,
        "text": query.text,
        "back": f"{reverse('search')}?{asked}",
        "ways": [
            {
                "name": name,
                "label": say(form.label),
                "about": say(form.about),
                "url": f"{reverse('take', args=[name])}?{asked}",
            }
            for name, form in FORMS.items()
        ],
        "crumbs": [
            {"label": _("Search"), "url": f"{reverse('search')}?{asked}"},
            {"label": _("Take away"), "url": ""},
        ],
    }
    return render(request, "take.html", context)


@require_safe
def take(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send the result of a search in one form, as it is read."""
    form = FORMS.get(name)
    if form is None:
        raise Http404
    if wait_s := take_one(_PER_ADDRESS, _address(request)):
        refused = render(request, "429.html", {"sentence": _too_many(wait_s)}, status=429)
        refused["Retry-After"] = str(wait_s)
        return refused
    query, _space = query_of(dict(request.GET.lists()))
    number_of(query)  # Refuses before anything is sent, where there is no index.
    origin = request.build_absolute_uri("/").rstrip("/")
    wanted = Take(query, request.user, get_language(), origin, _("Clearinghouse"), request.GET.get("watch", ""))
    response = StreamingHttpResponse(form.write(wanted), content_type=form.media_type)
    response["Content-Disposition"] = f'attachment; filename="clearinghouse-{timezone.now():%Y-%m-%d}.{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def taking(request: HttpRequest) -> JsonResponse:
    """Say how far a download has come, or why none would be sent now: "" where it would."""
    found = progress_of(request.GET.get("watch", ""))
    done, total = found or (0, 0)
    wait_s = wait_of(_PER_ADDRESS, _address(request))
    refusal = _too_many(wait_s) if wait_s else ""
    response = JsonResponse({"is_known": found is not None, "done": done, "total": total, "refusal": refusal})
    response["Cache-Control"] = "no-store"
    return response


def _address(request: HttpRequest) -> str:
    return address_in(request.META, proxies=settings.PROXIES)


def _too_many(wait_s: int) -> str:
    minutes = ceil(wait_s / 60)
    text = ngettext(
        "Too many downloads from your network. Try again in %(count)s minute.",
        "Too many downloads from your network. Try again in %(count)s minutes.",
        minutes,
    )
    return text % {"count": number(minutes)}
