"""Shapes of the API's answers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Self

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Schema
from ninja.errors import ValidationError

from clearinghouse.core.canonical import parsed
from clearinghouse.derived.reading import titles_of
from clearinghouse.exchange.withholding import WITHHELD, Reticence, Told
from clearinghouse.formats.format import Format
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.projections.links import public_parts
from clearinghouse.records.attachments import record_files
from clearinghouse.records.models import Record
from clearinghouse.records.queries import ReadRevision
from clearinghouse.search.days import day_of
from clearinghouse.search.opening import engine, lexicon
from clearinghouse.search.params import MAX_HITS, MAX_PAGE_SIZE, UNKNOWN, query_from_params
from clearinghouse.search.projection import PUBLIC
from clearinghouse.search.query import Problem
from clearinghouse.search.spaces import whole_space
from clearinghouse.search.understanding import Meaning, meanings
from clearinghouse.search.verifying import Verification

_REFUSED = {
    "bad-page": ("page", f"a whole number from 1 is needed, and no page goes beyond {MAX_HITS} records"),
    "bad-size": ("size", f"a whole number from 1 to {MAX_PAGE_SIZE} is needed"),
}
"""Problem of a search for which it is not answered → the parameter, and what it should be."""


class AttachmentAnswer(Schema):
    """A file of a record, which its body names as `attachment:` and this id. `url` is an address on this node."""

    id: str
    name: str
    media_type: str
    size: int
    url: str


class RecordAnswer(Schema):
    """One revision of a record. `body` is the public part as it was published."""

    identifier: str
    number: str
    format: str
    format_version: int
    realm: str
    owner: str
    state: str
    is_demonstration: bool
    is_redacted: bool
    revision: int
    latest_revision: int
    published_at: datetime
    recorded_at: datetime
    sequence: int
    digest: str
    attachments: list[AttachmentAnswer]
    body: dict[str, Any]


class FoundRecord(Schema):
    """One hit of a search."""

    identifier: str
    number: str
    format: str
    owner: str
    is_demonstration: bool
    title: dict[str, str]
    score: float
    sequence: int
    body: dict[str, Any]


class FacetAnswer(Schema):
    """How many records carry a code."""

    code: str
    count: int


class MeaningAnswer(Schema):
    """What some words of `q` were understood as.

    `since` and `until`: days of publication that they allow; `code`: the term or country that they name; `record`: the
    organization; `format`: the type of record. Words in quotation marks are words alone.
    """

    words: str
    since: date | None = None
    until: date | None = None
    code: str = ""
    record: str = ""
    format: str = ""


class FoundRecords(Schema):
    """One page of a search. `problems` names what could not be used of the query."""

    total: int
    page: int
    size: int
    records: list[FoundRecord]
    facets: dict[str, list[FacetAnswer]]
    understood: list[MeaningAnswer]
    problems: list[str]


class StepAnswer(Schema):
    """An event in the life of a record: `revision` was published, or with 0 the record was retired."""

    revision: int
    at: datetime


class VerificationAnswer(Schema):
    """What is known of one identifier. `verdict`: valid, not-yet-valid, expired, superseded, revoked, retired, unknown.

    `is_misread`: a unique identifier of the OECD whose check digit does not fit. `record` and `revision` are empty
    where the verdict is unknown.
    """

    identifier: str
    verdict: str
    since: date | None
    until: date | None
    successor: int | None
    is_misread: bool
    record: str
    number: str
    format: str
    revision: int | None
    title: dict[str, str]
    history: list[StepAnswer]


def verification_answer(found: Verification) -> VerificationAnswer:
    """Return the answer for one identifier."""
    read = found.read
    return VerificationAnswer(
        identifier=found.identifier,
        verdict=found.standing.verdict.value,
        since=found.standing.since,
        until=found.standing.until,
        successor=found.standing.successor or None,
        is_misread=found.is_misread,
        record=read.record.guid if read else "",
        number=str(read.record.printed_number) if read else "",
        format=read.record.format_slug if read else "",
        revision=read.revision.number if read else None,
        title=read.record.titles if read else {},
        history=[StepAnswer(revision=step.number, at=step.at) for step in found.steps],
    )


class FormatAnswer(Schema):
    """One common format."""

    slug: str
    code: str
    version: int
    name: str
    realms: list[str]
    fields: int
    is_open: bool
    superseded_by: str
    schema_url: str
    sample_url: str

    @classmethod
    def of(cls, fmt: Format, request: HttpRequest) -> Self:
        """Return the answer for a format."""
        return cls(
            slug=fmt.slug,
            code=fmt.code,
            version=fmt.version,
            name=fmt.label,
            realms=list(fmt.realms),
            fields=len(fmt.fields),
            is_open=fmt.is_open,
            superseded_by=fmt.superseded_by,
            schema_url=request.build_absolute_uri(f"/api/v1/formats/{fmt.slug}/schema"),
            sample_url=request.build_absolute_uri(f"/api/v1/formats/{fmt.slug}/sample"),
        )


class ProblemAnswer(Schema):
    """One thing that stands in the way of publication."""

    code: str
    pointer: str
    field: str
    sentence: str


class CheckAnswer(Schema):
    """The outcome of a check."""

    is_valid: bool
    problems: list[ProblemAnswer]


class Change(Schema):
    """One entry of the ledger. `public` is missing where it was redacted or withheld, or the entry has none."""

    sequence: int
    kind: str
    subject: str
    envelope: dict[str, Any]
    public: dict[str, Any] | None
    digest: str
    previous_digest: str
    effective_at: datetime
    recorded_at: datetime
    origin_node: str
    origin_sequence: int


class Changes(Schema):
    """A stretch of the ledger, and how far it goes."""

    head: int
    entries: list[Change]


def record_answer(read: ReadRevision) -> RecordAnswer:
    """Return a revision for machines."""
    record, revision, entry = read.record, read.revision, read.entry
    return RecordAnswer(
        identifier=record.guid,
        number=f"{record.printed_number}-{revision.number}",
        format=record.format_slug,
        format_version=revision.format_version,
        realm=record.realm,
        owner=record.owner,
        state=record.state,
        is_demonstration=record.is_demonstration,
        is_redacted=read.is_redacted,
        revision=revision.number,
        latest_revision=record.latest,
        published_at=revision.published_at,
        recorded_at=entry.recorded_at,
        sequence=entry.sequence,
        digest=entry.digest,
        attachments=_attachments(read),
        body=read.body,
    )


def _attachments(read: ReadRevision) -> list[AttachmentAnswer]:
    number = str(read.record.printed_number)
    # The language of the address is that of the page around a file; the file is the same in each.
    with translation.override("en"):
        return [
            AttachmentAnswer(
                id=digest,
                name=file.name,
                media_type=file.kind.media_type,
                size=file.attachment.size,
                url=reverse("record-file", args=[number, digest, file.name]),
            )
            for digest, file in record_files(read.record, read.body).items()
        ]


def changes_of(entries: Sequence[Entry]) -> list[Change]:
    """Return entries as others are told them, each with its public part; two queries for all."""
    texts = Part.objects.filter(entry__in=entries, name=Part.PUBLIC).values_list("entry_id", "text")
    parts = {sequence: parsed(text) for sequence, text in texts}
    reticence = Reticence(entries)
    return [
        _change(entry, public, reticence.of(entry, public))
        for entry, public in ((one, parts.get(one.sequence)) for one in entries)
    ]


def _change(entry: Entry, public: dict[str, Any] | None, told: Told) -> Change:
    if told is Told.NOTHING:
        return Change(
            sequence=entry.sequence,
            kind=WITHHELD,
            subject="",
            envelope={},
            public=None,
            digest=entry.digest,
            previous_digest=entry.previous_digest,
            effective_at=entry.recorded_at,
            recorded_at=entry.recorded_at,
            origin_node="",
            origin_sequence=0,
        )
    return Change(
        sequence=entry.sequence,
        kind=entry.kind,
        subject=entry.subject,
        envelope=parsed(entry.envelope),
        public=public if told is Told.ALL else None,
        digest=entry.digest,
        previous_digest=entry.previous_digest,
        effective_at=entry.effective_at,
        recorded_at=entry.recorded_at,
        origin_node=entry.origin_node,
        origin_sequence=entry.origin_sequence,
    )


def found_records(params: Mapping[str, Sequence[str]]) -> FoundRecords:
    """Answer a search. Raises SearchUnavailableError, and ValidationError for a page, size or value that cannot be.

    A program that counts pages would take the first page for the one it asked for, again and again.
    """
    query = query_from_params(params, whole_space(), lexicon=lexicon()).visible_to((PUBLIC,))
    if impossible := [why for problem in query.problems if (why := _refused(problem))]:
        raise ValidationError([{"loc": ("query", name), "msg": why} for name, why in impossible])
    index = engine()
    index.refresh()
    page = index.search(query)
    records = Record.objects.open().in_bulk([hit.guid for hit in page.hits])
    bodies = public_parts(hit.sequence for hit in page.hits)
    return FoundRecords(
        total=page.total,
        page=query.page,
        size=query.page_size,
        records=[
            FoundRecord(
                identifier=hit.guid,
                number=str(records[hit.guid].printed_number),
                format=records[hit.guid].format_slug,
                owner=records[hit.guid].owner,
                is_demonstration=records[hit.guid].is_demonstration,
                title=titles_of(bodies.get(hit.sequence, {}), records[hit.guid].format),
                score=hit.score,
                sequence=hit.sequence,
                body=bodies.get(hit.sequence, {}),
            )
            for hit in page.hits
            if hit.guid in records
        ],
        facets={
            name: [FacetAnswer(code=one.code, count=one.count) for one in counts]
            for name, counts in page.facets.items()
        },
        understood=[_meaning(one, query.text) for one in meanings(query, lexicon())],
        problems=[problem.message.text % {"value": problem.value} for problem in query.problems],
    )


def _refused(problem: Problem) -> tuple[str, str] | None:
    """Return the parameter for which a search is not answered, and why; None where it is."""
    if problem.code.startswith(UNKNOWN):
        return problem.code.removeprefix(UNKNOWN), f"{problem.value} is none of the values that can be chosen"
    return _REFUSED.get(problem.code)


def _meaning(one: Meaning, text: str) -> MeaningAnswer:
    lower, upper = (one.limit.lower, one.limit.upper) if one.limit else (None, None)
    return MeaningAnswer(
        words=text[one.start : one.end],
        since=None if lower is None else day_of(lower),
        until=None if upper is None else day_of(upper),
        code=one.code,
        record=one.record,
        format=one.type,
    )
