"""What a draft may hold: settled, with its own identity, within bounds, and with its problems counted."""

import logging
import secrets
from collections.abc import Sequence

from clearinghouse.core.canonical import Json, canonical
from clearinghouse.core.owners import government_in
from clearinghouse.derived.row_keys import Keyed, apart, embedded, matched
from clearinghouse.records.checking import examined, settled_for
from clearinghouse.records.errors import BodyTooLargeError
from clearinghouse.records.models import Draft
from clearinghouse.records.sections import Bounds

logger = logging.getLogger(__name__)

MAX_BODY_BYTES = 2 * 1024 * 1024


def kept(draft: Draft, sent: Keyed, bounds: Bounds, *, before: Keyed) -> Keyed:
    """Return what was sent as the draft keeps it: hidden answers cleared, rich text sanitised, every row with a key.

    before: what it was made from, whose rows it continues. Of what a delegate sends, their sections alone are taken.
    """
    fmt = draft.format
    body = bounds.within(embedded(sent, fmt))
    header = {**header_of(body), "identifier": draft.guid, "schema": draft.format_slug}
    government = government_in(draft.owner) if "government" in fmt.fields else ""
    owned = {"government": {"identifier": government}} if government else {}
    clean = apart(bounds.within(settled_for(draft, {**body, "header": header, **owned})), fmt)
    keys: dict[str, Sequence[str]] = dict(clean.keys)
    if not bounds.is_whole:
        own = {field.name for section in bounds.sections for field in section.fields}
        keys |= {name: some for name, some in draft.keyed.keys.items() if name not in own}
    return matched(Keyed(clean.body, keys), before, fmt, fresh=fresh_key)


def fresh_key() -> str:
    """Return a key for a new row."""
    return secrets.token_hex(5)


def counted(draft: Draft, body: Json) -> int | None:
    """Return how many things stand in the way of publication, for lists; None where that cannot be told."""
    try:
        return len(examined(draft, body).problems)
    except Exception:
        # Whatever is wrong with the counting, nothing typed may be lost for it.
        logger.exception("problems not counted draft=%s", draft.pk)
        return None


def header_of(body: Json) -> Json:
    """Return the header of a body, an empty one if it has another shape."""
    header = body.get("header")
    return header if isinstance(header, dict) else {}


def bounded(body: Json) -> str:
    """Return the canonical text of a body. Raises BodyTooLargeError."""
    text = canonical(body)
    size = len(text.encode())
    if size > MAX_BODY_BYTES:
        raise BodyTooLargeError(size=size // 1024, limit=MAX_BODY_BYTES // 1024)
    return text
