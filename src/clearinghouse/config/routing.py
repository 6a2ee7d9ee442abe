"""Which table lives in which database."""

from typing import Any

from django.conf import settings

PURPOSES = {"sessions": "work", "django_cache": "work", "usage": "work", "projections": "projections"}
"""Application label → database; every other application lives in the register."""


class OneFileForEachPurpose:
    """Keeps sessions and projections out of the register where they have files of their own (SQLite)."""

    def db_for_read(self, model: Any, **_hints: Any) -> str:
        """Return where a model is read."""
        return database_of(model._meta.app_label)

    def db_for_write(self, model: Any, **_hints: Any) -> str:
        """Return where a model is written."""
        return database_of(model._meta.app_label)

    def allow_relation(self, one: Any, other: Any, **_hints: Any) -> bool:
        """Allow relations within one database only."""
        return database_of(one._meta.app_label) == database_of(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Make each table in its own database."""
        return db == database_of(app_label)


def database_of(app_label: str) -> str:
    """Return the alias of the database in which an application keeps its tables."""
    purpose = PURPOSES.get(app_label, "default")
    return purpose if purpose in settings.DATABASES else "default"
