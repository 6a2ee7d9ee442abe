"""Reading concept schemes, as they stand and as they stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Max, QuerySet

from clearinghouse.core.canonical import parsed
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.vocabularies.concepts import Scheme
from clearinghouse.vocabularies.loading import CHANGE, PUBLISHED, restored
from clearinghouse.vocabularies.models import SchemeDraft, StoredScheme


@dataclass(frozen=True, slots=True)
class Version:
    """One published version of a scheme. by: the opaque id of a person, "" where it came with the software or a file.

    counts: how many terms were added, removed, changed, merged; empty where the entry does not say.
    """

    sequence: int
    published_at: datetime
    digest: str
    by: str = ""
    reason: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


def version() -> int:
    """Return a number that grows whenever a scheme changes."""
    # Past the ORM, whose aggregates cost ten times what the statement does: every check and page asks.
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(loaded_sequence) FROM vocabularies_storedscheme")
        return int(cursor.fetchone()[0] or 0)


def all_schemes() -> list[Scheme]:
    """Return every scheme as it stands now. What this process has read already is not read again."""
    digests = dict(StoredScheme.objects.values_list("pk", "digest"))
    stale = [pk for pk, digest in digests.items() if pk not in _Kept.schemes or _Kept.schemes[pk][0] != digest]
    kept = {pk: found for pk, found in _Kept.schemes.items() if pk in digests and pk not in stale}
    for pk, digest, text in StoredScheme.objects.filter(pk__in=stale).values_list("pk", "digest", "text"):
        kept[pk] = (digest, restored(text))
    _Kept.schemes = kept
    return [kept[pk][1] for pk in digests if pk in kept]


class _Kept:
    """The schemes that this process has read, by identifier, with the digest of their text."""

    schemes: Mapping[str, tuple[str, Scheme]] = {}


def standing(identifier: str) -> tuple[Scheme, str] | None:
    """Return a scheme as it stands now with the digest of its text, None if there is none."""
    found = StoredScheme.objects.filter(pk=identifier).first()
    return (restored(found.text), found.digest) if found else None


def standing_scheme(identifier: str) -> Scheme | None:
    """Return a scheme as it stands now."""
    found = standing(identifier)
    return found[0] if found else None


def base_of(draft: SchemeDraft) -> Scheme | None:
    """Return the version that a working copy began from, None for a new scheme or where the ledger has it not."""
    entries = _entries(None, None).filter(subject=draft.identifier, public_digest=draft.base_digest)
    entry = entries.order_by("-sequence").first() if draft.base_digest else None
    return _scheme_of(entry.sequence, entry.digest) if entry else None


def scheme_at(
    identifier: str, *, as_of: datetime | None = None, at_sequence: int | None = None
) -> tuple[Scheme, Version] | None:
    """Return the version of a scheme that stood at a moment, or at an entry of the ledger; None if none did yet."""
    entry = _entries(as_of, at_sequence).filter(subject=identifier).order_by("-sequence").first()
    return (_scheme_of(entry.sequence, entry.digest), _version_of(entry)) if entry else None


def schemes_at(*, as_of: datetime | None = None, at_sequence: int | None = None) -> list[Scheme]:
    """Return every scheme as it stood at a moment, or at an entry of the ledger, for labels and levels of then."""
    latest = _entries(as_of, at_sequence).values("subject").annotate(last=Max("sequence")).values_list("last")
    entries = Entry.objects.filter(sequence__in=latest).order_by("subject")
    return [_scheme_of(entry.sequence, entry.digest) for entry in entries]


def history(identifier: str) -> list[Version]:
    """Return the published versions of a scheme, the newest first."""
    entries = _entries(None, None).filter(subject=identifier).order_by("-sequence")
    return [_version_of(entry) for entry in entries]


def _entries(as_of: datetime | None, at_sequence: int | None) -> QuerySet[Entry]:
    found = Entry.objects.filter(kind=PUBLISHED)
    if as_of is not None:
        found = found.filter(effective_at__lte=as_of)
    return found if at_sequence is None else found.filter(sequence__lte=at_sequence)


@lru_cache(maxsize=256)
def _scheme_of(sequence: int, _digest: str) -> Scheme:
    """Return the scheme of an entry. An entry never changes, so that it may be kept; the digest tells ledgers apart."""
    return restored(Part.objects.get(entry_id=sequence, name=Part.PUBLIC).text)


def _version_of(entry: Entry) -> Version:
    found = parsed(entry.envelope).get(CHANGE)
    change = found if isinstance(found, dict) else {}
    return Version(
        entry.sequence,
        entry.effective_at,
        entry.digest,
        str(change.get("by", "")),
        str(change.get("reason", "")),
        {key: value for key, value in change.items() if isinstance(value, int)},
    )
