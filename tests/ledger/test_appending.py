from datetime import datetime, timedelta, timezone

import pytest
from django.conf import settings

from clearinghouse.core.canonical import digest, parsed
from clearinghouse.ledger.actions import Origin, writing
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.ledger.queries import entries_about, entries_after, head
from clearinghouse.ledger.verifying import Finding, findings
from tests.factories import NOON, later

pytestmark = [pytest.mark.store, pytest.mark.django_db]


def append(subject="A", **options):
    options = {"envelope": {"a": 1}, "effective_at": NOON, **options}
    with writing() as ledger:
        return ledger.append("test.happened", subject, **options)


def test_entries_are_numbered_from_one_without_a_gap() -> None:
    with writing() as ledger:
        first = [ledger.append_now("test", "A", public={"n": n}).sequence for n in range(3)]
    with writing() as ledger:
        then = [ledger.append_now("test", "A", public={"n": n}).sequence for n in range(2)]
    assert first + then == [1, 2, 3, 4, 5]


def test_each_entry_names_the_digest_of_the_one_before() -> None:
    entries = [append(), append(), append()]
    assert [entry.previous_digest for entry in entries] == ["", entries[0].digest, entries[1].digest]
    assert len({entry.digest for entry in entries}) == 3


def test_a_block_that_fails_leaves_no_entry_and_no_gap() -> None:
    def fail() -> None:
        with writing() as ledger:
            ledger.append_now("test", "A", public={"n": 1})
            raise RuntimeError

    append()
    with pytest.raises(RuntimeError):
        fail()
    assert append().sequence == 2
    assert list(findings()) == []


def test_parts_are_stored_in_canonical_text_beside_the_entry() -> None:
    entry = append(public={"b": "", "a": "Mai\u0308s"}, sealed={"notes": "secret"})
    parts = {part.name: part for part in Part.objects.filter(entry=entry)}
    assert parts["public"].text == '{"a":"Maïs"}'
    assert entry.public_digest == digest('{"a":"Maïs"}')
    assert "secret" not in entry.envelope


def test_the_digest_of_a_sealed_part_is_salted_so_that_no_one_can_guess_what_it_says() -> None:
    entries = [append(sealed={"notes": "yes"}) for _ in range(2)]
    assert entries[0].sealed_digest != entries[1].sealed_digest
    part = Part.objects.get(entry=entries[0], name="sealed")
    assert len(part.salt) == 64
    assert entries[0].sealed_digest == digest(part.salt, part.text)


def test_an_empty_part_is_none() -> None:
    entry = append(public={}, sealed=None)
    assert (entry.public_digest, entry.sealed_digest) == ("", "")
    assert not Part.objects.exists()


def test_an_entry_of_this_node_is_its_own_origin() -> None:
    entry = append()
    assert (entry.origin_node, entry.origin_sequence, entry.origin_digest) == (settings.NODE, 1, entry.digest)


def test_an_entry_of_another_node_keeps_its_origin() -> None:
    entry = append(origin=Origin("elsewhere", 77, "d" * 64))
    assert (entry.sequence, entry.origin_node, entry.origin_sequence) == (1, "elsewhere", 77)
    assert list(findings()) == []


def test_a_moment_of_any_time_zone_verifies() -> None:
    entry = append(effective_at=datetime(2026, 3, 31, 17, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))))
    assert Entry.objects.get().effective_at == entry.effective_at == NOON
    assert list(findings()) == []


def test_what_is_read_is_what_was_appended() -> None:
    assert head() is None
    entries = [append("A"), append("B"), append("A", envelope={"x": {"y": [1]}}, effective_at=later(1))]
    last = head()
    assert last is not None
    assert (last.sequence, last.recorded_at) == (3, entries[2].recorded_at)
    assert [entry.sequence for entry in entries_about("A")] == [1, 3]
    assert [entry.sequence for entry in entries_after(1, limit=1)] == [2]
    assert parsed(entries_after(2, limit=9)[0].envelope) == {"x": {"y": [1]}}


def test_a_redacted_part_is_no_finding_and_one_that_stayed_is() -> None:
    first = append(public={"a": "x"}, sealed={"b": "y"})
    append(redacts=(first.sequence, "sealed"))
    assert list(findings()) == [Finding(1, "part-still-there", "sealed")]
    Part.objects.filter(entry=first, name="sealed").delete()
    assert list(findings()) == []
