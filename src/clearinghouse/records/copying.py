"""Beginning a record from an earlier one of the same owner and format."""

from dataclasses import dataclass
from datetime import datetime
from typing import Required, TypedDict, Unpack

from django.db.models import QuerySet

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.core.canonical import Json
from clearinghouse.derived.copying import copied
from clearinghouse.formats.format import Format
from clearinghouse.records.drafting import begin_draft
from clearinghouse.records.errors import CopyUnfitError
from clearinghouse.records.models import Draft, Record
from clearinghouse.records.queries import full_body, read_revision


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft that began with what an earlier record says. left_out: names of fields whose answers were not copied."""

    draft: Draft
    left_out: list[str]


def earlier_records(account: Account, *, owner: str = "", slug: str = "") -> QuerySet[Record]:
    """Return the owners' records that may begin another, the newest first; of one owner or one format if given."""
    records = Record.objects.visible_to(account).exclude(owner="").order_by("-latest_sequence")
    records = records.filter(owner=owner) if owner else records
    return records.filter(format_slug=slug) if slug else records


class Wanted(TypedDict, total=False):
    """What is to begin, as begin_draft has it."""

    by: Required[Account]
    realm: Required[str]
    owner: Required[str]
    language: Required[str]
    at: Required[datetime]
    body: Json | None
    guid: str


def begin_from(record: Record, fmt: Format, **wanted: Unpack[Wanted]) -> Begun:
    """Begin a record with what the latest revision of another says, as far as this person sees it.

    body: answers that take the place of copied ones. Raises CopyUnfitError for a record of another format or owner,
    RecordNotFoundError, and whatever begin_draft raises.
    """
    if record.format_slug != fmt.slug or record.owner != wanted["owner"] or not record.owner:
        raise CopyUnfitError(identifier=str(record.printed_number))
    found = read_revision(record, person_of(wanted["by"]))
    whole = full_body(found.revision)
    # What is shown only in part is left out: half an answer would be published as the whole.
    seen = {name: value for name, value in found.body.items() if whole.get(name) == value}
    start, left_out = copied(seen, fmt)
    begun: Wanted = {**wanted, "body": {**start, **(wanted.get("body") or {})}}
    return Begun(begin_draft(fmt, **begun, origins=record.origins_text), left_out)
