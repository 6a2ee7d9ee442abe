"""Why a record is among the results of a search."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.core.languages import tag_of
from clearinghouse.records.queries import card_of, find_record
from clearinghouse.web.explaining import explained
from clearinghouse.web.languages import current_language
from clearinghouse.web.presenting import record_url
from clearinghouse.web.searching import query_of


def why(request: HttpRequest, identifier: str) -> HttpResponse:
    """Say where each part of the text of a search stands in one record."""
    record, _number = find_record(identifier, request.user)
    query, _space = query_of(dict(request.GET.lists()))
    card = card_of(record, current_language().code)
    back = f"{reverse('search')}?{urlencode({'q': query.text})}"
    context = {
        "title": card.title.text,
        "language": tag_of(card.title.language),
        "url": record_url(card.number),
        "text": query.text,
        "back": back,
        "parts": explained(query, record),
        "crumbs": [{"label": _("Search"), "url": back}, {"label": _("Why is this here?"), "url": ""}],
    }
    return render(request, "why.html", context)
