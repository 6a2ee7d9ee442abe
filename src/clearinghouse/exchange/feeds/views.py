"""Feeds of any search: Atom, JSON Feed, and a calendar of its dates."""

import json
import re
from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clearinghouse.core.languages import BY_CODE, Language
from clearinghouse.exchange.feeds.calendar import calendar
from clearinghouse.exchange.feeds.entries import MOST, MOST_DATED, FoundEntries, NoSuchFeedError, found_entries
from clearinghouse.exchange.problems import problem_response
from clearinghouse.formats.collection import FORMATS
from clearinghouse.search.engine import SearchUnavailableError

_FRESH_S = 300
_ISOLATES = re.compile("[\u2066-\u2069]")
_DATED = tuple(fmt.slug for fmt in FORMATS.values() if fmt.happenings)
Writer = Callable[[FoundEntries, HttpRequest, Language], str]


@require_safe
def feed(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """Answer a search as a feed of its newest records, in one of the languages."""
    if language not in BY_CODE or form not in _FORMS:
        raise Http404
    media_type, write, most = _FORMS[form]
    params = dict(request.GET.lists())
    if form == "ics" and not params.get("format"):
        params["format"] = list(_DATED)
    spoken = BY_CODE[language]
    origin = request.build_absolute_uri("/").rstrip("/")
    try:
        found = found_entries(params, spoken, origin=origin, most=most)
    except (SearchUnavailableError, NoSuchFeedError) as error:
        return problem_response(error)
    with translation.override(spoken.django):
        response = HttpResponse(write(found, request, spoken), content_type=media_type)
    response["ETag"] = f'"{form}-{language}-{found.state}"'
    response["Cache-Control"] = f"public, max-age={_FRESH_S}"
    response["Content-Language"] = spoken.tag
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return answer if isinstance(answer, HttpResponse) else response


def _title(found: FoundEntries) -> str:
    text = found.query.text
    title = _("Clearinghouse: “%(text)s”") % {"text": text} if text else _("Clearinghouse: newest records")
    # Readers of feeds show marks of direction as they like, some as boxes.
    return _ISOLATES.sub("", title)


def _search_address(request: HttpRequest) -> str:
    params = urlencode([(name, value) for name, values in request.GET.lists() for value in values])
    return request.build_absolute_uri(f"{reverse('search')}{'?' if params else ''}{params}")


def _atom(found: FoundEntries, request: HttpRequest, language: Language) -> str:
    made = Atom1Feed(
        title=_title(found),
        link=_search_address(request),
        description="",
        language=language.tag,
        feed_url=request.build_absolute_uri(),
        author_name=_("Clearinghouse"),
    )
    for entry in found.entries:
        made.add_item(
            title=entry.title.text,
            link=entry.address,
            description=entry.summary.text if entry.summary else "",
            unique_id=f"urn:clearinghouse:{entry.record.guid}",
            updateddate=entry.updated,
            categories=[entry.kind],
        )
    return made.writeString("utf-8")


def _json(found: FoundEntries, request: HttpRequest, language: Language) -> str:
    items = [
        {
            "id": f"urn:clearinghouse:{entry.record.guid}",
            "url": entry.address,
            "title": entry.title.text,
            "content_text": entry.summary.text if entry.summary else entry.title.text,
            "date_modified": entry.updated.isoformat(),
            "tags": [entry.kind],
            "language": entry.tag or language.tag,
            "_clearinghouse": {
                "identifier": entry.record.guid,
                "number": f"{entry.record.printed_number}-{entry.revision.number}",
                "format": entry.record.format_slug,
                "owner": entry.record.owner,
                "isDemonstration": entry.record.is_demonstration,
            },
        }
        for entry in found.entries
    ]
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(found),
        "home_page_url": _search_address(request),
        "feed_url": request.build_absolute_uri(),
        "language": language.tag,
        "items": items,
    }
    return json.dumps(content, ensure_ascii=False)


def _calendar(found: FoundEntries, request: HttpRequest, _language: Language) -> str:
    return calendar(found.entries, name=_title(found), host=request.get_host())


_FORMS: dict[str, tuple[str, Writer, int]] = {
    "atom": ("application/atom+xml; charset=utf-8", _atom, MOST),
    "json": ("application/feed+json; charset=utf-8", _json, MOST),
    "ics": ("text/calendar; charset=utf-8", _calendar, MOST_DATED),
}
