"""Vocabularies for machines, under the same addresses as their pages: by what a client accepts, or `?format=`."""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from clearinghouse.core.languages import DEFAULT
from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.skos_parsing import JSON_LD, RDF_XML, TURTLE
from clearinghouse.vocabularies.skos_writing import term_to_skos, to_skos
from clearinghouse.web.segments import SegmentConverter

_PAGE = "text/html"
_TYPES = {TURTLE: "text/turtle", RDF_XML: "application/rdf+xml", JSON_LD: "application/ld+json"}
_BY_NAME = {"ttl": TURTLE, "rdf": RDF_XML, "jsonld": JSON_LD}
_STEP = SegmentConverter()
# What Django leaves as it is when it writes an address.
_SAFE = "/~:@!$&'()*+,;="
DOWNLOADS = (("Turtle", "ttl"), ("RDF/XML", "rdf"), ("JSON-LD", "jsonld"))
"""Name of a format, and how `?format=` writes it."""


def form_asked(request: HttpRequest) -> str:
    """Return the format that a request asks for, "" for a page."""
    if named := _BY_NAME.get(request.GET.get("format", "")):
        return named
    wanted = request.get_preferred_type([_PAGE, *_TYPES.values()])
    return next((form for form, media in _TYPES.items() if media == wanted), "")


def varying(response: HttpResponse) -> HttpResponse:
    """Return an answer marked as one of several under its address."""
    patch_vary_headers(response, ("Accept",))
    return response


def iri_of(origin: str, scheme: str, term: str) -> str:
    """Return the address by which a term, or a scheme where there is none, is known to the world.

    The English one, in any language of the page: one thing has one name.
    """
    with translation.override(DEFAULT.django):
        return origin + (reverse("term", args=[scheme, term]) if term else reverse("vocabulary", args=[scheme]))


def addresses(origin: str) -> Callable[[str, str], str]:
    """Return `iri_of` for very many terms: the way to a scheme is looked up once."""
    known: dict[str, str] = {}

    def address(scheme: str, term: str) -> str:
        base = known.get(scheme)
        if base is None:
            base = known[scheme] = iri_of(origin, scheme, "")
        return f"{base}{quote(_STEP.to_url(term), safe=_SAFE)}/" if term else base

    return address


def origin_of(request: HttpRequest) -> str:
    """Return scheme and host of this node."""
    return request.build_absolute_uri("/").rstrip("/")


def scheme_answer(request: HttpRequest, scheme: Scheme, form: str) -> HttpResponse:
    """Return a scheme as SKOS."""
    return _answer(_scheme_text(_Same(scheme), form, origin_of(request)), form, scheme.identifier)


def term_answer(request: HttpRequest, term: Term, form: str) -> HttpResponse:
    """Return one term as SKOS."""
    text = term_to_skos(term, form, address=addresses(origin_of(request)))
    return _answer(text, form, term.identifier)


class _Same:
    """A scheme that is equal to itself alone, so that its text can be kept."""

    __slots__ = ("scheme",)

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme

    def __hash__(self) -> int:
        return id(self.scheme)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.scheme is self.scheme


@lru_cache(maxsize=4)
def _scheme_text(same: _Same, form: str, origin: str) -> str:
    return to_skos(same.scheme, form, address=addresses(origin))


def _answer(text: str, form: str, name: str) -> HttpResponse:
    suffix = next(suffix for suffix, one in _BY_NAME.items() if one == form)
    response = HttpResponse(text, content_type=f"{_TYPES[form]}; charset=utf-8")
    plain = "".join(character if character.isalnum() and character.isascii() else "-" for character in name)[:80]
    response["Content-Disposition"] = f'inline; filename="{plain}.{suffix}"'
    return varying(response)
