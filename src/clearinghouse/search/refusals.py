"""One table from refusal to HTTP status. It lies in the highest room that pages and machines both build on."""

from collections.abc import Mapping

from clearinghouse.core.errors import DomainError, NotAllowedError
from clearinghouse.formats.collection import UnknownFormatError
from clearinghouse.ledger.errors import OutcomeUnknownError, StoreUnavailableError
from clearinghouse.records.errors import (
    BodyTooLargeError,
    CaseClosedError,
    CitedRecordError,
    DraftGoneError,
    DraftOpenError,
    ForeignRecordError,
    RecordNotFoundError,
    RecordRetiredError,
    StaleDraftError,
)
from clearinghouse.search.engine import SearchUnavailableError

STATUS: Mapping[type[DomainError], int] = {
    NotAllowedError: 403,
    UnknownFormatError: 404,
    RecordNotFoundError: 404,
    DraftGoneError: 404,
    StaleDraftError: 409,
    CaseClosedError: 409,
    CitedRecordError: 409,
    DraftOpenError: 409,
    ForeignRecordError: 409,
    RecordRetiredError: 409,
    BodyTooLargeError: 413,
    SearchUnavailableError: 503,
    StoreUnavailableError: 503,
    OutcomeUnknownError: 503,
}
"""Refusal → HTTP status; 422 for every other. Pages and the API use the same table."""


def status_of(error: DomainError) -> int:
    """Return the HTTP status of a refusal."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 422)
