"""Measures of vocabularies with very many concepts: finding terms while typing, the tree, the list from A to Z."""

import argparse
import random
import time
from collections.abc import Iterator

from django.test import Client

from benchmarks.measures import Measure, timed
from clearinghouse.config.commands.store import setup
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.records.words import current_vocabulary
from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.finding import find_terms
from clearinghouse.vocabularies.loading import store_scheme

NAME = "Many concepts"
REPEATS = 200
BELOW = 12
"""Terms directly below one."""
_SYLLABLES = {
    "ar": ("با", "كا", "مي", "نو", "سر", "تل", "عم", "ري", "حب", "في"),
    "zh": ("生", "物", "多", "样", "性", "安", "全", "森", "林", "水"),
    "en": ("ba", "ker", "mi", "nor", "sta", "tal", "um", "ri", "hab", "fen"),
    "fr": ("bé", "ca", "mi", "nœ", "ser", "tou", "eau", "ri", "fo", "lé"),
    "ru": ("ба", "ке", "ми", "но", "се", "та", "ум", "ри", "ле", "во"),
    "es": ("ba", "que", "mi", "ño", "ser", "tal", "um", "ri", "bos", "fe"),
}


def scheme_of(count: int) -> Scheme:
    """Return a scheme of made-up concepts with labels of one to three words in six languages."""
    chance = random.Random(7)

    def word(language: str) -> str:
        return "".join(chance.choices(_SYLLABLES[language], k=chance.randint(2, 4)))

    def label(language: str) -> str:
        return " ".join(word(language) for _ in range(chance.randint(1, 3)))

    terms = tuple(
        Term(
            f"c_{n}",
            NAME,
            {language.code: label(language.code) for language in LANGUAGES},
            {"en": (label("en"),)} if n % 3 == 0 else {},
            (f"c_{(n - 1) // BELOW}",) if n else (),
        )
        for n in range(count)
    )
    return Scheme(NAME, {language.code: f"{NAME} {language.code}" for language in LANGUAGES}, terms, "complete")


def run(count: int) -> None:
    """Load a scheme of `count` concepts beside all others, and measure."""
    setup(argparse.Namespace())
    start = time.perf_counter()
    store_scheme(scheme_of(count))
    print(f"{count} concepts stored in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    scheme = current_vocabulary().scheme(NAME)
    assert scheme is not None
    print(f"read by a process in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    find_terms(scheme, "ba", "en")
    print(f"first search, which makes the table: {time.perf_counter() - start:.1f} s\n")
    print(f"{'ms':52} {'median':>9} {'p95':>9}   {'budget':>10}")
    for measure in (*_finding(scheme), *_pages()):
        print(measure.line())


def _texts() -> Iterator[tuple[str, str]]:
    chance = random.Random(11)
    while True:
        language = chance.choice(LANGUAGES).code
        text = "".join(chance.choices(_SYLLABLES[language], k=3))[: chance.randint(1, 5)]
        yield language, text


def _finding(scheme: Scheme) -> list[Measure]:
    typed = [next(texts) for texts in [_texts()] for _ in range(REPEATS)]
    client = Client(headers={"host": "127.0.0.1", "accept": "application/json"})
    for language, _text in typed[:10]:
        client.get(f"/{language}/vocabularies/", {"q": "x"})
    return [
        Measure(
            "find a term while typing",
            timed([lambda pair=pair: find_terms(scheme, pair[1], pair[0]) for pair in typed]),  # type: ignore[misc]  # a default binds the value of the loop
            (20, 20),
        ),
        Measure(
            "the same through the web, over every vocabulary",
            timed(
                [
                    lambda pair=pair: client.get(f"/{pair[0]}/vocabularies/", {"q": pair[1]})  # type: ignore[misc]  # a default binds the value of the loop
                    for pair in typed
                ]
            ),
            (20, 20),
        ),
    ]


def _pages() -> list[Measure]:
    client = Client(headers={"host": "127.0.0.1"})
    path = "/vocabularies/Many%20concepts/"
    chance = random.Random(13)
    codes = [language.code for language in LANGUAGES]

    def times(queries: list[str]) -> list[float]:
        addresses = [f"/{chance.choice(codes)}{path}{query}" for query in queries]
        for code in codes:
            assert client.get(f"/{code}{path}{queries[0]}").status_code == 200
        return timed([lambda address=address: client.get(address) for address in addresses])  # type: ignore[misc]  # a default binds the value of the loop

    opened = [f"?view=tree&open=c_{chance.randrange(40_000)}" for _ in range(60)]
    lettered = [f"?view=a-z&letter={chance.choice('BKMNSTURHF')}" for _ in range(60)]
    start = time.perf_counter()
    client.get(f"/en{path}?view=a-z")
    print(f"{'first list from A to Z in a language':52} {(time.perf_counter() - start) * 1000:9.1f}")
    return [
        Measure("page: tree, opened down to a term", times(opened), (100, 100)),
        Measure("page: one letter of A to Z", times(lettered), (100, 100)),
        Measure("page: one term", timed([lambda n=n: client.get(f"/en{path}c_{n}/") for n in range(60)])),  # type: ignore[misc]  # a default binds the value of the loop
    ]
