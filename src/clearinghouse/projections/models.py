"""What the follower keeps in the store: cursors, and links between records."""

from django.db import models

from clearinghouse.core.owners import MAX_OWNER_CHARS


class Cursor(models.Model):
    """How far a projection has followed the ledger."""

    name = models.CharField(max_length=60, primary_key=True)
    sequence = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.sequence}"


class Link(models.Model):
    """One reference of a record's latest revision. GUIDs, not keys: the records live in another database.

    source_format, source_owner: of the record that refers, so that counts need no second query.
    """

    source = models.CharField(max_length=128, db_index=True)
    target = models.CharField(max_length=128)
    field = models.CharField(max_length=80)
    source_format = models.CharField(max_length=60)
    source_owner = models.CharField(max_length=MAX_OWNER_CHARS, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("source", "target", "field"), name="projections_link_once"),
        ]
        indexes = [models.Index(fields=("target", "source_format"), name="projections_link_target")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
