"""The page of a government: names, codes, groups, instruments, offices, what it published and what it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.messages import Message
from clearinghouse.formats.collection import FORMATS
from clearinghouse.parties.facts import GROUP_KINDS, Membership
from clearinghouse.parties.queries import current_parties, former_names_shown, groups_shown, standings
from clearinghouse.parties.snapshot import Parties
from clearinghouse.records.duties import Gap, gaps
from clearinghouse.records.models import Record
from clearinghouse.web.country_list import GROUP_KIND_NAMES
from clearinghouse.web.country_names import NamedCountry, named
from clearinghouse.web.languages import current_language
from clearinghouse.web.offices import Offices, offices
from clearinghouse.web.ordering import by_name
from clearinghouse.web.registers import EntryShown, newest
from clearinghouse.web.speech import say
from clearinghouse.web.standings_shown import PARTY, StandingShown, standing_shown

UNION = "eu"
MEMBER_STATES = "bd12d7fb-91f7-4b2d-996c-e70f18a51f0e"
"""The group of the Member States of the European Union."""
REGIONAL_GROUPS = {
    "D50FE62D-8A5E-4407-83F8-AFCAAF708EA4": Message("region", "Africa"),
    "5E5B7AA4-2420-4147-825B-0820F7EC5A4B": Message("region", "Asia and the Pacific"),
    "942E40CA-4C23-4D3A-A0B4-736CD0EFCD54": Message("region", "Central and Eastern Europe"),
    "3D0CCC9A-A0A1-4399-8FA2-41D4D649DB0E": Message("region", "Latin America and the Caribbean"),
    "0EC2E5AE-25F3-4D3A-B71F-8019BB62ED4B": Message("region", "Western Europe and Others"),
}
"""The regional groups of the Convention by their official identifiers, without the family before the name."""
_BINDING = ("biosafetyDecision", "biosafetyLaw")
"""Formats in which the Union publishes for all its Member States."""
_LATEST = 8
_LARGEST = 3


@dataclass(frozen=True, slots=True)
class FormatCount:
    """How many records of a format a government has in force, with the list of them."""

    slug: str
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Stat:
    """A number at the head of the page with where it leads."""

    value: int
    label: str
    url: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class FormerNameShown:
    """A name that held for a time; codes: those of then, if they were others."""

    name: str
    since: date | None
    until: date
    codes: list[str]


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group to which a government belongs; since: if that is known."""

    name: str
    url: str
    since: date | None


@dataclass(frozen=True, slots=True)
class GapShown:
    """Something that a Party must have and this one lacks."""

    name: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Content:
    """One entry of the contents."""

    anchor: str
    label: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class CountryPage:
    """The whole page. codes: label and value; groups: by kind; offices and gaps: None for a day of the past.

    members: of the European Union on its own page; union: what binds a Member State, on the page of that State.
    """

    code: str
    name: str
    formal_name: str
    region: str
    day: date
    as_of: datetime | None
    codes: list[tuple[str, str]]
    former: list[FormerNameShown]
    groups: list[tuple[str, list[GroupShown]]]
    standings: list[StandingShown]
    offices: Offices | None
    counts: list[FormatCount]
    total: int
    search_url: str
    entries: list[EntryShown]
    gaps: list[GapShown] | None
    is_party: bool
    members: list[NamedCountry]
    union: list[FormatCount] | None
    union_entries: list[EntryShown]
    stats: list[Stat]
    contents: list[Content]
    others: list[NamedCountry]

    @property
    def has_recalled(self) -> bool:
        """Whether a date was compiled without a source that was checked."""
        return any(one.is_recalled for one in self.standings)

    @property
    def has_unknown(self) -> bool:
        """Whether of some instrument it is not known where the government stands."""
        return any(not one.is_certain for one in self.standings)


def code_meant(text: str) -> str:
    """Return the code that a code, a former one or a name means. Raises Http404 if it is none."""
    if found := current_parties().find(text):
        return found
    raise Http404


def country_page(code: str, visitor: Visitor, as_of: datetime | None = None) -> CountryPage:
    """Return the page of a government as of a moment, or now. Raises Http404 for a code that no government has."""
    parties = current_parties()
    government = parties.government(code)
    if government is None:
        raise Http404
    day = (as_of or timezone.now()).date()
    language = current_language().code
    shown = [standing_shown(one, day) for one in standings(parties, code, day)]
    counts = counts_of(code, as_of)
    total = sum(one.count for one in counts)
    lacking = None if as_of else [_gap(one) for one in gaps(code)]
    is_member = code in parties.members(MEMBER_STATES, day)
    union = [one for one in counts_of(UNION, as_of) if one.slug in _BINDING] if is_member else None
    members = named(parties.members(MEMBER_STATES, day), parties, day if as_of else None) if code == UNION else []
    codes = [(_("Code"), code.upper()), (_("ISO 3166 alpha-3"), government.iso3), (_("UN M49"), government.m49)]
    former = [
        FormerNameShown(name, one.since, one.until, [value.upper() for value in (one.alpha2, one.iso3) if value])
        for name, one in former_names_shown(parties, code, language)
    ]
    groups = groups_of(parties, code, day, as_of)
    entries = newest(limit=_LATEST, owner=code, as_of=as_of)
    is_party = any(one.key == PARTY for one in shown)
    return CountryPage(
        code,
        parties.name(code, language, day if as_of else None),
        "" if as_of else government.formal_names.get(language, ""),
        region_of(parties, code, day),
        day,
        as_of,
        [(label, value) for label, value in codes if value],
        former,
        groups,
        shown,
        None if as_of else offices(code, visitor),
        counts,
        total,
        search_url(code, as_of),
        entries,
        lacking,
        is_party,
        members,
        union,
        newest(limit=3, owner=UNION, formats=_BINDING, as_of=as_of) if union else [],
        _stats(counts, total, lacking, search_url(code, as_of)),
        _contents(members=len(members), is_member=is_member, gap_count=lacking, total=total, is_past=as_of is not None),
        [one for one in named(parties.codes, parties) if one.code != code],
    )


def region_of(parties: Parties, code: str, day: date) -> str:
    """Return the regional group of the Convention to which a government belongs, "" for none."""
    found = parties.groups_of(code, day)
    return next((say(name) for group, name in REGIONAL_GROUPS.items() if group in found), "")


def groups_of(parties: Parties, code: str, day: date, as_of: datetime | None) -> list[tuple[str, list[GroupShown]]]:
    """Return the groups of a government on a day, by kind, each with its list of governments."""
    language = current_language().code
    since = {one.group: one.since for one in parties.memberships(code) if one.holds_on(day)}
    past = {"as-of": day.isoformat()} if as_of else {}
    found = groups_shown(parties, code, day)
    return [
        (
            say(GROUP_KIND_NAMES[kind]),
            [
                GroupShown(
                    one.name(language),
                    f"{reverse('countries')}?{urlencode({'group': one.identifier, **past})}",
                    since.get(one.identifier),
                )
                for one in found[kind]
            ],
        )
        for kind in GROUP_KINDS
        if kind in found
    ]


def counts_of(code: str, as_of: datetime | None) -> list[FormatCount]:
    """Return how many records of each format a government has in force, most first; one query."""
    return counts_of_all([code], as_of)[code]


def counts_of_all(codes: Sequence[str], as_of: datetime | None) -> Mapping[str, list[FormatCount]]:
    """Return the same of several governments; one query."""
    records = Record.objects.in_force(as_of).filter(owner__in=codes)
    rows = records.values_list("owner", "format_slug").annotate(n=Count("guid")).order_by("owner", "format_slug")
    found: dict[str, list[FormatCount]] = {code: [] for code in codes}
    for owner, slug, count in rows:
        if slug in FORMATS:
            one = FormatCount(slug, say(FORMATS[slug].plural_name), count, search_url(owner, as_of, slug))
            found[owner].append(one)
    named_counts = {code: by_name(counts, lambda one: one.label) for code, counts in found.items()}
    return {code: sorted(counts, key=lambda one: -one.count) for code, counts in named_counts.items()}


def search_url(code: str, as_of: datetime | None, slug: str = "") -> str:
    """Return the list of the records of a government, of one format or of all."""
    words = {"government": code, "format": slug, "as-of": as_of.date().isoformat() if as_of else ""}
    return f"{reverse('search')}?{urlencode({name: value for name, value in words.items() if value})}"


def _gap(gap: Gap) -> GapShown:
    return GapShown(say(gap.duty.name), say(gap.duty.why), say(gap.duty.source))


def _stats(counts: Sequence[FormatCount], total: int, lacking: list[GapShown] | None, url: str) -> list[Stat]:
    stats = [Stat(total, _("Published records"), url if total else "#records")]
    stats += [Stat(one.count, one.label, one.url) for one in counts[:_LARGEST]]
    return [*stats, Stat(len(lacking), _("Gaps in mandatory information"), "#gaps", "needs")] if lacking else stats


def _contents(
    *, members: int, is_member: bool, gap_count: list[GapShown] | None, total: int, is_past: bool
) -> list[Content]:
    found = [Content("instruments", _("Instruments"))]
    found += [] if is_past else [Content("offices", _("Offices"))]
    found += [Content("records", _("Records"), total)]
    found += [Content("union", _("Decisions and laws of the European Union"))] if is_member else []
    found += [Content("members", _("Member States"), members)] if members else []
    found += [] if gap_count is None else [Content("gaps", _("Mandatory information"), len(gap_count))]
    return [*found, Content("groups", _("Names and groups"))]


def memberships_of(parties: Parties, code: str) -> list[Membership]:
    """Return the times that a government spent in groups, in the order of the groups."""
    places = {group.identifier: number for number, group in enumerate(parties.groups)}
    return sorted(parties.memberships(code), key=lambda one: (places.get(one.group, 0), one.since or date.min))
