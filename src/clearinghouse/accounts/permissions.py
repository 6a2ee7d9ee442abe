"""Who may do what: one table, action → named predicates, any of which suffices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser

from clearinghouse.accounts.models import Account, Role
from clearinghouse.core.errors import NotAllowedError

Visitor = Account | AnonymousUser


@dataclass(frozen=True, slots=True)
class Person:
    """A visitor as the table sees them: an account id, None for nobody, and the roles held per government."""

    account_id: int | None = None
    roles: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def holds(self, role: Role, government: str) -> bool:
        """Say whether the person holds a role for a government ("" for the secretariat)."""
        return (role.value, government) in self.roles


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action is done to. owner: government code, "" for a reference record; author_id: of a draft."""

    owner: str
    author_id: int | None = None
    is_directly_published: bool = False


NOBODY = Person()


def person_of(visitor: Visitor) -> Person:
    """Return the roles of a visitor, read once in one query."""
    if not isinstance(visitor, Account) or not visitor.is_active:
        return NOBODY
    return Person(visitor.pk, frozenset(visitor.roles_held.values_list("role", "government")))


def is_signed_in(person: Person, _subject: Subject) -> bool:
    """Anyone with an account."""
    return person.account_id is not None


def is_author_of_reference(person: Person, subject: Subject) -> bool:
    """The person who began a draft that belongs to no government; a national draft stays with the offices."""
    return not subject.owner and person.account_id is not None and person.account_id == subject.author_id


def is_authorized_user(person: Person, subject: Subject) -> bool:
    """A national authorized user of the government that owns the record."""
    return bool(subject.owner) and person.holds(Role.AUTHORIZED_USER, subject.owner)


def is_publishing_authority(person: Person, subject: Subject) -> bool:
    """The publishing authority of the government that owns the record."""
    return bool(subject.owner) and person.holds(Role.PUBLISHING_AUTHORITY, subject.owner)


def is_secretariat_for_reference(person: Person, subject: Subject) -> bool:
    """An officer of the secretariat, for records that belong to no government."""
    return not subject.owner and person.holds(Role.SECRETARIAT_OFFICER, "")


def is_signed_in_for_reference(person: Person, subject: Subject) -> bool:
    """Anyone with an account, for records that belong to no government."""
    return not subject.owner and person.account_id is not None


def may_draft_what_publishes_directly(person: Person, subject: Subject) -> bool:
    """Whoever may draft a contact also publishes it."""
    return subject.is_directly_published and any(rule(person, subject) for rule in PERMISSIONS["draft"])


Predicate = Callable[[Person, Subject], bool]

PERMISSIONS: Mapping[str, tuple[Predicate, ...]] = {
    "draft": (is_authorized_user, is_publishing_authority, is_signed_in_for_reference),
    "edit-draft": (is_authorized_user, is_publishing_authority, is_secretariat_for_reference, is_author_of_reference),
    "request-publication": (
        is_authorized_user,
        is_publishing_authority,
        is_secretariat_for_reference,
        is_author_of_reference,
    ),
    "return-draft": (is_publishing_authority, is_secretariat_for_reference),
    "publish": (is_publishing_authority, is_secretariat_for_reference, may_draft_what_publishes_directly),
    "retire": (is_publishing_authority, is_secretariat_for_reference),
    "redact": (is_publishing_authority, is_secretariat_for_reference),
    "see-personal": (is_signed_in,),
    "see-broken-references": (is_authorized_user, is_publishing_authority, is_secretariat_for_reference),
    "see-internal": (is_authorized_user, is_publishing_authority, is_secretariat_for_reference),
}


def is_allowed(person: Person, action: str, subject: Subject) -> bool:
    """Say whether the table allows an action. Raises KeyError for an action that it does not know."""
    return any(predicate(person, subject) for predicate in PERMISSIONS[action])


def require(person: Person, action: str, subject: Subject) -> None:
    """Raise NotAllowedError unless the table allows the action."""
    if not is_allowed(person, action, subject):
        raise NotAllowedError(action=action)
