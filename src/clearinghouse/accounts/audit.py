"""Writing the trail of who did what, from where."""

from collections.abc import Mapping
from datetime import datetime

from clearinghouse.accounts.models import Account, AuditEvent
from clearinghouse.core.canonical import canonical
from clearinghouse.core.origin import current_origin
from clearinghouse.ledger.rows import insert


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
    event = AuditEvent(
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
    # Past the ORM: publications are noted while everybody else waits for the lock of the ledger.
    insert(event)
    return event
