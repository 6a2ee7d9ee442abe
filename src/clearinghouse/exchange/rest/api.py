"""Our API, version 1: records, search, formats, and the change feed."""

import logging
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Query
from ninja.errors import HttpError, ValidationError

from clearinghouse.accounts.person import NOBODY
from clearinghouse.core.canonical import canonical, is_deeper_than, parsed
from clearinghouse.core.errors import DomainError
from clearinghouse.derived.json_schema import json_schema
from clearinghouse.derived.problems import problems_in
from clearinghouse.derived.reading import MalformedBodyError, settled
from clearinghouse.exchange.problems import (
    domain_error_handler,
    plain_problem,
    problem_response,
    problems_as_json,
)
from clearinghouse.exchange.rest.answers import (
    Changes,
    CheckAnswer,
    FormatAnswer,
    FoundRecords,
    RecordAnswer,
    change_of,
    found_records,
    record_answer,
)
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.ledger.errors import StoreSilentError, is_unavailable
from clearinghouse.ledger.queries import entries_after, head
from clearinghouse.projections.links import public_parts
from clearinghouse.records.drafting import MAX_BODY_BYTES
from clearinghouse.records.queries import circumstances_of, find_record, read_revision, surroundings_of

logger = logging.getLogger(__name__)

MAX_BODY_LEVELS = 32
"""How deep lists and objects of a body may lie in each other; no format needs more than a few levels."""

MOST_PROBLEMS = 1_000

api = NinjaAPI(
    title="Clearinghouse",
    version="1",
    description="Public parts of published records, the search, the common formats, and what changed.",
    urls_namespace="api-v1",
    docs_url=None,
)
api.add_exception_handler(DomainError, domain_error_handler)


@api.exception_handler(ValidationError)
def _bad_parameters(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0] if error.errors else {}
    where = ".".join(str(step) for step in first.get("loc", ()))
    return plain_problem("parameter-invalid", f"{where}: {first.get('msg', 'invalid')}", status=422)


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


@api.get("/records", response=FoundRecords, summary="Search published records")
def search_records(request: HttpRequest) -> FoundRecords:
    """Answer the same query as the search page: `q`, facets by name, `from`, `to`, `sort`, `page`, `size`."""
    return found_records(dict(request.GET.lists()))


@api.get("/records/{identifier}", response=RecordAnswer, summary="One record")
def get_record(
    request: HttpRequest, identifier: str, as_of: Annotated[date | None, Query(alias="as-of")] = None
) -> RecordAnswer:
    """Return the public part of a record: the latest revision, the one after `@`, or the one in force on a day."""
    found, number = find_record(identifier, request.user)
    moment = datetime.combine(as_of, time.max, tzinfo=UTC) if as_of else None
    return record_answer(read_revision(found, NOBODY, number=number, as_of=moment))


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


@api.post("/formats/{slug}/check", response=CheckAnswer, summary="Check a body without saving it")
def check_body(request: HttpRequest, slug: str, government: str = "", realm: str = "") -> dict[str, Any]:
    """Return every problem that would stand in the way of publishing this body. Nothing is stored."""
    fmt = get_format(slug)
    body = _body_of(request)
    circumstances = circumstances_of(realm or fmt.realms[0], government.lower(), is_published=False)
    clean = settled(body, fmt, circumstances)
    found = problems_in(clean, fmt, surroundings_of(clean, fmt, circumstances))
    return {"is_valid": not found, "problems": problems_as_json(found[:MOST_PROBLEMS])}


@api.get("/changes", response=Changes, summary="What changed since a ledger entry")
def changes(
    request: HttpRequest, after: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> Changes:
    """Return entries of the ledger after a sequence, in order, public parts only. Ask again with the last sequence."""
    last = head()
    after_it = entries_after(after, limit=limit)
    parts = public_parts(entry.sequence for entry in after_it)
    entries = [change_of(entry, parts.get(entry.sequence)) for entry in after_it]
    return Changes(head=last.sequence if last else 0, entries=entries)


@api.api_operation(["GET", "POST", "PUT", "PATCH", "DELETE"], "", include_in_schema=False)
def root(request: HttpRequest) -> HttpResponse:
    """Say where the description is to whoever tries the bare address."""
    return nothing_here(request, "")


@api.api_operation(["GET", "POST", "PUT", "PATCH", "DELETE"], "/{path:rest}", include_in_schema=False)
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer an address that the API does not have as it answers any other refusal. Last: it takes whatever is left."""
    title = "There is nothing at this address. The description of the API is at /api/v1/openapi.json."
    return plain_problem("address-unknown", title, status=404)


def _body_of(request: HttpRequest) -> dict[str, Any]:
    try:
        if len(request.body) > MAX_BODY_BYTES:
            raise MalformedBodyError
        body = parsed(request.body.decode())
        if not body or is_deeper_than(body, MAX_BODY_LEVELS):
            raise MalformedBodyError
        # What has no canonical text could never be stored: numbers out of range, halves of surrogate pairs.
        canonical(body)
    except (ValueError, RecursionError, RequestDataTooBig) as error:
        raise MalformedBodyError from error
    return body
