"""Tokens with which a machine acts for a person: made once, kept as a digest, refused when ended or expired."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import AccessToken, Account
from clearinghouse.accounts.permissions import SCOPES
from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message

PREFIX = "clr_"
"""Begins every secret, so that scanners find one that was published by accident."""
MOST_TOKENS = 50
_USE_NOTED_EVERY = timedelta(minutes=1)


class TokenRefusedError(DomainError):
    """No token can be made of this: data says why."""

    code = "token-refused"
    sentence = Message("error", "Give the token a name, at least one scope, and an end in the future.")


class TooManyTokensError(DomainError):
    """The account has as many tokens as one may have."""

    code = "too-many-tokens"
    sentence = Message("error", "You have %(most)s tokens in use. End one that you no longer need.")


def issue(
    account: Account, name: str, scopes: Iterable[str], expires_at: datetime | None, at: datetime | None = None
) -> tuple[AccessToken, str]:
    """Make a token and return it with its secret, which nobody can read again.

    scopes: of permissions.SCOPES. expires_at: None for never. Raises TokenRefusedError or TooManyTokensError.
    """
    at = at or timezone.now()
    wanted, name = frozenset(scopes), name.strip()
    if not name or len(name) > 100 or not wanted or not wanted <= set(SCOPES):
        raise TokenRefusedError
    if expires_at is not None and expires_at <= at:
        raise TokenRefusedError
    if in_use(account, at).count() >= MOST_TOKENS:
        raise TooManyTokensError(most=MOST_TOKENS)
    secret = f"{PREFIX}{secrets.token_urlsafe(32)}"
    in_order = " ".join(scope for scope in SCOPES if scope in wanted)
    with transaction.atomic():
        token = AccessToken.objects.create(
            account=account,
            name=name,
            digest=_digest(secret),
            scopes_text=in_order,
            created_at=at,
            expires_at=expires_at,
        )
        note("token-made", by=account, at=at, details={"token": token.pk, "name": name, "scopes": in_order})
    return token, secret


def account_of_token(secret: str, at: datetime) -> Account | None:
    """Return whom a secret speaks for, with `token_scopes` set; None for one that is unknown, ended or expired.

    Notes the use of the token, at most once a minute.
    """
    if not secret.startswith(PREFIX):
        return None
    # Looked up by the digest of all of it: how long that takes says nothing about the secret.
    alive = Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=at))
    token = AccessToken.objects.select_related("account").filter(alive, digest=_digest(secret)).first()
    if token is None or not token.account.is_active:
        return None
    if token.last_used_at is None or at - token.last_used_at >= _USE_NOTED_EVERY:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=at)
    token.account.token_scopes = token.scopes
    return token.account


def revoke(token: AccessToken, *, by: Account, at: datetime) -> None:
    """End a token for good; a second time changes nothing."""
    with transaction.atomic():
        if AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
            note("token-ended", by=by, at=at, about=str(token.account.opaque_id), details={"token": token.pk})


def in_use(account: Account, at: datetime) -> QuerySet[AccessToken]:
    """Return the tokens of an account that still work, newest first."""
    return account.access_tokens.filter(Q(expires_at=None) | Q(expires_at__gt=at), revoked_at=None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
