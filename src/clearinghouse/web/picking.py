"""Finding records to refer to."""

from collections.abc import Sequence

from clearinghouse.accounts.person import Visitor
from clearinghouse.derived.pages import Card
from clearinghouse.records.models import Record
from clearinghouse.records.queries import cards
from clearinghouse.search.engine import Page
from clearinghouse.search.opening import engine, lexicon
from clearinghouse.search.params import SearchSpace, query_from_params
from clearinghouse.search.projection import PUBLIC
from clearinghouse.search.query import In, Query
from clearinghouse.web.languages import current_language

MOST = 12


def find_cards(text: str, formats: Sequence[str], *, owner: str, visitor: Visitor) -> list[Card]:
    """Return the records of some formats, of one government if `owner` names it, that a text finds; best first.

    Whole words first; if they find nothing, what begins with the last one. Raises SearchUnavailableError.
    """
    index = engine()
    index.refresh()
    page = index.search(_query(text, formats, owner))
    if not page.total and text.strip():
        page = index.search(_query(f"{text.strip()}*", formats, owner))
    return _in_order(page, visitor)


def recent_cards(formats: Sequence[str], *, own: str, owner: str, visitor: Visitor) -> list[Card]:
    """Return the records of some formats that were published last; first those of the owner `own`.

    owner: of one government only, if it names it.
    """
    records = (
        Record.objects.visible_to(visitor).published().filter(format_slug__in=formats).order_by("-latest_sequence")
    )
    records = records.filter(owner=owner) if owner else records
    guids = [*records.filter(owner=own).values_list("guid", flat=True)[:MOST]] if own else []
    guids += records.values_list("guid", flat=True)[:MOST]
    first = list(dict.fromkeys(guids))[:MOST]
    found = cards(first, current_language().code, visitor)
    return [found[guid] for guid in first if guid in found]


def _query(text: str, formats: Sequence[str], owner: str) -> Query:
    language = current_language().code
    space = SearchSpace(page_size=MOST, languages=(language,), has_times=False)
    query = query_from_params({"q": [text], "size": [str(MOST)]}, space, lexicon=lexicon())
    query = query.where(In("format", tuple(formats)))
    query = query.where(In("government", (owner,))) if owner else query
    return query.visible_to((PUBLIC,))


def _in_order(page: Page, visitor: Visitor) -> list[Card]:
    found = cards((hit.guid for hit in page.hits), current_language().code, visitor)
    return [found[hit.guid] for hit in page.hits if hit.guid in found]
