"""The append-only chain of entries. It knows nothing of what an entry is about."""

from django.db import models


class Entry(models.Model):
    """One entry: its place in the chain, what it says in canonical text, and the digests of its parts.

    sequence: gapless from 1, given under the lock. kind, subject: what the entry is about, for readers of the chain.
    effective_at: when it took effect ("as of"); recorded_at: when this node learned it. redacts: the sequence whose
    part this entry takes away.
    """

    sequence = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=128, db_index=True)
    envelope = models.TextField()
    public_digest = models.CharField(max_length=64, blank=True)
    sealed_digest = models.CharField(max_length=64, blank=True)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    effective_at = models.DateTimeField(db_index=True)
    recorded_at = models.DateTimeField()
    origin_node = models.CharField(max_length=60)
    origin_sequence = models.BigIntegerField()
    origin_digest = models.CharField(max_length=64)
    redacts = models.BigIntegerField(null=True, blank=True)
    redacted_part = models.CharField(max_length=6, blank=True)

    class Meta:
        db_table = "ledger_entry"
        ordering = ("sequence",)
        constraints = [
            models.UniqueConstraint(fields=("origin_node", "origin_sequence"), name="ledger_entry_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind} {self.subject}"


class Part(models.Model):
    """The text of one part of an entry. The only rows of the ledger that may go, and only by redaction."""

    PUBLIC = "public"
    SEALED = "sealed"

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="parts")
    name = models.CharField(max_length=6, choices=[(PUBLIC, PUBLIC), (SEALED, SEALED)])
    salt = models.CharField(max_length=64, blank=True)
    text = models.TextField()

    class Meta:
        db_table = "ledger_part"
        constraints = [models.UniqueConstraint(fields=("entry", "name"), name="ledger_part_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.name}"
