"""People, the roles they hold, invitations, tokens for machines, and the trail of who did what."""

import json
import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clearinghouse.core.origin import Door
from clearinghouse.core.owners import MAX_OWNER_CHARS


class Role(models.TextChoices):
    """What a person may be trusted with, for one owner. A registered user is whoever has an account."""

    AUTHORIZED_USER = "authorized-user"
    PUBLISHING_AUTHORITY = "publishing-authority"
    FOCAL_POINT = "focal-point"
    ORGANIZATION_EDITOR = "organization-editor"
    COMMUNITY_STEWARD = "community-steward"
    SECRETARIAT_OFFICER = "secretariat-officer"
    VOCABULARY_EDITOR = "vocabulary-editor"
    TRANSLATOR = "translator"
    ADMINISTRATOR = "administrator"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_account(self, email: str, password: str, **fields: Any) -> "Account":
        """Make an account with a hashed password."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Find an account by its e-mail address, whatever its case."""
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """A person who signs in. `opaque_id` is the only thing of them that enters the ledger.

    language: in which they are written to. closed_at: when the person deleted it; name and address are gone then.
    """

    email = models.EmailField(max_length=254, unique=True)
    opaque_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="en")
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    token_scopes: frozenset[str] | None = None
    """What a token allows, where the person came with one; set on the object, never stored."""

    def __str__(self) -> str:
        return self.email


class RoleHeldQuerySet(models.QuerySet["RoleHeld"]):
    """Questions about roles."""

    def in_force(self, at: datetime) -> "RoleHeldQuerySet":
        """Roles that count at a moment: not ended, and for focal points confirmed by the secretariat."""
        confirmed = ~Q(role=Role.FOCAL_POINT) | Q(confirmed_at__isnull=False)
        return self.filter(confirmed, Q(ends_at=None) | Q(ends_at__gt=at))


class RoleHeld(models.Model):
    """One role of one person, for one owner ("" for the secretariat).

    realm, format_slug: to which the role is limited, "" for all. instrument: of a focal point.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=40, choices=Role.choices)
    owner = models.CharField(max_length=MAX_OWNER_CHARS, blank=True, db_index=True)
    realm = models.CharField(max_length=12, blank=True)
    format_slug = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=8, blank=True)
    granted_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    objects = RoleHeldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("account", "role", "owner", "realm", "format_slug", "instrument"), name="accounts_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.owner}"


class Invitation(models.Model):
    """An e-mail address that was asked to take on a role; whoever opens the link may accept once, until it expires.

    digest: SHA-256 of the secret in the link. The role columns are those of RoleHeld.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="en")
    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=40, choices=Role.choices)
    owner = models.CharField(max_length=MAX_OWNER_CHARS, blank=True, db_index=True)
    realm = models.CharField(max_length=12, blank=True)
    format_slug = models.CharField(max_length=60, blank=True)
    instrument = models.CharField(max_length=8, blank=True)
    invited_by = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-invited_at",)

    def __str__(self) -> str:
        return f"{self.email} {self.role} {self.owner}"


class AccessToken(models.Model):
    """A secret with which a machine acts for a person, within scopes. digest: SHA-256 of the secret, shown once.

    scopes_text: names of scopes with spaces between.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="access_tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes_text = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name

    @property
    def scopes(self) -> frozenset[str]:
        """What the token allows."""
        return frozenset(self.scopes_text.split())


class KnownDevice(models.Model):
    """A browser from which a person signed in before. digest: SHA-256 of the secret in its cookie."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="known_devices")
    digest = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("account", "digest"), name="accounts_device_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.first_seen_at:%Y-%m-%d}"


class AuditEvent(models.Model):
    """Who did what, when, and from where. Confidential: the owner's people read it, nobody changes it.

    about: GUID of a record, uid of a draft, or opaque id of a person. details_text: canonical JSON. account: None for
    what nobody did (the clock) or somebody unknown tried.
    """

    at = models.DateTimeField(db_index=True)
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    action = models.CharField(max_length=40)
    owner = models.CharField(max_length=MAX_OWNER_CHARS, blank=True)
    realm = models.CharField(max_length=12, blank=True)
    about = models.CharField(max_length=128, blank=True, db_index=True)
    door = models.CharField(max_length=8, choices=[(door.value, door.value) for door in Door])
    address = models.CharField(max_length=45, blank=True)
    details_text = models.TextField(default="{}")

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [
            models.Index(fields=("owner", "-at"), name="accounts_event_owner"),
            models.Index(fields=("account", "-at"), name="accounts_event_account"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"

    @property
    def details(self) -> dict[str, Any]:
        """What else is to be said of it."""
        return dict(json.loads(self.details_text))
