"""Errors as pages: one table from refusal to status, and the pages of 403, 404, 422, 500 and 503."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from clearinghouse.core.errors import DomainError, NotAllowedError
from clearinghouse.core.messages import Message, filled
from clearinghouse.ledger.errors import OutcomeUnknownError, StoreUnavailableError
from clearinghouse.records.errors import RecordWithdrawnError
from clearinghouse.search.refusals import status_of
from clearinghouse.web.speech import say

_RETRY_AFTER_S = "30"


def said(error: DomainError) -> str:
    """Return the sentence of a refusal in the active language."""
    data = {key: say(value) if isinstance(value, Message) else value for key, value in error.data.items()}
    return filled(say(error.sentence), data)


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Return the page for a refusal."""
    status = status_of(error)
    if status == 503:
        return _unavailable(request, error)
    template = {403: "errors/403.html", 404: "errors/404.html"}.get(status, "errors/422.html")
    context: dict[str, object] = {"sentence": said(error), "code": error.code}
    if isinstance(error, RecordWithdrawnError):
        template, context = "errors/withdrawn.html", {"at": error.at}
    return render(request, template, context, status=status)


def _unavailable(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Answer 503, and hand back what was being sent. A store that is silent is asked for nothing."""
    is_silent = isinstance(error, StoreUnavailableError | OutcomeUnknownError)
    request.is_broken = is_silent  # type: ignore[attr-defined]  # read by the shell
    context = {"sentence": said(error), "kept": kept_answers(request), "action": request.get_full_path()}
    response = render(request, "errors/503.html", context, status=503)
    response["Retry-After"] = _RETRY_AFTER_S
    return response


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return render(request, "errors/403.html", {"sentence": said(NotAllowedError())}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return render(request, "errors/404.html", {"sentence": ""}, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: a request that Django refuses before any view, as one with far too much in it."""
    sentence = _("The request was too large or malformed. What was sent before is safe.")
    return render(request, "errors/422.html", {"sentence": sentence, "code": "bad-request"}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500 without asking the database for anything."""
    request.is_broken = True  # type: ignore[attr-defined]  # read by the shell
    return render(request, "errors/500.html", status=500)


# Never sent back to the page: secrets, and what the browser adds by itself.
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "password", "oldpassword", "password1", "code", "credential"})


def kept_answers(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, so that a page which could not take it hands it back."""
    return [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_KEPT]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token has expired: nothing typed is lost, one click sends it again.

    Never a form of another site: that click would send what others wrote, with a token of ours.
    """
    if not _is_from_here(request):
        return not_allowed(request)
    context = {"kept": kept_answers(request), "action": request.path}
    return render(request, "errors/expired.html", context, status=403)


def _is_from_here(request: HttpRequest) -> bool:
    """Say whether the browser says that one of our own pages sent a form; every browser says so of a POST."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    sender = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    return (sender.scheme, sender.netloc) == (request.scheme, request.get_host())
