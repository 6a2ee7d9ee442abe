"""People and the roles they hold."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    """What a person may be trusted with. Each is held for one government, the secretariat's for none."""

    AUTHORIZED_USER = "authorized-user"
    PUBLISHING_AUTHORITY = "publishing-authority"
    SECRETARIAT_OFFICER = "secretariat-officer"


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
    """A person who signs in. `opaque_id` is the only thing of them that enters the ledger."""

    email = models.EmailField(max_length=254, unique=True)
    opaque_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    def __str__(self) -> str:
        return self.email


class RoleHeld(models.Model):
    """One role of one person, for one government ("" for the secretariat)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=40, choices=Role.choices)
    government = models.CharField(max_length=3, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("account", "role", "government"), name="accounts_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.government}"
