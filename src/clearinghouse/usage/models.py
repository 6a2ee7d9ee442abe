"""Counts of a day: how often a record was read or taken away, and which searches found nothing."""

from django.db import models


class Counted(models.Model):
    """How often something happened on one day (UTC). subject: GUID of a record, or the words of a search.

    No address, no account, no moment: nobody can be recognised in it.
    """

    VIEW = "view"
    DOWNLOAD = "download"
    NOTHING = "nothing"

    day = models.DateField()
    kind = models.CharField(max_length=10)
    subject = models.CharField(max_length=128)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("kind", "subject", "day"), name="usage_counted_once")]
        indexes = [models.Index(fields=("kind", "day"), name="usage_kind_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.subject}"
