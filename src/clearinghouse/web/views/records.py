"""Record pages: the record, its history, the difference between two revisions."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, person_of
from clearinghouse.derived.difference import changes_between
from clearinghouse.derived.pages import Reader
from clearinghouse.records.errors import RecordNotFoundError
from clearinghouse.records.models import Record
from clearinghouse.records.queries import ReadRevision, cards_for, find_record, read_revision
from clearinghouse.records.words import current_vocabulary
from clearinghouse.usage.counting import count, is_person
from clearinghouse.usage.models import Counted
from clearinghouse.web.case_pages import open_retirement
from clearinghouse.web.days import end_of_day
from clearinghouse.web.errors import said
from clearinghouse.web.files_shown import files_of_record
from clearinghouse.web.languages import current_language
from clearinghouse.web.presenting import shown
from clearinghouse.web.record_page import RecordPage, record_page
from clearinghouse.web.speech import say
from clearinghouse.web.trails import trail_url


def record(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show a record: the latest revision, the one named by `@`, or the one in force on `?as-of=`."""
    found, number = find_record(identifier, request.user)
    person = person_of(request.user)
    as_of = end_of_day(request.GET.get("as-of", ""))
    try:
        read = read_revision(found, person, number=number, as_of=as_of)
    except RecordNotFoundError as error:
        return _not_there(request, found, error, as_of=as_of)
    page = record_page(read, person, request.user, as_of=as_of)
    if is_person(request.headers.get("user-agent", "")):
        count(Counted.VIEW, found.guid)
    return render(request, "records/record.html", _context(page, read, person))


def history(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show every entry of a record, newest first."""
    found, _number = find_record(identifier, request.user)
    person = person_of(request.user)
    read = read_revision(found, person)
    page = record_page(read, person, request.user, has_relations=False)
    as_of = end_of_day(request.GET.get("as-of", ""))
    items = [item for item in page.history if as_of is None or item.at <= as_of]
    context = _context(page, read, person) | {"items": items, "as_of": as_of}
    return render(request, "records/history.html", context)


def difference(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show what changed from one revision to another; from the one before, if only one is named."""
    found, _number = find_record(identifier, request.user)
    person = person_of(request.user)
    to = _whole(request.GET.get("to", "")) or found.latest
    try:
        before = read_revision(found, person, number=_whole(request.GET.get("from", "")) or max(1, to - 1))
        after = read_revision(found, person, number=to)
    except RecordNotFoundError as error:
        return _not_there(request, found, error)
    fmt = found.format
    language = current_language().code
    known = cards_for(before.body, fmt, language, request.user) | cards_for(after.body, fmt, language, request.user)
    reading = Reader(language, say, current_vocabulary(), known)
    files = {**files_of_record(found, before.body), **files_of_record(found, after.body)}
    changes = [
        {
            "label": change.label,
            "kind": change.kind.value,
            "before": [shown(value, files) for value in change.before],
            "after": [shown(value, files) for value in change.after],
        }
        for change in changes_between(before.body, after.body, fmt, reading)
    ]
    page = record_page(after, person, request.user, has_relations=False)
    context = _context(page, after, person) | {"changes": changes, "older": before.revision, "newer": after.revision}
    return render(request, "records/difference.html", context)


def _not_there(
    request: HttpRequest, found: Record, error: RecordNotFoundError, *, as_of: datetime | None = None
) -> HttpResponse:
    """Answer 404 for a revision that there is not, or not yet on a day, and lead to the one that there is."""
    address = reverse("record", args=[found.printed_number])
    context = {"sentence": said(error), "record_url": address, "as_of": as_of}
    return render(request, "errors/404.html", context, status=404)


def _context(page: RecordPage, read: ReadRevision, person: Person) -> dict[str, object]:
    subject, is_retired = read.record.subject, read.record.is_retired
    can_retire = not is_retired and is_allowed(person, "retire", subject)
    return {
        "page": page,
        "record": read.record,
        "revision": read.revision,
        "realm": read.record.realm,
        "crumbs": page.crumbs,
        "can_amend": not is_retired and is_allowed(person, "draft", subject),
        "can_redact": is_allowed(person, "redact", subject),
        "can_withdraw": is_allowed(person, "withdraw-record", subject),
        "can_retire": can_retire,
        "can_ask_to_retire": not can_retire and is_allowed(person, "request-retirement", subject),
        "can_confirm": is_allowed(person, "confirm-current", subject),
        "trail_url": trail_url(read.record) if is_allowed(person, "see-trail", subject) else "",
        "retirement": open_retirement(read.record, person),
    }


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
