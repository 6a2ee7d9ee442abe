"""A whole search result in one of the forms in which people take it away, written as it is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils import translation

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.messages import Message
from clearinghouse.search.query import Query
from clearinghouse.web.owners import one_set_of_owners
from clearinghouse.web.taking.citations import as_bibtex, as_json_line, as_ris
from clearinghouse.web.taking.columns import columns_for, reader_for
from clearinghouse.web.taking.found import Taken, number_of, taken
from clearinghouse.web.taking.progress import note_progress
from clearinghouse.web.taking.tables import spreadsheet, table


@dataclass(frozen=True, slots=True)
class Take:
    """What is taken: a search, for a visitor, in a language (Django's name of it). watch: key of the progress."""

    query: Query
    visitor: Visitor
    language: str
    origin: str
    publisher: str
    watch: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a download."""

    label: Message
    about: Message
    media_type: str
    write: Callable[[Take], Iterator[bytes]]


def _batches(take: Take) -> Iterator[list[Taken]]:
    """Yield the records, and note how far it has come after each batch."""
    total, done = number_of(take.query), 0
    note_progress(take.watch, done, total)
    for batch in taken(take.query, take.visitor):
        yield batch
        done += len(batch)
        note_progress(take.watch, min(done, total), total)
    note_progress(take.watch, total, total)


def _rows(take: Take) -> Iterator[list[list[str]]]:
    with translation.override(take.language):
        columns = columns_for(take.query, take.origin)
    yield [[column.label for column in columns]]
    for batch in _batches(take):
        # The language of the thread is that of another page by the time the next batch is asked for.
        with translation.override(take.language), one_set_of_owners():
            reader = reader_for(batch, take.visitor)
            rows = [[column.cell(one, reader) for column in columns] for one in batch]
        yield rows


def _entries(take: Take, entry: Callable[..., str]) -> Iterator[bytes]:
    for batch in _batches(take):
        with translation.override(take.language), one_set_of_owners():
            reader = reader_for(batch, take.visitor)
            texts = [entry(one, reader, origin=take.origin, publisher=take.publisher) for one in batch]
        yield "".join(texts).encode()


def _json_lines(take: Take) -> Iterator[bytes]:
    for batch in _batches(take):
        yield "".join(as_json_line(one) for one in batch).encode()


FORMS: Mapping[str, Form] = {
    "csv": Form(
        Message("taking", "Table (CSV)"),
        Message("taking", "Opens in every spreadsheet; one row for each record."),
        "text/csv; charset=utf-8",
        lambda take: table(_rows(take)),
    ),
    "xlsx": Form(
        Message("taking", "Workbook (XLSX)"),
        Message("taking", "The same table for spreadsheet programs."),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda take: spreadsheet(_rows(take)),
    ),
    "jsonl": Form(
        Message("taking", "JSON lines"),
        Message("taking", "Every answer of each record, for programs."),
        "application/jsonl",
        _json_lines,
    ),
    "ris": Form(
        Message("taking", "RIS"),
        Message("taking", "For reference managers."),
        "application/x-research-info-systems",
        lambda take: _entries(take, as_ris),
    ),
    "bib": Form(
        Message("taking", "BibTeX"),
        Message("taking", "For texts set with LaTeX."),
        "application/x-bibtex; charset=utf-8",
        lambda take: _entries(take, as_bibtex),
    ),
}
