"""The address of a record as a code that a telephone reads off paper."""

from io import BytesIO

import segno
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag, require_safe

from clearinghouse.records.queries import find_record


def _address(request: HttpRequest, identifier: str) -> str:
    return request.build_absolute_uri(reverse("record", args=[identifier]))


@require_safe
@cache_control(public=True, max_age=86_400)
@etag(lambda request, identifier: f'"{_address(request, identifier)}"')
def record_code(request: HttpRequest, identifier: str) -> HttpResponse:
    """Serve the code of a record's address, in the language of its own address, as a drawing."""
    # The answer is kept by whoever carries it, so it is the same for all.
    found, _number = find_record(identifier, AnonymousUser())
    drawing = BytesIO()
    made = segno.make(_address(request, str(found.printed_number)), error="m", micro=False)
    made.save(drawing, kind="svg", scale=4, light="#fff", xmldecl=False)
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
