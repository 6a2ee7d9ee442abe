"""Drafts: their saves, what colleagues say in them, and which sections are in whose hands."""

import json
import uuid

from django.db import models
from django.db.models.functions import Now

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import State, Subject
from clearinghouse.core.canonical import Json, parsed
from clearinghouse.core.owners import MAX_OWNER_CHARS
from clearinghouse.derived.origins import Origin, origins_from
from clearinghouse.derived.row_keys import Keyed, completed
from clearinghouse.formats.collection import get_format
from clearinghouse.formats.format import Format
from clearinghouse.records.models.published import DIRECTLY_PUBLISHED


class DraftQuerySet(models.QuerySet["Draft"]):
    """Questions about drafts."""

    def awaiting_approval(self) -> "DraftQuerySet":
        """Drafts whose publication was requested and not yet decided."""
        return self.filter(state=State.REQUESTED.value)


class Draft(models.Model):
    """Work on the next revision of a record, not yet published.

    version: grows with every save; one that was made from an older one is merged with what came between, or refused.
    keys_text: JSON group → keys of its rows, see derived/row_keys.py. page, step: of the editor's page that sent what
    stands, and its how many-th sending that was; "" and 0 for whatever came another way.
    based_on: the revision it continues, 0 for a new record. state: editing, requested (while a case is open) or
    returned. problem_count: what stood in the way of its publication when it was last saved, None if never counted.
    withheld_text: JSON list of the sealed fields of the continued revision that whoever began the draft may not see;
    the draft does not hold them, and its publication keeps them as they were. delegates_text: JSON list of the accounts
    to whom a section is given at present, kept by delegating.py so that asking the permission table needs no query.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    guid = models.CharField(max_length=128, unique=True)
    format_slug = models.CharField(max_length=60)
    realm = models.CharField(max_length=12)
    owner = models.CharField(max_length=MAX_OWNER_CHARS, blank=True, db_index=True)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="drafts")
    body_text = models.TextField(default="{}")
    keys_text = models.TextField(default="{}")
    version = models.PositiveIntegerField(default=1)
    page = models.CharField(max_length=32, blank=True)
    step = models.PositiveIntegerField(default=0)
    based_on = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, default=State.EDITING.value)
    problem_count = models.PositiveIntegerField(null=True)
    withheld_text = models.TextField(default="[]")
    origins_text = models.TextField(default="[]")
    delegates_text = models.TextField(default="[]")
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at",)

    def __str__(self) -> str:
        return f"{self.format_slug} {self.guid}"

    @property
    def format(self) -> Format:
        """The common format it is drafted in."""
        return get_format(self.format_slug)

    @property
    def is_requested(self) -> bool:
        """Whether its publication was requested and not yet decided."""
        return self.state == State.REQUESTED.value

    @property
    def withheld(self) -> frozenset[str]:
        """Names of the fields that the draft leaves as they were published."""
        return frozenset(json.loads(self.withheld_text))

    @property
    def origins(self) -> list[Origin]:
        """Which of its texts are translations of which."""
        return origins_from(self.origins_text)

    @property
    def edit_action(self) -> str:
        """What changing it is called in the permission table: who decides about a request may correct it on the way."""
        return "correct-request" if self.is_requested else "edit-draft"

    @property
    def body(self) -> Json:
        """What was drafted so far."""
        return parsed(self.body_text)

    @property
    def keyed(self) -> Keyed:
        """What was drafted so far, with a key for every row."""
        return completed(Keyed(self.body, json.loads(self.keys_text)), self.format)

    @property
    def subject(self) -> Subject:
        """The draft as the permission table sees it."""
        # A contact that others share is published directly once; its changes are looked at by the secretariat.
        is_direct = self.format_slug in DIRECTLY_PUBLISHED and bool(self.owner or not self.based_on)
        return Subject(
            self.owner,
            self.realm,
            self.format_slug,
            author_id=self.author_id,
            state=State(self.state),
            is_directly_published=is_direct,
            delegates=frozenset(json.loads(self.delegates_text)),
        )


class DraftSave(models.Model):
    """What a draft said before a later save, or what somebody sent that was merged. Goes with its draft.

    version: of the draft that said so, or that came of merging it. kind: SAVED, what stood; SENT, what a page sent,
    all of which is in that version; ASIDE, what a page sent, of which something was given up for what others wrote.
    size: characters of the body. at, by: when and by whom it was saved. page, step: as for a draft.
    """

    SAVED = "saved"
    SENT = "sent"
    ASIDE = "aside"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="saves")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, default=SAVED)
    body_text = models.TextField()
    size = models.PositiveIntegerField()
    keys_text = models.TextField(default="{}")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=32, blank=True)
    step = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-version", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("draft", "version"), condition=models.Q(kind="saved"), name="records_save_of_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.version}"

    @property
    def body(self) -> Json:
        """What it said."""
        return parsed(self.body_text)

    @property
    def keyed(self) -> Keyed:
        """What it said, with a key for every row."""
        return completed(Keyed(self.body, json.loads(self.keys_text)), self.draft.format)


class DraftComment(models.Model):
    """What colleagues say to each other about one answer of a draft. Work, not record: it goes with the draft.

    field: its name in the format, without rows; row: which row of a group, its number or key, "" for none. parent: the
    comment that began the discussion, None for that one itself, which alone is resolved. to: whom it asks, if anyone.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    field = models.CharField(max_length=200)
    row = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="answers")
    text = models.TextField()
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="comments")
    to = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.field} {self.pk}"


class SectionDelegation(models.Model):
    """One section of a draft in the hands of one person, who may write in it without a role for the owner.

    to: None where no account has the address; email: the address it was given to, "" for somebody chosen by name. That
    somebody has an account is told by nothing until they began to write (begun_at). result: what they said when done.
    """

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="delegations")
    section = models.CharField(max_length=100)
    to = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="sections_given")
    email = models.CharField(max_length=254, blank=True)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    due_on = models.DateField()
    note = models.TextField(blank=True)
    begun_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default=OPEN)
    result = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("given_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("draft", "section"), condition=models.Q(state="open"), name="records_section_given_once"
            ),
        ]
        indexes = [
            models.Index(fields=("due_on",), condition=models.Q(state="open"), name="records_sections_due"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.section}"
