"""Our API, version 1: records, search, formats, and the change feed."""

import logging
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import register_converter
from django.urls.converters import PathConverter
from django.utils import timezone
from ninja import Query, Router
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from clearinghouse.accounts.permissions import OutOfScopeError
from clearinghouse.accounts.person import NOBODY
from clearinghouse.core.canonical import canonical
from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import in_english
from clearinghouse.derived.json_schema import json_schema
from clearinghouse.derived.problems import problems_in
from clearinghouse.derived.reading import settled
from clearinghouse.derived.samples import sample_body
from clearinghouse.exchange.problems import (
    domain_error_handler,
    parameter_problem,
    plain_problem,
    problem_response,
    problems_as_json,
)
from clearinghouse.exchange.rest import deciding, drafts, together
from clearinghouse.exchange.rest.access import PerCaller, not_signed_in, too_many
from clearinghouse.exchange.rest.answers import (
    Changes,
    CheckAnswer,
    FormatAnswer,
    FoundRecords,
    RecordAnswer,
    VerificationAnswer,
    changes_of,
    found_records,
    record_answer,
    verification_answer,
)
from clearinghouse.exchange.rest.description import SEARCHED_BY, Described
from clearinghouse.exchange.rest.sent import StaleTagError, object_in, takes_a_record
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.ledger.errors import StoreSilentError, is_unavailable
from clearinghouse.ledger.queries import entries_after, head
from clearinghouse.records.queries import circumstances_of, find_record, read_revision, surroundings_of
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.verifying import verified

logger = logging.getLogger(__name__)

MOST_PROBLEMS = 1_000

api = Described(
    title="Clearinghouse",
    version="1",
    description="Published records, the search, the common formats and what changed, for everyone; drafts, requests"
    " and decisions for whom a token speaks.",
    urls_namespace="api-v1",
    docs_url=None,
    throttle=[PerCaller()],
)
api.add_exception_handler(DomainError, domain_error_handler)


@api.exception_handler(StaleTagError)
def _stale_tag(_request: HttpRequest, error: StaleTagError) -> HttpResponse:
    return problem_response(error, status=412)


@api.exception_handler(OutOfScopeError)
def _out_of_scope(_request: HttpRequest, error: OutOfScopeError) -> HttpResponse:
    refused = problem_response(error)
    refused["WWW-Authenticate"] = (
        f'Bearer realm="clearinghouse", error="insufficient_scope", scope="{error.data["scope"]}"'
    )
    return refused


@api.exception_handler(AuthenticationError)
def _not_signed_in(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return not_signed_in(request)


@api.exception_handler(Throttled)
def _too_many(_request: HttpRequest, error: Throttled) -> HttpResponse:
    return too_many(error.wait and round(error.wait))


@api.exception_handler(ValidationError)
def _bad_parameters(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return parameter_problem([(tuple(one.get("loc", ())), str(one.get("msg", "invalid"))) for one in error.errors])


@api.exception_handler(HttpError)
def _http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return plain_problem("request-malformed", str(error), status=error.status_code)


@api.exception_handler(DatabaseError)
@api.exception_handler(InterfaceError)
def _store_failed(_request: HttpRequest, error: DatabaseError | InterfaceError) -> HttpResponse:
    if not is_unavailable(error):
        raise error
    logger.error("store failed", exc_info=error)
    return problem_response(StoreSilentError())


@api.get("/records", response=FoundRecords, summary="Search published records", openapi_extra=SEARCHED_BY)
def search_records(request: HttpRequest) -> FoundRecords:
    """Answer the same query as the search page: `q`, facets by name, `from`, `to`, `sort`, `page`, `size`."""
    return found_records(dict(request.GET.lists()))


@api.get("/records/{identifier}", response=RecordAnswer, summary="One record")
def get_record(
    request: HttpRequest, identifier: str, as_of: Annotated[date | None, Query(alias="as-of")] = None
) -> RecordAnswer:
    """Return the public part of a record: the latest revision, the one after `@`, or the one in force on a day."""
    # Whoever has signed in is told no more than everyone: what machines are told is copied on.
    found, number = find_record(identifier, AnonymousUser())
    moment = datetime.combine(as_of, time.max, tzinfo=UTC) if as_of else None
    return record_answer(read_revision(found, NOBODY, number=number, as_of=moment))


@api.get("/verify", response=list[VerificationAnswer], summary="Verify identifiers of certificates and organisms")
def verify(request: HttpRequest, identifier: Annotated[str, Query(max_length=5000)]) -> list[VerificationAnswer]:
    """Say of each identifier in a text whether what it names is valid, superseded, revoked, expired or unknown."""
    found = verified(identifier, request.user, today=timezone.now().date())
    return [verification_answer(one) for one in found]


@api.get("/formats", response=list[FormatAnswer], summary="The common formats")
def list_formats(request: HttpRequest) -> list[FormatAnswer]:
    """List every common format with the address of its schema."""
    return [FormatAnswer.of(fmt, request) for fmt in FORMATS.values()]


@api.get("/formats/{slug}/schema", summary="The JSON Schema of a format")
def get_schema(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the JSON Schema 2020-12 of a format's bodies."""
    fmt = get_format(slug)
    address = request.build_absolute_uri()
    return JsonResponse(json_schema(fmt, address=address), content_type="application/schema+json")


@api.get("/formats/{slug}/sample", summary="A sample of a record in a format")
def get_sample(request: HttpRequest, slug: str, realm: str = "", government: str = "") -> HttpResponse:
    """Return a body that answers every question which is asked in these circumstances; its references lead nowhere."""
    fmt = get_format(slug)
    circumstances = circumstances_of(realm or fmt.realms[0], government.lower(), is_published=False)
    sample = sample_body(fmt, circumstances, current_vocabulary(), in_english, "en")
    return HttpResponse(canonical(sample), content_type="application/json")


@api.post(
    "/formats/{slug}/check",
    response=CheckAnswer,
    summary="Check a body without saving it",
    openapi_extra=takes_a_record(),
)
def check_body(request: HttpRequest, slug: str, government: str = "", realm: str = "") -> dict[str, Any]:
    """Return every problem that would stand in the way of publishing this body. Nothing is stored."""
    fmt = get_format(slug)
    body = object_in(request)
    circumstances = circumstances_of(realm or fmt.realms[0], government.lower(), is_published=False)
    clean = settled(body, fmt, circumstances)
    found = problems_in(clean, fmt, surroundings_of(clean, fmt, circumstances))
    return {"is_valid": not found, "problems": problems_as_json(found[:MOST_PROBLEMS])}


@api.get("/changes", response=Changes, summary="What changed since a ledger entry")
def changes(
    request: HttpRequest, after: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> Changes:
    """Return entries of the ledger after a sequence, in order, public parts only. Ask again with the last sequence.

    Of an entry of the kind `withheld`, which a community keeps to itself, nothing is told but its place in the chain.
    """
    last = head()
    after_it = entries_after(after, limit=limit)
    return Changes(head=last.sequence if last else 0, entries=changes_of(after_it))


class AnythingConverter(PathConverter):
    """The rest of an address, breaks of lines included, over which `path` stumbles."""

    regex = "(?s:.+)"


register_converter(AnythingConverter, "anything")
_rest = Router()


@_rest.api_operation(["GET", "POST", "PUT", "PATCH", "DELETE"], "", include_in_schema=False)
def root(request: HttpRequest) -> HttpResponse:
    """Say where the description is to whoever tries the bare address."""
    return nothing_here(request, "")


@_rest.api_operation(["GET", "POST", "PUT", "PATCH", "DELETE"], "/{anything:rest}", include_in_schema=False)
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer an address that the API does not have as it answers any other refusal."""
    title = "There is nothing at this address. The description of the API is at /api/v1/openapi.json."
    return plain_problem("address-unknown", title, status=404)


# In this order: the last takes whatever the others leave.
for _router in (drafts.router, together.router, deciding.router, _rest):
    api.add_router("", _router)
