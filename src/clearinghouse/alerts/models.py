"""What people follow, and of which revisions they were told."""

import uuid
from urllib.parse import parse_qs

from django.db import models

from clearinghouse.accounts.models import Account
from clearinghouse.notices.models import Frequency


class Follow(models.Model):
    """A search of which one person wants to know what is new; a record, a country or a concept is a search as well.

    params: the search as the parameters of its address, in their order. name: as the person calls it. often: how often
    mail tells it. since: the ledger sequence when it began; what is older is not told.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="follows")
    params = models.TextField(blank=True)
    name = models.CharField(max_length=200)
    often = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.DAILY)
    since = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-created_at",)
        constraints = [models.UniqueConstraint(fields=("account", "params"), name="alerts_follow_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def asked(self) -> dict[str, list[str]]:
        """The parameters of the search."""
        return parse_qs(self.params)


class Told(models.Model):
    """That a person was told of one ledger entry, once, however many of their searches find it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    follow = models.ForeignKey(Follow, on_delete=models.CASCADE, related_name="told")
    sequence = models.BigIntegerField()
    guid = models.CharField(max_length=128)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-sequence",)
        constraints = [models.UniqueConstraint(fields=("account", "sequence"), name="alerts_told_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.sequence}"
