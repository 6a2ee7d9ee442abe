"""What is known of a person, for that person: the part that accounts hold."""

from datetime import datetime
from typing import Any

from clearinghouse.accounts.models import AccessToken, Account, AuditEvent, RoleHeld

MOST_EVENTS = 5_000


def known_of(account: Account) -> dict[str, Any]:
    """Return the account, its roles, tokens and what it did, as plain JSON; of events the latest 5,000."""
    return {
        "account": {
            "email": account.email,
            "name": account.name,
            "language": account.language,
            "opaqueId": str(account.opaque_id),
            "createdAt": _said(account.created_at),
        },
        "roles": [_role(held) for held in account.roles_held.order_by("granted_at", "pk")],
        "tokens": [_token(token) for token in account.access_tokens.all()],
        "events": [_event(event) for event in AuditEvent.objects.filter(account=account)[:MOST_EVENTS]],
    }


def _role(held: RoleHeld) -> dict[str, Any]:
    return {
        "role": held.role,
        "owner": held.owner,
        "realm": held.realm,
        "format": held.format_slug,
        "instrument": held.instrument,
        "grantedAt": _said(held.granted_at),
        "confirmedAt": _said(held.confirmed_at),
        "endsAt": _said(held.ends_at),
    }


def _token(token: AccessToken) -> dict[str, Any]:
    return {
        "name": token.name,
        "scopes": sorted(token.scopes),
        "createdAt": _said(token.created_at),
        "expiresAt": _said(token.expires_at),
        "lastUsedAt": _said(token.last_used_at),
        "revokedAt": _said(token.revoked_at),
    }


def _event(event: AuditEvent) -> dict[str, Any]:
    return {
        "at": _said(event.at),
        "action": event.action,
        "door": event.door,
        "address": event.address,
        "about": event.about,
        "details": event.details,
    }


def _said(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
