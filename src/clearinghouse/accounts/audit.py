"""Writing the trail of who did what, from where."""

from collections.abc import Mapping
from datetime import datetime

from clearinghouse.accounts.models import Account, AuditEvent
from clearinghouse.core.canonical import canonical
from clearinghouse.core.origin import current_origin


def note(
    action: str,
    *,
    by: Account | None,
    at: datetime,
    owner: str = "",
    realm: str = "",
    about: str = "",
    details: Mapping[str, object] | None = None,
) -> AuditEvent:
    """Note one act in the trail, within the caller's transaction. about: see AuditEvent. details: plain JSON."""
    origin = current_origin()
    return AuditEvent.objects.create(
        at=at,
        account=by,
        action=action,
        owner=owner,
        realm=realm,
        about=about[:128],
        door=origin.door.value,
        address=origin.address[:45],
        details_text=canonical(dict(details or {})),
    )
