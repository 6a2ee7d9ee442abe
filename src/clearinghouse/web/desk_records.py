"""What a person looks after: the records of their country, organization or community, and what these lack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, State, Subject
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.languages import tag_of
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.core.owners import government_in, is_owner
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.records.community import own_titles
from clearinghouse.records.duties import Gap, gaps
from clearinghouse.records.models import Record, Revision
from clearinghouse.web.languages import current_language
from clearinghouse.web.ordering import by_name
from clearinghouse.web.owners import learn, owner_name
from clearinghouse.web.presenting import Status, record_url, status_of
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records there are of a format, and where they are listed."""

    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something that a government must have as a Party, and has not. format: in which to begin it, "" for an office."""

    name: str
    why: str
    source: str
    format: str
    realm: str


@dataclass(frozen=True, slots=True)
class LooksAfter:
    """An owner whose records a person looks after. gaps: what they lack of what they must have."""

    owner: str
    name: str
    total: int
    url: str
    formats: list[Counted]
    gaps: list[Lacking]


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record in the list of its owner. can_amend: whether this reader may begin its next revision."""

    url: str
    number: str
    title: str
    language: str
    kind: str
    realm: str
    published_at: datetime | None
    status: Status
    can_amend: bool


def looked_after(person: Person) -> list[LooksAfter]:
    """Return the owners whose records a person looks after, in two queries however many there are."""
    owners = person.owners()
    learn(owners)
    theirs = Record.objects.published().readable_by(person).filter(owner__in=owners)
    rows = theirs.values_list("owner", "format_slug")
    counts: dict[str, dict[str, int]] = {}
    for owner, slug, count in rows.annotate(n=Count("guid")).order_by("owner", "format_slug"):
        counts.setdefault(owner, {})[slug] = count
    return [_looks_after(person, owner, counts.get(owner, {})) for owner in by_name(owners, owner_name)]


def _looks_after(person: Person, owner: str, counts: dict[str, int]) -> LooksAfter:
    formats = [Counted(say(FORMATS[slug].name), count, records_url(owner, slug)) for slug, count in counts.items()]
    return LooksAfter(
        owner, owner_name(owner), sum(counts.values()), records_url(owner), formats, _lacking(person, owner)
    )


def _lacking(person: Person, owner: str) -> list[Lacking]:
    government = government_in(owner)
    return [
        Lacking(say(gap.duty.name), say(gap.duty.why), say(gap.duty.source), _beginnable(person, gap), gap.duty.realm)
        for gap in (gaps(government) if government else ())
    ]


def _beginnable(person: Person, gap: Gap) -> str:
    """Return the format in which this person may begin what is missing, "" if there is none."""
    subject = Subject(gap.government, gap.duty.realm, gap.format, state=State.NEW)
    return gap.format if gap.format and is_allowed(person, "draft", subject) else ""


def records_url(owner: str, slug: str = "") -> str:
    """Return the address of the list of an owner's records, of one format or all."""
    return f"{reverse('my-records')}?{urlencode({'owner': owner, **({'format': slug} if slug else {})})}"


def records_of(person: Person, owner: str, slug: str) -> QuerySet[Record]:
    """Return the published records of an owner whom a person looks after; none of any other owner.

    Raises:
        NotAllowedError: if the text is no owner at all.
    """
    if not is_owner(owner):
        raise NotAllowedError(action="draft")
    if owner not in person.owners():
        return Record.objects.none()
    records = Record.objects.readable_by(person).filter(owner=owner).order_by("-latest_sequence")
    return records.filter(format_slug=slug) if slug else records


def rows_of(records: Sequence[Record], person: Person) -> list[RecordRow]:
    """Return records as rows, with the day of each last revision from one query."""
    found = Revision.objects.filter(record__in=records).values_list("record_id", "number", "published_at")
    days = {(guid, number): at for guid, number, at in found}
    kept = own_titles(person, records)
    return [
        _row(record, days.get((record.guid, record.latest)), person, kept.get(record.guid) or record.titles)
        for record in records
    ]


def _row(record: Record, at: datetime | None, person: Person, titles: dict[str, str]) -> RecordRow:
    number = str(record.printed_number)
    title = best(titles, current_language().code) or Spoken(number, "und")
    return RecordRow(
        record_url(number),
        number,
        title.text,
        tag_of(title.language),
        say(get_format(record.format_slug).name),
        record.realm,
        at,
        status_of(record),
        is_allowed(person, "draft", record.subject),
    )
