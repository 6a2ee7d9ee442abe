"""Several writers at once: numbers without a gap, in the order of the commits, and no one is turned away."""

import threading

import pytest
from django.db import connections

from clearinghouse.ledger.actions import writing
from clearinghouse.ledger.models import Entry
from clearinghouse.ledger.verifying import findings
from clearinghouse.records.actions import publish
from clearinghouse.records.models import Record, Revision
from tests import factories

pytestmark = [pytest.mark.store, pytest.mark.django_db(transaction=True)]
WRITERS = 8


def together(work, *, of) -> list[BaseException]:
    """Run `work` once for each of `of`, all beginning at the same time; return what failed."""
    barrier, failures = threading.Barrier(len(of)), []

    def run(one) -> None:
        try:
            barrier.wait()
            work(one)
        except BaseException as error:  # noqa: BLE001 - whatever a thread raises fails the test
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(one,)) for one in of]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_parallel_writers_leave_no_gap() -> None:
    def append(name: int) -> None:
        for n in range(5):
            with writing() as ledger:
                ledger.append_now("test", f"{name}", public={"n": n})

    assert together(append, of=range(WRITERS)) == []
    assert list(Entry.objects.values_list("sequence", flat=True)) == list(range(1, WRITERS * 5 + 1))
    assert list(findings()) == []
    for name in range(WRITERS):
        said = [entry.parts.get().text for entry in Entry.objects.filter(subject=f"{name}")]
        assert said == [f'{{"n":{n}}}' for n in range(5)]


def test_parallel_publications_give_every_record_its_own_number() -> None:
    factories.reference_data()
    before = Entry.objects.count()
    by = factories.secretariat()
    drafts = [factories.draft("organism", by=by) for _ in range(WRITERS)]
    assert together(lambda draft: publish(draft, by=by, at=factories.NOON), of=drafts) == []
    numbers = list(Record.objects.order_by("document_number").values_list("document_number", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + WRITERS))
    assert Entry.objects.count() == before + WRITERS
    assert list(findings()) == []


def test_one_draft_published_by_many_at_once_is_published_once() -> None:
    factories.reference_data()
    by = factories.secretariat()
    draft = factories.draft("organism", by=by)
    found: list[int] = []
    assert together(lambda _: found.append(publish(draft, by=by, at=factories.NOON).pk), of=range(WRITERS)) == []
    assert set(found) == {Revision.objects.get().pk}
