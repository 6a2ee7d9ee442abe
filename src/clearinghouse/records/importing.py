"""The second way through the door: what was published, retired and redacted elsewhere, kept as it is."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from clearinghouse.core.canonical import Json, canonical
from clearinghouse.core.errors import DomainError
from clearinghouse.core.identifiers import is_guid
from clearinghouse.core.messages import Message
from clearinghouse.derived.community import terms_in
from clearinghouse.derived.problems import Problem, Surroundings, problems_in
from clearinghouse.derived.reading import languages_of, parts_of, settled, titles_of
from clearinghouse.formats.collection import get_format
from clearinghouse.ledger.actions import Origin, Writer, writing
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.records.actions import PUBLISHED
from clearinghouse.records.attachments import digests_in
from clearinghouse.records.ending import MAX_REASON_CHARS, REDACTED
from clearinghouse.records.models import RETIRED, Draft, Record, Revision
from clearinghouse.records.orphans import forget_unreferenced
from clearinghouse.records.queries import circumstances_of, surroundings_of
from clearinghouse.records.withdrawing import WITHDRAWN, take_back

MOST_PROBLEMS = 50
_ABSENT = frozenset({"required", "any-of"})
_NAMESAKE = "it comes from a node that is called %s like this one, which must have a name of its own"


class ImportConflictError(DomainError):
    """What arrives contradicts what is here; nothing of it was stored."""

    code = "import-conflict"
    sentence = Message("error", "Revision %(number)s of %(guid)s cannot be imported: %(why)s.")


class EndingConflictError(DomainError):
    """A retirement or redaction that arrives finds nothing here that it could end; nothing of it was stored."""

    code = "import-conflict"
    sentence = Message("error", "The retirement or redaction of %(guid)s cannot be imported: %(why)s.")


@dataclass(frozen=True, slots=True)
class ForeignRevision:
    """A revision as another node or an older system published it.

    origin: node, sequence and digest there. published_at: timezone-aware, kept. document_number: the printed number,
    kept. format_version: of the format it was written in. sealed: names of the fields that were sealed there; they
    stay so, whatever the format says here. is_partial: whether a part of the body was withheld or redacted there.
    """

    guid: str
    number: int
    format: str
    format_version: int
    realm: str
    owner: str
    document_number: int
    published_at: datetime
    body: Json
    origin: Origin
    is_demonstration: bool = False
    sealed: frozenset[str] = frozenset()
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class ForeignRetirement:
    """That the home of a record took it out of force. at: timezone-aware, kept."""

    guid: str
    at: datetime
    reason: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ForeignRedaction:
    """That the home of a record took one part of a revision away. at: timezone-aware, kept."""

    guid: str
    number: int
    part: str
    at: datetime
    reason: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ForeignWithdrawal:
    """That the community took its record back at its home. at: timezone-aware, kept."""

    guid: str
    at: datetime
    origin: Origin


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of it: the revision here, what is wrong with it, and whether it was here before."""

    revision: Revision
    problems: tuple[Problem, ...]
    was_here: bool = False


def import_revision(arriving: ForeignRevision) -> Imported:
    """Append a revision with its own identifiers, number and dates.

    What breaks its format is recorded, not refused: the revision is marked as not conforming and its problems stand in
    the envelope. Importing the same origin again changes nothing, so an interrupted import is simply run again.
    Raises ImportConflictError, UnknownFormatError.
    """
    found = _already(arriving.origin)
    if found is not None:
        return Imported(found, (), was_here=True)
    _require_sense(arriving)
    fmt = get_format(arriving.format)
    circumstances = circumstances_of(arriving.realm, arriving.owner, is_published=arriving.number > 1)
    body = settled(arriving.body, fmt, circumstances)
    problems = _problems_of(arriving, body, surroundings_of(body, fmt, circumstances))
    public, sealed = _still_sealed(*parts_of(body, fmt, circumstances), names=arriving.sealed)
    with writing() as ledger:
        found = _already(arriving.origin)
        if found is not None:
            return Imported(found, (), was_here=True)
        record = _record_of(arriving)
        entry = _append(ledger, arriving, problems, public=public, sealed=sealed)
        if arriving.number > record.latest:
            record.latest = arriving.number
            record.titles_text = canonical(titles_of(public, fmt))
            if record.community:
                record.take_terms(terms_in(public), is_first=not record.revisions.exists())
        elif record.community and not terms_in(public).is_hidden:
            record.was_shown = True
        record.latest_sequence = entry.sequence
        record.save()
        revision = Revision.objects.create(
            record=record,
            number=arriving.number,
            entry=entry,
            format_version=arriving.format_version,
            published_at=arriving.published_at,
            is_conforming=not problems,
        )
    return Imported(revision, problems)


def import_retirement(arriving: ForeignRetirement) -> Entry | None:
    """Append that a record of another node was retired there; None if it was here before.

    Raises EndingConflictError.
    """
    with writing() as ledger:
        if _is_here(arriving.origin, RETIRED, arriving.guid):
            return None
        record = _foreign_record(arriving.guid, arriving.origin)
        if record.is_retired:
            raise EndingConflictError(guid=arriving.guid, why="the record was retired before")
        entry = ledger.append(
            RETIRED,
            record.guid,
            envelope={"guid": record.guid, "importedBy": settings.NODE},
            effective_at=arriving.at,
            public={"reason": arriving.reason[:MAX_REASON_CHARS]},
            origin=arriving.origin,
        )
        record.state = Record.RETIRED
        record.latest_sequence = entry.sequence
        record.save(update_fields=("state", "latest_sequence"))
    return entry


def import_redaction(arriving: ForeignRedaction) -> Entry | None:
    """Append that a part was redacted at the home of its record, and take it away here too; None if it was here before.

    The files of the store still hold the bytes until the caller calls `scrub()`, once for many. Raises
    EndingConflictError.
    """
    with writing() as ledger:
        if _is_here(arriving.origin, REDACTED, arriving.guid):
            return None
        record = _foreign_record(arriving.guid, arriving.origin)
        revision = record.revisions.filter(number=arriving.number).first()
        if revision is None:
            raise EndingConflictError(guid=arriving.guid, why=f"revision {arriving.number} is not here")
        if Draft.objects.filter(guid=record.guid).exists():
            raise EndingConflictError(guid=arriving.guid, why="a draft of it here holds the same text: delete it first")
        envelope: Json = {"guid": record.guid, "revision": arriving.number, "part": arriving.part}
        entry = ledger.append(
            REDACTED,
            record.guid,
            envelope={**envelope, "importedBy": settings.NODE},
            effective_at=arriving.at,
            public={"reason": arriving.reason[:MAX_REASON_CHARS]},
            redacts=(revision.entry_id, arriving.part),
            origin=arriving.origin,
        )
        parts = Part.objects.filter(entry_id=revision.entry_id, name=arriving.part)
        files = frozenset(digest for text in parts.values_list("text", flat=True) for digest in digests_in(text))
        parts.delete()
        if arriving.part == Part.PUBLIC and record.latest == arriving.number:
            record.titles_text = "{}"
        record.latest_sequence = entry.sequence
        record.save(update_fields=("titles_text", "latest_sequence"))
    forget_unreferenced(files)
    return entry


def import_withdrawal(arriving: ForeignWithdrawal) -> Entry | None:
    """Take back here, too, what its community took back at its home; None if that was done before.

    The files of the store still hold the bytes until the caller calls `scrub()`, once for many. Raises
    EndingConflictError.
    """
    with writing() as ledger:
        if _is_here(arriving.origin, WITHDRAWN, arriving.guid):
            return None
        record = _foreign_record(arriving.guid, arriving.origin)
        if record.is_withdrawn:
            return None
        envelope: Json = {"guid": record.guid, "importedBy": settings.NODE}
        files = take_back(ledger, record, envelope=envelope, at=arriving.at, origin=arriving.origin)
        entry = Entry.objects.get(origin_node=arriving.origin.node, origin_sequence=arriving.origin.sequence)
    forget_unreferenced(files)
    return entry


def _is_here(origin: Origin, kind: str, guid: str) -> bool:
    """Say whether an entry of this origin is here. Raises EndingConflictError if it is another one."""
    found = Entry.objects.filter(origin_node=origin.node, origin_sequence=origin.sequence).first()
    if found is not None and (found.kind, found.subject) != (kind, guid):
        raise EndingConflictError(guid=guid, why="its origin was used by another entry")
    return found is not None


def _foreign_record(guid: str, origin: Origin) -> Record:
    """Return the record that an entry of its home is about. Under the lock."""
    if origin.node == settings.NODE:
        raise EndingConflictError(guid=guid, why=_NAMESAKE % origin.node)
    record = Record.objects.filter(pk=guid).first()
    if record is None:
        raise EndingConflictError(guid=guid, why="the record is not here")
    if record.home_node != origin.node:
        raise EndingConflictError(guid=guid, why=f"the home of the record is {record.home_node}")
    return record


def _problems_of(arriving: ForeignRevision, body: Json, surroundings: Surroundings) -> tuple[Problem, ...]:
    found = problems_in(body, get_format(arriving.format), surroundings)
    # What is not in this copy may well be answered in the part that did not come with it.
    return tuple(one for one in found if not (arriving.is_partial and one.code in _ABSENT))


def _still_sealed(public: Json, sealed: Json, *, names: frozenset[str]) -> tuple[Json, Json]:
    # What is in both parts is what a community shows less of: that much is public.
    moved = {name: value for name, value in public.items() if name in names - sealed.keys() and name != "header"}
    return {name: value for name, value in public.items() if name not in moved}, {**sealed, **moved}


def _already(origin: Origin) -> Revision | None:
    return (
        Revision.objects.select_related("record")
        .filter(entry__origin_node=origin.node, entry__origin_sequence=origin.sequence)
        .first()
    )


def _require_sense(arriving: ForeignRevision) -> None:
    if not is_guid(arriving.guid) or arriving.number < 1 or arriving.document_number < 1:
        raise ImportConflictError(number=arriving.number, guid=arriving.guid[:80], why="its identifiers are malformed")
    if arriving.origin.node == settings.NODE:
        # Its number would stand in the way of the entry that this node gives it one day.
        raise ImportConflictError(number=arriving.number, guid=arriving.guid, why=_NAMESAKE % arriving.origin.node)
    if Entry.objects.filter(origin_node=arriving.origin.node, origin_sequence=arriving.origin.sequence).exists():
        raise ImportConflictError(
            number=arriving.number, guid=arriving.guid, why="its origin was used by another entry"
        )


def _record_of(arriving: ForeignRevision) -> Record:
    """Return the record under the lock. Raises ImportConflictError if it is another's."""

    def conflict(why: str) -> ImportConflictError:
        return ImportConflictError(number=arriving.number, guid=arriving.guid, why=why)

    record = Record.objects.filter(pk=arriving.guid).first()
    if record is None:
        if Record.objects.filter(document_number=arriving.document_number).exists():
            raise conflict(f"the record number {arriving.document_number} belongs to another record")
        return Record.objects.create(
            guid=arriving.guid,
            format_slug=arriving.format,
            realm=arriving.realm,
            owner=arriving.owner,
            document_number=arriving.document_number,
            home_node=arriving.origin.node,
            is_demonstration=arriving.is_demonstration,
        )
    if record.home_node != arriving.origin.node:
        raise conflict(f"the home of the record is {record.home_node}")
    if record.format_slug != arriving.format or record.document_number != arriving.document_number:
        raise conflict("format or record number differ from what is here")
    if record.is_withdrawn:
        raise conflict("the community withdrew the record")
    if record.revisions.filter(number=arriving.number).exists():
        raise conflict("another revision with this number is here")
    return record


def _append(
    ledger: Writer, arriving: ForeignRevision, problems: tuple[Problem, ...], *, public: Json, sealed: Json
) -> Entry:
    envelope: Json = {
        "guid": arriving.guid,
        "format": arriving.format,
        "formatVersion": arriving.format_version,
        "realm": arriving.realm,
        "owner": arriving.owner,
        "documentNumber": arriving.document_number,
        "revision": arriving.number,
        "languages": list(languages_of(public)),
        "isDemonstration": arriving.is_demonstration,
        "isConforming": not problems,
        "problems": [{"code": one.code, "pointer": one.pointer} for one in problems[:MOST_PROBLEMS]],
        "importedBy": settings.NODE,
    }
    return ledger.append(
        PUBLISHED,
        arriving.guid,
        envelope=envelope,
        effective_at=arriving.published_at,
        public=public,
        sealed=sealed,
        origin=arriving.origin,
    )
