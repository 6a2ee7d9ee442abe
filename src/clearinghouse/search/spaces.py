"""What can be searched by, wherever all of it is meant: the API, feeds, and what people follow."""

from functools import cache

from clearinghouse.formats.collection import FORMATS
from clearinghouse.search.params import SearchSpace
from clearinghouse.search.query import GROUPED_FIELDS, Facet

COMMON = ("realm", "format", "government", *GROUPED_FIELDS, "language", "year", "demonstration")
"""Facets that every record may have."""


@cache
def every_facet() -> tuple[Facet, ...]:
    """Return every facet: those of all records, and those of every format."""
    own = (field.facet for fmt in FORMATS.values() for field in fmt if field.facet)
    return tuple(Facet(name) for name in dict.fromkeys([*COMMON, *own]))


def whole_space() -> SearchSpace:
    """Return everything that can be searched by."""
    return SearchSpace(every_facet())
