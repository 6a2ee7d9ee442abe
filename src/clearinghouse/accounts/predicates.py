"""The named reasons for which a person may do something; the table in permissions.py puts them together."""

from collections.abc import Callable
from dataclasses import replace

from clearinghouse.accounts.instruments import INSTRUMENTS
from clearinghouse.accounts.models import Role
from clearinghouse.accounts.person import Person, State, Subject
from clearinghouse.core.owners import OwnerKind, government_in, kind_of

Predicate = Callable[[Person, Subject], bool]


def is_signed_in(person: Person, _subject: Subject) -> bool:
    """Anyone with an account."""
    return person.account_id is not None


def is_signed_in_for_reference(person: Person, subject: Subject) -> bool:
    """Anyone with an account, for records that the secretariat looks after."""
    return not subject.owner and person.account_id is not None


def is_author_of_reference(person: Person, subject: Subject) -> bool:
    """The person who began a draft that the secretariat looks after; a national draft stays with the offices."""
    return not subject.owner and person.account_id is not None and person.account_id == subject.author_id


def is_delegate(person: Person, subject: Subject) -> bool:
    """Someone to whom a section of the draft is given at present, whoever owns it."""
    return person.account_id is not None and person.account_id in subject.delegates


def is_owner_in_person(person: Person, subject: Subject) -> bool:
    """The person whom the record belongs to."""
    return bool(person.own) and subject.owner == person.own


def is_authorized_user(person: Person, subject: Subject) -> bool:
    """A national authorized user of the government that owns the record, for its realm and format."""
    return bool(government_in(subject.owner)) and person.holds(Role.AUTHORIZED_USER, subject)


def is_publishing_authority(person: Person, subject: Subject) -> bool:
    """The publishing authority of the government that owns the record, for its realm and format."""
    return bool(government_in(subject.owner)) and person.holds(Role.PUBLISHING_AUTHORITY, subject)


def is_focal_point(person: Person, subject: Subject) -> bool:
    """A confirmed focal point of the government, for an instrument that looks after the realm."""
    return any(subject.realm in INSTRUMENTS[code].realms for code in _instruments_of(person, subject))


def is_focal_point_who_publishes(person: Person, subject: Subject) -> bool:
    """A confirmed focal point who is also publishing authority of the realm, as the BCH focal point is of the BCH."""
    return any(subject.realm in INSTRUMENTS[code].publishes_in for code in _instruments_of(person, subject))


def _instruments_of(person: Person, subject: Subject) -> list[str]:
    owner = government_in(subject.owner)
    return [
        held.instrument
        for held in person.roles
        if owner and held.role == Role.FOCAL_POINT.value and held.owner == owner and held.instrument in INSTRUMENTS
    ]


def is_organization_editor(person: Person, subject: Subject) -> bool:
    """An editor of the organization that owns the record."""
    return kind_of(subject.owner) is OwnerKind.ORGANIZATION and person.holds(Role.ORGANIZATION_EDITOR, subject)


def is_community_steward(person: Person, subject: Subject) -> bool:
    """A steward of the community that owns the record."""
    return kind_of(subject.owner) is OwnerKind.COMMUNITY and person.holds(Role.COMMUNITY_STEWARD, subject)


def is_secretariat_for_reference(person: Person, subject: Subject) -> bool:
    """An officer of the secretariat, for records that it looks after."""
    return not subject.owner and person.holds(Role.SECRETARIAT_OFFICER, subject)


def is_secretariat_for_others(person: Person, subject: Subject) -> bool:
    """An officer of the secretariat, for what an organization, community or person asked to publish, or published."""
    is_theirs = kind_of(subject.owner) in (OwnerKind.ORGANIZATION, OwnerKind.COMMUNITY, OwnerKind.USER)
    was_sent = subject.state in (State.REQUESTED, State.PUBLISHED, State.RETIRED)
    return is_theirs and was_sent and person.holds(Role.SECRETARIAT_OFFICER, replace(subject, owner=""))


def is_officer(person: Person, subject: Subject) -> bool:
    """An officer of the secretariat for the whole realm, whoever owns what it is about."""
    return person.holds(Role.SECRETARIAT_OFFICER, Subject("", subject.realm))


def is_administrator(person: Person, subject: Subject) -> bool:
    """Someone who runs the realm, or the node."""
    return person.holds(Role.ADMINISTRATOR, Subject("", subject.realm))


def is_vocabulary_editor(person: Person, _subject: Subject) -> bool:
    """Someone who looks after the vocabularies."""
    return person.has_role(Role.VOCABULARY_EDITOR)


def is_translator(person: Person, _subject: Subject) -> bool:
    """Someone who translates labels and texts of the node."""
    return person.has_role(Role.TRANSLATOR)
