"""Home, search, realm and format pages."""

from itertools import chain
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.identifiers import parse_printed_number
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.formats.format import Format
from clearinghouse.records.errors import RecordNotFoundError
from clearinghouse.records.queries import find_record
from clearinghouse.usage.counting import count_nothing_found, is_person
from clearinghouse.web.counting import (
    count_of_demonstrations,
    countries_with_records,
    counts_by_format,
    counts_by_realm,
)
from clearinghouse.web.days import end_of_day
from clearinghouse.web.formats_shown import by_realm, format_row, listed, successor_of
from clearinghouse.web.languages import negotiated
from clearinghouse.web.presenting import record_url
from clearinghouse.web.questions import questions_of, rules_of, sample_text
from clearinghouse.web.realms import REALMS, Realm
from clearinghouse.web.registers import newest
from clearinghouse.web.searching import search_page
from clearinghouse.web.speech import say


def front_door(request: HttpRequest) -> HttpResponse:
    """Send a visitor without a language in the address to the home page in theirs."""
    response = HttpResponseRedirect(f"/{negotiated(request).code}/")
    response.headers["Vary"] = "Accept-Language"
    return response


def home(request: HttpRequest) -> HttpResponse:
    """Show the search box, the newest entries, and the ways in."""
    as_of = end_of_day(request.GET.get("as-of", ""))
    shown = counts_by_realm(as_of)
    context = {
        "as_of": as_of,
        "entries": newest(limit=5, as_of=as_of),
        "realms": [
            {
                "code": realm.code,
                "name": say(realm.name),
                "about": say(realm.about),
                "url": reverse("realm", args=[realm.code]),
                "count": shown[realm.code],
            }
            for realm in REALMS.values()
        ],
        "examples": _examples(),
        "tasks": _tasks(),
        "countries": countries_with_records(as_of=as_of),
        "total": sum(counts_by_format(as_of=as_of).values()),
        "demonstrations": count_of_demonstrations(),
    }
    return render(request, "home.html", context)


def _examples() -> list[dict[str, str]]:
    texts = ["MON-ØØ81Ø-6", _("maize"), _("herbicide tolerance"), _("contained use")]
    return [{"label": text, "url": f"{reverse('search')}?{urlencode({'q': text})}"} for text in texts]


def _tasks() -> list[dict[str, str]]:
    search = reverse("search")
    return [
        {"label": _("See what countries decided on an LMO"), "url": f"{search}?format=modifiedOrganism"},
        {"label": _("Find the authority that answers for a country"), "url": f"{search}?format=authority"},
        {"label": _("Read risk assessments"), "url": f"{search}?format=nationalRiskAssessment"},
        {"label": _("Publish a record of my country"), "url": reverse("new-draft")},
        {"label": _("See what each common format asks"), "url": reverse("formats")},
    ]


def search(request: HttpRequest) -> HttpResponse:
    """Answer a search; a record number typed whole leads to its record. What a form left empty leaves the address."""
    if "" in chain.from_iterable(values for _, values in request.GET.lists()):
        return HttpResponseRedirect(_without_empty(request))
    params = dict(request.GET.lists())
    text = request.GET.get("q", "").strip()
    if parse_printed_number(text) is not None and (url := _record_address(text, request.user)):
        return HttpResponseRedirect(url)
    page = search_page(params, request.user)
    sought = page.corrected.nothing_for or ("" if page.total else page.query.text)
    if sought and not page.chosen_count and is_person(request.headers.get("user-agent", "")):
        count_nothing_found(sought)
    return render(request, "search.html", {"page": page, "crumbs": _crumbs(_("Search"), reverse("search"))})


def _without_empty(request: HttpRequest) -> str:
    given = [(name, value) for name, values in request.GET.lists() for value in values if value]
    return f"{reverse('search')}?{urlencode(given)}" if given else reverse("search")


def _record_address(text: str, visitor: Visitor) -> str:
    try:
        found, number = find_record(text, visitor)
    except RecordNotFoundError:
        return ""
    return record_url(f"{found.guid}@{number}" if number else str(found.printed_number))


def realm(request: HttpRequest, code: str) -> HttpResponse:
    """Show one clearing-house: what it is, its categories with counts, its newest records."""
    found = REALMS.get(code)
    if found is None:
        raise Http404
    as_of = end_of_day(request.GET.get("as-of", ""))
    past = {"as-of": as_of.date().isoformat()} if as_of else {}
    counts = counts_by_format(code, as_of)
    used = [_category(fmt, counts[fmt.slug], code, past) for fmt in found.formats if fmt.slug in counts]
    context = {
        "realm": code,
        "is_realm_home": True,
        "realm_name": say(found.name),
        "full_name": say(found.full_name),
        "about": say(found.about),
        "categories": used,
        "unused": [format_row(fmt) for fmt in found.formats if fmt.is_open and fmt.slug not in counts],
        "examples": _examples() if code == "bch" else [],
        "tasks": _tasks() if code == "bch" else _tasks_in(found),
        "entries": newest(limit=8, realm=code, as_of=as_of),
        "countries": countries_with_records(code, as_of),
        "total": sum(counts.values()),
        "as_of": as_of,
        "hidden": [("realm", code), *past.items()],
        "crumbs": _crumbs(say(found.name), reverse("realm", args=[code])),
    }
    return render(request, "realm.html", context)


def _category(fmt: Format, count: int, realm: str, past: dict[str, str]) -> dict[str, str | int]:
    url = f"{reverse('search')}?{urlencode({'realm': realm, 'format': fmt.slug, **past})}"
    return {"label": say(fmt.plural_name), "about": say(fmt.about_message), "count": count, "url": url}


def _tasks_in(realm: Realm) -> list[dict[str, str]]:
    """Return what people come for in any clearing-house."""
    search = f"{reverse('search')}?{urlencode({'realm': realm.code, 'format': 'authority'})}"
    has_authorities = any(fmt.slug == "authority" for fmt in realm.formats)
    found = [{"label": _("Find the authority that answers for a country"), "url": search}] if has_authorities else []
    return [
        *found,
        {"label": _("Verify a certificate or an identifier"), "url": reverse("verify")},
        {"label": _("Countries side by side"), "url": reverse("compare")},
        {"label": _("Publish a record of my country"), "url": reverse("new-draft")},
        {"label": _("See what each common format asks"), "url": f"{reverse('formats')}#{realm.code}"},
    ]


def formats(request: HttpRequest) -> HttpResponse:
    """List the common formats."""
    groups = by_realm(listed(FORMATS.values()))
    return render(request, "formats/list.html", {"groups": groups, "crumbs": _crumbs(_("Common formats"), "")})


def common_format(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one common format asks."""
    fmt = get_format(slug)
    crumbs = [*_crumbs(_("Common formats"), reverse("formats")), {"label": say(fmt.name), "url": request.path}]
    context = {
        "name": say(fmt.name),
        "about": say(fmt.about_message),
        "format": fmt,
        "successor": successor_of(fmt),
        "realm": fmt.realms[0],
        "sections": questions_of(fmt),
        "rules": rules_of(fmt),
        "schema_url": f"/api/v1/formats/{slug}/schema",
        "sample_url": f"/api/v1/formats/{slug}/sample",
        "sample": sample_text(fmt),
        "crumbs": crumbs,
    }
    return render(request, "formats/format.html", context)


def machines(request: HttpRequest) -> HttpResponse:
    """Show how machines read the register, each way with a line to try."""
    origin = request.build_absolute_uri("/").rstrip("/")
    ways = [
        (_("Search published records, with the same query as the search page"), "/api/v1/records?q=maize"),
        (_("Read one record, by its number or GUID, as of any day"), "/api/v1/records/NUMBER?as-of=2026-06-30"),
        (_("Verify identifiers of certificates and organisms"), "/api/v1/verify?identifier=MON-00810-6"),
        (_("List the common formats"), "/api/v1/formats"),
        (_("Read the JSON Schema of a common format"), "/api/v1/formats/modifiedOrganism/schema"),
        (
            _("Read a sample of a common format, with every question answered"),
            "/api/v1/formats/modifiedOrganism/sample",
        ),
        (_("Follow what changes, from any ledger entry on"), "/api/v1/changes?after=0&limit=100"),
        (_("Read the description of the whole API (OpenAPI)"), "/api/v1/openapi.json"),
    ]
    context = {
        "ways": [{"what": what, "url": path, "line": f"curl '{origin}{path}'"} for what, path in ways],
        "check_line": f"curl -X POST --data @record.json '{origin}/api/v1/formats/contact/check'",
        "crumbs": _crumbs(_("For machines"), ""),
    }
    return render(request, "machines.html", context)


def _crumbs(label: str, url: str) -> list[dict[str, str]]:
    return [{"label": _("Clearinghouse"), "url": reverse("home")}, {"label": label, "url": url}]
