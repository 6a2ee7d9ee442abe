"""Hits of a search as they are shown: title and snippet with highlights, status, number, day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import tag_of
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.core.rich_text import plain
from clearinghouse.derived.pages import Reader, TermValue
from clearinghouse.derived.reading import titles_of, values_of
from clearinghouse.formats.format import Format
from clearinghouse.formats.kinds import LocalText
from clearinghouse.projections.links import public_parts
from clearinghouse.records.models import Record, Revision
from clearinghouse.records.standing import standing_in_body
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.concepts import ConceptLexicon
from clearinghouse.search.days import day_of, iso_of
from clearinghouse.search.engine import Hit
from clearinghouse.search.highlighting import Segment, highlight, snippet
from clearinghouse.search.opening import lexicon
from clearinghouse.search.params import AS_OF
from clearinghouse.search.query import Query
from clearinghouse.web.community_shown import labels_in
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import learn, owner_name
from clearinghouse.web.presenting import Status, record_url, result_status, status_of, values_named
from clearinghouse.web.speech import say

SNIPPET_CHARS = 240


@dataclass(frozen=True, slots=True)
class TermShown:
    """One descriptive term of a hit."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class HitShown:
    """One hit. title, snippet: markup of our own around escaped text."""

    url: str
    title: SafeString
    language: str
    kind: str
    realm: str
    owner: str
    status: Status
    identifier: str
    day: datetime
    snippet: SafeString
    snippet_language: str
    terms: tuple[TermShown, ...]
    is_demonstration: bool
    why_url: str = ""


def hits_shown(hits: Sequence[Hit], query: Query, visitor: Visitor) -> list[HitShown]:
    """Return hits in order, each as the revision that was found; three queries for a whole page.

    A record that went meanwhile is left out.
    """
    records = Record.objects.visible_to(visitor).in_bulk([hit.guid for hit in hits])
    revisions = Revision.objects.in_bulk([hit.sequence for hit in hits], field_name="entry_id")
    bodies = public_parts(revisions)
    learn(record.owner for record in records.values())
    reading = Reader(current_language().code, say, current_vocabulary(), {})
    words = lexicon()
    return [
        _shown(records[hit.guid], revisions[hit.sequence], bodies[hit.sequence], query, reading, words)
        for hit in hits
        if hit.guid in records and hit.sequence in bodies
    ]


def _shown(
    record: Record, revision: Revision, body: Json, query: Query, reading: Reader, words: ConceptLexicon
) -> HitShown:
    language = current_language().code
    number = str(record.printed_number)
    title = best(titles_of(body, record.format), language) or Spoken(number, "und")
    is_past = bool(query.validity)
    piece = snippet(_texts(record.format, body), query, SNIPPET_CHARS, lexicon=words)
    result = result_status(values_named("decisionResult", body, record.format_slug, reading))
    day = timezone.now().date() if query.as_of is None else day_of(query.as_of)
    standing = standing_in_body(record, body, number=revision.number, day=day)
    return HitShown(
        record_url(f"{record.guid}@{revision.number}" if is_past else number),
        marked(highlight(title.text, title.language, query, lexicon=words)),
        tag_of(title.language),
        say(record.format.name),
        record.realm,
        owner_name(record.owner),
        result if result is not None and (is_past or not record.is_retired) else status_of(record, standing),
        f"{number}-{revision.number}" if is_past else number,
        revision.published_at,
        marked(piece.segments if piece else ()),
        tag_of(piece.language) if piece else "",
        tuple(_terms(record, body, reading)),
        record.is_demonstration,
        _why(number, query),
    )


def _why(number: str, query: Query) -> str:
    """Return the address that explains a hit; "" where no words were asked for."""
    if not query.text:
        return ""
    asked = {"q": query.text, **({} if query.as_of is None else {AS_OF: iso_of(query.as_of)})}
    return f"{reverse('why', args=[number])}?{urlencode(asked)}"


def _terms(record: Record, body: Json, reading: Reader) -> Iterator[TermShown]:
    if record.community:
        yield from (TermShown(label.name) for label in labels_in(body, reading))
    for name in ("uniqueIdentification", "traits", "decisionTypes", "scopes", "family", "organismType"):
        if name not in record.format.fields:
            continue
        for value in values_named(name, body, record.format_slug, reading)[:3]:
            label = value.label if isinstance(value, TermValue) else getattr(value, "text", "")
            if label:
                yield TermShown(str(label))


def _texts(fmt: Format, body: Json) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field in fmt:
        if not isinstance(field.kind, LocalText) or field.name in fmt.title:
            continue
        for value in values_of(field, body):
            if isinstance(value, dict):
                for code, text in value.items():
                    if isinstance(text, str):
                        found.setdefault(code, []).append(plain(text) if field.kind.is_rich else text)
    return found


def marked(segments: Sequence[Segment]) -> SafeString:
    """Return segments as markup: hits in `mark`, all text escaped."""
    return mark_safe("".join(_marked(segment) for segment in segments))  # noqa: S308 - every piece is escaped


def _marked(segment: Segment) -> SafeString:
    return format_html("<mark>{}</mark>", segment.text) if segment.is_hit else escape(segment.text)
