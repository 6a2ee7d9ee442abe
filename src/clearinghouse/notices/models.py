"""What each person was told, and whether they have read it."""

from django.db import models

from clearinghouse.accounts.models import Account
from clearinghouse.notices.kinds import NoticeKind


class Notice(models.Model):
    """One thing that one person is told. about_text: canonical JSON of `About`.

    read_at: when it was opened or put away on the desk.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in NoticeKind])
    about_text = models.TextField(default="{}")
    case = models.BigIntegerField(null=True, db_index=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("account", "read_at", "-at"), name="notices_unread")]

    def __str__(self) -> str:
        return f"{self.kind} {self.account_id}"
