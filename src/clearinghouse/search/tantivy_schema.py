"""The layout of the Tantivy index, and a document in it."""

from dataclasses import dataclass
from importlib.metadata import version

import tantivy

from clearinghouse.core.collation import sort_tail
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.search.analysis.units import FIELD_LANGUAGES
from clearinghouse.search.analysis.words import ANALYZER_VERSION
from clearinghouse.search.documents import IndexDocument

LAYOUT_VERSION = 6
"""Raise it whenever a field is added, removed or filled in another way."""
CURSOR_ID = "\x1fcursor"
"""The document that says how far the ledger is in the index; it carries no visibility, so it is never found."""
_SEQUENCE_BITS = 32
_UNASKED = "unasked"
"""The tokenizer of fields that are columns and cannot be asked for."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far an index has come. commits: counts them, so that each state has a name."""

    sequence: int = 0
    commits: int = 0


def schema_for(dates: tuple[str, ...]) -> tantivy.Schema:
    """Return the schema with a column for each of `dates`."""
    builder = tantivy.SchemaBuilder()
    # The id must be raw text: deleting by an unsigned number deletes nothing and says nothing.
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("sequence", stored=True, fast=True)
    builder.add_integer_field("commits", stored=True)
    for name in ("key", "concept", "related", "visible"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_json_field("facet", fast=True, tokenizer_name="raw", index_option="basic")
    for name in dates:
        builder.add_integer_field(date_field(name), fast=True)
    for code in FIELD_LANGUAGES:
        builder.add_text_field(f"text_{code}", tokenizer_name="whitespace", index_option="position")
        builder.add_text_field(f"title_{code}", tokenizer_name="whitespace", index_option="position")
        builder.add_text_field(f"word_{code}", tokenizer_name="raw", index_option="basic")
    for language in LANGUAGES:
        # As a column only: among the words that can be asked for, a title of each record would take half of the index.
        builder.add_text_field(sort_field(language.code), tokenizer_name=_UNASKED, index_option="basic", fast=True)
    return builder.build()


def prepare(index: tantivy.Index) -> tantivy.Index:
    """Return an index that can be written. What is written to a field that cannot be asked for gives no words."""
    whole = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    index.register_fast_field_tokenizer(_UNASKED, whole.build())
    nothing = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.remove_long(1))
    index.register_tokenizer(_UNASKED, nothing.build())
    return index


def meta_for(dates: tuple[str, ...]) -> dict[str, str]:
    """Return what an index made now is made of."""
    return {
        "engine": version("tantivy"),
        "layout": f"{LAYOUT_VERSION}:{','.join(dates)}",
        "analyzer": str(ANALYZER_VERSION),
    }


def readable(index: tantivy.Index) -> tantivy.Index:
    """Return an index that can be read: there a key of a title that is asked for counts as one word."""
    index.register_tokenizer(_UNASKED, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).build())
    return index


def date_field(name: str) -> str:
    """Return the column of a date."""
    return f"date_{name}"


def sort_field(language: str) -> str:
    """Return the column of titles as readers of `language` sort them."""
    return f"sort_{language}"


def date_value(days: int, sequence: int = 0) -> int:
    """Return a day with the sequence behind it, so that records of one day keep the order of the ledger."""
    return days * (1 << _SEQUENCE_BITS) + sequence % (1 << _SEQUENCE_BITS)


def tantivy_document(document: IndexDocument, dates: tuple[str, ...]) -> tantivy.Document:
    """Return a document as Tantivy takes it. Dates without a column are left out."""
    made = tantivy.Document(
        id=document.guid,
        key=list(document.keys),
        concept=list(document.concepts),
        related=list(document.related),
        visible=list(document.visibility),
    )
    made.add_integer("sequence", document.sequence)
    made.add_json("facet", {name: list(codes) for name, codes in document.facets.items()})
    for name in dates:
        if name in document.dates:
            made.add_integer(date_field(name), date_value(document.dates[name], document.sequence))
    for field, streams in (("text", document.text), ("title", document.title)):
        for code, stream in streams.items():
            made.add_text(f"{field}_{code}", stream)
    for code, words in document.words.items():
        for word in words:
            made.add_text(f"word_{code}", word)
    for code, key in document.sort_titles.items():
        made.add_text(sort_field(code), key + sort_tail(document.sequence))
    return made


def cursor_document(cursor: Cursor) -> tantivy.Document:
    """Return the document that holds the cursor."""
    made = tantivy.Document(id=CURSOR_ID)
    made.add_integer("sequence", cursor.sequence)
    made.add_integer("commits", cursor.commits)
    return made


def read_cursor(searcher: tantivy.Searcher, schema: tantivy.Schema) -> Cursor:
    """Return the cursor in what `searcher` sees."""
    found = searcher.search(tantivy.Query.term_query(schema, "id", CURSOR_ID), limit=1).hits
    if not found:
        return Cursor()
    document = searcher.doc(found[0][1])
    return Cursor(int(document["sequence"][0]), int(document["commits"][0]))
