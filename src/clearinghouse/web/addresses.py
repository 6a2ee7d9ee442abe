"""Network addresses of visitors."""

from django.conf import settings
from django.http import HttpRequest

from clearinghouse.core.origin import address_in

_LOOPBACK = frozenset({"127.0.0.1", "::1"})


def address_of(request: HttpRequest) -> str:
    """Return the address of the visitor: as the trusted proxies saw it, where there are any."""
    return address_in(request.META, proxies=settings.PROXIES)


def is_local(request: HttpRequest) -> bool:
    """Say whether the visitor sits at the machine itself."""
    return request.META.get("REMOTE_ADDR", "") in _LOOPBACK and "HTTP_X_FORWARDED_FOR" not in request.META
