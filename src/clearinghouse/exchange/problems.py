"""Refusals as problem+json (RFC 9457): a stable code for machines, a sentence in English for people."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message, filled, in_english
from clearinghouse.derived.merging import Conflict
from clearinghouse.derived.problems import Problem
from clearinghouse.records.errors import InvalidDraftError
from clearinghouse.records.saving import DraftConflictError
from clearinghouse.search.refusals import status_of

CONTENT_TYPE = "application/problem+json"


def problem_response(error: DomainError, *, status: int = 0) -> JsonResponse:
    """Return a refusal as problem+json. status: another than that of the table."""
    status = status or status_of(error)
    data = {key: value.text if isinstance(value, Message) else str(value) for key, value in error.data.items()}
    content: dict[str, object] = {
        "type": f"urn:clearinghouse:problem:{error.code}",
        "title": error.sentence.text if not data else filled(error.sentence.text, data),
        "status": status,
        "code": error.code,
    }
    if isinstance(error, DraftConflictError):
        content["version"] = error.draft.version
        content["conflicts"] = [_conflict(one) for one in error.conflicts]
    if isinstance(error, InvalidDraftError):
        content["problems"] = problems_as_json(error.problems)
    return JsonResponse(content, status=status, content_type=CONTENT_TYPE)


def _conflict(one: Conflict) -> dict[str, object]:
    """Return one place that both changed. path: field, then key of the row or item, member, language."""
    return {"field": one.field, "path": list(one.path), "yours": one.mine, "theirs": one.theirs}


def plain_problem(code: str, title: str, *, status: int) -> JsonResponse:
    """Return problem+json for what is wrong with the request itself."""
    content = {"type": f"urn:clearinghouse:problem:{code}", "title": title, "status": status, "code": code}
    return JsonResponse(content, status=status, content_type=CONTENT_TYPE)


def parameter_problem(faults: Sequence[tuple[Sequence[str | int], str]]) -> JsonResponse:
    """Return problem+json for parameters, or what was sent in a body: the steps to each fault, and what it is."""
    code, first = "parameter-invalid", faults[0] if faults else ((), "invalid")
    listed = [
        {
            "code": code,
            "pointer": "".join(f"/{step}" for step in steps[1:]),
            "field": str(steps[1]) if len(steps) > 1 else "",
            "sentence": f"{'.'.join(str(step) for step in steps)}: {text}",
        }
        for steps, text in faults
    ]
    content = {
        "type": f"urn:clearinghouse:problem:{code}",
        "title": f"{'.'.join(str(step) for step in first[0])}: {first[1]}",
        "status": 422,
        "code": code,
        "problems": listed,
    }
    return JsonResponse(content, status=422, content_type=CONTENT_TYPE)


def problems_as_json(problems: Sequence[Problem]) -> list[dict[str, str]]:
    """Return problems with code, JSON pointer, field and an English sentence."""
    return [
        {"code": one.code, "pointer": one.pointer, "field": one.field, "sentence": one.said(in_english)}
        for one in problems
    ]


def domain_error_handler(_request: HttpRequest, error: DomainError | type[DomainError]) -> HttpResponse:
    """Answer any refusal of the domain."""
    return problem_response(error() if isinstance(error, type) else error)
