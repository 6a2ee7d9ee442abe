"""What stands on the page of a record."""

from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clearinghouse.accounts.person import Person, Visitor
from clearinghouse.core.languages import tag_of
from clearinghouse.core.multilingual import Spoken
from clearinghouse.core.owners import government_in
from clearinghouse.derived.originals import Translated, originals_of, told_at_once
from clearinghouse.derived.origins import places_in
from clearinghouse.derived.pages import Reader, page_sections
from clearinghouse.derived.reading import languages_of, summary_of, title_of
from clearinghouse.formats.community_terms import TERMS
from clearinghouse.records.queries import ReadRevision, cards_for
from clearinghouse.records.standing import standing_in_body
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.community_shown import CommunityCard, community_card
from clearinghouse.web.conformity import departures_of
from clearinghouse.web.decision_map import DecisionMap, decision_map
from clearinghouse.web.files_shown import files_of_record
from clearinghouse.web.formats_shown import FormatRow, successor_of
from clearinghouse.web.histories import HistoryItem, history_of
from clearinghouse.web.languages import current_language
from clearinghouse.web.lmo_card import CountryDecision, decisions_on
from clearinghouse.web.owners import owner_name, owner_url
from clearinghouse.web.presenting import (
    ShownSection,
    ShownValue,
    Status,
    record_url,
    result_status,
    shown_sections,
    status_of,
    values_named,
)
from clearinghouse.web.realms import REALMS
from clearinghouse.web.record_cards.card import CardSource, RecordCard
from clearinghouse.web.record_cards.choosing import card_for
from clearinghouse.web.references import CitingGroup, citing_groups, references_of
from clearinghouse.web.speech import say

LMO = "modifiedOrganism"


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to this page."""

    label: str
    url: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact on the identity card."""

    label: str
    text: str = ""
    url: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Folio:
    """The identity card."""

    label: str
    identifier: str
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Strip:
    """The call number of a revision."""

    identifier: str
    revision: int
    sequence: int
    day: datetime
    digest: str
    language: str


@dataclass(frozen=True, slots=True)
class Content:
    """One entry of the contents list."""

    anchor: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The whole page; templates only lay it out.

    confirmed_at: when its owner last said that the latest revision is still current. also_in: names of the other
    clearing-houses that show it. card: what its type lets it say first. community: its terms, where one owns it.
    successor: the format that took the place of its own, where that is closed. departures: the questions in which a
    revision that was taken in does not follow its format. translated: the languages in which all text is a translation.
    """

    title: Spoken
    summary: Spoken | None
    kind: str
    realm_name: str
    owner: str
    owner_url: str
    url: str
    json_url: str
    pdf_url: str
    folio: Folio
    strip: Strip
    sections: list[ShownSection]
    contents: list[Content]
    history: list[HistoryItem]
    crumbs: list[Crumb]
    citation: str
    is_latest: bool
    is_redacted: bool
    as_of: datetime | None
    decisions: list[CountryDecision] = field(default_factory=list)
    decision_map: DecisionMap | None = None
    referred: list[ShownValue] = field(default_factory=list)
    citing: list[CitingGroup] = field(default_factory=list)
    confirmed_at: datetime | None = None
    also_in: list[str] = field(default_factory=list)
    card: RecordCard | None = None
    successor: FormatRow | None = None
    departures: list[str] = field(default_factory=list)
    community: CommunityCard | None = None
    translated: list[Translated] = field(default_factory=list)

    @property
    def opens_citing(self) -> bool:
        """Whether the records that refer to this one are listed at once; those of an LMO stand in its table."""
        return not self.decisions

    @property
    def retirement(self) -> HistoryItem | None:
        """The entry that took the record out of force."""
        return next((item for item in self.history if item.kind == "retired"), None)


def record_page(
    read: ReadRevision, person: Person, visitor: Visitor, *, as_of: datetime | None = None, has_relations: bool = True
) -> RecordPage:
    """Return the page of a revision as a person may see it.

    has_relations: whether the records that refer to this one are looked up.
    """
    record, fmt, body = read.record, read.record.format, read.body
    language = current_language().code
    translated, originals = told_at_once(originals_of(record.origins), places_in(body, fmt))
    reader = Reader(language, say, current_vocabulary(), cards_for(body, fmt, language, visitor), originals)
    number = str(record.printed_number)
    title = title_of(body, fmt, language) or Spoken(f"{say(fmt.name)} {number}", language)
    files = files_of_record(record, body)
    sections = shown_sections(page_sections(body, fmt, reader, sealed=read.sealed), files)
    community = community_card(read, sections, reader)
    sections = [section for section in sections if community is None or section.name != TERMS]
    decisions = decisions_on(record, visitor) if has_relations and fmt.slug == LMO else []
    groups = citing_groups(record, visitor) if has_relations else []
    referred = references_of(sections)
    realm = REALMS.get(record.realm)
    history = history_of(record)
    source = CardSource(read, reader, sections, history, groups, visitor, as_of)
    card = card_for(source) if has_relations else None
    standing = standing_in_body(record, body, number=read.revision.number, day=source.day)
    status = status_of(record, standing, is_retired=source.retirement is not None)
    folio = _folio(read, reader, decisions, status=status)
    return RecordPage(
        title=title,
        summary=summary_of(body, fmt, language),
        kind=say(fmt.name),
        realm_name=say(realm.name) if realm else record.realm,
        owner=owner_name(record.owner),
        owner_url=owner_url(record.owner),
        url=record_url(number),
        json_url=f"/api/v1/records/{number}",
        pdf_url=_pdf_url(read, as_of),
        folio=folio,
        strip=_strip(read),
        sections=sections,
        contents=_contents(card, sections, decisions, referred, groups),
        history=history,
        crumbs=_crumbs(read, folio.identifier),
        citation=_citation(read, title),
        is_latest=read.revision.number == record.latest,
        is_redacted=read.is_redacted,
        as_of=as_of,
        decisions=decisions,
        decision_map=decision_map(decisions),
        referred=referred,
        citing=groups,
        confirmed_at=_confirmed_at(read),
        also_in=[say(REALMS[code].name) for code in record.visible_realms[1:] if code in REALMS],
        card=card,
        successor=successor_of(fmt),
        departures=departures_of(read),
        community=community,
        translated=translated,
    )


def _pdf_url(read: ReadRevision, as_of: datetime | None) -> str:
    """Return the address of this page as a PDF: of the latest revision, of another, or of a day."""
    number, is_latest = read.record.printed_number, read.revision.number == read.record.latest
    identifier = str(number) if as_of or is_latest else f"{number}-{read.revision.number}"
    day = f"?as-of={as_of.date().isoformat()}" if as_of else ""
    return f"{reverse('record-pdf', args=[identifier])}{day}"


def _confirmed_at(read: ReadRevision) -> datetime | None:
    record, at = read.record, read.record.confirmed_at
    is_about_this = read.revision.number == record.latest and not record.is_retired
    return at if at is not None and is_about_this and at > read.revision.published_at else None


def _folio(read: ReadRevision, reader: Reader, decisions: list[CountryDecision], *, status: Status) -> Folio:
    record = read.record
    facts = [Fact(_("Status"), status=status)]
    if record.format_slug == LMO:
        unique = values_named("uniqueIdentification", read.body, LMO, reader)
        countries = len({decision.owner for decision in decisions})
        text = ngettext(
            "%(decisions)s in %(countries)s country", "%(decisions)s in %(countries)s countries", countries
        ) % {"decisions": len(decisions), "countries": countries}
        facts.append(
            Fact(_("Decisions"), text if decisions else _("None published"), "#decisions" if decisions else "")
        )
        if unique:
            return Folio(_("Unique identifier"), str(getattr(unique[0], "text", "")), facts)
    result = result_status(values_named("decisionResult", read.body, record.format_slug, reader))
    if result:
        facts.append(Fact(_("Result"), status=result))
    if government := government_in(record.owner):
        facts.append(Fact(_("Country"), owner_name(government), owner_url(government)))
    return Folio(_("Record number"), str(record.printed_number), facts)


def _strip(read: ReadRevision) -> Strip:
    languages = languages_of(read.body)
    return Strip(
        f"{read.record.printed_number}-{read.revision.number}",
        read.revision.number,
        read.entry.sequence,
        read.revision.published_at,
        read.entry.digest,
        tag_of(languages[0]) if len(languages) == 1 else "",
    )


def _contents(
    card: RecordCard | None,
    sections: list[ShownSection],
    decisions: list[CountryDecision],
    referred: list[ShownValue],
    groups: list[CitingGroup],
) -> list[Content]:
    contents = [Content("in-short", _("In short"))] if card else []
    contents += [Content(f"s-{section.name}", section.label) for section in sections]
    if decisions:
        contents.append(Content("decisions", _("Decisions by country"), len(decisions)))
    if referred or groups:
        count = len(referred) + sum(group.count for group in groups)
        contents.append(Content("references", _("References"), count))
    return contents


def _crumbs(read: ReadRevision, label: str) -> list[Crumb]:
    record = read.record
    realm = REALMS.get(record.realm)
    crumbs = [Crumb(_("Clearinghouse"), reverse("home"))]
    if realm:
        crumbs.append(Crumb(say(realm.name), reverse("realm", args=[realm.code])))
    crumbs.append(Crumb(say(record.format.plural_name), f"{reverse('search')}?format={record.format_slug}"))
    crumbs.append(Crumb(label, record_url(str(record.printed_number))))
    return crumbs


def _citation(read: ReadRevision, title: Spoken) -> str:
    record = read.record
    realm = REALMS.get(record.realm)
    return _("%(owner)s (%(year)s). %(title)s, revision %(revision)s. %(realm)s, %(number)s.") % {
        "owner": owner_name(record.owner) or (say(realm.full_name) if realm else _("Clearinghouse")),
        "year": read.revision.published_at.year,
        "title": title.text,
        "revision": read.revision.number,
        "realm": say(realm.full_name) if realm else _("Clearinghouse"),
        "number": f"{record.printed_number}-{read.revision.number}",
    }
