"""SQLite FTS5 and PostgreSQL full text over the same analysed tokens, as well as each does it in a few statements.

Tokens carry their language and field (`en.t.maiz`), so one index serves all. Words of a phrase are asked for together,
in any order, where the engine keeps no distances. Counts are grouped over a table of the hits.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import psycopg

from benchmarks.engines.sources import FACETS
from clearinghouse.search.documents import IndexDocument
from clearinghouse.search.nodes import AllOf, AnyOf, Concept, Key, Node, Of, Phrase, Prefix, Related, Term
from clearinghouse.search.query import In, Query, Sort


def tokens_of_document(document: IndexDocument) -> list[str]:
    """Return everything that can be asked of a document's texts, as tokens of one stream."""
    streams = ((name, code, stream) for name, by in _fields(document) for code, stream in by.items())
    words = [f"{code}.{name}.{token}" for name, code, stream in streams for token in stream.split()]
    return [*words, *(f"k.{key}" for key in document.keys), *(f"c.{code}" for code in document.concepts)]


def _fields(document: IndexDocument) -> tuple[tuple[str, dict[str, str]], ...]:
    return (("t", dict(document.text)), ("h", dict(document.title)))


def _codes(document: IndexDocument) -> list[tuple[str, str]]:
    return [(name, code) for name, codes in document.facets.items() if name in FACETS for code in codes]


def _boolean(node: Node, every: str, any_of: str, quoted: Callable[[str], str]) -> str:
    """Return a node in a language of AND, OR and brackets."""
    match node:
        case AnyOf(nodes):
            return f"({any_of.join(_boolean(one, every, any_of, quoted) for one in nodes)})"
        case AllOf(nodes):
            return f"({every.join(_boolean(one, every, any_of, quoted) for one in nodes)})"
        case Term(field, code, token):
            return quoted(f"{code}.{_SHORT[field]}.{token}")
        case Phrase(field, code, tokens):
            return f"({every.join(quoted(f'{code}.{_SHORT[field]}.{token}') for _, token in tokens)})"
        case Prefix(field, code, token):
            return quoted(f"{code}.{_SHORT[field]}.{token}")
        case Concept(code):
            return quoted(f"c.{code}")
        case Key(key):
            return quoted(f"k.{key}")
        case Of() | Related():
            raise NotImplementedError("no question of these measures names a place or an organization")


_SHORT = {"text": "t", "title": "h"}


class Fts5:
    """A table for full text, one for rows, one for codes of facets."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts5.sqlite3"
        self._db = sqlite3.connect(self._path, isolation_level=None)
        self._db.executescript("""
            PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-200000; PRAGMA temp_store=MEMORY;
            CREATE TABLE record (id INTEGER PRIMARY KEY, guid TEXT, published INTEGER);
            CREATE TABLE code (field TEXT, code TEXT, id INTEGER, PRIMARY KEY (field, code, id)) WITHOUT ROWID;
            CREATE VIRTUAL TABLE words USING fts5(stream, content='', tokenize='ascii');
        """)

    def fill(self, documents: Iterable[IndexDocument]) -> None:
        """Write everything and index it."""
        self._db.execute("BEGIN")
        for one in documents:
            self._db.execute("INSERT INTO record VALUES (?, ?, ?)", (one.sequence, one.guid, one.dates["published"]))
            rows = [(field, code, one.sequence) for field, code in _codes(one)]
            self._db.executemany("INSERT OR IGNORE INTO code VALUES (?, ?, ?)", rows)
            self._db.execute("INSERT INTO words (rowid, stream) VALUES (?, ?)", (one.sequence, " ".join(_plain(one))))
        self._db.execute("COMMIT")
        self._db.executescript(
            "CREATE INDEX published ON record (published); CREATE INDEX code_of ON code (id); ANALYZE;"
        )

    def bytes(self) -> int:
        """Return how much it takes on the disk."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self._path.stat().st_size

    def answer(self, query: Query) -> int:
        """Answer a query; return how many were found."""
        where, values = _fts_where(query)
        hits = self._db.execute(
            f"SELECT record.guid FROM record {where} ORDER BY {_order(query, 'words.rank')} LIMIT {query.page_size}",
            values,
        ).fetchall()
        total = int(self._db.execute(f"SELECT COUNT(*) FROM record {where}", values).fetchone()[0])
        for counted, fields in _together(query):
            where, values = _fts_where(counted)
            marks = ",".join("?" for _ in fields)
            self._db.execute(
                f"SELECT field, code, COUNT(*) FROM code WHERE field IN ({marks})"
                f" AND id IN (SELECT record.id FROM record {where}) GROUP BY 1, 2",
                [*fields, *values],
            ).fetchall()
        return max(total, len(hits))

    def complete(self, prefix: str, language: str) -> int:
        """Return how many records have a title with a word that begins so."""
        asked = f'"{_hex(f"{language}.h.{prefix}")}" *'
        return len(self._db.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT 20", [asked]).fetchall())


def _plain(document: IndexDocument) -> Iterator[str]:
    return map(_hex, tokens_of_document(document))


def _hex(token: str) -> str:
    """Return a token as letters that no tokenizer takes apart."""
    return token.encode().hex()


def _fts_where(query: Query) -> tuple[str, list[str | int]]:
    joins, conditions, values = "", ["1"], list[str | int]()
    if query.must:
        joins = "JOIN words ON words.rowid = record.id"
        conditions.append("words MATCH ?")
        values.append(_boolean(AllOf(query.must), " AND ", " OR ", lambda token: f'"{_hex(token)}"'))
    for one in query.filters:
        if isinstance(one, In):
            marks = ",".join("?" for _ in one.values)
            conditions.append(f"record.id IN (SELECT id FROM code WHERE field = ? AND code IN ({marks}))")
            values += [one.field, *one.values]
    return f"{joins} WHERE {' AND '.join(conditions)}", values


def _order(query: Query, rank: str) -> str:
    return rank if query.must and query.sort is Sort.RELEVANCE else "record.published DESC"


def _together(query: Query) -> list[tuple[Query, list[str]]]:
    found: dict[Query, list[str]] = {}
    for facet in query.facets:
        found.setdefault(query.without_filter_of(facet), []).append(facet.field)
    return list(found.items())


class PostgreSQL:
    """One table with a tsvector and an array of codes, a GIN index on each."""

    name = "PostgreSQL"

    def __init__(self, address: str) -> None:
        self._db = psycopg.connect(address, autocommit=True)
        self._db.execute("SET work_mem = '256MB'")
        self._db.execute("SET maintenance_work_mem = '512MB'")
        self._db.execute("CREATE TABLE record (id int, guid text, published int, words tsvector, codes text[])")

    def fill(self, documents: Iterable[IndexDocument]) -> None:
        """Write everything and index it."""
        with self._db.cursor().copy("COPY record FROM STDIN") as copy:
            for one in documents:
                tokens = dict.fromkeys(tokens_of_document(one))
                codes = [f"{field}={code}" for field, code in _codes(one)]
                copy.write_row((one.sequence, one.guid, one.dates["published"], _tsvector(tokens), codes))
        for statement in (
            "CREATE INDEX ON record USING gin (words)",
            "CREATE INDEX ON record USING gin (codes)",
            "CREATE INDEX ON record (published)",
            "ANALYZE record",
        ):
            self._db.execute(statement)

    def bytes(self) -> int:
        """Return how much it takes on the disk."""
        row = self._db.execute("SELECT pg_total_relation_size('record')").fetchone()
        return int(row[0]) if row else 0

    def answer(self, query: Query) -> int:
        """Answer a query; return how many were found."""
        where, values = _tsquery_where(query)
        rank = "ts_rank(words, %s::tsquery) DESC" if query.must else ""
        ranked = bool(rank) and query.sort is Sort.RELEVANCE
        order = rank if ranked else "published DESC"
        asked = [*values, _tsquery(query)] if ranked else values
        self._rows(f"SELECT guid FROM record WHERE {where} ORDER BY {order} LIMIT {query.page_size}", asked)
        total = self._rows(f"SELECT count(*) FROM record WHERE {where}", values)[0][0]
        for counted, fields in _together(query):
            where, values = _tsquery_where(counted)
            self._rows(
                "SELECT one, count(*) FROM record, unnest(codes) one"
                f" WHERE {where} AND split_part(one, '=', 1) = ANY(%s) GROUP BY 1",
                [*values, fields],
            )
        return int(str(total))

    def complete(self, prefix: str, language: str) -> int:
        """Return how many records have a title with a word that begins so."""
        asked = f"{_quoted(f'{language}.h.{prefix}')}:*"
        return len(self._rows("SELECT guid FROM record WHERE words @@ %s::tsquery LIMIT 20", [asked]))

    def _rows(self, statement: str, values: list[object]) -> list[tuple[object, ...]]:
        return list(self._db.execute(statement.encode(), values).fetchall())


def _tsvector(tokens: Iterable[str]) -> str:
    return " ".join(map(_quoted, tokens))


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _tsquery(query: Query) -> str:
    return _boolean(AllOf(query.must), " & ", " | ", _quoted)


def _tsquery_where(query: Query) -> tuple[str, list[object]]:
    conditions, values = ["true"], list[object]()
    if query.must:
        conditions.append("words @@ %s::tsquery")
        values.append(_tsquery(query))
    for one in query.filters:
        if isinstance(one, In):
            conditions.append("codes && %s")
            values.append([f"{one.field}={value}" for value in one.values])
    return " AND ".join(conditions), values
