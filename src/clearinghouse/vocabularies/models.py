"""Concept schemes as they stand now, and working copies. Each version also stands in the ledger."""

import uuid

from django.db import models


class StoredScheme(models.Model):
    """One concept scheme with all its terms as one canonical text, read as a whole into memory.

    digest: of the text; loaded_sequence: the ledger entry that published this version.
    """

    identifier = models.CharField(max_length=128, primary_key=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    loaded_sequence = models.BigIntegerField()

    class Meta:
        ordering = ("identifier",)

    def __str__(self) -> str:
        return self.identifier


class SchemeDraft(models.Model):
    """A working copy of a scheme, which nobody reads but those who edit vocabularies.

    base_digest: of the version it began from, "" for a new scheme; version: grows with each save, so that none is
    overwritten; begun_by, changed_by: opaque ids of people; note: what the last step said, to whoever takes the next.
    """

    class State(models.TextChoices):
        """Where a working copy stands."""

        EDITING = "editing"
        REVIEW = "review"

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    identifier = models.CharField(max_length=128, db_index=True)
    base_digest = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.EDITING)
    note = models.TextField(blank=True)
    begun_by = models.CharField(max_length=36)
    changed_by = models.CharField(max_length=36)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-changed_at",)

    def __str__(self) -> str:
        return f"{self.identifier} {self.uid}"
