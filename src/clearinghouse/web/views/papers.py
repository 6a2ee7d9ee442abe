"""A record as a PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clearinghouse.accounts.limits import Limit, take
from clearinghouse.accounts.person import person_of
from clearinghouse.records.queries import find_record, read_revision
from clearinghouse.usage.counting import count, is_person
from clearinghouse.usage.models import Counted
from clearinghouse.web.addresses import address_of
from clearinghouse.web.days import end_of_day
from clearinghouse.web.languages import current_language
from clearinghouse.web.paper.record_paper import Made, record_paper
from clearinghouse.web.record_page import record_page

_PER_ADDRESS = Limit("papers-address", 150, 15 * 60)
"""Papers made for one network address, behind which a whole ministry may sit."""


@require_safe
def record_pdf(request: HttpRequest, identifier: str) -> HttpResponse:
    """Send a record as its page shows it: the latest revision, the one named, or the one in force on `?as-of=`."""
    found, number = find_record(identifier, request.user)
    person = person_of(request.user)
    as_of = end_of_day(request.GET.get("as-of", ""))
    read = read_revision(found, person, number=number, as_of=as_of)
    if wait_s := take(_PER_ADDRESS, address_of(request)):
        refused = render(request, "429.html", status=429)
        refused["Retry-After"] = str(wait_s)
        return refused
    language = current_language()
    origin = request.build_absolute_uri("/").rstrip("/")
    url = f"{origin}{reverse('record', args=[found.printed_number])}"
    made = Made(origin, url, f"{_('Clearinghouse')} · {request.get_host()}", language.code, timezone.now())
    page = record_page(read, person, request.user, as_of=as_of)
    response = HttpResponse(record_paper(page, found, made), content_type="application/pdf")
    name = f"{page.strip.identifier}-{language.code}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    if is_person(request.headers.get("user-agent", "")):
        count(Counted.DOWNLOAD, found.guid)
    return response
