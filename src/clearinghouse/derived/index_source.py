"""What one published record offers to search."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexSource:
    """The index document of one record, public part only, before any text analysis.

    titles, texts: by language, `und` where unknown. identifiers: kept whole and folded; lent_identifiers:
    those of records it refers to, which find it too, but behind their owners. concepts: identifiers of
    terms with their broader ones. dates: days since 1970-01-01, `published` always there.
    """

    guid: str
    sequence: int
    format: str
    realm: str
    titles: Mapping[str, str]
    texts: Mapping[str, tuple[str, ...]]
    identifiers: tuple[str, ...]
    concepts: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, int]
    visibility: tuple[str, ...]
    related: tuple[str, ...] = ()
    lent_identifiers: tuple[str, ...] = ()
