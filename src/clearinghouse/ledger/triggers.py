"""Triggers that keep the ledger append-only, whatever code runs against the database."""

from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
# INSERT OR REPLACE takes rows away without asking the triggers for DELETE.
_ENTRY_STANDS = (
    "SELECT 1 FROM ledger_entry WHERE sequence = NEW.sequence OR digest = NEW.digest"
    " OR (origin_node = NEW.origin_node AND origin_sequence = NEW.origin_sequence)"
)
_PART_STANDS = "SELECT 1 FROM ledger_part WHERE id = NEW.id OR (entry_id = NEW.entry_id AND name = NEW.name)"
_SQLITE = {
    "ledger_entry_no_replace": f"BEFORE INSERT ON ledger_entry WHEN EXISTS ({_ENTRY_STANDS}) {_REFUSE}",
    "ledger_part_no_replace": f"BEFORE INSERT ON ledger_part WHEN EXISTS ({_PART_STANDS}) {_REFUSE}",
    "ledger_entry_no_update": f"BEFORE UPDATE ON ledger_entry {_REFUSE}",
    "ledger_entry_no_delete": f"BEFORE DELETE ON ledger_entry {_REFUSE}",
    "ledger_part_no_update": f"BEFORE UPDATE ON ledger_part {_REFUSE}",
    "ledger_part_no_delete": (
        "BEFORE DELETE ON ledger_part WHEN NOT EXISTS (SELECT 1 FROM ledger_entry e"
        " WHERE e.redacts = OLD.entry_id AND e.redacted_part = OLD.name)"
        " BEGIN SELECT RAISE(ABORT, 'a part goes only by redaction'); END"
    ),
}

_POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
CREATE OR REPLACE FUNCTION ledger_part_goes_only_by_redaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_entry e WHERE e.redacts = OLD.entry_id AND e.redacted_part = OLD.name)
  THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a part goes only by redaction';
END $$;
"""
_CALL = "EXECUTE FUNCTION ledger_is_append_only()"
_POSTGRESQL = {
    "ledger_entry_no_update": f"BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW {_CALL}",
    "ledger_entry_no_truncate": f"BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT {_CALL}",
    "ledger_part_no_update": f"BEFORE UPDATE ON ledger_part FOR EACH ROW {_CALL}",
    "ledger_part_no_delete": (
        "BEFORE DELETE ON ledger_part FOR EACH ROW EXECUTE FUNCTION ledger_part_goes_only_by_redaction()"
    ),
    "ledger_part_no_truncate": f"BEFORE TRUNCATE ON ledger_part FOR EACH STATEMENT {_CALL}",
}


def _expected(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place; those that stand are replaced."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTIONS)
        for name, body in _expected(connection).items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away. Only tests that empty tables have a reason to."""
    with connection.cursor() as cursor:
        for name in _expected(connection):
            table = "ledger_part" if name.startswith("ledger_part") else "ledger_entry"
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that do not stand."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {row[0] for row in cursor.fetchall()}
    return set(_expected(connection)) - standing
