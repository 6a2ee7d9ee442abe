"""What an engine stores of one record: tokens and codes, nothing to be read by people but completions."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A record as an engine holds it.

    text, title: tokens separated by blanks, by one of FIELD_LANGUAGES; `text` holds the titles too. keys: see
    analysis/identifiers.py. dates: days since 1970-01-01. sort_titles: by interface language, comparable as they
    are, see core/collation.py. words: of titles, by language, as completion() makes them.
    """

    guid: str
    sequence: int
    text: Mapping[str, str]
    title: Mapping[str, str]
    keys: tuple[str, ...]
    concepts: tuple[str, ...]
    related: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, int]
    visibility: tuple[str, ...]
    sort_titles: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Upsert:
    """Put this document in the place of any other with its guid."""

    document: IndexDocument


@dataclass(frozen=True, slots=True)
class Delete:
    """Take the record out; no error if it is not there."""

    guid: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Put these documents, one for each revision, in the place of all with this guid."""

    guid: str
    documents: tuple[IndexDocument, ...]


Operation = Upsert | Replace | Delete

VALIDITY_DATES = ("from", "until", "known", "known_until")
"""Days in which a revision was in force, and ledger sequences at which it stood; the ends are excluded."""
FOREVER = 50_000_000
"""An end that never comes; as a day and as a sequence beyond anything that is recorded."""
PAST = "past:"
"""Before the visibility of a revision that is no longer in force: found only as of a day or a sequence."""
