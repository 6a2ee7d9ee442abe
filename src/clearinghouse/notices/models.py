"""What each person was told, the mails that tell it, and what people said about mail."""

import uuid
from typing import ClassVar

from django.db import models

from clearinghouse.accounts.models import Account
from clearinghouse.notices.kinds import About, NoticeKind, about_in


class Outgoing(models.Model):
    """One mail of the outbox, queued in the transaction of the act that it tells of.

    key: what it is about; no two mails have the same, so that no digest is made twice. account: whom it is for; email
    and language where that is no account yet. kind: of a notice, or a digest (see Period). about_text: canonical JSON
    of `About` for what stands on no desk; emptied when it was sent. due_at: when it is sent, or tried again; while it
    is being sent, when it counts as interrupted. last_error: what the mail server said, for administrators.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    STATES: ClassVar[list[tuple[str, str]]] = [(state, state) for state in (WAITING, SENDING, SENT, FAILED, DROPPED)]

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=30)
    about_text = models.TextField(default="{}")
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=200, blank=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    sent_to = models.EmailField(max_length=254, blank=True)
    bounced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due_at", "queued_at")
        indexes = [
            models.Index(fields=("state", "due_at"), name="notices_outgoing_due"),
            models.Index(fields=("account", "queued_at"), name="notices_outgoing_account"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def about(self) -> About:
        """What it is about, where that stands on no desk."""
        return about_in(self.about_text)

    @property
    def recipient(self) -> str:
        """The address that it goes to."""
        return self.account.email if self.account else self.email


class Notice(models.Model):
    """One thing that one person is told. about_text: canonical JSON of `About`.

    read_at: when it was opened or put away on the desk. mail: the mail or digest that tells it, None for none.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in NoticeKind])
    about_text = models.TextField(default="{}")
    case = models.BigIntegerField(null=True, db_index=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Outgoing, on_delete=models.SET_NULL, null=True, related_name="notices")

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["account", "read_at", "-at"], name="notices_unread")]

    def __str__(self) -> str:
        return f"{self.kind} {self.account_id}"

    @property
    def about(self) -> About:
        """What it is about."""
        return about_in(self.about_text)


class Frequency(models.TextChoices):
    """How often mail tells what stands on the desk."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class MailPreference(models.Model):
    """How often a person wants mail about each group of notices; without a row, as in a new one.

    following: at once means as often as each thing is followed; never, that all such mail was stopped.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="mail_preference")
    tasks = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.AT_ONCE)
    requests = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.DAILY)
    records = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.DAILY)
    people = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.DAILY)
    following = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.AT_ONCE)

    def __str__(self) -> str:
        return f"{self.account_id}"


class FailingAddress(models.Model):
    """An address from which mail came back for good. stopped_at: since when nothing is sent there, None if it is."""

    email = models.EmailField(max_length=254, primary_key=True)
    bounces = models.PositiveIntegerField(default=0)
    last_status = models.CharField(max_length=20, blank=True)
    last_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.email


class ActionLink(models.Model):
    """A link in a mail with which one person decides about one version of a draft, once, until it expires.

    digest: SHA-256 of the secret in the link. case: which request; version: of its draft, as the mail described it.
    """

    APPROVE = "approve"
    RETURN = "return"
    ACTIONS: ClassVar[list[tuple[str, str]]] = [(APPROVE, APPROVE), (RETURN, RETURN)]

    digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    action = models.CharField(max_length=8, choices=ACTIONS)
    case = models.BigIntegerField(db_index=True)
    version = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.action} {self.case}"
