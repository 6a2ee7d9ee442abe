"""Concept schemes as they stand now. Each version also stands in the ledger."""

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
