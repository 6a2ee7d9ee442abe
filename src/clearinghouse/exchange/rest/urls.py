"""Addresses of our API."""

from django.urls import URLPattern, path

from clearinghouse.exchange.rest.access import at_the_door
from clearinghouse.exchange.rest.api import api

_patterns, _app, _namespace = api.urls

for _pattern in _patterns:
    if isinstance(_pattern, URLPattern):
        _pattern.callback = at_the_door(_pattern.callback)

urlpatterns = [path("", (_patterns, _app, _namespace))]
