"""Vocabularies: the list, one scheme, one term; the same addresses answer machines with SKOS."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.person import person_of
from clearinghouse.accounts.vocabulary_editors import may_edit
from clearinghouse.formats.kinds import COUNTRIES
from clearinghouse.vocabularies.editing import UnknownTermError
from clearinghouse.web.days import end_of_day
from clearinghouse.web.languages import current_language
from clearinghouse.web.skos_answers import (
    DOWNLOADS,
    form_asked,
    iri_of,
    origin_of,
    scheme_answer,
    term_answer,
    varying,
)
from clearinghouse.web.term_page import term_page
from clearinghouse.web.vocabulary_finding import found_everywhere, found_in, suggested
from clearinghouse.web.vocabulary_pages import (
    SchemeAsked,
    VersionShown,
    a_to_z,
    about,
    scheme_asked,
    scheme_rows,
    tree,
    versions,
    with_query,
)

_VIEWS = ("tree", "a-z", "about", "history")
_MAX_TEXT_CHARS = 200


def schemes(request: HttpRequest) -> HttpResponse:
    """List the vocabularies; find terms in all of them. A machine that accepts JSON gets what was found."""
    text = _text(request)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        terms = [{"label": one.label, "identifier": one.identifier, "url": one.url} for one in suggested(text)]
        return varying(JsonResponse({"terms": terms}))
    context = {
        "text": text,
        "found": found_everywhere(text),
        "rows": scheme_rows(),
        "may_edit": may_edit(person_of(request.user)),
        "crumbs": crumbs(),
    }
    return varying(render(request, "vocabularies/list.html", context))


def scheme(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show one scheme as a tree, from A to Z, with what is known of it, or its history; or send it as SKOS."""
    asked = _asked(request, identifier)
    if form := form_asked(request):
        return scheme_answer(request, asked.scheme, form)
    text, view = _text(request), request.GET.get("view", "")
    view = view if view in _VIEWS else _VIEWS[0]
    page, letter = _number(request.GET.get("page", "")), request.GET.get("letter", "")
    context = {
        **_shell(request, asked),
        "view": view,
        "text": text,
        "found": found_in(asked, text) if text else None,
        "tree": tree(asked, opened=request.GET.get("open", ""), page=page) if view == "tree" and not text else None,
        "letters": a_to_z(asked, letter=letter, page=page) if view == "a-z" and not text else None,
        "about": about(asked.scheme) if view == "about" and not text else None,
        "versions": _versions(request, identifier) if view == "history" and not text else None,
    }
    return varying(render(request, "vocabularies/scheme.html", context))


def term(request: HttpRequest, identifier: str, term: str) -> HttpResponse:
    """Show one term, or send it as SKOS; an old identifier leads to the term that it means now."""
    asked = _asked(request, identifier)
    found = asked.vocabulary.term(identifier, term)
    if found is None:
        raise UnknownTermError(term=term)
    if found.identifier != term:
        return HttpResponseRedirect(
            with_query(reverse("term", args=[identifier, found.identifier]), request.GET.dict())
        )
    if form := form_asked(request):
        return term_answer(request, found, form)
    page = term_page(asked, found, request.user, origin=origin_of(request))
    shell = _shell(request, asked)
    here = [{"label": page.label, "url": request.path}]
    context = {**shell, "page": page, "crumbs": [*crumbs({"label": shell["name"], "url": asked.url()}), *here]}
    return varying(render(request, "vocabularies/term.html", context))


def crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    """Return where a page of vocabularies stands."""
    return [
        {"label": _("Clearinghouse"), "url": reverse("home")},
        {"label": _("Vocabularies"), "url": reverse("vocabularies")},
        *more,
    ]


def _shell(request: HttpRequest, asked: SchemeAsked) -> dict[str, Any]:
    name = asked.scheme.label(current_language().code)
    return {
        "asked": asked,
        "scheme": asked.scheme,
        "name": name,
        "iri": iri_of(origin_of(request), asked.scheme.identifier, ""),
        "downloads": [(label, with_query(request.path, {"format": form, **asked.query})) for label, form in DOWNLOADS],
        "is_past": bool(asked.query),
        "as_of": asked.as_of,
        # Countries are no scheme of their own: they follow the list of governments.
        "may_edit": not asked.query and asked.scheme.identifier != COUNTRIES and may_edit(person_of(request.user)),
        "crumbs": crumbs({"label": name, "url": asked.url()}),
    }


def _asked(request: HttpRequest, identifier: str) -> SchemeAsked:
    at = request.GET.get("at", "")
    is_number = at.isascii() and at.isdigit() and len(at) < 16
    return scheme_asked(identifier, as_of=end_of_day(request.GET.get("as-of", "")), at=int(at) if is_number else None)


def _versions(request: HttpRequest, identifier: str) -> list[VersionShown]:
    return versions(identifier, with_names=may_edit(person_of(request.user)))


def _text(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:_MAX_TEXT_CHARS]


def _number(text: str) -> int:
    """Return the number of a page, 0 where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
