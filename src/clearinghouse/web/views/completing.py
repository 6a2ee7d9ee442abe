"""Completing what is typed into a search box."""

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clearinghouse.accounts.limits import Limit, take
from clearinghouse.core.origin import address_in
from clearinghouse.web.completing import completions

_PER_ADDRESS = Limit("completions-address", 900, 60)
"""What three dozen people behind one address type in a minute."""


def complete(request: HttpRequest) -> HttpResponse:
    """Answer with what the text may become, as a list for the page of the box."""
    if wait_s := _taken(request):
        return HttpResponse(status=429, headers={"Retry-After": str(wait_s)})
    found = completions(request.GET.get("q", ""))
    answer = render(request, "components/_completions.html", {"found": found})
    answer["Cache-Control"] = "private, max-age=60"
    return answer


def _taken(request: HttpRequest) -> int:
    try:
        return take(_PER_ADDRESS, address_in(request.META, proxies=settings.PROXIES))
    except (DatabaseError, InterfaceError):
        # Reading goes on where nothing can be counted.
        return 0
