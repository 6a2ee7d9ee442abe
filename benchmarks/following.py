"""What saved searches cost the follower: one document compared with very many of them."""

import argparse
import random
import time
from dataclasses import replace

from benchmarks.generator import append_all
from benchmarks.measures import Measure, timed
from clearinghouse.config.commands.store import setup
from clearinghouse.records.models import Record
from clearinghouse.search.documents import IndexDocument
from clearinghouse.search.matching import Percolator
from clearinghouse.search.opening import analyst
from clearinghouse.search.params import query_from_params
from clearinghouse.search.query import Query
from clearinghouse.search.spaces import whole_space
from clearinghouse.search.standings import PUBLIC, batch_of

RECORDS = 400
BUDGET_MS = 20


def run(count: int) -> None:
    """Compare generated records with `count` saved searches made of their words, formats and countries."""
    setup(argparse.Namespace())
    for _ in append_all(RECORDS * 5):
        continue
    documents = _documents()
    start = time.perf_counter()
    queries = list(_queries(count, documents))
    print(f"{count} searches read in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    percolator = Percolator(queries)
    print(f"put in order in {time.perf_counter() - start:.1f} s")
    found = sum(len(percolator.matching(one)) for one in documents) / len(documents)
    print(f"a record answers {found:.1f} of them\n")
    print(f"{'ms':52} {'median':>9} {'p95':>9}   {'budget':>10}")
    times = timed([lambda one=one: percolator.matching(one) for one in documents])  # type: ignore[misc]  # a default
    print(Measure(f"one record against {count} searches", times, (BUDGET_MS, BUDGET_MS)).line())


def _documents() -> list[IndexDocument]:
    guids = list(Record.objects.order_by("?").values_list("guid", flat=True)[:RECORDS])
    made = analyst()
    documents = [made.document(one) for _guid, revisions in batch_of(guids) for one in revisions]
    return [replace(one, visibility=(PUBLIC,)) for one in documents]


def _queries(count: int, documents: list[IndexDocument]) -> list[tuple[int, Query]]:
    """Return searches as people save them: a record, a country, or one to three words, often within a country."""
    chance = random.Random(3)
    lexicon, space = analyst().lexicon, whole_space()
    queries = []
    for number in range(count):
        params = _params(chance, chance.choice(documents))
        queries.append((number, query_from_params(params, space, lexicon=lexicon).visible_to((PUBLIC,))))
    return queries


def _params(chance: random.Random, one: IndexDocument) -> dict[str, list[str]]:
    country = {"government": list(one.facets.get("government", ("bj",)))}
    stream = chance.choice([text.split() for text in one.text.values()] or [["maize"]])
    text = {"q": [" ".join(chance.sample(stream, k=min(len(stream), chance.randint(1, 3))))]}
    kinds = {"format": list(one.facets["format"])}
    match chance.choices(("record", "country", "text in a country", "text", "identifier"), (30, 20, 30, 10, 10))[0]:
        case "record":
            return {"guid": [one.guid]}
        case "country":
            return country | (kinds if chance.random() < 0.5 else {})
        case "text in a country":
            return text | country | (kinds if chance.random() < 0.3 else {})
        case "text":
            return text
        case _:
            return {"q": [chance.choice(one.keys) if one.keys else "MON810"]}
