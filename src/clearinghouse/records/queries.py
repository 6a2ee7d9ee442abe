"""Reading records: by identifier, as of a date, with the parts that a reader may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from clearinghouse.accounts.permissions import WrongStateError, is_allowed, require
from clearinghouse.accounts.person import Person, Visitor
from clearinghouse.core.canonical import Json, parsed
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.identifiers import (
    MalformedIdentifierError,
    PrintedNumber,
    parse_printed_number,
    parse_reference,
)
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.core.owners import OwnerKind, community_in, government_in, owner_named
from clearinghouse.derived.community import Access
from clearinghouse.derived.pages import Card
from clearinghouse.derived.problems import EUROPEAN_UNION, RecordCard, Surroundings
from clearinghouse.derived.reading import is_personal, references_in
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Audience, Format
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.parties.queries import current_parties
from clearinghouse.records.community import body_for, kept_from_others
from clearinghouse.records.errors import (
    ForeignRecordError,
    NumbersExhaustedError,
    RecordNotFoundError,
    RecordRetiredError,
    RecordWithdrawnError,
)
from clearinghouse.records.models import Draft, Record, RecordQuerySet, Revision
from clearinghouse.records.words import current_vocabulary

_UNION_MEMBERS = "bd12d7fb-91f7-4b2d-996c-e70f18a51f0e"
"""The group of the member states of the European Union."""


@dataclass(frozen=True, slots=True)
class ReadRevision:
    """A revision with the body that one reader may see. sealed: names of its fields that not everyone sees.

    is_redacted: whether its public part was taken away. hides: whether a sealed field is kept from this reader.
    """

    record: Record
    revision: Revision
    entry: Entry
    body: Json
    sealed: frozenset[str]
    is_redacted: bool
    hides: bool = False


def find_record(identifier: str, visitor: Visitor) -> tuple[Record, int | None]:
    """Return the record that a GUID or a printed number names, and the revision where one is named.

    Raises RecordNotFoundError, and RecordWithdrawnError for one that was open before its community took it back.
    """
    if (found := _found(identifier, Record.objects.visible_to(visitor))) is not None:
        return found
    withdrawn = _found(identifier, Record.objects.filter(state=Record.WITHDRAWN, was_shown=True))
    if withdrawn is not None and withdrawn[0].withdrawn_at is not None:
        raise RecordWithdrawnError(withdrawn[0].withdrawn_at)
    raise RecordNotFoundError(identifier=identifier[:128])


def _found(identifier: str, records: RecordQuerySet) -> tuple[Record, int | None] | None:
    printed = parse_printed_number(identifier)
    if printed is not None:
        record = records.filter(document_number=printed.number).first()
        return (record, printed.revision) if record is not None and _names(printed, record) else None
    try:
        reference = parse_reference(identifier)
    except MalformedIdentifierError:
        return None
    record = records.filter(pk=reference.guid).first()
    return (record, reference.revision) if record is not None else None


def _names(printed: PrintedNumber, record: Record) -> bool:
    own = record.printed_number
    return (printed.realm, printed.code, printed.owner) == (own.realm, own.code, own.owner)


def read_revision(
    record: Record,
    person: Person,
    *,
    number: int | None = None,
    as_of: datetime | None = None,
    at_sequence: int | None = None,
) -> ReadRevision:
    """Return one revision as `person` may see it: the given number, the one in force on a day, or the latest.

    as_of: published at or before this moment. at_sequence: the last that this node knew at a ledger sequence.
    Raises RecordNotFoundError if there is none.
    """
    revisions = record.revisions.select_related("entry")
    if number is not None:
        revision = revisions.filter(number=number).first()
    elif as_of is not None:
        revision = revisions.filter(published_at__lte=as_of).order_by("-published_at", "-number").first()
    elif at_sequence is not None:
        revision = revisions.filter(entry_id__lte=at_sequence).order_by("-entry_id").first()
    else:
        revision = revisions.filter(number=record.latest).first()
    if revision is None:
        raise RecordNotFoundError(identifier=str(record.printed_number))
    return with_parts(record, revision, person)


def with_parts(record: Record, revision: Revision, person: Person) -> ReadRevision:
    """Return a revision with the parts that `person` may see."""
    texts = {part.name: part.text for part in Part.objects.filter(entry_id=revision.entry_id)}
    public = parsed(texts.get(Part.PUBLIC, "{}"))
    sealed = parsed(texts.get(Part.SEALED, "{}"))
    is_redacted = bool(revision.entry.public_digest) and Part.PUBLIC not in texts
    if record.community:
        body = body_for(person, record, public, sealed)
        seen = kept_from_others(record, public, body)
        hides = body != {**public, **sealed}
        return ReadRevision(record, revision, revision.entry, body, seen, is_redacted, hides=hides)
    seen = sealed_fields_for(person, record, {**public, **sealed}, sealed)
    body = {**public, **{name: value for name, value in sealed.items() if name in seen}}
    return ReadRevision(record, revision, revision.entry, body, seen, is_redacted, hides=bool(sealed.keys() - seen))


def sealed_fields_for(person: Person, record: Record, body: Json, sealed: Json) -> frozenset[str]:
    """Return the names of the sealed fields that `person` may see of a record that no community owns."""
    fmt = record.format
    sees_internal = is_allowed(person, "see-internal", record.subject)
    sees_personal = sees_internal or is_allowed(person, "see-personal", record.subject)
    circumstances = circumstances_of(record.realm, record.owner, is_published=True)
    seen = set()
    for name in sealed:
        field = fmt.fields.get(name)
        if field is None or field.audience is Audience.OWNER:
            allowed = sees_internal
        elif field.audience is Audience.SIGNED_IN or is_personal(field, body, circumstances):
            allowed = sees_personal
        else:
            allowed = False
        if allowed:
            seen.add(name)
    return frozenset(seen)


def full_body(revision: Revision) -> Json:
    """Return both parts as one body. For the door and its drafts only, never for a page."""
    texts = dict(Part.objects.filter(entry_id=revision.entry_id).values_list("name", "text"))
    return {**parsed(texts.get(Part.PUBLIC, "{}")), **parsed(texts.get(Part.SEALED, "{}"))}


def circumstances_of(realm: str, owner: str, *, is_published: bool) -> Circumstances:
    """Return what the conditions of a format may know of a record."""
    return Circumstances(realm, government_in(owner), is_published, community_in(owner))


def surroundings_of(
    body: Json, fmt: Format, circumstances: Circumstances, *, attachments: frozenset[str] = frozenset()
) -> Surroundings:
    """Return what a check needs beside the body: words, and the published records referred to (one query).

    attachments: digests of the files that the body may name, see `known_attachments`.
    """
    guids = {reference.guid for _, reference in references_in(body, fmt)}
    # Only a community's own records may refer to what it keeps to itself; to any other there is no such record.
    is_known = ~Q(access=Access.COMMUNITY.value)
    if circumstances.community:
        is_known |= Q(owner=owner_named(OwnerKind.COMMUNITY, circumstances.community))
    known = Record.objects.published().filter(is_known, pk__in=guids)
    found = known.values_list("guid", "format_slug", "owner")
    records = {guid: RecordCard(guid, slug, owner) for guid, slug, owner in found}
    members = members_of(circumstances.government)
    return Surroundings(circumstances, current_vocabulary(), records, attachments, members)


def members_of(government: str) -> frozenset[str] | None:
    """Return the members of the union that a government is; None where it is none, or where nobody has told."""
    if government != EUROPEAN_UNION:
        return None
    return frozenset(current_parties().members(_UNION_MEMBERS, timezone.now().date())) or None


def cards(guids: Iterable[str], language: str, visitor: Visitor) -> dict[str, Card]:
    """Return what lists and references show of published records, by GUID, in one query."""
    records = Record.objects.visible_to(visitor).filter(pk__in=set(guids))
    return {record.guid: card_of(record, language) for record in records}


def card_of(record: Record, language: str) -> Card:
    """Return what is shown of one record."""
    number = str(record.printed_number)
    title = best(record.titles, language) or Spoken(number, "und")
    return Card(record.guid, number, record.format_slug, record.format.code, title, record.owner)


def cards_for(body: Json, fmt: Format, language: str, visitor: Visitor) -> dict[str, Card]:
    """Return the cards of every record that a body refers to."""
    return cards((reference.guid for _, reference in references_in(body, fmt)), language, visitor)


def next_document_number(first: int, last: int) -> int:
    """Return the next printed number in the range given to this node. Under the lock only.

    Raises NumbersExhaustedError.
    """
    # Past the ORM, whose aggregates cost ten times what the statement does: everybody waits for the lock.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT MAX(document_number) FROM records_record WHERE document_number BETWEEN %s AND %s", [first, last]
        )
        highest = cursor.fetchone()[0]
    number = first if highest is None else int(highest) + 1
    if number > last:
        raise NumbersExhaustedError
    return number


def draft_circumstances(draft: Draft) -> Circumstances:
    """Return what the conditions of a format may know of a draft."""
    return circumstances_of(draft.realm, draft.owner, is_published=draft.based_on > 0)


def require_home(record: Record) -> None:
    """Raise ForeignRecordError unless this node is the home of the record: only it appends."""
    if record.home_node != settings.NODE:
        raise ForeignRecordError(node=record.home_node)


def require_editing(person: Person, draft: Draft) -> None:
    """Require that a person may change a draft as it stands.

    Raises NotAllowedError, and WrongStateError for an editor whose draft is requested: they withdraw the request first.
    """
    try:
        require(person, draft.edit_action, draft.subject)
    except NotAllowedError:
        require(person, "edit-draft", draft.subject)
        raise


def require_of(person: Person, action: str, record: Record) -> None:
    """Require an action on a record; that it is out of force is a refusal of its own. Raises RecordRetiredError."""
    try:
        require(person, action, record.subject)
    except WrongStateError as error:
        if record.is_retired:
            raise RecordRetiredError from error
        raise
