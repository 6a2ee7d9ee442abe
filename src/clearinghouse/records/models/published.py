"""Records and their published revisions."""

import json
from datetime import datetime

from django.db import models
from django.utils import timezone

from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.person import Person, State, Subject, Visitor
from clearinghouse.core.identifiers import PrintedNumber
from clearinghouse.core.owners import MAX_OWNER_CHARS, community_in, printed_owner
from clearinghouse.derived.community import Access, Places, Terms
from clearinghouse.derived.origins import Origin, origins_from
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
    def origins(self) -> list[Origin]:
        """Which of its texts are translations of which."""
        return origins_from(self.origins_text)

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
