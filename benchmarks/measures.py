"""The measures and their table."""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.bare import bare_inserts
from benchmarks.desk import DRAFTS, REQUESTS, desk_calls
from benchmarks.generator import Generator, append_all
from benchmarks.recognition import recognition
from clearinghouse.accounts.actions import create_account
from clearinghouse.accounts.models import Account, Role
from clearinghouse.accounts.person import Held
from clearinghouse.config.commands.store import setup
from clearinghouse.config.projections import projections
from clearinghouse.core.owners import key_of
from clearinghouse.demonstration.loading import load_demonstration
from clearinghouse.formats.collection import FORMATS
from clearinghouse.ledger.queries import head
from clearinghouse.ledger.verifying import findings
from clearinghouse.projections.following import follow_once
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_draft
from clearinghouse.records.models import Draft, Record
from clearinghouse.search.opening import engine

QUERIES = ("maize", "maïs risque", "玉米 风险", "الذرة", "insect protein field", "MON810", "кукуруза", '"seed import"')
REPEATS = 200
PUBLICATIONS = 400
SEEN = 30
AS_OF = "2015-06-30"


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table, in milliseconds. budget: median and p95 that experience promises, None where none."""

    what: str
    times_ms: Sequence[float]
    budget: tuple[float, float] | None = None

    def line(self) -> str:
        """Return the line with median, p95 and budget."""
        median = statistics.median(self.times_ms)
        p95 = statistics.quantiles(self.times_ms, n=20)[18]
        held = "" if self.budget is None else "held" if median <= self.budget[0] and p95 <= self.budget[1] else "MISSED"
        budget = "" if self.budget is None else f"{self.budget[0]:.0f} / {self.budget[1]:.0f}"
        return f"{self.what:52} {median:9.1f} {p95:9.1f}   {budget:>10} {held}"


def timed(calls: Sequence[Callable[[], object]]) -> list[float]:
    """Run calls once each; return what each took in milliseconds."""
    times = []
    for call in calls:
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return times


def run(count: int) -> None:
    """Fill the node with `count` generated records beside the demonstration, and measure."""
    setup(argparse.Namespace())
    sum(load_demonstration())
    filled_s = _fill(count)
    start = time.perf_counter()
    follow_once(projections())
    followed_s = time.perf_counter() - start
    print(f"{Record.objects.count()} records: generated in {filled_s:.0f} s, followed in {followed_s:.0f} s\n")
    print(f"{'ms':52} {'median':>9} {'p95':>9}   {'budget':>10}")
    measures = [*_publishing(), *_searching(), *_pages()]
    for measure in measures:
        print(measure.line())
    print(_verifying())
    print(recognition())
    for path, queries in _queries_per_page().items():
        print(f"{'queries of ' + path:52} {queries:9}{'':13}   {'15':>10} {'held' if queries <= 15 else 'MISSED'}")


def _fill(count: int) -> float:
    start = time.perf_counter()
    done = 0
    for batch in append_all(count):
        done += batch
        print(f"\r{done} of {count} records", end="", file=sys.stderr)
    print(file=sys.stderr)
    return time.perf_counter() - start


def _publishers() -> dict[str, Account]:
    """Return who publishes for the secretariat and each government: a person with one role, as people have them."""
    owners = {record.owner for record in Record.objects.only("owner") if not key_of(record.owner)}
    return {owner: _publisher(owner) for owner in owners}


def _publisher(owner: str) -> Account:
    role = Role.PUBLISHING_AUTHORITY if owner else Role.SECRETARIAT_OFFICER
    return create_account(f"bench-{owner}@bench.example", "", name="Bench", roles=[Held(role.value, owner)])


def _drafts(count: int, publishers: dict[str, Account]) -> list[Draft]:
    generated = (r for r in Generator(seed=11).records(count * 20) if r.format != "modifiedOrganism")
    return [
        begin_draft(
            FORMATS[one.format],
            by=publishers[one.owner],
            realm="bch",
            owner=one.owner,
            language="en",
            at=timezone.now(),
            body=one.body,
        )
        for one in islice(generated, count)
    ]


def _publishing() -> list[Measure]:
    publishers = _publishers()
    drafts = _drafts(PUBLICATIONS + SEEN, publishers)

    def publication(draft: Draft) -> Callable[[], object]:
        return lambda: publish(draft, by=publishers[draft.owner], at=timezone.now())

    alone = timed([publication(draft) for draft in drafts[:PUBLICATIONS]])
    bare = timed(list(bare_inserts(drafts[:PUBLICATIONS])))
    per_second, bare_per_second = (len(times) / (sum(times) / 1000) for times in (alone, bare))
    held = "held" if per_second >= 300 else "MISSED"
    print(f"publish, one process, power-safe commits: {per_second:.0f} a second (budget 300: {held})")
    print(f"as many bare inserts, each committed:     {bare_per_second:.0f} a second")
    index = engine()
    follow_once(projections())
    seen = []
    for draft in drafts[PUBLICATIONS:]:
        revision = publish(draft, by=publishers[draft.owner], at=timezone.now())
        start = time.perf_counter()
        follow_once(projections())
        index.refresh(revision.entry_id, timeout_s=5)
        seen.append((time.perf_counter() - start) * 1000)
    return [
        Measure("publish()", alone),
        Measure("the rows of one publication, inserted bare", bare),
        Measure("publish → searchable, without the follower's pause", seen, (1000, 1000)),
    ]


def _verifying() -> str:
    """Return the line for verification; the budget is 60 s for a million entries."""
    last = head()
    entries = last.sequence if last else 0
    start = time.perf_counter()
    faults = sum(1 for _ in findings())
    microseconds = (time.perf_counter() - start) / max(entries, 1) * 1e6
    held = "held" if microseconds <= 60 and not faults else "MISSED"
    return f"{f'verify, per entry of {entries}, in µs':52} {microseconds:9.1f} {'':9}   {'60':>10} {held}"


def _get(client: Client, path: str) -> Callable[[], object]:
    def call() -> object:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return response

    return call


def _searching() -> list[Measure]:
    client = Client(headers={"host": "127.0.0.1"})
    texts = [_get(client, f"/en/search/?q={text}") for text in islice(cycle(QUERIES), REPEATS)]
    filtered = [
        _get(client, f"/en/search/?q={text}&format=biosafetyDecision") for text in islice(cycle(QUERIES), REPEATS)
    ]
    api = [_get(client, f"/api/v1/records?q={text}") for text in islice(cycle(QUERIES), REPEATS)]
    of_the_past = [_get(client, f"/en/search/?q=maize&as-of={AS_OF}")] * REPEATS
    timed(texts[:20] + of_the_past[:20])
    return [
        Measure("page: search with common facets", timed(texts), (30, 80)),
        Measure("page: search in one format, all its facets", timed(filtered), (30, 80)),
        Measure(f"page: search as of {AS_OF}", timed(of_the_past), (100, 100)),
        Measure("api: search, every facet", timed(api)),
    ]


def _pages() -> list[Measure]:
    client = Client(headers={"host": "127.0.0.1"})
    numbers = [str(record.printed_number) for record in Record.objects.published().order_by("?")[:REPEATS]]
    lmo = Record.objects.filter(format_slug="modifiedOrganism", is_demonstration=False).earliest("latest_sequence")
    timed([_get(client, f"/en/records/{number}/") for number in numbers[:20]])
    return [
        Measure("page: record", timed([_get(client, f"/en/records/{n}/") for n in numbers]), (15, 40)),
        Measure("page: LMO with its decisions", timed([_get(client, f"/en/records/{lmo.printed_number}/")] * 50)),
        Measure("page: home", timed([_get(client, "/en/")] * 50)),
        Measure(f"page: desk, {DRAFTS} drafts, {REQUESTS} requests", timed(desk_calls(REPEATS)), (60, 60)),
    ]


def _queries_per_page() -> dict[str, int]:
    client = Client(headers={"host": "127.0.0.1"})
    record = Record.objects.filter(format_slug="biosafetyDecision").latest("latest_sequence")
    counts = {}
    for what, path in (
        ("home", "/en/"),
        ("search", "/en/search/?q=maize"),
        ("record", f"/en/records/{record.printed_number}/"),
    ):
        with CaptureQueriesContext(connection) as queries:
            _get(client, path)()
        counts[what] = len(queries)
    return counts
