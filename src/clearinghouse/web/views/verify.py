"""Verifying certificates and identifiers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.search.verifying import MAX_TEXT_CHARS
from clearinghouse.web.browser_features import permissions_policy
from clearinghouse.web.verifying import verifications_shown


def verify(request: HttpRequest) -> HttpResponse:
    """Say of each identifier in `q` whether what it names is valid, superseded, revoked, expired or unknown."""
    text = request.GET.get("q", "").strip()[:MAX_TEXT_CHARS]
    found = verifications_shown(text, request.user) if text else []
    context = {
        "text": text,
        "found": found,
        "identifiers": len({one.identifier for one in found}),
        "crumbs": [{"label": _("Verify an identifier"), "url": reverse("verify")}],
    }
    response = render(request, "verify.html", context)
    response["Permissions-Policy"] = permissions_policy("camera")
    return response
