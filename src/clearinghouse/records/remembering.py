"""The texts of published records in two languages."""

from collections.abc import Iterable, Iterator

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.canonical import parsed
from clearinghouse.derived.origins import places_in
from clearinghouse.derived.translation_memory import Pair, pairs_of
from clearinghouse.ledger.models import Part
from clearinghouse.records.models import Record, Revision


def pairs_in(guids: Iterable[str], source: str, target: str, *, visitor: Visitor) -> Iterator[Pair]:
    """Yield what the public parts of some records say in two languages, in the order of the records. Three queries."""
    wanted = list(guids)
    records = {one.guid: one for one in Record.objects.visible_to(visitor).filter(pk__in=wanted)}
    latest = {(one.guid, one.latest) for one in records.values()}
    rows = Revision.objects.filter(record_id__in=records).values_list("record_id", "number", "entry_id")
    entries = {guid: entry for guid, number, entry in rows if (guid, number) in latest}
    found = Part.objects.filter(entry_id__in=entries.values(), name=Part.PUBLIC).values_list("entry_id", "text")
    texts = dict(found)
    for guid in wanted:
        if guid in entries and (text := texts.get(entries[guid])):
            record = records[guid]
            for place in places_in(parsed(text), record.format):
                yield from pairs_of(place, source, target, record=str(record.printed_number))
