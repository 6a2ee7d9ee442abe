"""Which records a change of a vocabulary concerns: codes that mean another term now, levels, and new labels."""

from collections.abc import Iterable, Iterator, Sequence

from clearinghouse.derived.index import concept_code
from clearinghouse.ledger.models import Entry
from clearinghouse.search.asking import phrase_node
from clearinghouse.search.documents import PAST
from clearinghouse.search.engine import SearchEngine
from clearinghouse.search.lexicons import names_of
from clearinghouse.search.nodes import any_of
from clearinghouse.search.query import In, Query
from clearinghouse.search.standings import PUBLIC
from clearinghouse.vocabularies.concepts import Scheme, Vocabulary
from clearinghouse.vocabularies.loading import PUBLISHED
from clearinghouse.vocabularies.queries import scheme_at

_CODES_AT_ONCE = 1_000
_LABELS_AT_ONCE = 50
_PAGE = 5_000


def guids_renamed(entries: Sequence[Entry], index: SearchEngine) -> set[str]:
    """Return the GUIDs of records in the index that entries about vocabularies give other codes."""
    found: set[str] = set()
    for entry in entries:
        if entry.kind != PUBLISHED:
            continue
        before = scheme_at(entry.subject, at_sequence=entry.sequence - 1)
        after = scheme_at(entry.subject, at_sequence=entry.sequence)
        if after:
            for query in _queries(before[0] if before else None, after[0]):
                found.update(_guids(index, query))
    return found


def changed_codes(before: Scheme | None, after: Scheme) -> set[str]:
    """Return the codes under which records stand that a new version of a scheme puts elsewhere."""
    old, new = Vocabulary([before] if before else []), Vocabulary([after])
    terms = [*(before.terms if before else ()), *after.terms]
    changed: set[str] = set()
    for identifier in {one for term in terms for one in (term.identifier, *term.aliases)}:
        stood = old.with_broader(after.identifier, identifier)
        if stood != new.with_broader(after.identifier, identifier):
            changed.update((identifier, stood[0]))
    named = {(term.identifier, label) for term in after.terms for _, label in names_of(term)}
    for term in before.terms if before else ():
        if any((term.identifier, label) not in named for _, label in names_of(term)):
            changed.add(term.identifier)
    return changed


def new_labels(before: Scheme | None, after: Scheme) -> list[str]:
    """Return the labels that name a term only since a new version of a scheme."""
    known = {(term.identifier, label) for term in (before.terms if before else ()) for _, label in names_of(term)}
    added = (label for term in after.terms for _, label in names_of(term) if (term.identifier, label) not in known)
    return list(dict.fromkeys(added))


def _queries(before: Scheme | None, after: Scheme) -> Iterator[Query]:
    everybody = Query(visible=(PUBLIC, f"{PAST}{PUBLIC}"), page_size=_PAGE)
    codes = sorted(concept_code(after.identifier, code) for code in changed_codes(before, after))
    for start in range(0, len(codes), _CODES_AT_ONCE):
        yield everybody.where(In("concept", tuple(codes[start : start + _CODES_AT_ONCE])))
    nodes = [node for label in new_labels(before, after) if (node := phrase_node(label))]
    for start in range(0, len(nodes), _LABELS_AT_ONCE):
        some = any_of(tuple(nodes[start : start + _LABELS_AT_ONCE]))
        yield Query(must=(some,), visible=everybody.visible, page_size=_PAGE)


def _guids(index: SearchEngine, query: Query) -> Iterable[str]:
    page = index.search(query)
    while page.hits:
        yield from (hit.guid for hit in page.hits)
        query = query.on_page(query.page + 1)
        page = index.search(query)
