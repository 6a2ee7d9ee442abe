"""What happens around every page: its language, and refusals that become answers."""

import logging
from collections.abc import Callable
from contextlib import nullcontext

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import one_reading_of_people
from clearinghouse.core.errors import DomainError
from clearinghouse.core.faults import fault_point
from clearinghouse.core.origin import Door, Origin, coming_from
from clearinghouse.ledger.errors import StoreSilentError, is_unavailable
from clearinghouse.records.words import one_vocabulary
from clearinghouse.web.addresses import address_of
from clearinghouse.web.browser_features import permissions_policy
from clearinghouse.web.errors import refusal
from clearinghouse.web.languages import language_in, negotiated
from clearinghouse.web.owners import one_set_of_owners

logger = logging.getLogger(__name__)

Answer = Callable[[HttpRequest], HttpResponse]

_PERMISSIONS = permissions_policy()


class LanguageOfAddress:
    """Speaks the language that the address begins with; where there is none, the one the browser asks for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in one language and say which."""
        from_address = language_in(request.path_info)
        language = from_address or negotiated(request)
        with translation.override(language.django):
            request.LANGUAGE_CODE = language.django
            response = self.get_response(request)
        fault_point("web.before-answer")
        response.headers.setdefault("Content-Language", language.tag)
        if from_address is None:
            patch_vary_headers(response, ("Accept-Language",))
        return response


class ComesFromPage:
    """Says of whatever a page does that it came through a page, and from which network address."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; machines have a door of their own."""
        if request.path_info.startswith("/api/"):
            return self.get_response(request)
        with coming_from(Origin(Door.PAGE, address_of(request))):
            return self.get_response(request)


class ForbidsTheNeedless:
    """Tells browsers what a page does not need, so that nothing that got into it can use it.

    A view whose page needs one of these says so itself.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; data and files may be shown by pages of others, pages may not."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class OneVocabulary:
    """Looks once for each request whether the words that explain records have changed, and who their owners are."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        # Whoever changes something may change what people may do.
        people = one_reading_of_people() if request.method in ("GET", "HEAD") else nullcontext()
        with one_vocabulary(), one_set_of_owners(), people:
            return self.get_response(request)


class RefusalsBecomeAnswers:
    """Turns an expected refusal that a view did not handle into a page that says what to do."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; keep what somebody who is signed in was shown out of every shared store of pages."""
        response = self.get_response(request)
        # As the page itself has asked: an answer that asked for nobody must not ask the database now.
        if isinstance(getattr(request, "_cached_user", None), Account) and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a DomainError, and a store that cannot serve; leave every other exception to Django."""
        if isinstance(error, DatabaseError | InterfaceError) and is_unavailable(error):
            logger.error("store failed", exc_info=error)
            return refusal(request, StoreSilentError())
        if not isinstance(error, DomainError):
            return None
        logger.info("refused code=%s", error.code)
        return refusal(request, error)
