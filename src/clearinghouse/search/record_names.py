"""What organizations and organisms in the register are called, as everyone may read it, in step with the ledger."""

import re
from collections.abc import Iterator, Sequence
from threading import Lock

from django.db import connection

from clearinghouse.derived.community import Access
from clearinghouse.derived.reading import titles_of
from clearinghouse.ledger.models import Entry
from clearinghouse.projections.links import public_bodies
from clearinghouse.records.models import Record
from clearinghouse.search.names import Name, RecordNames

_FORMATS = ("organization", "authority", "supplementaryAuthority", "organism")
_ORGANISM = "organism"
_ACRONYM = "acronym"
_NOUNS = "commonNames"
"""What an organism is called in everyday words, in several languages."""
_AT_ONCE = 1_000
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")
"""What the name was or is by now, behind it: nobody types it."""

_Head = tuple[int, str]
_NOTHING: _Head = (0, "")


class _Kept:
    """What this process knows, and the last entry of the ledger by then: its digest tells all that came before."""

    state: tuple[_Head, RecordNames] = (_NOTHING, RecordNames())
    lock = Lock()


def current_names() -> RecordNames:
    """Return what records are called now. Kept in memory; one small query tells whether it still holds.

    When the ledger has grown, only those that its new entries are about are read again.
    """
    seen, names = _Kept.state
    head, is_known = _head(seen)
    if head == seen:
        return names
    with _Kept.lock:
        if seen != _Kept.state[0]:
            seen, names = _Kept.state
            head, is_known = _head(seen)
        if not is_known:
            names = RecordNames()
        for records in _concerned(seen[0] if is_known else 0):
            names = names.changed(dict(_names(records)))
        _Kept.state = (head, names)
    return names


def _head(seen: _Head) -> tuple[_Head, bool]:
    """Return the last entry, and whether one that was seen still stands: a store may be put back to an earlier day."""
    # Past the ORM, which costs several times what the statement does: every search asks.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequence, digest FROM ledger_entry WHERE sequence = %s"
            " OR sequence = (SELECT MAX(sequence) FROM ledger_entry) ORDER BY sequence DESC",
            [seen[0]],
        )
        found = [(int(sequence), str(digest)) for sequence, digest in cursor.fetchall()]
    return (found[0] if found else _NOTHING), seen in found


def _concerned(after: int) -> Iterator[list[Record]]:
    """Yield the records with names that entries after a sequence are about; all of them after none, some at once."""
    every = Record.objects.filter(format_slug__in=_FORMATS)
    if after:
        yield list(every.filter(pk__in=Entry.objects.filter(sequence__gt=after).values("subject")))
        return
    guids = list(every.values_list("guid", flat=True))
    for start in range(0, len(guids), _AT_ONCE):
        yield list(Record.objects.in_bulk(guids[start : start + _AT_ONCE]).values())


def _names(records: Sequence[Record]) -> Iterator[tuple[str, list[Name]]]:
    """Yield what records are called as everyone may read them; nothing for those that are out of force."""
    yield from ((record.guid, []) for record in records)
    in_force = (one for one in records if one.state == Record.PUBLISHED and one.latest)
    for record, public in public_bodies([one for one in in_force if one.access != Access.COMMUNITY.value]):
        titles = titles_of(public, record.format).items()
        is_organism = record.format_slug == _ORGANISM
        names = [
            Name(text, language, is_noun=is_organism)
            for language, title in titles
            for text in (title, _REMARK.sub("", title))
        ]
        acronyms = public.get(_ACRONYM) if _ACRONYM in record.format.fields else None
        said = acronyms.values() if isinstance(acronyms, dict) else ()
        nouns = public.get(_NOUNS) if is_organism else None
        for one in nouns if isinstance(nouns, list) else ():
            texts = one.items() if isinstance(one, dict) else ()
            names += [Name(text, tag, is_noun=True) for tag, text in texts if isinstance(text, str)]
        yield record.guid, [*names, *(Name(text) for text in said if isinstance(text, str))]
