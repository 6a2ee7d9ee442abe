"""No code can change what the ledger says; and what changes it behind the triggers' back is found."""

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations import AlterField, Migration
from django.db.migrations.executor import MigrationExecutor

from clearinghouse.ledger import triggers
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.ledger.verifying import Finding, findings
from tests.ledger.test_appending import append

pytestmark = [pytest.mark.store, pytest.mark.django_db]


def whole_ledger():
    first = append(public={"a": "x"}, sealed={"b": "y"})
    append(public={"a": "z"})
    append()
    return first


def behind_the_triggers(statement, *values) -> None:
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.install(connection)


def test_a_whole_ledger_has_no_findings() -> None:
    whole_ledger()
    assert triggers.missing(connection) == set()
    assert list(findings()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET envelope = '{}'",
        "UPDATE ledger_entry SET kind = kind WHERE sequence = 2",
        "DELETE FROM ledger_part",
        "DELETE FROM ledger_part WHERE name = 'sealed'",
        "UPDATE ledger_part SET text = '{}'",
        "UPDATE ledger_part SET salt = '' WHERE name = 'sealed'",
        "DELETE FROM ledger_entry WHERE sequence = 3",
    ],
)
def test_no_statement_changes_or_deletes_an_entry_or_a_part(statement) -> None:
    whole_ledger()
    before = list(Entry.objects.values()), list(Part.objects.values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (list(Entry.objects.values()), list(Part.objects.values())) == before


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_part"])
def test_no_statement_takes_everything_at_once(table) -> None:
    whole_ledger()
    statement = f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Entry.objects.count(), Part.objects.count()) == (3, 3)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_part"])
def test_no_row_is_put_in_the_place_of_another(table) -> None:
    whole_ledger()
    columns = {
        "ledger_entry": "sequence, kind, subject, 'other', public_digest, sealed_digest, previous_digest, digest,"
        " effective_at, recorded_at, origin_node, origin_sequence, origin_digest, redacts, redacted_part",
        "ledger_part": "id, name, salt, 'other', entry_id",
    }[table]
    names = columns.replace("'other'", "envelope" if table == "ledger_entry" else "text")
    verb = "INSERT INTO" if connection.vendor == "postgresql" else "INSERT OR REPLACE INTO"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{verb} {table} ({names}) SELECT {columns} FROM {table}")
    assert list(findings()) == []


def test_a_part_goes_once_an_entry_redacts_it_and_no_other_goes_with_it() -> None:
    first = whole_ledger()
    append(redacts=(first.sequence, "sealed"))
    Part.objects.filter(entry=first, name="sealed").delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Part.objects.filter(entry=first, name="public").delete()
    assert list(findings()) == []


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("UPDATE ledger_entry SET envelope = '{\"a\":2}' WHERE sequence = 2", [(2, "digest-mismatch")]),
        ("UPDATE ledger_entry SET effective_at = '2020-01-01 00:00:00' WHERE sequence = 3", [(3, "digest-mismatch")]),
        ("UPDATE ledger_entry SET redacts = 1, redacted_part = 'public' WHERE sequence = 3",
         [(1, "part-still-there"), (3, "digest-mismatch")]),
        ("UPDATE ledger_entry SET previous_digest = '' WHERE sequence = 2",
         [(2, "chain-broken"), (2, "digest-mismatch")]),
        ("UPDATE ledger_part SET text = '{\"a\":\"other\"}' WHERE name = 'public' AND entry_id = 1",
         [(1, "part-changed")]),
        ("UPDATE ledger_part SET text = '{}' WHERE name = 'sealed'", [(1, "part-changed")]),
        ("DELETE FROM ledger_part WHERE name = 'sealed'", [(1, "part-missing")]),
        ("DELETE FROM ledger_entry WHERE sequence = 3", []),
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_triggers_is_found(statement, codes) -> None:
    whole_ledger()
    behind_the_triggers(statement)
    assert [(one.sequence, one.code) for one in findings()] == codes


def test_an_entry_that_is_gone_from_the_middle_leaves_a_gap_that_is_found() -> None:
    whole_ledger()
    append()
    behind_the_triggers("DELETE FROM ledger_entry WHERE sequence = 3")
    assert [(one.sequence, one.code) for one in findings()] == [(4, "gap"), (4, "chain-broken")]


def test_a_chain_that_was_computed_anew_from_one_entry_on_is_found_at_the_next() -> None:
    whole_ledger()
    behind_the_triggers("UPDATE ledger_entry SET digest = %s WHERE sequence = 1", "f" * 64)
    assert [(one.sequence, one.code) for one in findings()] == [(1, "digest-mismatch"), (2, "chain-broken")]


def test_missing_triggers_are_named_and_are_a_finding() -> None:
    triggers.remove(connection)
    missing = triggers.missing(connection)
    assert {"ledger_entry_no_update", "ledger_part_no_update", "ledger_part_no_delete"} <= missing
    assert [one for one in findings() if one.code == "trigger-missing"] == [
        Finding(0, "trigger-missing", name) for name in sorted(missing)
    ]
    triggers.install(connection)
    assert triggers.missing(connection) == set()


class WiderKind(Migration):
    """What a later version may do to the ledger."""

    operations = [AlterField("Entry", "kind", models.CharField(max_length=61))]


@pytest.mark.django_db(transaction=True)
def test_a_migration_alters_the_ledger_and_the_triggers_are_back_after_it() -> None:
    """On SQLite an altered table is a new one without triggers; Django says nothing of it."""
    whole_ledger()
    migration = WiderKind("0099_wider_kind", "ledger")
    before = MigrationExecutor(connection).loader.project_state()
    emit_pre_migrate_signal(0, False, connection.alias, plan=[(migration, False)])
    assert triggers.missing(connection)
    with connection.schema_editor() as editor:
        after = migration.apply(before.clone(), editor)
    emit_post_migrate_signal(0, False, connection.alias)
    assert triggers.missing(connection) == set()
    assert list(findings()) == []
    with pytest.raises(DatabaseError):
        Entry.objects.update(kind="x" * 61)
    triggers.remove(connection)
    with connection.schema_editor() as editor:
        migration.unapply(before, editor)
    assert after.models["ledger", "entry"].fields["kind"].max_length == 61


def test_another_migration_leaves_the_triggers_where_they_are() -> None:
    emit_pre_migrate_signal(0, False, connection.alias, plan=[(Migration("0099_other", "records"), False)])
    assert triggers.missing(connection) == set()
