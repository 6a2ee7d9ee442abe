"""Records, their published revisions, drafts, the cases that lead from one to the other, and attached files."""

import json
import uuid
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from clearinghouse.accounts.models import Account, Invitation, Role, RoleHeld
from clearinghouse.accounts.person import Person, State, Subject, Visitor
from clearinghouse.core.canonical import Json, parsed
from clearinghouse.core.identifiers import PrintedNumber
from clearinghouse.core.owners import MAX_OWNER_CHARS, community_in, printed_owner
from clearinghouse.derived.community import Access, Places, Terms
from clearinghouse.derived.origins import Origin, origins_from
from clearinghouse.derived.row_keys import Keyed, completed
from clearinghouse.formats.collection import get_format
from clearinghouse.formats.format import Format
from clearinghouse.ledger.models import Entry

REALM_PREFIXES = {"bch": "BCH", "abs": "ABSCH", "chm": "CHM", "ort": "ORT"}
RETIRED = "record.retired"
"""Kind of the ledger entry that takes a record out of force."""
DIRECTLY_PUBLISHED = frozenset({"contact"})
"""Formats that whoever may draft may also publish."""


class RecordQuerySet(models.QuerySet["Record"]):
    """Questions about records."""

    def visible_to(self, visitor: Visitor) -> "RecordQuerySet":
        """Records this visitor may read at all; which parts of them, `with_parts` decides.

        Every published record is public, unless a community keeps it to itself or withdrew it.
        """
        if not isinstance(visitor, Account) or not visitor.is_active:
            return self.open()
        return self._let_in(visitor.pk, visitor.token_scopes)

    def readable_by(self, person: Person) -> "RecordQuerySet":
        """Records this person may read at all, as `visible_to` has it."""
        return self._let_in(person.account_id, person.scopes)

    def _let_in(self, account_id: int | None, scopes: frozenset[str] | None) -> "RecordQuerySet":
        if account_id is None or (scopes is not None and "read" not in scopes):
            return self.open()
        # What the permission table calls “see-community-knowledge”.
        stewards = RoleHeld.objects.in_force(timezone.now()).filter(
            models.Q(realm="") | models.Q(realm=models.OuterRef("realm")),
            models.Q(format_slug="") | models.Q(format_slug=models.OuterRef("format_slug")),
            account_id=account_id,
            role=Role.COMMUNITY_STEWARD,
            owner=models.OuterRef("owner"),
        )
        is_let_in = ~models.Q(access=Access.COMMUNITY.value) | models.Exists(stewards)
        return self.exclude(latest=0).exclude(state=Record.WITHDRAWN).filter(is_let_in)

    def open(self) -> "RecordQuerySet":
        """Records of which everyone may know: published, not withdrawn, and no community keeps them to itself."""
        return self.exclude(latest=0).exclude(state=Record.WITHDRAWN).exclude(access=Access.COMMUNITY.value)

    def published(self) -> "RecordQuerySet":
        """Records in force: published and not retired."""
        return self.filter(state=Record.PUBLISHED)

    def in_force(self, as_of: datetime | None = None) -> "RecordQuerySet":
        """Open records in force now, or as of a moment: published by then and not yet retired."""
        if as_of is None:
            return self.published().open()
        retired = Entry.objects.filter(kind=RETIRED, effective_at__lte=as_of).values("subject")
        published = Revision.objects.filter(published_at__lte=as_of).values("record_id")
        return self.open().filter(pk__in=published).exclude(pk__in=retired)


class Record(models.Model):
    """One record: its identity and where it stands now. What it says stands in its revisions.

    owner: see core.owners; "" for a reference record. latest: number of the last revision, 0 before the first.
    titles_text: canonical JSON language → title of the public part, kept for lists. confirmed_at: when its owner last
    said that it is still current; not in the ledger, as nothing that is public changes. stale_told_at: when its owner
    was last told that nobody has. access, places: of a community's record, as its last revision has them; they hold for
    every revision. was_shown: whether others ever could know of it. withdrawn_at: when its community took it back.
    origins_text: which of its texts are translations of which (see derived.origins); not in the ledger.
    """

    PUBLISHED = "published"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"

    guid = models.CharField(max_length=128, primary_key=True)
    format_slug = models.CharField(max_length=60, db_index=True)
    realm = models.CharField(max_length=12)
    owner = models.CharField(max_length=MAX_OWNER_CHARS, blank=True, db_index=True)
    document_number = models.BigIntegerField(unique=True)
    home_node = models.CharField(max_length=60)
    state = models.CharField(max_length=12, default=PUBLISHED)
    latest = models.PositiveIntegerField(default=0)
    latest_sequence = models.BigIntegerField(default=0, db_index=True)
    is_demonstration = models.BooleanField(default=False)
    titles_text = models.TextField(default="{}")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    stale_told_at = models.DateTimeField(null=True)
    access = models.CharField(max_length=12, default=Access.EVERYONE.value)
    places = models.CharField(max_length=8, default=Places.EXACT.value)
    was_shown = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True)
    origins_text = models.TextField(default="[]")

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=("owner", "format_slug"), name="records_owner_format")]

    def __str__(self) -> str:
        return str(self.printed_number)

    @property
    def format(self) -> Format:
        """The record's common format."""
        return get_format(self.format_slug)

    @property
    def titles(self) -> dict[str, str]:
        """Public titles by language; `und` for a title of no language."""
        return {str(code): str(title) for code, title in json.loads(self.titles_text).items()}

    @property
    def printed_number(self) -> PrintedNumber:
        """The number by which the record is cited, without a revision."""
        prefix = REALM_PREFIXES.get(self.realm, self.realm.upper())
        return PrintedNumber(prefix, self.format.code, printed_owner(self.owner), self.document_number)

    @property
    def visible_realms(self) -> tuple[str, ...]:
        """The clearing-houses that show it, its own first: a reference record is shown wherever its format is used."""
        return tuple(dict.fromkeys((self.realm, *(() if self.owner else self.format.realms))))

    @property
    def is_retired(self) -> bool:
        """Whether the owner has taken the record out of force, or back altogether."""
        return self.state != self.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        """Whether the community that owned the record took it back."""
        return self.state == self.WITHDRAWN

    @property
    def community(self) -> str:
        """GUID of the community that owns it, "" if none does."""
        return community_in(self.owner)

    @property
    def terms(self) -> Terms:
        """The terms of the community in force."""
        return Terms(Access(self.access), Places(self.places))

    @property
    def is_hidden(self) -> bool:
        """Whether nobody but its community may know what is or was in it."""
        return self.is_withdrawn or self.terms.is_hidden

    def take_terms(self, terms: Terms, *, is_first: bool) -> None:
        """Put terms in force; saved by the caller. is_first: whether these are of the first revision."""
        self.access, self.places = terms.access.value, terms.places.value
        self.was_shown = not terms.is_hidden or (self.was_shown and not is_first)

    @property
    def subject(self) -> Subject:
        """The record as the permission table sees it."""
        return Subject(
            self.owner,
            self.realm,
            self.format_slug,
            state=None if self.is_withdrawn else State.RETIRED if self.is_retired else State.PUBLISHED,
            is_directly_published=bool(self.owner) and self.format_slug in DIRECTLY_PUBLISHED,
        )


class Revision(models.Model):
    """One published revision of a record; its text stands in the ledger entry.

    draft_uid: the draft it was published from, so that a second submit finds it.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    format_version = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    is_conforming = models.BooleanField(default=True)
    draft_uid = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=("record", "number"), name="records_revision_once")]

    def __str__(self) -> str:
        return f"{self.record} {self.number}"


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


class Attachment(models.Model):
    """A file that bodies name as `attachment:<id>`; its bytes lie in the store of files under their digest.

    id: SHA-256 in hexadecimal. first_name: under which it was first uploaded; readers see the name of each link.
    """

    id = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    first_name = models.CharField(max_length=255)
    uploaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.id


class AttachmentUse(models.Model):
    """That a file was uploaded for a draft, and with that draft's publication belongs to the record.

    guid: of the draft's record. draft_uid: the draft, which may be gone; None for a file that came with an import.
    """

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="uses")
    guid = models.CharField(max_length=128, db_index=True)
    draft_uid = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("attachment", "draft_uid"), name="records_use_of_draft_once"),
            models.UniqueConstraint(
                fields=("attachment", "guid"), condition=models.Q(draft_uid=None), name="records_use_of_import_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attachment_id} {self.guid}"


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
