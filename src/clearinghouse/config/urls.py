"""All addresses: machines first, then people."""

from django.urls import include, path

from clearinghouse.web.urls import urlpatterns as pages

# Pages are not included but listed: Django wants prefixes of languages at the root.
urlpatterns = [
    path("api/v1/", include("clearinghouse.exchange.rest.urls")),
    path("feeds/", include("clearinghouse.exchange.feeds.urls")),
    *pages,
]

handler400 = "clearinghouse.web.errors.bad_request"
handler403 = "clearinghouse.web.errors.not_allowed"
handler404 = "clearinghouse.web.errors.not_found"
handler500 = "clearinghouse.web.errors.broken"
