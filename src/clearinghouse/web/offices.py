"""The offices of a government: focal points by instrument, and the competent national authorities."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from clearinghouse.accounts.instruments import INSTRUMENTS
from clearinghouse.accounts.models import Role, RoleHeld
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Subject, Visitor, person_of
from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import tag_of
from clearinghouse.derived.pages import CodeValue, LinkValue
from clearinghouse.derived.reading import title_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.projections.links import public_parts
from clearinghouse.records.models import Record, Revision
from clearinghouse.web.languages import current_language
from clearinghouse.web.ordering import by_name
from clearinghouse.web.presenting import reader, record_url, values_named
from clearinghouse.web.roles_shown import role_name

AUTHORITY = "authority"
MOST_AUTHORITIES = 50


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person of an office, for those who may know them."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class FocalPointShown:
    """The focal points for one instrument. count: how many there are; people: only for those who may know them."""

    label: str
    count: int
    people: list[PersonShown]


@dataclass(frozen=True, slots=True)
class AuthorityShown:
    """A competent national authority, with what its record publishes."""

    url: str
    title: str
    language: str
    emails: list[str]
    phones: list[str]
    websites: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of a government."""

    focal_points: list[FocalPointShown]
    authorities: list[AuthorityShown]
    sees_people: bool


def offices(government: str, visitor: Visitor) -> Offices:
    """Return the offices of a government as a visitor may see them; four queries at most."""
    sees_people = is_allowed(person_of(visitor), "see-personal", Subject(government))
    return Offices(_focal_points(government, sees_people=sees_people), _authorities(government, visitor), sees_people)


def _focal_points(government: str, *, sees_people: bool) -> list[FocalPointShown]:
    rows = RoleHeld.objects.in_force(timezone.now()).filter(
        role=Role.FOCAL_POINT, owner=government, account__is_active=True
    )
    held: dict[str, list[PersonShown]] = {}
    for row in by_name(rows.select_related("account").order_by("account_id"), lambda one: one.account.name):
        held.setdefault(row.instrument, []).append(PersonShown(row.account.name, row.account.email))
    return [
        FocalPointShown(role_name(Role.FOCAL_POINT, code), len(people), people if sees_people else [])
        for code in INSTRUMENTS
        for people in [held.get(code, [])]
    ]


def _authorities(government: str, visitor: Visitor) -> list[AuthorityShown]:
    records = Record.objects.visible_to(visitor).published().filter(owner=government, format_slug=AUTHORITY)
    found = list(records.order_by("document_number")[:MOST_AUTHORITIES])
    latest = Revision.objects.filter(record__in=found, number=F("record__latest"))
    entries = dict(latest.values_list("record_id", "entry_id"))
    bodies = public_parts(entries.values())
    return [_authority(one, bodies.get(entries[one.guid], {})) for one in found]


def _authority(record: Record, body: Json) -> AuthorityShown:
    number = str(record.printed_number)
    title = title_of(body, FORMATS[AUTHORITY], current_language().code)
    links = [one for one in _values("websites", body) if isinstance(one, LinkValue) and one.is_safe]
    return AuthorityShown(
        record_url(number),
        title.text if title else number,
        tag_of(title.language) if title else "",
        _texts("emails", body),
        _texts("phones", body),
        [(link.name or link.url, link.url) for link in links],
    )


def _values(name: str, body: Json) -> Iterable[object]:
    return values_named(name, body, AUTHORITY, reader())


def _texts(name: str, body: Json) -> list[str]:
    return [one.text for one in _values(name, body) if isinstance(one, CodeValue)]
