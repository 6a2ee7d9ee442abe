"""Addresses of governments, and of the pages on which the Secretariat edits what is known of them."""

from django.urls import URLPattern, path

from clearinghouse.web.views import countries, parties

country_patterns: list[URLPattern] = [
    path("countries/", countries.countries, name="countries"),
    path("countries/table.csv", countries.countries_table, name="countries-table"),
    path("countries/map/", countries.countries_map, name="countries-map"),
    path("countries/compare/", countries.compare, name="compare"),
    path("countries/<str:code>/", countries.country, name="country"),
    path("desk/parties/", parties.parties, name="desk-parties"),
    path("desk/parties/<slug:code>/", parties.party, name="desk-party"),
    path("desk/parties/<slug:code>/treaties/<slug:instrument>/", parties.treaty, name="desk-party-treaty"),
    path("desk/parties/<slug:code>/groups/", parties.stay, name="desk-party-group"),
    path("desk/parties/<slug:code>/groups/remove/", parties.stay_removed, name="desk-party-group-remove"),
    path("desk/parties/<slug:code>/name/", parties.name, name="desk-party-name"),
]
