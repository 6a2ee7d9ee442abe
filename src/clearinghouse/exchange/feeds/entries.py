"""What feeds tell of the records that a search finds, the newest first, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext

from clearinghouse.core.canonical import Json
from clearinghouse.core.errors import DomainError
from clearinghouse.core.languages import Language, tag_of
from clearinghouse.core.messages import Message, filled
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.derived.reading import summary_of, titles_of
from clearinghouse.projections.links import public_parts
from clearinghouse.records.models import Record, Revision
from clearinghouse.search.opening import engine, lexicon
from clearinghouse.search.params import UNKNOWN, query_from_params
from clearinghouse.search.projection import PUBLIC
from clearinghouse.search.query import Query, Sort
from clearinghouse.search.spaces import whole_space

MOST = 50
"""How many entries a feed holds: readers ask often, and keep what they have read."""
MOST_DATED = 500
_SUMMARY_CHARS = 600
_REFUSED = frozenset({"bad-date", "dates-crossed", "bad-sequence", "bad-sort", "no-words"})
"""Problems of a search for which no feed is made: nobody would notice that it tells of something else."""


class NoSuchFeedError(DomainError):
    """The search of a feed asks what cannot be. `why` in the data says what."""

    code = "bad-search"
    sentence = Message("error", "There is no feed of this search. %(why)s")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One record as a feed tells it. address: of its page; kind: name of its format, in the language of the feed."""

    record: Record
    revision: Revision
    body: Json
    title: Spoken
    summary: Spoken | None
    kind: str
    address: str

    @property
    def updated(self) -> datetime:
        """When the revision was published."""
        return self.revision.published_at

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the title, "" where it is of no language."""
        return "" if self.title.language == "und" else tag_of(self.title.language)


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """The entries of a feed. state: changes whenever they might."""

    entries: list[FeedEntry]
    query: Query
    state: str


def found_entries(
    params: Mapping[str, Sequence[str]], language: Language, *, origin: str, most: int = MOST
) -> FoundEntries:
    """Return the newest records that a search finds. Raises SearchUnavailableError, NoSuchFeedError."""
    space = replace(whole_space(), languages=(language.code,))
    asked = {name: values for name, values in params.items() if name not in ("page", "size")}
    query = query_from_params(asked, space, lexicon=lexicon()).visible_to((PUBLIC,))
    for problem in query.problems:
        if problem.code in _REFUSED or problem.code.startswith(UNKNOWN):
            raise NoSuchFeedError(why=filled(problem.message.text, {"value": problem.value}))
    query = replace(query, facets=(), sort=Sort.NEWEST, sort_date="published", page_size=most)
    index = engine()
    index.refresh()
    page = index.search(query)
    records = Record.objects.open().in_bulk([hit.guid for hit in page.hits])
    revisions = Revision.objects.in_bulk([hit.sequence for hit in page.hits], field_name="entry_id")
    bodies = public_parts(revisions)
    with translation.override(language.django):
        entries = [
            _entry(records[hit.guid], revisions[hit.sequence], bodies[hit.sequence], language, origin)
            for hit in page.hits
            if hit.guid in records and hit.sequence in bodies
        ]
    return FoundEntries(entries, query, f"{page.generation}-{page.sequence}")


def _entry(record: Record, revision: Revision, body: Json, language: Language, origin: str) -> FeedEntry:
    fmt = record.format
    number = str(record.printed_number)
    summary = summary_of(body, fmt, language.code)
    return FeedEntry(
        record,
        revision,
        body,
        best(titles_of(body, fmt), language.code) or Spoken(number, "und"),
        Spoken(" ".join(summary.text.split())[:_SUMMARY_CHARS], summary.language) if summary else None,
        pgettext(fmt.name.context, fmt.name.text),
        f"{origin}{reverse('record', args=[number])}",
    )
