"""The trail of one owner: who did what, when, through which door, and for some readers from where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account, AuditEvent, Role
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, Subject
from clearinghouse.accounts.predicates import is_administrator, is_focal_point, is_publishing_authority
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.identifiers import parse_printed_number
from clearinghouse.core.languages import tag_of
from clearinghouse.core.messages import filled
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.core.origin import Door
from clearinghouse.core.owners import is_owner
from clearinghouse.derived.reading import title_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.records.models import Draft, Record
from clearinghouse.web.days import BadDayError
from clearinghouse.web.languages import current_language
from clearinghouse.web.ordering import by_name
from clearinghouse.web.owners import learn, owner_name
from clearinghouse.web.presenting import record_url
from clearinghouse.web.realms import REALMS
from clearinghouse.web.roles_shown import role_name
from clearinghouse.web.speech import say, set_off
from clearinghouse.web.trail_sentences import ACTS, CLOCK, DOORS, GIVEN_BACK, SOMEBODY, WITH_REASON

_MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class TrailView:
    """What one reader may see of an owner's trail. realms: of which clearing-houses; sees_addresses: from where."""

    person: Person
    owner: str
    realms: frozenset[str]
    sees_addresses: bool


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What is asked for; "" and None for everything. who: opaque id. record: GUID or printed number, as typed."""

    who: str = ""
    action: str = ""
    record: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TrailItem:
    """One act. kind: name of the format. address: "" where the reader may not see it."""

    at: datetime
    sentence: str
    who: str
    action: str
    title: str
    language: str
    kind: str
    guid: str
    url: str
    door: str
    address: str


def trail_view(person: Person, owner: str) -> TrailView:
    """Return what a person may see of the trail of an owner. Raises NotAllowedError if that is nothing."""
    if not is_owner(owner):
        raise NotAllowedError(action="see-trail")
    realms = _realms_of(person, owner)
    if not realms:
        raise NotAllowedError(action="see-trail")
    trusted = (is_publishing_authority, is_focal_point, is_administrator)
    sees = any(predicate(person, Subject(owner, code)) for predicate in trusted for code in realms)
    return TrailView(person, owner, realms, sees)


def trails_for(person: Person) -> list[tuple[str, str]]:
    """Return the trails that a person may read, as name of the owner and address."""
    owners = {owner for owner in (*person.owners(), "") if person.roles and _realms_of(person, owner)}
    learn(owners)
    return [
        (owner_name(owner) or _("the Secretariat"), f"{reverse('trail')}?{urlencode({'owner': owner})}")
        for owner in by_name(owners, owner_name)
    ]


def _realms_of(person: Person, owner: str) -> frozenset[str]:
    """Return the clearing-houses of which a person may read the trail of an owner."""
    return frozenset(code for code in REALMS if is_allowed(person, "see-trail", Subject(owner, code)))


def trail_url(record: Record) -> str:
    """Return where the trail of one record is read."""
    return f"{reverse('trail')}?{urlencode({'owner': record.owner, 'record': record.guid})}"


def trail_filter(sent: QueryDict) -> TrailFilter:
    """Read a filter from an address. Raises BadDayError; what else cannot be read finds nothing."""
    who, action, record = (sent.get(name, "").replace("\0", "").strip()[:200] for name in ("who", "action", "record"))
    return TrailFilter(who, action, record, _day(sent.get("from", "")), _day(sent.get("to", "")))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadDayError(day=text[:40]) from error


def events_of(view: TrailView, asked: TrailFilter) -> QuerySet[AuditEvent]:
    """Return the acts that a reader may see and asked for, newest first."""
    events = _all_of(view).select_related("account")
    if asked.who:
        events = events.filter(account__opaque_id=_uuid(asked.who))
    if asked.action:
        events = events.filter(action=asked.action)
    if asked.record:
        events = events.filter(about=_guid(asked.record))
    if asked.since:
        events = events.filter(at__gte=datetime.combine(asked.since, time.min, tzinfo=UTC))
    if asked.until and asked.until < date.max:
        events = events.filter(at__lt=datetime.combine(asked.until + timedelta(days=1), time.min, tzinfo=UTC))
    return events


def _all_of(view: TrailView) -> QuerySet[AuditEvent]:
    # What concerns no clearing-house in particular (roles for all of them) is seen by whoever sees any.
    return AuditEvent.objects.filter(owner=view.owner, realm__in={"", *view.realms}, action__in=list(ACTS))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _guid(text: str) -> str:
    printed = parse_printed_number(text)
    if printed is None:
        return text
    return Record.objects.filter(document_number=printed.number).values_list("guid", flat=True).first() or text


def people_in(view: TrailView) -> list[tuple[str, str]]:
    """Return who acted for an owner, as opaque id and name."""
    acted = _all_of(view).exclude(account=None).order_by().values("account_id").distinct()
    rows = Account.objects.filter(pk__in=acted).order_by("name").values_list("opaque_id", "name")
    return by_name(((str(opaque_id), name) for opaque_id, name in rows[:_MOST_PEOPLE]), lambda one: one[1])


@dataclass(frozen=True, slots=True)
class _Known:
    """What the acts of a page are about: records and drafts by GUID, names of people by opaque id."""

    records: Mapping[str, Record]
    drafts: Mapping[str, Draft]
    names: Mapping[str, str]


def items_of(events: Sequence[AuditEvent], view: TrailView) -> list[TrailItem]:
    """Return acts in the language of the reader; three queries for all."""
    known = _known(events, view)
    return [_item(event, known, view) for event in events]


def _known(events: Sequence[AuditEvent], view: TrailView) -> _Known:
    about = {event.about for event in events if event.about}
    records = {record.guid: record for record in Record.objects.readable_by(view.person).filter(pk__in=about)}
    drafts = {draft.guid: draft for draft in Draft.objects.filter(guid__in=about - records.keys())}
    mentioned = about - records.keys() - drafts.keys() | {str(event.details.get("to", "")) for event in events}
    return _Known(records, drafts, _names(mentioned))


def _names(mentioned: Iterable[str]) -> dict[str, str]:
    keys = {key for text in mentioned if (key := _uuid(text)).int}
    rows = Account.objects.filter(opaque_id__in=keys).values_list("opaque_id", "name") if keys else []
    return {str(opaque_id): name for opaque_id, name in rows}


def _item(event: AuditEvent, known: _Known, view: TrailView) -> TrailItem:
    details = event.details
    slug = str(details.get("format", ""))
    title, url = _title(event.about, known, view)
    return TrailItem(
        at=event.at,
        sentence=_sentence(event, known),
        who=_who(event),
        action=event.action,
        title=title.text,
        language=tag_of(title.language),
        kind=say(FORMATS[slug].name) if slug in FORMATS else "",
        guid="" if event.about in known.names else event.about,
        url=url,
        door=say(DOORS[event.door]) if event.door in DOORS else event.door,
        address=event.address if view.sees_addresses else "",
    )


def _title(about: str, known: _Known, view: TrailView) -> tuple[Spoken, str]:
    language = current_language().code
    if (record := known.records.get(about)) is not None:
        number = str(record.printed_number)
        return best(record.titles, language) or Spoken(number, "und"), record_url(number)
    draft = known.drafts.get(about)
    if draft is not None and is_allowed(view.person, "see-draft", draft.subject):
        title = title_of(draft.body, draft.format, language) or Spoken("", language)
        return title, reverse("draft", args=[draft.pk])
    return Spoken("", language), ""


def _who(event: AuditEvent) -> str:
    if event.account is not None:
        return event.account.name
    return say(CLOCK) if event.door == Door.CLOCK.value else say(SOMEBODY)


def _sentence(event: AuditEvent, known: _Known) -> str:
    details, sentence = event.details, ACTS[event.action].sentence
    if event.action == "request-reassigned" and not details.get("to"):
        sentence = GIVEN_BACK
    role = str(details.get("role", ""))
    data = {
        "who": set_off(_who(event)),
        "name": set_off(known.names.get(str(details.get("to") or event.about)) or say(SOMEBODY)),
        "role": role_name(role, str(details.get("instrument", ""))) if role in set(Role) else role,
        "revision": details.get("revision", ""),
    }
    said = filled(say(sentence), data)
    if event.action == "request-reassigned" and (reason := str(details.get("reason", ""))):
        return filled(say(WITH_REASON), {"said": said, "reason": set_off(reason)})
    return said
