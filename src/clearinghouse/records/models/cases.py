"""Requests to publish or to retire, and the handing over of somebody's work."""

import json
import uuid
from dataclasses import replace
from typing import ClassVar

from django.db import models

from clearinghouse.accounts.models import Account, Invitation
from clearinghouse.accounts.person import State, Subject
from clearinghouse.core.owners import MAX_OWNER_CHARS
from clearinghouse.records.models.drafts import Draft


class Batch(models.Model):
    """Cases that were requested together, and can be decided together."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=MAX_OWNER_CHARS, blank=True)
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.uid)


class Case(models.Model):
    """A request to publish a draft, or to retire a record, and what became of it. Confidential; never in the ledger.

    The draft may be gone (published or deleted); guid and draft_uid keep what it was about. draft_uid is None for a
    request to retire. titles_text: canonical JSON language → title when it was asked. assigned_to: who is to decide,
    None for whoever may. reminded_at, escalated_at, secretariat_told_at: when the clock did so, each once.
    """

    PUBLISH = "publish"
    RETIRE = "retire"
    KINDS: ClassVar[list[tuple[str, str]]] = [(PUBLISH, PUBLISH), (RETIRE, RETIRE)]

    REQUESTED = "requested"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"

    kind = models.CharField(max_length=12, choices=KINDS, default=PUBLISH)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, related_name="cases")
    draft_uid = models.UUIDField(null=True)
    guid = models.CharField(max_length=128, db_index=True)
    format_slug = models.CharField(max_length=60)
    realm = models.CharField(max_length=12)
    owner = models.CharField(max_length=MAX_OWNER_CHARS, blank=True, db_index=True)
    titles_text = models.TextField(default="{}")
    state = models.CharField(max_length=12, default=REQUESTED)
    asks = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="cases")
    requested_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    assigned_to = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    secretariat_told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-requested_at",)
        indexes = [models.Index(fields=("state", "owner"), name="records_case_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=("draft_uid",), condition=models.Q(state="requested"), name="records_one_open_case"
            ),
            models.UniqueConstraint(
                fields=("guid",),
                condition=models.Q(state="requested", kind="retire"),
                name="records_one_open_retirement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.guid}"

    @property
    def titles(self) -> dict[str, str]:
        """Titles by language, as they were when it was asked."""
        return {str(code): str(title) for code, title in json.loads(self.titles_text).items()}

    @property
    def subject(self) -> Subject:
        """The request as the permission table sees it: a draft that waits, or a record in force."""
        state = State.REQUESTED if self.kind == self.PUBLISH else State.PUBLISHED
        return Subject(self.owner, self.realm, self.format_slug, author_id=self.requested_by_id, state=state)

    @property
    def waiting(self) -> Subject:
        """The request itself, for what is done to it before it is decided: withdrawing, giving it to somebody."""
        return replace(self.subject, state=State.REQUESTED)


class HandOver(models.Model):
    """One person's roles and work for an owner on their way to a successor.

    Done in one step; it waits only until an invitation is accepted and a focal point confirmed. successor: None until
    the invitation is accepted. asked_by: the leaver, or who acts for them.
    """

    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"

    owner = models.CharField(max_length=MAX_OWNER_CHARS, blank=True)
    leaver = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    successor = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, null=True, related_name="hand_over")
    asked_by = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=WAITING)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("leaver", "owner"), condition=models.Q(state="waiting"), name="records_one_hand_over"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.owner}"
