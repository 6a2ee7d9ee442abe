"""The tables of the register as lines of JSON, the same for every store, and back."""

import json
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from clearinghouse.config.keeping.manifest import TABLES, KeepingError
from clearinghouse.config.routing import PURPOSES

LEFT_OUT = {*PURPOSES, "auth", "contenttypes"}
"""Applications whose tables are transient, computed from the ledger, or filled by every migration."""
_BATCH = 100


def kept_models() -> list[type[Model]]:
    """Return every model of the register, those that others refer to first."""
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label not in LEFT_OUT]
    wanted = {model for model in models if model._meta.managed and not model._meta.proxy}
    ordered = sorted(wanted, key=lambda model: model._meta.label_lower)
    graph = {model: [one for one in _referred_to(model) if one in wanted] for model in ordered}
    return list(TopologicalSorter(graph).static_order())


def _referred_to(model: type[Model]) -> Iterator[type[Model]]:
    for field in model._meta.concrete_fields:
        target = field.related_model
        if isinstance(target, type) and target is not model:
            yield target


def member_of(model: type[Model]) -> str:
    """Return the name under which the archive holds a table."""
    return f"{TABLES}{model._meta.label_lower}.jsonl"


def lines_of(model: type[Model]) -> Iterator[bytes]:
    """Yield the rows of a table by their keys, one line of JSON for each."""
    fields = model._meta.concrete_fields
    for row in model._base_manager.order_by("pk").iterator(chunk_size=_BATCH):
        values = {field.attname: _plain(field, row) for field in fields}
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(field: Any, row: Model) -> Any:
    value = field.value_from_object(row)
    # Its own text for what JSON has no word for: moments to the microsecond, which the digests of the ledger cover.
    return value if value is None or isinstance(value, bool | int | str) else field.value_to_string(row)


def load(model: type[Model], lines: Iterable[bytes], *, name: str) -> Iterator[int]:
    """Insert the rows of a table as they are, defaults and triggers on insertion aside; yield how many at a time.

    name: of the member, for the sentence. Raises KeepingError, and DatabaseError for what the store refuses.
    """
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - our tables
    numbered = enumerate(lines, start=1)
    with connection.cursor() as cursor:
        while batch := list(islice(numbered, _BATCH)):
            cursor.executemany(statement, [_values(fields, line, f"{name}, line {number}") for number, line in batch])
            yield len(batch)


def _values(fields: Iterable[Any], line: bytes, where: str) -> list[Any]:
    try:
        row = json.loads(line)
        return [field.get_db_prep_save(field.to_python(row[field.attname]), connection) for field in fields]
    except (ValueError, TypeError, KeyError, ValidationError) as error:
        raise KeepingError(f"{where}: the row does not fit the table. Nothing was restored.") from error


def reset_sequences() -> None:
    """Let the next row of each table get a key above those that were loaded. SQLite sees to it by itself."""
    statements = connection.ops.sequence_reset_sql(no_style(), kept_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def migrations() -> dict[str, str]:
    """Return the last migration of each application that this version of the software has."""
    leaves = MigrationLoader(None).graph.leaf_nodes()
    kept = {model._meta.app_label for model in kept_models()}
    return {label: name for label, name in leaves if label in kept}


def is_migrated() -> bool:
    """Say whether the tables are those of this version of the software."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
