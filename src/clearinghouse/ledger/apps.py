"""The ledger as a Django application."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.migrations import Migration
from django.db.models.signals import post_migrate, pre_migrate

from clearinghouse.ledger.triggers import install, remove


class LedgerConfig(AppConfig):
    """Installs the triggers after every migration: on SQLite an altered table silently loses them.

    They are taken away before one of the ledger: where a trigger names a table, SQLite does not let it be altered.
    """

    name = "clearinghouse.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Hook into Django's own signals; there is no other moment before and after *every* migrate."""
        pre_migrate.connect(_remove_triggers, sender=self, dispatch_uid="ledger-triggers")
        post_migrate.connect(_install_triggers, sender=self, dispatch_uid="ledger-triggers")


def _remove_triggers(using: str, plan: Sequence[tuple[Migration, bool]] = (), **_kwargs: Any) -> None:
    is_altered = any(migration.app_label == LedgerConfig.label for migration, _ in plan)
    if is_altered and _has_tables(using):
        remove(connections[using])


def _install_triggers(using: str, **_kwargs: Any) -> None:
    if _has_tables(using):
        install(connections[using])


def _has_tables(using: str) -> bool:
    return {"ledger_entry", "ledger_part"} <= set(connections[using].introspection.table_names())
